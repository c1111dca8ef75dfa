// SPDX-License-Identifier: MIT
// cmtool schedule resolve: say what became of deliveries whose outcome is unknown.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> ids{};
  std::string sent{}, who{};
  bool not_sent = false;
};

Result<int> run(const Options& options, Env& env) {
  if (options.sent.empty() == !options.not_sent) {
    return Error{.fault = Fault::usage, .message = tr("it is not said what became of it"), .hint = tr("give --sent URL or --not-sent")};
  }
  TRY(Desk desk, desk_of(env));
  const Actor actor{.who = who_of(env, options.who)};
  const auto url = options.not_sent ? std::nullopt : std::optional(options.sent);
  return change_each(env, desk, options.ids, [&](const Meant& meant) { return resolve_scheduled(desk, meant.post, meant.accounts, url, actor); }, tr("would be resolved"));
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->ids, tr("posts, or single deliveries as ID.account; - or none: from stdin, one a line"));
  app.add_option("--sent", options->sent, tr("it was sent: its address"))->type_name(tr("URL"));
  app.add_flag("--not-sent", options->not_sent, tr("it was not sent"));
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_resolve_command() {
  static const Command it{
      .path = "schedule resolve",
      .group = N_("Schedule"),
      .summary = N_("say what became of a post whose outcome is unknown"),
      .details = N_("Look at the account first. With --sent it counts as sent, at that address; with --not-sent it failed, and cmtool schedule retry sends it."),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule resolve 01jd3k.atelier --sent https://mastodon.example/@atelier/113\ncmtool schedule resolve 01jd3k --not-sent"),
  };
  return it;
}

}  // namespace cmtool
