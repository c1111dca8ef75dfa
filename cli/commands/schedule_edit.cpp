// SPDX-License-Identifier: MIT
// cmtool schedule edit: change a post that waits, or all that a recurrence will bring.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

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
  std::string id{}, who{};
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

Result<int> edit_series(Env& env, Desk& desk, const Options& options, const Series& series, const SchedulePolicy& policy, const Actor& actor) {
  if (series.posts.size() != 1) {
    return Error{.fault = Fault::unsupported, .message = tr("a queue has more than one text, so it cannot be changed as a whole"),
                 .hint = tr("change an occurrence: cmtool schedule list --each"), .where = series.name};
  }
  TRY(const auto preparation, prepare_changed(env, desk, options.post, series.posts.front().post, series.accounts));
  if (!preparation.misfits.empty()) return show_misfits(env, preparation.misfits);
  if (env.globals.dry_run) return exit_code::done;
  const auto changed = series_post(preparation.plan);
  CHECK_OK(desk.store.amend_series(series.id, [&](Series& now) -> Result<void> {
    const auto used = now.posts.front().last_used;
    now.posts.front() = changed;
    now.posts.front().last_used = used;
    now.history.push_back({.at = env.world.clock->now(), .who = actor.who, .did = "edited"});
    return {};
  }));
  // Those that are made already follow.
  TRY(const auto waiting, desk.store.scheduled({}));
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
    const auto edited = edit_scheduled(desk, plan, policy, actor);
    if (!edited.ok() && edited.error().fault != Fault::refused) return edited.error();
  }
  Table table{.columns = {{.key = "id", .title = tr("Series"), .kind = Kind::id}}, .rows = {{Value(series.id)}}, .single = true};
  CHECK_OK(env.show_made(series.id, table));
  return exit_code::done;
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

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto settings, env.settings());
  TRY(const auto policy, schedule_policy(settings));
  const Actor actor{.who = who_of(env, options.who)};
  auto record = desk.store.post(options.id);
  if (!record.ok() && record.error().fault == Fault::not_found) {
    if (const auto series = desk.store.series(options.id); series.ok()) return edit_series(env, desk, options, *series, policy, actor);
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
  TRY(const auto preparation, prepare_changed(env, desk, options.post, record->post, accounts));
  if (!preparation.misfits.empty()) return show_misfits(env, preparation.misfits);
  Table table{.columns = scheduled_columns()};
  if (env.globals.dry_run) {
    env.say(tr("{}: would be changed", record->post.id));
    return exit_code::done;
  }
  if (const auto misfits = native_misfits_of(desk, preparation.plan, *record); !misfits.empty()) return show_misfits(env, misfits);
  std::vector<Error> trouble;
  TRY(const auto changed, change_native(desk, record->post.id, {}, [&] { return edit_scheduled(desk, preparation.plan, policy, actor); }, trouble));
  for (const auto& delivery : changed.deliveries) {
    table.rows.push_back(row_of(changed.post, delivery));
    const auto before = std::find_if(record->deliveries.begin(), record->deliveries.end(), [&](const Delivery& d) { return d.id == delivery.id; });
    if (delivery.state == DeliveryState::held && before->state != DeliveryState::held) {
      env.say(tr("@{}: held until somebody approves the change", delivery.account));
      tell_hook(desk, Hook::held, hook_event(Hook::held, desk, changed.post, delivery));
    }
  }
  table.single = table.rows.size() == 1;
  CHECK_OK(env.show_made(changed.post.id, table));
  return exit_code_with(env, 1, trouble);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->id, tr("a post or a recurrence"))->required();
  app.add_option(N_("TEXT"), options->post.text, tr("the new text; else from --text-file; without both it stays"));
  add_post_options(app, options->post);
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
      .examples = N_("cmtool schedule edit 01jd3k \"Open at 11 on Sunday\""),
  };
  return it;
}

}  // namespace cmtool
