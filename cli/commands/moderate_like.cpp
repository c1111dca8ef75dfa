// SPDX-License-Identifier: MIT
// cmtool moderate like: like items where they are.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_like_command() {
  static const Command it{
      .path = "moderate like",
      .group = N_("Moderation"),
      .summary = N_("like items where they are"),
      .set_up = [](CLI::App& app) { return act_options(app, Act::like); },
      .columns = item_columns,
      .examples = N_("cmtool moderate like 01jd3k"),
  };
  return it;
}

}  // namespace cmtool
