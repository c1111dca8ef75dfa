// SPDX-License-Identifier: MIT
#include "schedule/native.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "schedule/at_platform.hpp"
#include "schedule/hooks.hpp"
#include "schedule/last_touches.hpp"
#include "schedule/pauses.hpp"

namespace cmtool {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;
using State = NativeStatus::State;

constexpr const char* handing_over = "hand_over";
constexpr const char* moving = "move";
constexpr const char* taking_back = "take_back";

constexpr int most_sends = 2;
// A platform takes its time, and its clock is not ours.
constexpr std::chrono::minutes soon_after{3};

Outcome failed(const Delivery& delivery, Error error) { return Outcome{.delivery = delivery, .error = named(std::move(error), delivery)}; }

bool is_meant(const Delivery& delivery, const std::vector<std::string>& accounts) {
  return accounts.empty() || std::find(accounts.begin(), accounts.end(), delivery.account) != accounts.end();
}

Error too_near(const Platform& platform) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(platform.about().schedule_ahead).count();
  return Error{.fault = Fault::refused,
               .message = trn("{} keeps only what is at least {} minute ahead", "{} keeps only what is at least {} minutes ahead", minutes,
                              platform.about().title, minutes),
               .hint = tr("give a later time, or leave --native out")};
}

bool waits_to_be_handed_over(const Delivery& delivery) {
  return delivery.native && delivery.state == DeliveryState::waiting && delivery.due && !is_held_there(delivery);
}

/// What cmtool itself may have sent is never handed over.
bool surely_not_sent(const Delivery& delivery) {
  return delivery.attempts == 0 || (delivery.failure && delivery.failure->fault != Fault::unknown_outcome);
}

Outcome hand_over_one(Desk& desk, const Delivery& known) {
  const auto to = there(desk, known);
  if (!to.ok()) return failed(known, to.error());
  if (auto touched = last_touches(desk, known, to->account, *to->platform); !touched.ok()) return failed(known, touched.error());
  const auto fresh = desk.store.delivery(known.id);
  if (!fresh.ok()) return failed(known, fresh.error());
  const Instant now = desk.world.clock->now();
  auto at_platform = claimed(desk, *fresh, [&](Delivery& delivery) -> Result<void> {
    if (!waits_to_be_handed_over(delivery) || !surely_not_sent(delivery)) return changed_meanwhile(delivery);
    if (delivery.due->at - now < to->platform->about().schedule_ahead) return too_near(*to->platform);
    delivery.native = Native{.at = delivery.due->at, .key = random_hex(16), .step = handing_over, .since = now};
    return {};
  });
  if (!at_platform.ok()) return failed(*fresh, at_platform.error());
  AtPlatform& it = *at_platform;
  if (auto read = it.read_post(); !read.ok()) return it.not_taken(read.error());
  const Instant at = it.delivery().due->at;
  for (int sends = 1;; ++sends) {
    auto status = it.schedule(at);
    if (status.ok()) return it.concluded(*status);
    if (status.error().fault != Fault::unknown_outcome) return it.not_taken(status.error());
    if (auto noted = it.expect_end(status.error()); !noted.ok()) return failed(it.delivery(), noted.error());
    if (!it.wait_for_end()) return it.unknown(status.error());
    const auto seen = it.look();
    if (!seen.ok()) return it.unknown(status.error());
    if (seen->state != State::gone) return it.concluded(*seen);
    if (sends == most_sends) return it.unknown(status.error());
  }
}

/// Gives what the platform holds another time there, and records both. Fault::unsupported: not in place.
Outcome move_there(Desk& desk, const Delivery& known, const Due& due) {
  auto at_platform = claimed(desk, known, [&](Delivery& delivery) -> Result<void> {
    if (!is_settled_there(delivery)) return changed_meanwhile(delivery);
    delivery.native->step = moving;
    delivery.due = due;
    return {};
  });
  if (!at_platform.ok()) return failed(known, at_platform.error());
  AtPlatform& it = *at_platform;
  const auto as_it_was = [&](Error error) {
    it.delivery().due = known.due;
    return it.as_before(std::move(error));
  };
  if (auto read = it.read_post(); !read.ok()) return as_it_was(read.error());
  auto status = it.reschedule(due.at);
  if (!status.ok() && (status.error().fault == Fault::network || status.error().fault == Fault::protocol || status.error().fault == Fault::unknown_outcome)) {
    // It may have been done. The step stays open until somebody has seen.
    const Error why = status.error();
    status = it.look();
    if (!status.ok()) return it.unknown(why);
    if (status->state == State::scheduled && !is_same_second(status->at, due.at)) return as_it_was(why);
  }
  if (!status.ok()) return as_it_was(status.error());
  if (status->state == State::published) {
    auto outcome = it.published(*status->receipt);
    if (!outcome.error) outcome.error = named(Error{.fault = Fault::refused, .message = tr("it has gone out already: {}", status->receipt->url)}, known);
    return outcome;
  }
  if (status->state == State::gone) {
    // Somebody took it off the schedule there. What surely was not published is handed over again, at the new time.
    if (!status->surely) {
      it.native().step.clear();
      it.delivery().due = known.due;
      return it.unknown(Error{.message = tr("it is no longer on its platform's schedule, and not among the account's posts")});
    }
    return it.concluded(*status);
  }
  return it.concluded(*status);
}

}  // namespace

