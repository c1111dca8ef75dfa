// SPDX-License-Identifier: MIT
#include "cli/screen/review_work.hpp"

#include <algorithm>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/post_options.hpp"
#include "cli/schedule_view.hpp"
#include "moderate/act.hpp"
#include "moderate/fetch.hpp"
#include "moderate/reply.hpp"
#include "moderate/retention.hpp"

namespace cmtool {
namespace {

/// Takes the value, or keeps the error and says no.
template <typename T, typename Into>
bool took(Result<T> result, Into& value, ReviewOutcome& outcome) {
  if (!result.ok()) {
    outcome.error = std::move(result).error();
    return false;
  }
  value = std::move(result).value();
  return true;
}

/// The wish with what cmtool moderate reply would add: the language, above all.
Result<ReplyWish> reply_wish(Env& env, Desk& desk, const InboxItem& item, const ReviewTask& task) {
  PostOptions options{.text = task.text, .language = task.language};
  TRY(const auto account, desk.store.account(item.item.account));
  TRY(auto submission, submission_of(env, desk, options, Stdin::no, {account}));
  return ReplyWish{.text = submission.post.text, .post = std::move(submission.post), .compose = submission.compose, .media = submission.media};
}

std::string worst_misfit(const std::vector<Error>& misfits) {
  std::string all;
  for (const auto& misfit : misfits) all += (all.empty() ? "" : "; ") + misfit.message;
  return all;
}

}  // namespace

ReviewWork::ReviewWork(Env& env, Desk& desk, std::string who, ItemRows rows, bool overdue)
    : env_(env), desk_(desk), who_(std::move(who)), rows_(std::move(rows)), overdue_(overdue) {}

ReviewOutcome ReviewWork::perform(const ReviewTask& task) {
  using What = ReviewTask::Kind;
  ReviewOutcome outcome{.task = task};
  const bool changes = task.kind == What::change || task.kind == What::act || task.kind == What::undo || task.kind == What::send_reply;
  if (changes && env_.globals.dry_run) {
    outcome.rehearsed = true;
    outcome.said = tr("--dry-run: nothing was done");
    return outcome;
  }
  switch (task.kind) {
    case What::list: list(outcome); break;
    case What::around: around(outcome); break;
    case What::change: change(outcome); break;
    case What::act: act(outcome, task.act); break;
    case What::undo: undo(outcome); break;
    case What::check_reply:
    case What::send_reply: reply(outcome); break;
    case What::saved: (void)took(saved_replies(desk_.store), outcome.saved, outcome); break;
    case What::fetch: fetch(outcome); break;
  }
  return outcome;
}

void ReviewWork::list(ReviewOutcome& outcome) {
  ItemFilter filter = outcome.task.filter;
  const std::size_t most = filter.limit;
  filter.now = desk_.world.clock->now();
  outcome.task.filter.now = filter.now;
  // One more than is shown tells whether there are more. What is overdue is chosen among all.
  filter.limit = overdue_ ? 0 : most + 1;
  if (!took(desk_.store.inbox().items(filter), outcome.items, outcome)) return;
  if (overdue_) std::erase_if(outcome.items, [&](const InboxItem& entry) { return rows_.deadline(entry).value_or(Instant::max()) >= filter.now; });
  outcome.more = outcome.items.size() > most;
  if (outcome.more) outcome.items.resize(most);
}

void ReviewWork::around(ReviewOutcome& outcome) {
  InboxItem entry;
  if (!took(desk_.store.inbox().item(outcome.task.item), entry, outcome)) return;
  if (!took(conversation(desk_, entry), outcome.items, outcome)) return;
  if (outcome.task.whole) (void)took(sent_answers(desk_, entry), outcome.answers, outcome);
}

void ReviewWork::change(ReviewOutcome& outcome) {
  HandlingChange wanted = outcome.task.change;
  if (wanted.state == ItemState::snoozed) {
    const auto until = due_of(env_, outcome.task.until, {});
    if (!until.ok()) {
      outcome.error = until.error();
      return;
    }
    wanted.snoozed_until = until->at;
    outcome.said = tr("out of sight until {}", env_.human_time(until->at));
  }
  if (!took(desk_.store.inbox().item(outcome.task.item), outcome.before, outcome)) return;
  auto results = handle(desk_, {outcome.task.item}, wanted, moderator());
  if (!took(std::move(results.front()), outcome.after, outcome)) return;
  outcome.so_already = outcome.before->handling == outcome.after->handling;
}

void ReviewWork::act(ReviewOutcome& outcome, Act what) {
  if (!took(desk_.store.inbox().item(outcome.task.item), outcome.before, outcome)) return;
  auto done = act_on(desk_, {outcome.task.item}, what, moderator(outcome.task.why));
  outcome.after = std::move(done.front().item);
  outcome.error = std::move(done.front().error);
  outcome.so_already = done.front().before;
}

void ReviewWork::undo(ReviewOutcome& outcome) {
  const ReviewUndo& back = outcome.task.back;
  const std::string why = tr("undone");
  if (back.act) {
    auto done = act_on(desk_, {back.item}, *back.act, moderator(why));
    outcome.after = std::move(done.front().item);
    outcome.error = std::move(done.front().error);
    if (outcome.error) return;
  }
  // What the act did beside, such as to be done with spam.
  auto taken = take_back(desk_, back.item, back.before, back.after, moderator(why));
  (void)took(std::move(taken), outcome.after, outcome);
}

void ReviewWork::reply(ReviewOutcome& outcome) {
  if (!took(desk_.store.inbox().item(outcome.task.item), outcome.before, outcome)) return;
  ReplyWish wish;
  if (!took(reply_wish(env_, desk_, *outcome.before, outcome.task), wish, outcome)) return;
  PreparedReply prepared;
  if (!took(prepare_reply(desk_, outcome.task.item, wish), prepared, outcome)) return;
  if (!prepared.misfits.empty()) {
    outcome.error = prepared.misfits.front();
    outcome.error->message = worst_misfit(prepared.misfits);
    return;
  }
  if (outcome.task.kind == ReviewTask::Kind::check_reply) {
    outcome.said = prepared.plan.post.text;
    return;
  }
  Outcome sent;
  if (!took(send_reply(desk_, prepared, wish, moderator()), sent, outcome)) return;
  if (sent.error || sent.delivery.state != DeliveryState::sent) {
    outcome.error = sent.error ? *sent.error : Error{.fault = Fault::unknown_outcome, .message = tr("the answer was not sent")};
    return;
  }
  outcome.said = sent.delivery.receipt ? tr("answered: {}", sent.delivery.receipt->url) : tr("answered");
  (void)took(desk_.store.inbox().item(outcome.task.item), outcome.after, outcome);
}

void ReviewWork::fetch(ReviewOutcome& outcome) {
  std::vector<Account> accounts;
  if (!took(accounts_with_inbox(desk_), accounts, outcome)) return;
  const auto& wanted = outcome.task.filter.accounts;
  std::erase_if(accounts, [&](const Account& account) { return !wanted.empty() && std::find(wanted.begin(), wanted.end(), account.name) == wanted.end(); });
  std::size_t fresh = 0, faults = 0;
  for (const auto& fetched : fetch_inboxes(desk_, {.accounts = std::move(accounts), .dry_run = env_.globals.dry_run})) {
    fresh += fetched.fresh;
    if (!fetched.error) continue;
    if (++faults == 1) outcome.error = fetched.error;
    if (outcome.error->where.empty()) outcome.error->where = "@" + fetched.account;
  }
  if (!env_.globals.dry_run) {
    if (auto expired = expire_items(desk_); !expired.ok() && !outcome.error) outcome.error = std::move(expired).error();
  }
  outcome.said = trn("{} new item", "{} new items", static_cast<long long>(fresh), fresh);
}

}  // namespace cmtool
