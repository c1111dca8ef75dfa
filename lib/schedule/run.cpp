// SPDX-License-Identifier: MIT
#include "schedule/run.hpp"

#include <algorithm>
#include <atomic>
#include <map>
#include <mutex>

#include "base/thread.hpp"
#include "base/tr.hpp"
#include "schedule/hooks.hpp"
#include "schedule/last_touches.hpp"
#include "schedule/native.hpp"
#include "schedule/pace.hpp"
#include "schedule/pauses.hpp"
#include "schedule/recurring.hpp"
#include "schedule/zones.hpp"
#include "sys/held.hpp"

namespace cmtool {
namespace {

using std::chrono::seconds;

// Later than this after its due time a post is "late": several of them go out no faster than the account's pace.
constexpr seconds on_time{120};
// Waited within a run; longer waits are left to the next one.
constexpr seconds longest_wait{20};
constexpr std::chrono::hours unknown_retried_for{24};
constexpr std::chrono::hours token_warned_ahead{7 * 24};

double chance() { return static_cast<double>(random_number() >> 11) / static_cast<double>(1ULL << 53); }

std::string pace_name(const std::string& account) { return "pace-" + account; }

Pacing pacing_of(Desk& desk, const std::string& account) {
  const auto cached = desk.store.cached(pace_name(account));
  return cached.ok() && *cached ? pacing_from_json(**cached) : Pacing{};
}

void keep_pacing(Desk& desk, const std::string& account, const Pacing& pacing) {
  (void)desk.store.save_cached(pace_name(account), to_json(pacing));  // losing it is no loss
}

bool is_too_late(const Delivery& delivery, const SchedulePolicy& policy, Instant now) {
  return delivery.due && now > delivery.due->at + delivery.max_late.value_or(policy.max_late);
}

std::string how_late(Instant due, Instant now) {
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(now - due).count();
  if (minutes < 120) return trn("{} minute", "{} minutes", minutes, minutes);
  if (minutes < 48 * 60) return trn("{} hour", "{} hours", minutes / 60, minutes / 60);
  return trn("{} day", "{} days", minutes / 1440, minutes / 1440);
}

/// How it stands with the delivery that another one comes after.
enum class Before { sent, awaited, never };
Before before_of(Desk& desk, const Delivery& delivery) {
  if (delivery.after.empty()) return Before::sent;
  const auto record = desk.store.post(delivery.after);
  if (!record.ok()) return Before::never;
  const auto dot = delivery.after.find('.');
  const std::string account = dot == std::string::npos ? delivery.account : delivery.after.substr(dot + 1);
  bool any = false, awaited = false;
  for (const auto& other : record->deliveries) {
    // A post on another account only: then all of it.
    const bool same = other.account == account ||
                      std::none_of(record->deliveries.begin(), record->deliveries.end(), [&](const Delivery& d) { return d.account == account; });
    if (!same) continue;
    any = true;
    if (other.state == DeliveryState::sent) continue;
    const bool never = other.state == DeliveryState::cancelled || other.state == DeliveryState::expired || other.state == DeliveryState::failed;
    if (never) return Before::never;
    awaited = true;
  }
  return !any ? Before::never : awaited ? Before::awaited : Before::sent;
}

/// One run: what it found, and what became of it.
class Runner {
 public:
  Runner(Desk& desk, const RunWish& wish, SchedulePolicy policy) : desk_(desk), wish_(wish), policy_(std::move(policy)) {}

  Result<RunReport> run() {
    CHECK_OK(settle_unknown());
    TRY(auto zones, follow_zones(desk_));
    for (auto& note : zones) report_.notes.push_back(std::move(note));
    TRY(auto made, make_occurrences(desk_, policy_));
    for (auto& note : made.notes) report_.notes.push_back(std::move(note));
    TRY(const auto held, desk_.store.due(now(), DeliveryState::held));
    for (const auto& delivery : held) {
      if (is_too_late(delivery, policy_, now())) CHECK_OK(expire(delivery, tr("nobody approved it in time")));
    }
    TRY(const auto due, desk_.store.due(now()));
    std::map<std::string, std::vector<Delivery>> by_account;
    for (const auto& delivery : due) by_account[delivery.account].push_back(delivery);
    serve_all(by_account);
    warn_of_tokens(by_account);
    report_.trouble = std::move(trouble_);
    return std::move(report_);
  }

