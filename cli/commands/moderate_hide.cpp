// SPDX-License-Identifier: MIT
// cmtool moderate hide: take items out of others' sight, without deleting them.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_hide_command() {
  static const Command it{
      .path = "moderate hide",
      .group = N_("Moderation"),
      .summary = N_("take items out of others’ sight, without deleting them"),
      .details = N_("WordPress holds the comment back; Bluesky hides the reply below our post. What a platform cannot do it says, with what comes nearest."),
      .set_up = [](CLI::App& app) { return act_options(app, Act::hide); },
      .columns = item_columns,
      .examples = N_("cmtool moderate hide 01jd3k --why \"insults\"\ncmtool moderate list --label toxic --json=id | jq -r '.[].id' | cmtool moderate hide -"),
  };
  return it;
}

}  // namespace cmtool
