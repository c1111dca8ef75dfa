// SPDX-License-Identifier: MIT
// cmtool moderate unlike: take a like back.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_unlike_command() {
  static const Command it{
      .path = "moderate unlike",
      .group = N_("Moderation"),
      .summary = N_("take a like back"),
      .set_up = [](CLI::App& app) { return act_options(app, Act::unlike); },
      .columns = item_columns,
      .examples = N_("cmtool moderate unlike 01jd3k"),
  };
  return it;
}

}  // namespace cmtool
