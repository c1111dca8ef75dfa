// SPDX-License-Identifier: MIT
#include "schedule/native.hpp"

#include <algorithm>

#include "base/tr.hpp"
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

/// Where a delivery goes.
struct There {
  Account account{};
  const Platform* platform = nullptr;
};

Result<There> there(Desk& desk, const Delivery& delivery) {
  There there;
  TRY(there.account, desk.store.account(delivery.account));
  TRY(there.platform, desk.platform(delivery.platform));
  return there;
}

Error named(Error error, const Delivery& delivery) {
  if (error.where.empty() || error.where == "@" + delivery.account) {
    error.where = label(Account{.name = delivery.account, .platform = delivery.platform});
  }
  return error;
}

Outcome failed(const Delivery& delivery, Error error) { return Outcome{.delivery = delivery, .error = named(std::move(error), delivery)}; }

bool is_meant(const Delivery& delivery, const std::vector<std::string>& accounts) {
  return accounts.empty() || std::find(accounts.begin(), accounts.end(), delivery.account) != accounts.end();
}

bool same_second(Instant a, Instant b) { return std::chrono::floor<seconds>(a) == std::chrono::floor<seconds>(b); }

Error changed_meanwhile(const Delivery& delivery) {
  return Error{.fault = Fault::conflict,
               .message = tr("somebody else has changed it at this moment"),
               .hint = tr("look at it: cmtool schedule show {}", delivery.post)};
}

Error too_near(const Platform& platform) {
  const auto minutes = std::chrono::ceil<std::chrono::minutes>(platform.about().schedule_ahead).count();
  return Error{.fault = Fault::refused,
               .message = trn("{} keeps only what is at least {} minute ahead", "{} keeps only what is at least {} minutes ahead", minutes,
                              platform.about().title, minutes),
               .hint = tr("give a later time, or leave --native out")};
}

/// One delivery at its platform: it is ours under a lease, and what is about to be done is on disk.
class AtPlatform {
 public:
  AtPlatform(Desk& desk, There there, Delivery claimed) : desk_(desk), there_(std::move(there)), delivery_(std::move(claimed)) {}

  [[nodiscard]] const Platform& platform() const { return *there_.platform; }
  Delivery& delivery() { return delivery_; }
  Native& native() { return *delivery_.native; }

  Result<void> read_post() {
    TRY(const auto record, desk_.store.post(delivery_.post));
    TRY(post_, adapted_again(record.post, delivery_));
    return {};
  }

  Result<NativeStatus> schedule(Instant at) {
    TRY(const auto session, open_session(desk_, there_.account, platform(), &delivery_));
    return platform().schedule(*session, post_, at);
  }
  Result<NativeStatus> look() {
    TRY(const auto session, open_session(desk_, there_.account, platform(), &delivery_));
    return platform().look_at_scheduled(*session, post_, native());
  }
  Result<NativeStatus> reschedule(Instant at) {
    TRY(const auto session, open_session(desk_, there_.account, platform(), &delivery_));
    return platform().reschedule(*session, post_, native(), at);
  }
  Result<NativeStatus> unschedule() {
    TRY(const auto session, open_session(desk_, there_.account, platform(), &delivery_));
    return platform().unschedule(*session, post_, native());
  }

  /// Notes, durably, from when on a request whose answer was lost has surely come to its end.
  Result<void> expect_end(const Error& error) {
    const seconds after = std::clamp(error.retry_after.value_or(settles_after_break), settles_after_break, settles_after_timeout);
    native().notes[settle_note] = iso(now() + after);
    return desk_.store.save(delivery_);
  }
  /// Waits until then; false where that takes longer than anybody waits.
  bool wait_for_end() {
    const auto noted = native().notes.find(settle_note);
    if (noted == native().notes.end()) return true;
    const auto at = parse_iso(noted->second);
    const auto wait = at.ok() ? std::min<milliseconds>(*at - now(), settles_after_timeout) : milliseconds(0);
    if (wait.count() <= 0) return true;
    if (wait > longest_settling) return false;
    if (desk_.say) desk_.say(tr("@{}: the answer was lost; looking in {} s whether it was done", delivery_.account, wait.count() / 1000 + 1));
    return desk_.world.clock->sleep(wait, desk_.world.stop);
  }

