// SPDX-License-Identifier: MIT
// cmtool post: publish now, to one account or many, once.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/batch.hpp"
#include "cli/command.hpp"
#include "cli/open_desk.hpp"
#include "cli/exit_code.hpp"
#include "cli/outcomes.hpp"
#include "cli/post_options.hpp"
#include "cli/remarks.hpp"
#include "cli/usage.hpp"
#include "rehearse.hpp"

namespace cmtool {
namespace {

struct Options {
  PostOptions post{};
  std::string batch{};
  std::string again{};
  std::size_t jobs = 50;
};

std::string from_1_to_200(const std::string& given) {
  const auto number = to_integer(given);
  return number && *number >= 1 && *number <= 200 ? "" : own_message(tr("“{}” is not a number from 1 to 200", given));
}

/// On a terminal, the same text within the hour is more often a slip than a wish.
void warn_of_twins(Env& env, Desk& desk, const Plan& plan) {
  if (!env.streams.err_is_terminal || !plan.post.key.empty()) return;
  const auto twins = recent_twins(desk, plan.post, plan.accounts);
  if (!twins.ok() || twins->empty()) return;
  env.warn(tr("the same text was posted to one of these accounts within the hour ({}); with --key NAME a repeat is harmless",
              twins->front().post.id));
}

void say_what_would_go(Env& env, const Plan& plan) {
  for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
    const Fit fit = fit_of(plan.adapted[i].text, plan.adapted[i].warning, plan.limits[i]);
    const auto parts = static_cast<long long>(plan.adapted[i].thread.size()) + 1;
    const std::string size = fit.allowed > 0 ? fmt::format("{}/{}", fit.used, fit.allowed) : fmt::format("{}", fit.used);
    env.say(trn("@{} ({}): {} post would be sent, of {} characters", "@{} ({}): {} posts would be sent, the first of {} characters", parts,
                plan.accounts[i].name, plan.platforms[i]->about().title, parts, size));
  }
}

Result<int> keep_as_draft(Env& env, Desk& desk, const Preparation& preparation) {
  for (const auto& misfit : preparation.misfits) env.warn(tr("{}: {}", misfit.where, misfit.message));
  if (env.globals.dry_run) return exit_code::done;
  TRY(const auto kept, keep_draft(desk, preparation.plan));
  Table table{.columns = outcome_columns()};
  table.columns.resize(1);
  table.rows.push_back({Value(kept.post.id)});
  CHECK_OK(env.show_made(kept.post.id, table));
  return exit_code::done;
}

Result<int> run_one(Env& env, Desk& desk, const PostOptions& options) {
  TRY(const Submission submission, submission_of(env, desk, options, Stdin::yes));
  TRY(Preparation preparation, prepare(desk, submission));
  for (auto& refusal : say_remarks(env, preparation.plan.post, options.strict)) preparation.misfits.push_back(std::move(refusal));
  if (submission.draft) return keep_as_draft(env, desk, preparation);
  if (!preparation.misfits.empty()) return show_misfits(env, preparation.misfits);
  if (env.globals.dry_run) {
    say_what_would_go(env, preparation.plan);
    rehearse(desk, preparation.plan);
    return exit_code::done;
  }
  warn_of_twins(env, desk, preparation.plan);
  TRY(const auto outcomes, publish(desk, preparation.plan));
  return show_outcomes(env, outcomes);
}

Result<int> run_again(Env& env, Desk& desk, const Options& options) {
  TRY(const auto record, desk.store.post(options.again));
  if (env.globals.dry_run) {
    for (const auto& delivery : record.deliveries) {
      if (delivery.state != DeliveryState::sent) env.say(tr("@{}: would be taken up again from state {}", delivery.account, slug(delivery.state)));
    }
    return exit_code::done;
  }
  TRY(const auto outcomes, take_up_again(desk, record, options.post.to));
  if (outcomes.empty()) {
    return Error{.fault = Fault::refused,
                 .message = tr("the post {} has no account to be sent to", record.post.id),
                 .hint = tr("choose some: cmtool post edit {} --to @name", record.post.id)};
  }
  return show_outcomes(env, outcomes);
}

Result<int> run(const Options& options, Env& env) {
  // Loading the network takes longer than all that comes before it is used: it begins now, unless all is for the site that `init` makes.
  const auto& to = options.post.to;
  const bool elsewhere = std::any_of(to.begin(), to.end(), [](const std::string& word) { return word != "@site"; });
  if ((elsewhere || !options.batch.empty()) && !options.post.draft && !env.globals.dry_run) env.expect_network();
  TRY(Desk desk, desk_of(env));
  if (!options.again.empty()) return run_again(env, desk, options);
  if (!options.batch.empty()) return run_batch(env, desk, options.batch, options.post, options.jobs);
  return run_one(env, desk, options.post);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("TEXT"), options->post.text, tr("the text; else from --text-file, or from stdin when it is not a terminal"));
  add_post_options(app, options->post);
  offers(app.add_option("--batch", options->batch, tr("many posts: NDJSON, one a line, with these options' names as keys; - is stdin"))->type_name(tr("FILE")), Offer::files);
  app.add_option("--jobs", options->jobs, tr("of a batch: how many are sent at the same time"))->check(from_1_to_200);
  app.add_option("--resume", options->again, tr("send a draft, or take up again what failed or whose outcome is unknown, by its id"))->type_name(tr("ID"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& post_command() {
  static const Command it{
      .path = "post",
      .group = N_("Posting"),
      .summary = N_("publish now, to one account or many, exactly once"),
      .details = N_("All accounts are checked before anything is sent: one that cannot take the post refuses it for all (exit 6). Each account then "
                    "gets it at the same time; a row for each says what became of it. One account alone prints its address.\n\n"
                    "The exit code is 0 when all took it, 3 when some did, and 8 when the answer of one was lost and cannot be settled: look before "
                    "you repeat it. With --key a repeat is always harmless: the same key never posts twice."),
      .set_up = set_up,
      .columns = outcome_columns,
      .examples = N_("cmtool post --to @atelier,@blog \"Open at 10 on Sunday\"\n"
                     "echo \"Bonjour\" | cmtool post --to '#acme' --key sunday\n"
                     "cmtool post --to @all --media shop.jpg --alt \"The shop, seen from the street\" \"New window\"\n"
                     "cmtool post --batch posts.ndjson"),
  };
  return it;
}

}  // namespace cmtool
