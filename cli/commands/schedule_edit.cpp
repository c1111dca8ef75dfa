// SPDX-License-Identifier: MIT
// cmtool schedule edit: change a post that waits, or all that a recurrence will bring.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/outcomes.hpp"
#include "cli/post_options.hpp"
#include "cli/remarks.hpp"
#include "cli/schedule_add.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/hooks.hpp"
#include "schedule/native.hpp"
#include "schedule/recurring.hpp"

namespace cmtool {
namespace {

struct Options {
  PostOptions post{};
  std::string ids{}, who{};
  bool ready = false;
};

/// What became of one of those that are meant.
struct Edited {
  std::string id{};
  std::vector<std::vector<Value>> rows{};  ///< of its deliveries
  std::vector<Error> misfits{};            ///< it does not fit, and nothing was changed
};

/// The post as it would be, adapted and checked for these accounts.
Result<Preparation> prepare_changed(Env& env, Desk& desk, PostOptions options, const Post& before, const std::vector<std::string>& accounts) {
  options.to.clear();
  for (const auto& account : accounts) options.to.push_back("@" + account);
  TRY(Submission submission, submission_of(env, desk, options, Stdin::no));
  submission.post = with_changes(before, submission.post, options);
  TRY(auto preparation, prepare(desk, submission));
  for (auto& refusal : say_remarks(env, preparation.plan.post, options.strict)) preparation.misfits.push_back(std::move(refusal));
  return preparation;
}

Result<Edited> edit_series(Env& env, Desk& desk, const Options& options, const Series& series, const SchedulePolicy& policy, const Actor& actor) {
  if (series.posts.size() != 1) {
    return Error{.fault = Fault::unsupported, .message = tr("a queue has more than one text, so it cannot be changed as a whole"),
                 .hint = tr("change an occurrence: cmtool schedule list --each"), .where = series.name};
  }
  TRY(const auto preparation, prepare_changed(env, desk, options.post, series.posts.front().post, series.accounts));
  if (!preparation.misfits.empty()) return Edited{.id = series.id, .misfits = preparation.misfits};
  Post shown = preparation.plan.post;
  shown.id = series.id;
  Edited edited{.id = series.id};
  for (const auto& account : preparation.plan.accounts) {
    edited.rows.push_back(row_of(shown, Delivery{.account = account.name, .platform = account.platform, .state = DeliveryState::waiting}, series.said));
  }
  if (env.globals.dry_run) return edited;
  const auto changed = series_post(preparation.plan);
  CHECK_OK(desk.store.amend_series(series.id, [&](Series& now) -> Result<void> {
    const auto used = now.posts.front().last_used;
    now.posts.front() = changed;
    now.posts.front().last_used = used;
    now.history.push_back({.at = env.world.clock->now(), .who = actor.who, .did = "edited"});
    return {};
  }));
  // Those that are made already follow.
  TRY(const auto waiting, desk.store.scheduled({.accounts = series.accounts}));
  Id last;
  for (const auto& one : waiting) {
    if (one.post.series != series.id || one.post.id == last) continue;
    last = one.post.id;
    Plan plan = preparation.plan;
    const auto as_made = [&](Post& post) {
      post.id = one.post.id;
      post.key = one.post.key;
      post.series = series.id;
      post.created = one.post.created;
    };
    as_made(plan.post);
    for (auto& adapted : plan.adapted) as_made(adapted);
    const auto followed = edit_scheduled(desk, plan, policy, actor);
    if (!followed.ok() && followed.error().fault != Fault::refused) return followed.error();
  }
  return edited;
}

/// Why the platforms that hold it cannot hold it as it would be. What goes out in a few minutes cannot be taken back and handed over again.
std::vector<Error> native_misfits_of(Desk& desk, const Plan& plan, const PostRecord& record) {
  Plan held = plan;
  held.accounts.clear();
  held.platforms.clear();
  held.adapted.clear();
  Timing timing;
  for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
    const auto delivery = std::find_if(record.deliveries.begin(), record.deliveries.end(), [&](const Delivery& d) { return d.account == plan.accounts[i].name; });
    if (delivery == record.deliveries.end() || !is_settled_there(*delivery)) continue;
    held.accounts.push_back(plan.accounts[i]);
    held.platforms.push_back(plan.platforms[i]);
    held.adapted.push_back(plan.adapted[i]);
    timing.due[delivery->account] = *delivery->due;
  }
  return native_misfits(desk, held, timing);
}

/// `trouble`: what its platform did not take back again.
Result<Edited> edit_one(Env& env, Desk& desk, const Options& options, const std::string& id, const SchedulePolicy& policy, const Actor& actor, std::vector<Error>& trouble) {
  auto record = desk.store.post(id);
  if (!record.ok() && record.error().fault == Fault::not_found) {
    if (const auto series = desk.store.series(id); series.ok()) return edit_series(env, desk, options, *series, policy, actor);
  }
  if (!record.ok()) return std::move(record).error();
  std::vector<std::string> accounts;
  for (const auto& d : record->deliveries) {
    if (d.state == DeliveryState::draft || d.state == DeliveryState::held || d.state == DeliveryState::waiting) accounts.push_back(d.account);
  }
  if (accounts.empty()) {
    return Error{.fault = Fault::refused, .message = tr("nothing of the post {} is still to go out", record->post.id),
                 .hint = tr("change it on its platform: cmtool post edit {}", record->post.id)};
  }
  TRY(auto preparation, prepare_changed(env, desk, options.post, record->post, accounts));
  Edited edited{.id = record->post.id, .misfits = std::move(preparation.misfits)};
  if (!edited.misfits.empty()) return edited;
  edited.misfits = native_misfits_of(desk, preparation.plan, *record);
  if (!edited.misfits.empty()) return edited;
  if (env.globals.dry_run) {
    for (const auto& delivery : record->deliveries) edited.rows.push_back(row_of(preparation.plan.post, delivery));
    return edited;
  }
  const Drafts drafts = options.ready ? Drafts::ready : Drafts::stay;
  TRY(const auto changed, change_native(desk, record->post.id, {}, [&] { return edit_scheduled(desk, preparation.plan, policy, actor, drafts); }, trouble));
  for (const auto& delivery : changed.deliveries) {
    edited.rows.push_back(row_of(changed.post, delivery));
    const auto before = std::find_if(record->deliveries.begin(), record->deliveries.end(), [&](const Delivery& d) { return d.id == delivery.id; });
    if (delivery.state == DeliveryState::held && before->state != DeliveryState::held) {
      env.say(tr("@{}: held until somebody approves the change", delivery.account));
      tell_hook(desk, Hook::held, hook_event(Hook::held, desk, changed.post, delivery));
    }
  }
  return edited;
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto settings, env.settings());
  TRY(const auto policy, schedule_policy(settings));
  const Actor actor{.who = who_of(env, options.who)};
  if (options.ids == "-" && options.post.text_file == "-") {
    return Error{.fault = Fault::usage, .message = tr("the ids and the text cannot both come from stdin"), .hint = tr("put one of them into a file")};
  }
  TRY(const auto ids, ids_of(env, split(options.ids, ',')));
  Table table{.columns = scheduled_columns()};
  std::vector<Error> trouble;
  std::size_t done = 0;
  for (const auto& id : ids) {
    auto edited = edit_one(env, desk, options, id, policy, actor, trouble);
    if (!edited.ok() && (ids.size() == 1 || edited.error().fault == Fault::state)) return std::move(edited).error();
    if (!edited.ok()) {
      trouble.push_back(std::move(edited).error());
      if (trouble.back().where.empty()) trouble.back().where = id;
      continue;
    }
    if (!edited->misfits.empty() && ids.size() == 1) return show_misfits(env, edited->misfits);
    if (!edited->misfits.empty()) {
      for (auto& misfit : edited->misfits) {
        misfit.message = tr("{}: {}", edited->id, misfit.message);
        trouble.push_back(std::move(misfit));
      }
      continue;
    }
    ++done;
    if (env.globals.dry_run) env.say(tr("{}: would be changed", edited->id));
    table.rows.insert(table.rows.end(), edited->rows.begin(), edited->rows.end());
    if (ids.size() == 1 && !env.globals.dry_run) {
      table.single = table.rows.size() == 1;
      CHECK_OK(env.show_made(edited->id, table));
      return exit_code_with(env, 1, trouble);
    }
  }
  if (ids.size() > 1) CHECK_OK(env.show(table));
  return exit_code_with(env, done, trouble);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->ids, tr("a post or a recurrence; several with commas between them, or - for one a line from stdin"))->required();
  app.add_option(N_("TEXT"), options->post.text, tr("the new text; else from --text-file; without both it stays"));
  add_post_options(app, options->post);
  app.add_flag("--ready", options->ready, tr("a draft is ready: it waits for its time, or for an approval"));
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_edit_command() {
  static const Command it{
      .path = "schedule edit",
      .group = N_("Schedule"),
      .summary = N_("change a post that waits, or what a recurrence will bring"),
      .details = N_("Only what is given changes; the time stays (cmtool schedule move). All accounts are checked again. Where posts are approved, a change asks again. "
                    "What its platform keeps (--native) is taken back, changed, and handed over again. "
                    "The id of a recurrence changes all that is to come; that of one occurrence (cmtool schedule list --each) that one alone."),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule edit 01jd3k \"Open at 11 on Sunday\"\ncmtool schedule edit 01jd3k --ready\n"
                     "cmtool schedule list --json=id | jq -r '.[].id' | cmtool schedule edit - --campaign christmas"),
  };
  return it;
}

}  // namespace cmtool