  // How it ends: each records it.

  Outcome concluded(const NativeStatus& status) {
    switch (status.state) {
      case State::scheduled:
        native().id = status.id;
        native().at = delivery_.due && same_second(status.at, delivery_.due->at) ? delivery_.due->at : status.at;
        native().step.clear();
        native().notes.erase(settle_note);
        delivery_.state = DeliveryState::waiting;
        delivery_.not_before.reset();
        break;
      case State::published: return published(*status.receipt);
      case State::gone:
        delivery_.native = Native{};
        delivery_.state = DeliveryState::waiting;
        break;
    }
    delivery_.failure.reset();
    return recorded();
  }

  Outcome published(const Receipt& receipt) {
    delivery_.first_sent = native().since;
    delivery_.last_attempt = native().since;
    delivery_.attempts = std::max(delivery_.attempts, 1);
    delivery_.receipt = receipt;
    delivery_.failure.reset();
    delivery_.state = DeliveryState::sent;
    native().id.clear();
    native().step.clear();
    native().notes.clear();
    return recorded();
  }

  /// It surely is not there: it waits for cmtool's own run, and why it does is said.
  Outcome not_taken(Error error) {
    // What was prepared for it there is put away, if that can be done at all.
    if (!native().notes.empty()) {
      if (const auto put_away = unschedule(); put_away.ok() && put_away->state == State::published) return published(*put_away->receipt);
    }
    error.message = tr("its platform does not keep it, so it waits for cmtool schedule run: {}", error.message);
    if (error.hint.empty() || error.fault == Fault::network) error.hint = tr("to hand it over all the same, later: cmtool schedule move {} WHEN", delivery_.id);
    delivery_.native = Native{};
    delivery_.state = DeliveryState::waiting;
    delivery_.failure = named(error, delivery_);
    return recorded(std::move(error));
  }

  /// As far as is known it is there as it was.
  Outcome as_before(Error error) {
    native().step.clear();
    delivery_.state = DeliveryState::waiting;
    return recorded(std::move(error));
  }

  Outcome unknown(Error error) {
    error.fault = Fault::unknown_outcome;
    error.hint = tr("cmtool schedule run looks again; or look at the account's own schedule, and say what you saw: cmtool schedule resolve {}", delivery_.id);
    delivery_.state = DeliveryState::unknown;
    delivery_.failure = named(error, delivery_);
    return recorded(std::move(error));
  }

  Outcome recorded(std::optional<Error> error = {}) {
    delivery_.lease.reset();
    if (error) error = named(*std::move(error), delivery_);
    if (auto saved = desk_.store.save(delivery_); !saved.ok()) {
      // The record still says `sending`, with the step: a later run finds and settles it.
      Error lost = named(std::move(saved).error(), delivery_);
      if (error) lost.detail += "\n" + error->message;
      error = std::move(lost);
    }
    return Outcome{.delivery = delivery_, .error = std::move(error)};
  }

 private:
  Instant now() { return desk_.world.clock->now(); }

  Desk& desk_;
  There there_;
  Delivery delivery_;
  Post post_{};
};

/// Takes the delivery as it is known, with what is about to be done on disk. `intent` may refuse.
Result<AtPlatform> claimed(Desk& desk, const Delivery& known, const std::function<Result<void>(Delivery&)>& intent) {
  TRY(auto to, there(desk, known));
  auto delivery = desk.store.claim(known.id, [&](Delivery& now) -> Result<void> {
    if (now.native != known.native || now.state != known.state || now.due != known.due) return changed_meanwhile(known);
    return intent(now);
  });
  if (!delivery.ok() && delivery.error().fault == Fault::conflict) {
    return Error{.fault = Fault::rate_limited,
                 .message = tr("another cmtool is at it just now"),
                 .hint = tr("run the same command again in a moment"),
                 .retry_after = seconds(5)};
  }
  if (!delivery.ok()) return std::move(delivery).error();
  return AtPlatform(desk, std::move(to), std::move(delivery).value());
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
    if (status->state == State::scheduled && !same_second(status->at, due.at)) return as_it_was(why);
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
  if (status->state == State::scheduled && step == moving && it.delivery().due && !same_second(status->at, it.delivery().due->at)) {
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
