// SPDX-License-Identifier: MIT
// cmtool post edit: change a published post where the platform allows it, or a draft.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/open_desk.hpp"
#include "cli/exit_code.hpp"
#include "cli/outcomes.hpp"
#include "cli/post_options.hpp"
#include "cli/post_record.hpp"
#include "cli/remarks.hpp"

namespace cmtool {
namespace {

struct Options {
  PostOptions post{};
  std::string id{};
};

/// A draft's deliveries follow its text and its accounts.
Result<int> change_draft(Env& env, Desk& desk, const Preparation& preparation, const PostRecord& record) {
  for (const auto& misfit : preparation.misfits) env.warn(tr("{}: {}", misfit.where, misfit.message));
  if (env.globals.dry_run) return exit_code::done;
  CHECK_OK(replace_draft(desk, preparation.plan, record));
  Table table{.columns = outcome_columns()};
  table.columns.resize(1);
  table.rows.push_back({Value(record.post.id)});
  CHECK_OK(env.show_made(record.post.id, table));
  return exit_code::done;
}

Result<int> change_published(Env& env, Desk& desk, const Preparation& preparation, const PostRecord& record) {
  const Plan& plan = preparation.plan;
  if (!preparation.misfits.empty()) return show_misfits(env, preparation.misfits);
  if (env.globals.dry_run) {
    for (const auto& account : plan.accounts) env.say(tr("@{}: the post would be changed", account.name));
    return exit_code::done;
  }
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
    for (const auto& delivery : record.deliveries) {
      if (delivery.account == plan.accounts[i].name) outcomes.push_back(edit_delivery(desk, plan.adapted[i], delivery));
    }
  }
  const bool any = std::any_of(outcomes.begin(), outcomes.end(), [](const Outcome& o) { return !o.error; });
  if (any) CHECK_OK(desk.store.save_post(plan.post));
  return show_outcomes(env, outcomes);
}

Result<int> run(const Options& given, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto record, desk.store.post(post_of(given.id)));
  const bool draft = std::all_of(record.deliveries.begin(), record.deliveries.end(), [](const Delivery& d) { return d.state == DeliveryState::draft; });
  PostOptions options = given.post;
  if (options.to.empty()) {
    for (const auto& d : record.deliveries) {
      if (draft || (d.receipt && !d.deleted)) options.to.push_back("@" + d.account);
    }
  }
  options.draft = draft;  // a draft may be without accounts
  if (!draft && options.to.empty()) {
    return Error{.fault = Fault::refused, .message = tr("no published post of {} is left to change", record.post.id)};
  }
  TRY(Submission submission, submission_of(env, desk, options, Stdin::no));
  submission.post = with_changes(record.post, submission.post, options);
  TRY(const Preparation preparation, prepare(desk, submission));
  (void)say_remarks(env, preparation.plan.post, options.strict);
  return draft ? change_draft(env, desk, preparation, record) : change_published(env, desk, preparation, record);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->id, tr("the post's id, or its beginning"))->required();
  app.add_option(N_("TEXT"), options->post.text, tr("the new text; else from --text-file; without both it stays"));
  add_post_options(app, options->post);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& post_edit_command() {
  static const Command it{
      .path = "post edit",
      .group = N_("Posting"),
      .summary = N_("change a post where its platform allows it, or a draft"),
      .details = N_("Only what is given changes. A platform that cannot change a post says so; the others are changed all the same."),
      .set_up = set_up,
      .columns = outcome_columns,
      .examples = N_("cmtool post edit 01jd3k \"Open at 11 on Sunday\""),
  };
  return it;
}

}  // namespace cmtool
