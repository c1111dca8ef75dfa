// SPDX-License-Identifier: MIT
// cmtool moderate delete: delete items where they are, for ever.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_delete_command() {
  static const Command it{
      .path = "moderate delete",
      .group = N_("Moderation"),
      .summary = N_("delete items where they are, for ever"),
      .details = N_("Others’ posts can be deleted only where the platform is ours, as on WordPress."),
      .set_up = [](CLI::App& app) { return act_options(app, Act::remove); },
      .columns = item_columns,
      .examples = N_("cmtool moderate delete 01jd3k --why \"personal data\""),
  };
  return it;
}

}  // namespace cmtool
