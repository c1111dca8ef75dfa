// SPDX-License-Identifier: MIT
// cmtool moderate mute: see no more of who wrote the items.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_mute_command() {
  static const Command it{
      .path = "moderate mute",
      .group = N_("Moderation"),
      .summary = N_("see no more of who wrote the items"),
      .set_up = [](CLI::App& app) { return act_options(app, Act::mute); },
      .columns = item_columns,
      .examples = N_("cmtool moderate mute 01jd3k"),
  };
  return it;
}

}  // namespace cmtool