bool is_settled_there(const Delivery& delivery) {
  return delivery.native && delivery.state == DeliveryState::waiting && !delivery.native->id.empty() && delivery.native->step.empty();
}

std::vector<Error> native_misfits(Desk& desk, const Plan& plan, const Timing& timing) {
  std::vector<Error> misfits;
  const Instant now = desk.world.clock->now();
  for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
    const Account& account = plan.accounts[i];
    const Platform& platform = *plan.platforms[i];
    const auto refuse = [&](Error error) {
      error.where = label(account);
      misfits.push_back(std::move(error));
    };
    if (!can(platform, Can::schedule)) {
      refuse(Error{.fault = Fault::unsupported,
                   .message = tr("{} cannot keep a post until its time", platform.about().title),
                   .hint = tr("leave --native out for this account; see what each platform can do: cmtool account platforms")});
      continue;
    }
    if (const auto due = timing.due.find(account.name); due != timing.due.end() && due->second.at - now < platform.about().schedule_ahead) {
      refuse(too_near(platform));
      continue;
    }
    const auto session = open_session(desk, account, platform);
    if (!session.ok()) continue;
    auto may = platform.may_schedule(**session, plan.adapted[i]);
    if (!may.ok() && (may.error().fault == Fault::refused || may.error().fault == Fault::unsupported)) refuse(std::move(may).error());
  }
  return misfits;
}

Result<std::vector<Delivery>> native_deliveries(Desk& desk, const std::vector<std::string>& accounts) {
  TRY(const auto all, desk.store.accounts());
  ScheduleFilter filter;
  for (const auto& account : all) {
    const auto platform = desk.platform(account.platform);
    const bool asked = std::any_of(accounts.begin(), accounts.end(), [&](const std::string& name) { return name.empty() || name == account.name; });
    if (asked && platform.ok() && can(**platform, Can::schedule)) filter.accounts.push_back(account.name);
  }
  std::vector<Delivery> natives;
  if (filter.accounts.empty()) return natives;  // a crisis does not wait for a million records to be read
  TRY(const auto scheduled, desk.store.scheduled(filter));
  for (const auto& one : scheduled) {
    if (one.delivery.native && one.delivery.state == DeliveryState::waiting) natives.push_back(one.delivery);
  }
  TRY(const auto unknown, desk.store.in_state(DeliveryState::unknown));
  for (const auto& delivery : unknown) {
    if (is_held_there(delivery) && is_meant(delivery, filter.accounts)) natives.push_back(delivery);
  }
  return natives;
}

std::vector<Outcome> hand_over(Desk& desk, const Id& post, const std::vector<std::string>& accounts) {
  const auto record = desk.store.post(post);
  if (!record.ok()) return {failed(Delivery{.post = post}, record.error())};
  std::vector<Outcome> outcomes;
  for (const auto& delivery : record->deliveries) {
    if (!is_meant(delivery, accounts) || !waits_to_be_handed_over(delivery)) continue;
    const auto pauses = desk.store.pauses();
    if (!pauses.ok()) {
      outcomes.push_back(failed(delivery, pauses.error()));
      continue;
    }
    if (pause_for(*pauses, delivery.account, desk.world.clock->now()) != nullptr) {
      if (desk.say) desk.say(tr("@{}: publishing is paused, so it stays here; cmtool schedule resume hands it over", delivery.account));
      continue;
    }
    outcomes.push_back(hand_over_one(desk, delivery));
    const Delivery& now = outcomes.back().delivery;
    if (now.state != DeliveryState::sent) continue;
    if (!outcomes.back().error) {
      outcomes.back().error = named(Error{.fault = Fault::protocol,
                                          .message = tr("its platform did not wait: it published it AT ONCE: {}", now.receipt->url),
                                          .hint = tr("to take it back: cmtool post delete {}", now.id)}, now);
    }
    tell_hook(desk, Hook::published, hook_event(Hook::published, desk, record->post, now));
  }
  return outcomes;
}