 private:
  Instant now() { return desk_.world.clock->now(); }

  void add(Outcome outcome) {
    const std::lock_guard lock(mutex_);
    report_.outcomes.push_back(std::move(outcome));
  }

  void tell(Hook hook, const Outcome& outcome) {
    const auto record = desk_.store.post(outcome.delivery.post);
    if (record.ok()) tell_hook(desk_, hook, hook_event(hook, desk_, record->post, outcome.delivery));
  }

  void finish(Outcome outcome) {
    switch (outcome.delivery.state) {
      case DeliveryState::sent:
        if (!outcome.repeated) tell(Hook::published, outcome);
        break;
      case DeliveryState::failed: tell(Hook::failed, outcome); break;
      case DeliveryState::unknown: tell(Hook::unknown, outcome); break;
      case DeliveryState::expired: tell(Hook::expired, outcome); break;
      case DeliveryState::draft:
      case DeliveryState::held:
      case DeliveryState::waiting:
      case DeliveryState::sending:
      case DeliveryState::cancelled: break;
    }
    add(std::move(outcome));
  }

  /// Records that it is too late, if it still waits.
  Result<void> expire(const Delivery& delivery, const std::string& why) {
    Error error{.fault = Fault::refused,
                .message = tr("it was due {} ago and is not sent any more: {}", how_late(delivery.due->at, now()), why),
                .hint = tr("send it at another time: cmtool schedule move {} WHEN", delivery.post),
                .where = "@" + delivery.account};
    Outcome outcome;
    const auto done = desk_.store.amend(delivery.post, [&](PostRecord& record) -> Result<void> {
      for (auto& one : record.deliveries) {
        if (one.id != delivery.id || (one.state != DeliveryState::waiting && one.state != DeliveryState::held)) continue;
        one.state = DeliveryState::expired;
        one.failure = error;
        record.post.history.push_back({.at = now(), .who = "cmtool", .did = "expired", .why = why});
        outcome = Outcome{.delivery = one, .error = error};
      }
      return {};
    });
    if (!done.ok()) return done.error();
    if (outcome.error) finish(std::move(outcome));
    return {};
  }

  /// Those that an earlier run left behind, and those of which nobody knows yet.
  Result<void> settle_unknown() {
    TRY(auto open, desk_.store.abandoned());
    TRY(const auto unknown, desk_.store.in_state(DeliveryState::unknown));
    for (const auto& delivery : unknown) {
      const bool too_soon = delivery.not_before && *delivery.not_before > now() && *delivery.not_before - now() <= longest_rest;
      const auto since = is_held_there(delivery) && delivery.due ? std::optional(std::max(delivery.due->at, delivery.native->since.value_or(delivery.due->at)))
                                                                 : delivery.first_sent;
      const bool too_old = since && now() - *since > unknown_retried_for;
      if (!too_soon && !too_old) open.push_back(delivery);
    }
    std::map<std::string, std::vector<Delivery>> by_account;
    for (auto& delivery : open) by_account[delivery.account].push_back(std::move(delivery));
    TRY(const auto pauses, desk_.store.pauses());
    in_parallel(by_account, [&](const std::string& name, const std::vector<Delivery>& deliveries) {
      const bool paused = pause_for(pauses, name, now()) != nullptr;
      Pacing pacing = pacing_of(desk_, name);
      for (const auto& delivery : deliveries) {
        if (paused && !is_held_there(delivery)) continue;  // what surely is not out might be sent again
        if (desk_.world.stop.stop_requested() || still_resting(pacing, now())) return;
        const auto account = desk_.store.account(name);
        const auto platform = desk_.platform(delivery.platform);
        if (!account.ok() && account.error().fault != Fault::not_found) return fail(account.error());
        if (!account.ok() || !platform.ok()) continue;
        Outcome outcome = is_held_there(delivery) ? settle_native(desk_, delivery, paused)
                                                  : resume(desk_, *account, **platform, delivery, keep_waiting());
        if (is_held_there(delivery) && !outcome.error && outcome.delivery.state == DeliveryState::waiting) continue;  // all is well with it
        // Another process is at it: nothing to report, and nothing to write over.
        if (outcome.error && outcome.error->fault == Fault::rate_limited && outcome.delivery == delivery) continue;
        if (outcome.delivery.state == DeliveryState::unknown) {
          const auto& native = outcome.delivery.native;
          const auto rest = native && is_held_there(outcome.delivery) && native->since ? growing_rest(*native->since)
                                                                                       : rest_after(outcome.delivery.attempts + 1, std::nullopt, chance());
          outcome.delivery.not_before = now() + rest;
          if (auto saved = rest_unknown(outcome.delivery); !saved.ok()) fail(saved.error());
        }
        learn(name, pacing, outcome);
        finish(std::move(outcome));
      }
    });
    return {};
  }

