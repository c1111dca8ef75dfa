// SPDX-License-Identifier: MIT
// cmtool moderate spam: mark items as spam where they are.
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/moderate_act.hpp"

namespace cmtool {

const Command& moderate_spam_command() {
  static const Command it{
      .path = "moderate spam",
      .group = N_("Moderation"),
      .summary = N_("mark items as spam where they are"),
      .details = N_("They are done with."),
      .set_up = [](CLI::App& app) { return act_options(app, Act::spam); },
      .columns = item_columns,
      .examples = N_("cmtool moderate spam 01jd3k 01jd3m"),
  };
  return it;
}

}  // namespace cmtool