Outcome take_back(Desk& desk, const Delivery& known) {
  if (known.native && known.state == DeliveryState::unknown && is_held_there(known)) {
    Outcome settled = settle_native(desk, known, /*paused=*/true);
    if (settled.error || !is_settled_there(settled.delivery)) return settled;
    return take_back(desk, settled.delivery);
  }
  auto at_platform = claimed(desk, known, [&](Delivery& delivery) -> Result<void> {
    if (!is_settled_there(delivery)) return changed_meanwhile(delivery);
    delivery.native->step = taking_back;
    return {};
  });
  if (!at_platform.ok()) return failed(known, at_platform.error());
  AtPlatform& it = *at_platform;
  if (auto read = it.read_post(); !read.ok()) return it.as_before(read.error());
  auto status = it.unschedule();
  if (!status.ok() && (status.error().fault == Fault::network || status.error().fault == Fault::protocol)) {
    const Error why = status.error();
    status = it.look();  // it may have been done
    if (!status.ok() || status->state == State::scheduled) return it.as_before(why);
  }
  if (!status.ok() && status.error().fault == Fault::unknown_outcome) {
    it.native().step.clear();
    return it.unknown(status.error());
  }
  if (!status.ok()) return it.as_before(status.error());
  switch (status->state) {
    case State::scheduled: return it.as_before(Error{.fault = Fault::protocol, .message = tr("its platform still holds it")});
    case State::published: {
      auto outcome = it.published(*status->receipt);
      if (!outcome.error) {
        outcome.error = named(Error{.fault = Fault::refused,
                                    .message = tr("it has gone out already: {}", status->receipt->url),
                                    .hint = tr("change or delete it on its platform: cmtool post edit, cmtool post delete")}, known);
      }
      return outcome;
    }
    case State::gone: break;
  }
  if (status->surely) return it.concluded(*status);
  it.native().step.clear();
  return it.unknown(Error{.message = tr("it is no longer on its platform's schedule, and not among the account's posts")});
}

Result<PostRecord> change_native(Desk& desk, const Id& id, const std::vector<std::string>& accounts, const std::function<Result<PostRecord>()>& change,
                                 std::vector<Error>& trouble) {
  TRY(const auto record, desk.store.post(id));
  std::vector<std::string> taken;
  const auto give_again = [&](const std::vector<std::string>& to) {
    for (auto& outcome : hand_over(desk, id, to)) {
      if (outcome.error) trouble.push_back(*std::move(outcome.error));
    }
  };
  for (const auto& delivery : record.deliveries) {
    if (!is_meant(delivery, accounts) || !is_settled_there(delivery)) continue;
    auto outcome = take_back(desk, delivery);
    if (outcome.error) {
      if (!taken.empty()) give_again(taken);
      return *std::move(outcome.error);
    }
    taken.push_back(delivery.account);
  }
  auto changed = change();
  if (!changed.ok()) {
    if (!taken.empty()) give_again(taken);
    return changed;
  }
  const bool wanted = std::any_of(changed->deliveries.begin(), changed->deliveries.end(), waits_to_be_handed_over);
  if (!wanted) return changed;
  give_again({});
  return desk.store.post(id);
}

Result<PostRecord> move_native(Desk& desk, const Id& id, const std::vector<std::string>& accounts, const Due& due, const SchedulePolicy& policy,
                               const Actor& actor, std::vector<Error>& trouble) {
  TRY(const auto record, desk.store.post(id));
  const auto held = [&](const Delivery& d) { return is_meant(d, accounts) && is_settled_there(d); };
  for (const auto& delivery : record.deliveries) {
    if (!held(delivery)) continue;
    TRY(const auto to, there(desk, delivery));
    if (due.at - desk.world.clock->now() >= to.platform->about().schedule_ahead) continue;
    Error error = named(too_near(*to.platform), delivery);
    error.hint = tr("give a later time; or cancel it, and publish it now: cmtool schedule cancel {}, cmtool post", delivery.id);
    return error;
  }
  for (const auto& delivery : record.deliveries) {
    if (!held(delivery)) continue;
    auto outcome = move_there(desk, delivery, due);
    // What cannot be moved in place is taken back below, and handed over again.
    if (outcome.error && outcome.error->fault != Fault::unsupported) return *std::move(outcome.error);
  }
  const auto move = [&] { return move_scheduled(desk, id, accounts, due, policy, actor); };
  TRY(const auto now, desk.store.post(id));
  std::vector<std::string> not_in_place;
  for (const auto& delivery : now.deliveries) {
    if (held(delivery) && delivery.native->at != due.at) not_in_place.push_back(delivery.account);
  }
  if (not_in_place.empty()) not_in_place.emplace_back("");  // nobody: only what waits to be handed over is
  return change_native(desk, id, not_in_place, move, trouble);
}