  /// Records when it is looked for again, if it still is as it was left.
  Result<void> rest_unknown(const Delivery& delivery) {
    const auto done = desk_.store.amend(delivery.post, [&](PostRecord& record) -> Result<void> {
      for (auto& one : record.deliveries) {
        const bool same = one.id == delivery.id && one.state == DeliveryState::unknown && one.attempts == delivery.attempts && one.native == delivery.native;
        if (same) one.not_before = delivery.not_before;
      }
      return {};
    });
    return done.ok() ? Result<void>() : done.error();
  }

  /// Turns a failure that may pass into a delivery that waits on.
  OnFailure keep_waiting() {
    return [this](Delivery& delivery, const Error& error) {
      if (!delivery.due || !may_pass(error.fault) || is_too_late(delivery, policy_, now())) return;
      delivery.state = DeliveryState::waiting;
    };
  }

  void learn(const std::string& account, Pacing& pacing, const Outcome& outcome) {
    if (!outcome.error) {
      pacing = after_success(pacing, now());
    } else if (rests_account(outcome.error->fault)) {
      pacing = after_failure(pacing, *outcome.error, now(), chance());
    } else {
      return;
    }
    keep_pacing(desk_, account, pacing);
  }

  /// Half as long as it has been, from a minute to an hour.
  seconds growing_rest(Instant since) {
    return std::clamp(std::chrono::duration_cast<seconds>(now() - since) / 2, shortest_rest, longest_rest);
  }

  /// One that its platform was to publish: what has become of it? It is sent from here only where that cannot double it.
  void follow(const Account& account, Pacing& pacing, const Delivery& delivery) {
    const bool asked_lately = delivery.not_before && *delivery.not_before > now() && *delivery.not_before - now() <= longest_rest;
    if (asked_lately || still_resting(pacing, now())) return count(report_.resting);
    Outcome outcome = follow_native(desk_, delivery);
    if (outcome.delivery.state == DeliveryState::waiting && !outcome.error) {
      if (outcome.delivery.due && outcome.delivery.due->at > now()) {
        note(tr("@{}: it was given another time on its platform: {} is due at {} now", delivery.account, delivery.post, iso(outcome.delivery.due->at)));
      } else {
        count(report_.elsewhere);
      }
      return;
    }
    // That it is gone there is no trouble of the server's.
    if (outcome.delivery.state != DeliveryState::waiting) return finish(std::move(outcome));
    const auto platform = desk_.platform(delivery.platform);
    const bool too_late = is_too_late(delivery, policy_, now());
    const bool harmless = platform.ok() && (*platform)->about().protection == Protection::same;
    if (outcome.error->fault == Fault::conflict && (too_late || harmless)) {
      // It is on the platform's schedule still, long after its time.
      Outcome back = take_back(desk_, delivery);
      if (!back.error && too_late) {
        if (auto done = expire(back.delivery, tr("its platform did not publish it")); !done.ok()) fail(done.error());
        return;
      }
      outcome = back.error ? std::move(back) : resume(desk_, account, **platform, back.delivery, keep_waiting());
    } else if (auto saved = look_again_later(delivery); !saved.ok()) {
      return fail(saved.error());
    }
    learn(account.name, pacing, outcome);
    finish(std::move(outcome));
  }

