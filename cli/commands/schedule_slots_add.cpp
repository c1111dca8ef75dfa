// SPDX-License-Identifier: MIT
// cmtool schedule slots add.
#include <algorithm>

#include "base/tr.hpp"
#include "cli/slots_change.hpp"

namespace cmtool {
namespace {

Result<void> add(Account& account, const Slot& slot) {
  const auto text = text_of(slot);
  if (std::find(account.slots.begin(), account.slots.end(), text) == account.slots.end()) account.slots.push_back(text);
  return {};
}

Run set_up(CLI::App& app) { return set_up_slots_change(app, add); }

}  // namespace

const Command& schedule_slots_add_command() {
  static const Command it{
      .path = "schedule slots add",
      .group = N_("Schedule"),
      .summary = N_("give an account weekly places, which --slot fills"),
      .details = N_("By the clock of the workspace's zone, also when that changes."),
      .set_up = set_up,
      .examples = N_("cmtool schedule slots add @atelier \"mon,wed 09:00\""),
  };
  return it;
}

}  // namespace cmtool
