// SPDX-License-Identifier: MIT
// cmtool post reply: answer a post, ours or somebody else's.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/open_desk.hpp"
#include "cli/exit_code.hpp"
#include "cli/outcomes.hpp"
#include "cli/post_options.hpp"
#include "cli/post_record.hpp"
#include "cli/remarks.hpp"
#include "rehearse.hpp"

namespace cmtool {
namespace {

struct Options {
  PostOptions post{};
  std::string to_what{};
};

/// A post of ours is answered from the accounts that sent it, unless --to says otherwise.
Result<void> choose_accounts(Desk& desk, PostOptions& options, const std::string& to_what) {
  if (!options.to.empty() || !is_id(post_of(to_what))) return {};
  TRY(const auto record, desk.store.post(post_of(to_what)));
  for (const auto& delivery : record.deliveries) {
    if (delivery.state == DeliveryState::sent && !delivery.deleted) options.to.push_back("@" + delivery.account);
  }
  return {};
}

Result<int> run(const Options& given, Env& env) {
  TRY(Desk desk, desk_of(env));
  PostOptions options = given.post;
  CHECK_OK(choose_accounts(desk, options, given.to_what));
  options.reply_to = given.to_what;
  TRY(const Submission submission, submission_of(env, desk, options, Stdin::yes));
  TRY(Preparation preparation, prepare(desk, submission));
  for (auto& refusal : say_remarks(env, preparation.plan.post, options.strict)) preparation.misfits.push_back(std::move(refusal));
  if (!preparation.misfits.empty()) return show_misfits(env, preparation.misfits);
  if (env.globals.dry_run) {
    rehearse(desk, preparation.plan);
    return exit_code::done;
  }
  TRY(const auto outcomes, publish(desk, preparation.plan));
  return show_outcomes(env, outcomes);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID|URL"), options->to_what, tr("the post to answer: an id of ours, or its address on the platform"))->required();
  app.add_option(N_("TEXT"), options->post.text, tr("the text; else from --text-file, or from stdin when it is not a terminal"));
  add_post_options(app, options->post);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& post_reply_command() {
  static const Command it{
      .path = "post reply",
      .group = N_("Posting"),
      .summary = N_("answer a post, ours or somebody else's"),
      .set_up = set_up,
      .columns = outcome_columns,
      .examples = N_("cmtool post reply 01jd3k \"Thank you all\"\ncmtool post reply --to @atelier https://mastodon.example/@ana/1134 \"With pleasure\""),
  };
  return it;
}

}  // namespace cmtool