  Result<void> look_again_later(const Delivery& delivery) {
    const auto done = desk_.store.amend(delivery.post, [&](PostRecord& record) -> Result<void> {
      for (auto& one : record.deliveries) {
        if (one == delivery) one.not_before = now() + growing_rest(delivery.due->at);
      }
      return {};
    });
    return done.ok() ? Result<void>() : done.error();
  }

  void note(std::string sentence) {
    const std::lock_guard lock(mutex_);
    report_.notes.push_back(std::move(sentence));
  }

  void serve(const std::string& name, const std::vector<Delivery>& deliveries) {
    const auto account = desk_.store.account(name);
    // That its record cannot be read just now is no reason to give up its posts.
    if (!account.ok() && account.error().fault != Fault::not_found) return fail(account.error());
    Pacing pacing = pacing_of(desk_, name);
    for (const auto& delivery : deliveries) {
      if (desk_.world.stop.stop_requested()) return;
      if (is_held_there(delivery)) {
        follow(account.ok() ? *account : Account{.name = name}, pacing, delivery);
        continue;
      }
      // Asked anew for each: a crisis does not wait for a run to end.
      const auto pauses = desk_.store.pauses();
      if (!pauses.ok()) return fail(pauses.error());
      const Pause* pause = pause_for(*pauses, name, now());
      if (pause != nullptr && !is_too_late(delivery, policy_, now())) {
        count(report_.paused);
        continue;
      }
      if (is_too_late(delivery, policy_, now())) {
        const std::string why = pause != nullptr                              ? tr("publishing was paused")
                                : before_of(desk_, delivery) != Before::sent ? tr("what it comes after was not sent")
                                : delivery.failure                           ? delivery.failure->message
                                                                             : tr("no run came in time");
        if (auto done = expire(delivery, why); !done.ok()) return fail(done.error());
        continue;
      }
      const auto before = before_of(desk_, delivery);
      if (before != Before::sent) {
        count(report_.dependent);
        continue;
      }
      if (!account.ok()) {
        Outcome gone{.delivery = delivery, .error = account.error()};
        gone.delivery.state = DeliveryState::failed;
        gone.delivery.failure = account.error();
        if (auto saved = save_if_waiting(gone.delivery); !saved.ok()) return fail(saved.error());
        finish(std::move(gone));
        continue;
      }
      if (!wait_for_turn(pacing, delivery)) {
        count(report_.resting);
        continue;
      }
      if (wish_.limit != 0 && sent_.fetch_add(1) >= wish_.limit) return;
      const auto platform = desk_.platform(delivery.platform);
      if (!platform.ok()) return fail(platform.error());
      if (auto touched = last_touches(desk_, delivery, *account, **platform); !touched.ok()) return fail(touched.error());
      Outcome outcome = resume(desk_, *account, **platform, delivery, keep_waiting());
      // Cancelled, moved or taken by somebody else since it was found: nothing to report.
      if (outcome.error && outcome.error->fault == Fault::rate_limited && outcome.delivery == delivery) continue;
      learn(name, pacing, outcome);
      finish(std::move(outcome));
    }
  }

  /// False: its turn comes in a later run.
  bool wait_for_turn(const Pacing& pacing, const Delivery& delivery) {
    std::optional<std::chrono::milliseconds> wait = still_resting(pacing, now());
    const bool late = now() - delivery.due->at > on_time;
    if (late && pacing.last_sent && *pacing.last_sent <= now() && now() - *pacing.last_sent < policy_.pace) {
      wait = std::max(wait.value_or(std::chrono::milliseconds(0)), std::chrono::milliseconds(*pacing.last_sent + policy_.pace - now()));
    }
    if (!wait) return true;
    return *wait <= longest_wait && desk_.world.clock->sleep(*wait, desk_.world.stop);
  }

