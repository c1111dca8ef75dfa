// SPDX-License-Identifier: MIT
// cmtool moderate approve: let items that wait for approval be seen.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_approve_command() {
  static const Command it{
      .path = "moderate approve",
      .group = N_("Moderation"),
      .summary = N_("let items that wait for approval be seen"),
      .set_up = [](CLI::App& app) { return act_options(app, Act::approve); },
      .columns = item_columns,
      .examples = N_("cmtool moderate list --json=id,remote_state | jq -r '.[] | select(.remote_state==\"hold\") | .id' | cmtool moderate approve -"),
  };
  return it;
}

}  // namespace cmtool
