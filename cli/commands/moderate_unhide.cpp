// SPDX-License-Identifier: MIT
// cmtool moderate unhide: let hidden items be seen again.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_unhide_command() {
  static const Command it{
      .path = "moderate unhide",
      .group = N_("Moderation"),
      .summary = N_("let hidden items be seen again"),
      .set_up = [](CLI::App& app) { return act_options(app, Act::unhide); },
      .columns = item_columns,
      .examples = N_("cmtool moderate unhide 01jd3k"),
  };
  return it;
}

}  // namespace cmtool