  Result<void> save_if_waiting(const Delivery& changed) {
    const auto done = desk_.store.amend(changed.post, [&](PostRecord& record) -> Result<void> {
      for (auto& one : record.deliveries) {
        if (one.id == changed.id && one.state == DeliveryState::waiting) one = changed;
      }
      return {};
    });
    return done.ok() ? Result<void>() : done.error();
  }

  template <typename Work>
  void in_parallel(const std::map<std::string, std::vector<Delivery>>& by_account, const Work& work) {
    std::vector<const std::pair<const std::string, std::vector<Delivery>>*> accounts;
    for (const auto& one : by_account) accounts.push_back(&one);
    if (accounts.size() == 1) return work(accounts.front()->first, accounts.front()->second);
    each_at_once(accounts.size(), std::max<std::size_t>(wish_.jobs, 1), [&](std::size_t i) { work(accounts[i]->first, accounts[i]->second); });
  }

  void serve_all(const std::map<std::string, std::vector<Delivery>>& by_account) {
    in_parallel(by_account, [&](const std::string& name, const std::vector<Delivery>& deliveries) { serve(name, deliveries); });
  }

  /// Once a day for an account that publishes: its token ends soon.
  void warn_of_tokens(const std::map<std::string, std::vector<Delivery>>& by_account) {
    for (const auto& [name, deliveries] : by_account) {
      const auto account = desk_.store.account(name);
      if (!account.ok() || !account->token_expires || *account->token_expires - now() > token_warned_ahead) continue;
      const std::string today = iso(now()).substr(0, 10), noted = "token-" + name;
      const auto before = desk_.store.cached(noted);
      if (before.ok() && *before && (**before)["day"].string_or() == today) continue;
      (void)desk_.store.save_cached(noted, Json{{"day", today}});
      report_.notes.push_back(tr("@{}: the token ends on {}; sign in again before: cmtool account add", name, iso(*account->token_expires)));
      tell_hook(desk_, Hook::token_expiring, hook_event(Hook::token_expiring, desk_, *account));
    }
  }

  void warn(const std::string& sentence) {
    if (desk_.warn) desk_.warn(sentence);
  }
  void count(std::size_t& which) {
    const std::lock_guard lock(mutex_);
    ++which;
  }
  void fail(const Error& error) {
    const std::lock_guard lock(mutex_);
    if (!trouble_) trouble_ = error;
  }

  Desk& desk_;
  const RunWish& wish_;
  const SchedulePolicy policy_;
  std::mutex mutex_{};  // guards the report and the trouble
  RunReport report_{};
  std::optional<Error> trouble_{};
  std::atomic<std::size_t> sent_ = 0;
};

}  // namespace

Result<RunReport> run_schedule(Desk& desk, const RunWish& wish) {
  auto lock = desk.store.lock_schedule(std::chrono::milliseconds(0));
  if (!lock.ok() && is_held_by_another(lock.error())) return RunReport{.busy = true};
  if (!lock.ok()) return std::move(lock).error();
  TRY(const auto settings, desk.store.settings());
  TRY(auto policy, schedule_policy(settings));
  return Runner(desk, wish, std::move(policy)).run();
}

Result<std::vector<DuePreview>> preview_run(Desk& desk) {
  TRY(const auto settings, desk.store.settings());
  TRY(const auto policy, schedule_policy(settings));
  TRY(const auto pauses, desk.store.pauses());
  const Instant now = desk.world.clock->now();
  TRY(const auto due, desk.store.due(now));
  std::vector<DuePreview> previews;
  for (const auto& delivery : due) {
    std::string becomes = "sent";
    if (is_held_there(delivery)) becomes = "published by its platform";
    else if (is_too_late(delivery, policy, now)) becomes = "expired";
    else if (pause_for(pauses, delivery.account, now) != nullptr) becomes = "paused";
    else if (before_of(desk, delivery) != Before::sent) becomes = "waiting";
    else if (still_resting(pacing_of(desk, delivery.account), now)) becomes = "resting";
    previews.push_back({delivery, becomes});
  }
  return previews;
}

}  // namespace cmtool
