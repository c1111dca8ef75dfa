// SPDX-License-Identifier: MIT
// cmtool schedule approve: let posts go out that are held.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/approval_code.hpp"
#include "schedule/native.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> ids{};
  std::string who{};
  std::vector<std::string> code{};
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto settings, env.settings());
  TRY(const auto policy, schedule_policy(settings));
  std::vector<Error> trouble;
  // Only once it is approved a post is handed over to its platform.
  const auto approve = [&](const Id& post, const std::string& code, const Actor& actor) {
    return change_native(desk, post, {""}, [&] { return approve_scheduled(desk, post, code, policy, actor); }, trouble);
  };
  if (options.code.empty()) {
    const Actor actor{.who = who_of(env, options.who)};
    return change_each(env, desk, options.ids, [&](const Meant& meant) { return approve(meant.post, "", actor); }, tr("would be approved"), &trouble);
  }
  std::map<Id, std::string> codes;
  std::vector<std::string> ids;
  for (const auto& code : options.code) {
    const Id post = post_of_code(code);
    if (post.empty()) return Error{.fault = Fault::usage, .message = tr("“{}” is not a code", code), .hint = tr("such as {}", "1m8ad507qykydvd5-k7f2q-9xw3m")};
    codes[post] = code;
    ids.push_back(post);
  }
  const Actor actor{.who = options.who.empty() ? "client" : options.who};
  return change_each(env, desk, ids, [&](const Meant& meant) { return approve(meant.post, codes[meant.post], actor); }, tr("would be approved"), &trouble);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->ids, tr("posts, or single deliveries as ID.account; - or none: from stdin, one a line"));
  app.add_option("--code", options->code, tr("the code of a post from the client's preview page"))->type_name(tr("CODE"));
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_approve_command() {
  static const Command it{
      .path = "schedule approve",
      .group = N_("Schedule"),
      .summary = N_("agree to posts that are held until somebody does"),
      .details = N_("Who may is said by “approval” in settings.json. The approval is for the text as it is now: a change asks again. The code from the preview page of the client (cmtool schedule calendar --html) stands for the client's word."),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule approve 01jd3k --as lea\ncmtool schedule approve --code 1m8ad507qykydvd5-k7f2q-9xw3m"),
  };
  return it;
}

}  // namespace cmtool
