// SPDX-License-Identifier: MIT
// cmtool moderate assign: who is to deal with items.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/inbox_view.hpp"
#include "cli/schedule_view.hpp"
#include "moderate/handle.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> ids{};
  std::string to{};
  bool nobody = false;
  std::string why{}, who{};
};

Result<int> run(const Options& options, Env& env) {
  if (options.to.empty() && !options.nobody) {
    return Error{.fault = Fault::usage, .message = tr("it is not said to whom"), .hint = tr("give --who NAME, or --nobody")};
  }
  const HandlingChange change{.what = "assign", .assigned = options.to};
  return change_items(env, options.ids, change, who_of(env, options.who), options.why,
                      options.nobody ? tr("would be assigned to nobody") : tr("would be assigned to {}", options.to));
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->ids, tr("items; - or none: from stdin, one a line"));
  auto* const to = app.add_option("--who", options->to, tr("who is to deal with them"))->type_name(tr("NAME"));
  app.add_flag("--nobody", options->nobody, tr("take them from whoever has them"))->excludes(to);
  app.add_option("--why", options->why, tr("the reason, for the record"))->type_name(tr("TEXT"));
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_assign_command() {
  static const Command it{
      .path = "moderate assign",
      .group = N_("Moderation"),
      .summary = N_("say who is to deal with items"),
      .set_up = set_up,
      .columns = item_columns,
      .examples = N_("cmtool moderate assign 01jd3k 01jd3m --who lea\ncmtool moderate list --search refund --json=id | jq -r '.[].id' | cmtool moderate assign - --who lea"),
  };
  return it;
}

}  // namespace cmtool
