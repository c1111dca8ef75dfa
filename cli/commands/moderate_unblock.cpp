// SPDX-License-Identifier: MIT
// cmtool moderate unblock: let those who wrote the items near the account again.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_unblock_command() {
  static const Command it{
      .path = "moderate unblock",
      .group = N_("Moderation"),
      .summary = N_("let those who wrote the items near the account again"),
      .set_up = [](CLI::App& app) { return act_options(app, Act::unblock); },
      .columns = item_columns,
      .examples = N_("cmtool moderate unblock 01jd3k"),
  };
  return it;
}

}  // namespace cmtool
