// SPDX-License-Identifier: MIT
#include "moderate/act.hpp"

#include <map>
#include <utility>
#include <vector>

#include "accounts.hpp"
#include "base/thread.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

/// On so many accounts at once.
constexpr std::size_t at_once = 16;

/// What does nearly the same, the nearest first.
std::vector<Act> nearest(Act act) {
  switch (act) {
    case Act::hide: return {Act::spam, Act::mute, Act::block, Act::report};
    case Act::spam: return {Act::hide, Act::report, Act::block, Act::mute};
    case Act::remove: return {Act::spam, Act::hide, Act::report, Act::mute};
    case Act::block: return {Act::mute, Act::spam, Act::hide};
    case Act::mute: return {Act::block, Act::spam, Act::hide};
    case Act::report: return {Act::block, Act::mute, Act::spam};
    case Act::unhide: return {Act::approve};
    case Act::approve: return {Act::unhide};
    case Act::like:
    case Act::unlike:
    case Act::unmute:
    case Act::unblock: return {};
  }
  return {};
}

/// The act that this one takes back.
std::optional<Act> undone_by(Act act) {
  switch (act) {
    case Act::unlike: return Act::like;
    case Act::unhide: return Act::hide;
    case Act::unmute: return Act::mute;
    case Act::unblock: return Act::block;
    case Act::like:
    case Act::hide:
    case Act::approve:
    case Act::spam:
    case Act::remove:
    case Act::mute:
    case Act::block:
    case Act::report: return std::nullopt;
  }
  return std::nullopt;
}

std::string_view outcome_word(const Result<void>& done) {
  if (done.ok()) return "done";
  return done.error().fault == Fault::unknown_outcome ? "unknown" : "failed";
}

/// Everything for one account, one item after the other.
class AtAccount {
 public:
  AtAccount(Desk& desk, Account account, Act act, const Moderator& moderator)
      : desk_(desk), account_(std::move(account)), act_(act), moderator_(moderator) {}

  void act_on_all(const std::vector<ActOutcome*>& outcomes) {
    std::vector<ActOutcome*> wanted;
    std::vector<Id> ids;
    for (auto* outcome : outcomes) {
      if (holds_already(outcome->item->handling, act_)) {
        outcome->before = true;
        continue;
      }
      if (auto may = may_act(desk_, *outcome->item, act_); !may.ok()) {
        outcome->error = std::move(may).error();
        continue;
      }
      wanted.push_back(outcome);
      ids.push_back(outcome->id);
    }
    if (wanted.empty()) return;
    auto session = [&]() -> Result<std::unique_ptr<Session>> {
      TRY(platform_, desk_.platform(account_.platform));
      return open_session(desk_, account_, *platform_);
    }();
    if (!session.ok()) return all_fail(wanted, session.error());
    const auto intended = desk_.store.inbox().decide(ids, decision("intended"), [](const InboxItem&, Handling&, Decision&) -> Result<bool> { return true; });
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      if (!intended[i].ok()) {
        wanted[i]->error = intended[i].error();
        continue;
      }
      act_on_one(**session, *wanted[i]);
      // Signed out, out of reach or out of requests: the rest would fail alike, and wait for nothing.
      if (wanted[i]->error && ends_all(wanted[i]->error->fault)) {
        for (std::size_t rest = i + 1; rest < wanted.size(); ++rest) fail(*wanted[rest], *wanted[i]->error);
        return;
      }
    }
  }

 private:
  static bool ends_all(Fault fault) { return fault == Fault::auth || fault == Fault::network || fault == Fault::rate_limited || fault == Fault::cancelled; }

  [[nodiscard]] Decision decision(std::string_view outcome) const {
    return {.by = moderator_.who, .what = std::string(slug(act_)), .outcome = std::string(outcome), .why = moderator_.why};
  }

  void act_on_one(Session& session, ActOutcome& outcome) {
    auto done = platform_->act(session, outcome.item->item, act_, moderator_.why);
    if (!done.ok()) return fail(outcome, done.error());
    record(outcome, done);
  }

  void record(ActOutcome& outcome, const Result<void>& done) {
    auto recorded = desk_.store.inbox().decide({outcome.id}, decision(outcome_word(done)), [&](const InboxItem&, Handling& handling, Decision& made) -> Result<bool> {
      if (done.ok()) apply_act(handling, act_);
      else made.with.set("fault", std::string(slug(done.error().fault)));
      return true;
    });
    if (!recorded.front().ok()) outcome.error = std::move(recorded.front()).error();
    else outcome.item = std::move(recorded.front()).value();
  }

  void fail(ActOutcome& outcome, Error error) {
    if (error.where.empty()) error.where = label(account_);
    record(outcome, error);
    outcome.error = std::move(error);
  }

  void all_fail(const std::vector<ActOutcome*>& outcomes, const Error& error) {
    for (auto* outcome : outcomes) {
      outcome->error = error;
      if (outcome->error->where.empty()) outcome->error->where = label(account_);
    }
  }

  Desk& desk_;
  Account account_;
  Act act_;
  const Moderator& moderator_;
  const Platform* platform_ = nullptr;
};

}  // namespace