Outcome settle_native(Desk& desk, const Delivery& known, bool paused) {
  auto at_platform = claimed(desk, known, [&](Delivery& delivery) -> Result<void> {
    const bool open = delivery.state == DeliveryState::sending || delivery.state == DeliveryState::unknown;
    return open && is_held_there(delivery) ? Result<void>() : changed_meanwhile(delivery);
  });
  if (!at_platform.ok()) return failed(known, at_platform.error());
  AtPlatform& it = *at_platform;
  const Error why = known.failure.value_or(
      Error{.fault = Fault::unknown_outcome, .message = tr("an earlier run was interrupted while it was at its platform's schedule")});
  if (auto read = it.read_post(); !read.ok()) return it.unknown(read.error());
  if (!known.failure) {
    // The process that was at it is gone, perhaps a moment ago, with its request still on the way.
    if (auto noted = it.expect_end(why); !noted.ok()) return failed(it.delivery(), noted.error());
  }
  if (!it.wait_for_end()) return it.unknown(why);
  auto status = it.look();
  if (!status.ok()) return it.unknown(status.error().fault == Fault::unknown_outcome ? status.error() : why);
  const std::string step = it.native().step;
  if (status->state == State::gone && (step.empty() || !status->surely)) {
    it.native().step.clear();
    return it.unknown(Error{.message = tr("it is no longer on its platform's schedule, and not among the account's posts")});
  }
  if (status->state == State::gone) {
    Outcome outcome = it.concluded(*status);
    if (outcome.error || paused) return outcome;
    return hand_over_one(desk, outcome.delivery);
  }
  if (status->state == State::scheduled && step == moving && it.delivery().due && !is_same_second(status->at, it.delivery().due->at)) {
    // Whether it was moved there is decided by what is there: the command that was to do it did not say that it had.
    it.delivery().due = Due{.at = status->at};
  }
  return it.concluded(*status);
}

Outcome follow_native(Desk& desk, const Delivery& known) {
  const Instant now = desk.world.clock->now();
  const auto to = there(desk, known);
  if (!to.ok()) return failed(known, to.error());
  Delivery delivery = known;
  const auto status = [&]() -> Result<NativeStatus> {
    TRY(const auto record, desk.store.post(known.post));
    TRY(const Post post, adapted_again(record.post, known));
    TRY(const auto session, open_session(desk, to->account, *to->platform, &delivery));
    return to->platform->look_at_scheduled(*session, post, *known.native);
  }();
  const bool early = now < known.native->at.value_or(now) + soon_after;
  if (!status.ok() && status.error().fault == Fault::unknown_outcome && early) return Outcome{.delivery = known};
  if (!status.ok() && status.error().fault != Fault::unknown_outcome) return failed(known, status.error());

  std::optional<Error> error;
  if (status.ok() && status->state == State::scheduled) {
    if (status->at <= now) {
      if (early) return Outcome{.delivery = known};
      return failed(known, Error{.fault = Fault::conflict,
                                 .message = tr("{} should have published it at {} and still has it on its schedule", to->platform->about().title, iso(*known.native->at)),
                                 .hint = tr("look at the account; to send it yourself: cmtool schedule move {} WHEN", known.id)});
    }
    // Somebody gave it another time there.
    delivery.native->at = status->at;
    delivery.due = Due{.at = status->at};
  } else if (status.ok() && status->state == State::published) {
    delivery.first_sent = delivery.last_attempt = known.native->since;
    delivery.attempts = std::max(delivery.attempts, 1);
    delivery.receipt = status->receipt;
    delivery.failure.reset();
    delivery.state = DeliveryState::sent;
    delivery.native->id.clear();
    delivery.native->notes.clear();
  } else if (status.ok() && status->surely) {
    error = Error{.fault = Fault::refused,
                  .message = tr("it was removed from the schedule of {}, and was not published", to->platform->about().title),
                  .hint = tr("to send it all the same: cmtool schedule retry {}", known.id)};
    delivery.native = Native{};
    delivery.state = DeliveryState::failed;
  } else {
    error = status.ok() ? Error{.message = tr("it is no longer on its platform's schedule, and not among the account's posts")} : status.error();
    error->fault = Fault::unknown_outcome;
    error->hint = tr("look at the account, then say what you saw: cmtool schedule resolve {} --sent URL, or --not-sent", known.id);
    delivery.state = DeliveryState::unknown;
  }
  if (error) delivery.failure = error = named(*std::move(error), known);
  Outcome outcome{.delivery = known};
  const auto done = desk.store.amend(known.post, [&](PostRecord& record) -> Result<void> {
    for (auto& one : record.deliveries) {
      // Cancelled, moved or taken by somebody else since it was found: nothing to say.
      if (one.id != known.id || one != known) continue;
      one = delivery;
      outcome = Outcome{.delivery = delivery, .error = error};
    }
    return {};
  });
  if (!done.ok()) return failed(known, done.error());
  return outcome;
}

}  // namespace cmtool
