// SPDX-License-Identifier: MIT
// cmtool moderate report: report items to their server's moderators.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_report_command() {
  static const Command it{
      .path = "moderate report",
      .group = N_("Moderation"),
      .summary = N_("report items to their server’s moderators"),
      .details = N_("--why goes with the report."),
      .set_up = [](CLI::App& app) { return act_options(app, Act::report); },
      .columns = item_columns,
      .examples = N_("cmtool moderate report 01jd3k --why \"threats\""),
  };
  return it;
}

}  // namespace cmtool
