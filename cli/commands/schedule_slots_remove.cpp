// SPDX-License-Identifier: MIT
// cmtool schedule slots remove.
#include "base/tr.hpp"
#include "cli/slots_change.hpp"

namespace cmtool {
namespace {

Result<void> remove(Account& account, const Slot& slot) {
  if (std::erase(account.slots, text_of(slot)) > 0) return {};
  return Error{.fault = Fault::not_found, .message = tr("@{} has no place {}", account.name, text_of(slot)), .hint = tr("cmtool schedule slots list shows those that there are")};
}

Run set_up(CLI::App& app) { return set_up_slots_change(app, remove); }

}  // namespace

const Command& schedule_slots_remove_command() {
  static const Command it{
      .path = "schedule slots remove",
      .group = N_("Schedule"),
      .summary = N_("take weekly places from an account"),
      .set_up = set_up,
      .examples = N_("cmtool schedule slots remove @atelier \"mon,wed 09:00\""),
  };
  return it;
}

}  // namespace cmtool
