// SPDX-License-Identifier: MIT
// cmtool moderate unmute: see again what those who wrote the items write.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_unmute_command() {
  static const Command it{
      .path = "moderate unmute",
      .group = N_("Moderation"),
      .summary = N_("see again what those who wrote the items write"),
      .set_up = [](CLI::App& app) { return act_options(app, Act::unmute); },
      .columns = item_columns,
      .examples = N_("cmtool moderate unmute 01jd3k"),
  };
  return it;
}

}  // namespace cmtool
