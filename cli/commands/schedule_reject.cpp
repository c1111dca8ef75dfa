// SPDX-License-Identifier: MIT
// cmtool schedule reject: hold posts, with a reason.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/native.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> ids{};
  std::string why{}, who{};
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  const Actor actor{.who = who_of(env, options.who), .why = options.why};
  std::vector<Error> trouble;
  const auto reject = [&](const Meant& meant) {
    return change_native(desk, meant.post, {}, [&] { return reject_scheduled(desk, meant.post, actor); }, trouble);
  };
  return change_each(env, desk, options.ids, reject, tr("would be rejected"), &trouble);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->ids, tr("posts, or single deliveries as ID.account; - or none: from stdin, one a line"));
  app.add_option("--why", options->why, tr("the reason, for the author"))->type_name(tr("TEXT"))->required();
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_reject_command() {
  static const Command it{
      .path = "schedule reject",
      .group = N_("Schedule"),
      .summary = N_("hold posts that should not go out as they are"),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule reject 01jd3k --why \"wrong date\" --as lea"),
  };
  return it;
}

}  // namespace cmtool
