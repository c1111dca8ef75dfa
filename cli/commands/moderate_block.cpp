// SPDX-License-Identifier: MIT
// cmtool moderate block: keep those who wrote the items away from the account.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_block_command() {
  static const Command it{
      .path = "moderate block",
      .group = N_("Moderation"),
      .summary = N_("keep those who wrote the items away from the account"),
      .set_up = [](CLI::App& app) { return act_options(app, Act::block); },
      .columns = item_columns,
      .examples = N_("cmtool moderate block 01jd3k --why \"harassment\""),
  };
  return it;
}

}  // namespace cmtool
