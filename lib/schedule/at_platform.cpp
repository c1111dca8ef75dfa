// SPDX-License-Identifier: MIT
#include "schedule/at_platform.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "schedule/native.hpp"

namespace cmtool {

using std::chrono::milliseconds;
using std::chrono::seconds;
using State = NativeStatus::State;

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

bool is_same_second(Instant a, Instant b) { return std::chrono::floor<seconds>(a) == std::chrono::floor<seconds>(b); }

Error changed_meanwhile(const Delivery& delivery) {
  return Error{.fault = Fault::conflict,
               .message = tr("somebody else has changed it at this moment"),
               .hint = tr("look at it: cmtool schedule show {}", delivery.post)};
}

Result<void> AtPlatform::read_post() {
  TRY(const auto record, desk_.store.post(delivery_.post));
  TRY(post_, adapted_again(record.post, delivery_));
  return {};
}

Result<NativeStatus> AtPlatform::schedule(Instant at) {
  TRY(const auto session, open_session(desk_, there_.account, platform(), &delivery_));
  return platform().schedule(*session, post_, at);
}

Result<NativeStatus> AtPlatform::look() {
  TRY(const auto session, open_session(desk_, there_.account, platform(), &delivery_));
  return platform().look_at_scheduled(*session, post_, native());
}

Result<NativeStatus> AtPlatform::reschedule(Instant at) {
  TRY(const auto session, open_session(desk_, there_.account, platform(), &delivery_));
  return platform().reschedule(*session, post_, native(), at);
}

Result<NativeStatus> AtPlatform::unschedule() {
  TRY(const auto session, open_session(desk_, there_.account, platform(), &delivery_));
  return platform().unschedule(*session, post_, native());
}

Result<void> AtPlatform::expect_end(const Error& error) {
  const seconds after = std::clamp(error.retry_after.value_or(settles_after_break), settles_after_break, settles_after_timeout);
  native().notes[settle_note] = iso(now() + after);
  return desk_.store.save(delivery_);
}

bool AtPlatform::wait_for_end() {
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

Outcome AtPlatform::concluded(const NativeStatus& status) {
  switch (status.state) {
    case State::scheduled:
      native().id = status.id;
      native().at = delivery_.due && is_same_second(status.at, delivery_.due->at) ? delivery_.due->at : status.at;
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

Outcome AtPlatform::published(const Receipt& receipt) {
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

Outcome AtPlatform::not_taken(Error error) {
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

Outcome AtPlatform::as_before(Error error) {
  native().step.clear();
  delivery_.state = DeliveryState::waiting;
  return recorded(std::move(error));
}

Outcome AtPlatform::unknown(Error error) {
  error.fault = Fault::unknown_outcome;
  error.hint = tr("cmtool schedule run looks again; or look at the account's own schedule, and say what you saw: cmtool schedule resolve {}", delivery_.id);
  delivery_.state = DeliveryState::unknown;
  delivery_.failure = named(error, delivery_);
  return recorded(std::move(error));
}

Outcome AtPlatform::recorded(std::optional<Error> error) {
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

}  // namespace cmtool