void apply_act(Handling& handling, Act act) {
  if (const auto undone = undone_by(act)) {
    handling.acts.erase(std::string(slug(*undone)));
    return;
  }
  if (act == Act::approve) {
    handling.acts.erase(std::string(slug(Act::spam)));
    handling.acts.erase(std::string(slug(Act::hide)));
  }
  if (act == Act::spam || act == Act::hide) handling.acts.erase(std::string(slug(Act::approve)));
  handling.acts.insert(std::string(slug(act)));
  // What is out of sight for good waits for nobody.
  if (act == Act::spam || act == Act::remove) handling.state = ItemState::done;
}

bool holds_already(const Handling& handling, Act act) {
  const bool removed = handling.acts.contains(std::string(slug(Act::remove)));
  return removed ? act == Act::remove : handling.acts.contains(std::string(slug(act)));
}

Result<void> may_act(Desk& desk, const InboxItem& entry, Act act) {
  TRY(const auto account, desk.store.account(entry.item.account));
  TRY(const Platform* const platform, desk.platform(account.platform));
  const auto& acts = platform->about().acts;
  if (acts.contains(act)) return {};
  Error error{.fault = Fault::unsupported, .message = tr("{} cannot {} an item", platform->about().title, slug(act)), .where = label(account)};
  for (const Act other : nearest(act)) {
    if (!acts.contains(other)) continue;
    error.hint = tr("the nearest that it can do: cmtool moderate {} {}", slug(other), entry.item.id);
    break;
  }
  if (error.hint.empty()) error.hint = tr("do it there: {}", entry.item.url.empty() ? account.server : entry.item.url);
  return error;
}

std::vector<ActOutcome> act_on(Desk& desk, const std::vector<Id>& ids, Act act, const Moderator& moderator) {
  std::vector<ActOutcome> outcomes(ids.size());
  std::map<std::string, std::vector<ActOutcome*>> by_account;
  std::map<Id, std::size_t> met;
  for (std::size_t i = 0; i < ids.size(); ++i) {
    auto& outcome = outcomes[i];
    outcome.id = ids[i];
    auto item = desk.store.inbox().item(ids[i]);
    if (!item.ok()) {
      outcome.error = std::move(item).error();
      continue;
    }
    outcome.item = std::move(item).value();
    outcome.id = outcome.item->item.id;
    // An id that was given twice is acted on once.
    if (!met.emplace(outcome.id, i).second) outcome.before = true;
    else by_account[outcome.item->item.account].push_back(&outcome);
  }
  const std::vector<std::pair<std::string, std::vector<ActOutcome*>>> turns(by_account.begin(), by_account.end());
  each_at_once(turns.size(), at_once, [&](std::size_t turn) {
    const std::vector<ActOutcome*>& wanted = turns[turn].second;
    auto known = desk.store.account(turns[turn].first);
    if (known.ok()) return AtAccount(desk, std::move(known).value(), act, moderator).act_on_all(wanted);
    for (auto* outcome : wanted) outcome->error = known.error();
  });
  return outcomes;
}

}  // namespace cmtool
