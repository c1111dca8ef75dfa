// SPDX-License-Identifier: MIT
#include "settle.hpp"

#include <algorithm>

#include "base/tr.hpp"

namespace cmtool {
namespace {

using std::chrono::milliseconds;
using std::chrono::seconds;

// Clocks of servers differ from ours.
constexpr std::chrono::minutes skew{2};
constexpr int most_sends = 3;

Error at_account(Error error, const Account& account) {
  if (error.where.empty() || error.where == "@" + account.name) error.where = label(account);
  return error;
}

/// Records the outcome. If that is impossible it must be said, together with what is known: the next run settles it.
Outcome record(Desk& desk, Delivery delivery, Result<Receipt> result, const Account& account, const OnFailure& on_failure) {
  delivery.lease.reset();
  if (result.ok()) {
    delivery.state = DeliveryState::sent;
    delivery.receipt = *result;
    delivery.failure.reset();
    delivery.notes.erase(settle_note);
    if (auto saved = desk.store.save(delivery); !saved.ok()) {
      Error error = at_account(std::move(saved).error(), account);
      error.message = tr("it was sent ({}), but that could not be recorded: {}", result->url, error.message);
      return Outcome{.delivery = std::move(delivery), .error = std::move(error)};
    }
    return Outcome{.delivery = std::move(delivery)};
  }
  Error error = at_account(std::move(result).error(), account);
  delivery.state = error.fault == Fault::unknown_outcome ? DeliveryState::unknown : DeliveryState::failed;
  delivery.failure = error;
  if (on_failure && delivery.state == DeliveryState::failed) on_failure(delivery, error);
  if (auto saved = desk.store.save(delivery); !saved.ok()) {
    // The record still says `sending`, under a lease that ends with this process: the next run finds and settles it.
    error.detail += "\n" + saved.error().message;
    if (error.fault != Fault::unknown_outcome) error = at_account(std::move(saved).error(), account);
  }
  return Outcome{.delivery = std::move(delivery), .error = std::move(error)};
}

Error still_unknown(Error error, const Delivery& delivery) {
  error.fault = Fault::unknown_outcome;
  error.hint = tr("look at the account before you repeat it; a new run with the same --key is safe: cmtool post show {}", delivery.post);
  return error;
}

/// One delivery on its way to an outcome.
class Settling {
 public:
  Settling(Desk& desk, const Post& post, const Account& account, const Platform& platform, Delivery& delivery)
      : desk_(desk), post_(post), account_(account), platform_(platform), delivery_(delivery) {}

  /// Sends, and settles a lost answer as far as that is possible now.
  Result<Receipt> send() {
    auto result = attempt();
    while (!result.ok() && result.error().fault == Fault::unknown_outcome) {
      if (auto expected = expect_end(result.error()); !expected.ok()) return std::move(expected).error();
      auto settled = settle(result.error());
      if (settled) return *std::move(settled);
      result = attempt_again();
    }
    return result;
  }

  /// For a delivery that may have been sent by an earlier run: settles first.
  Result<Receipt> take_up(const Error& why) {
    auto settled = settle(why);
    if (settled) return *std::move(settled);
    auto result = attempt_again();
    if (result.ok() || result.error().fault != Fault::unknown_outcome) return result;
    if (auto expected = expect_end(result.error()); !expected.ok()) return std::move(expected).error();
    if (auto again = settle(result.error())) return *std::move(again);
    return still_unknown(std::move(result).error(), delivery_);
  }

 private:
  Result<Receipt> attempt() {
    auto session = open_session(desk_, account_, platform_, &delivery_);
    if (!session.ok()) return std::move(session).error();
    ++sends_;
    return platform_.publish(**session, post_);
  }

  Result<Receipt> attempt_again() {
    ++delivery_.attempts;
    auto session = open_session(desk_, account_, platform_, &delivery_);
    if (!session.ok()) return std::move(session).error();
    // The session knows when the attempt before this one was; the record, when this one began.
    delivery_.last_attempt = desk_.world.clock->now();
    delivery_.failure.reset();
    CHECK_OK(desk_.store.save(delivery_));
    ++sends_;
    return platform_.publish(**session, post_);
  }

  /// Notes from when on the lost request has surely come to its end: retry_after of an unknown outcome says when that is.
  Result<void> expect_end(const Error& error) {
    const seconds after = std::clamp(error.retry_after.value_or(settles_after_break), settles_after_break, settles_after_timeout);
    delivery_.notes[settle_note] = iso(desk_.world.clock->now() + after);
    return desk_.store.save(delivery_);
  }

  [[nodiscard]] Instant end() const {
    const auto noted = delivery_.notes.find(settle_note);
    const auto at = noted == delivery_.notes.end() ? Result<Instant>(Instant{}) : parse_iso(noted->second);
    const Instant now = desk_.world.clock->now();
    // A clock that was set back must not make us wait for ever.
    return at.ok() ? std::min(*at, now + settles_after_timeout) : now;
  }

  /// An outcome, or nothing: it may be sent again.
  std::optional<Result<Receipt>> settle(const Error& why) {
    if (desk_.world.stop.stop_requested()) return still_unknown(why, delivery_);
    const auto wait = std::max(end() - desk_.world.clock->now(), milliseconds(0));
    const bool ended = wait <= longest_settling;
    if (ended && wait.count() > 0) {
      if (desk_.say) desk_.say(tr("@{}: the answer was lost; looking in {} s whether it was sent", account_.name, wait.count() / 1000 + 1));
      if (!desk_.world.clock->sleep(wait, desk_.world.stop)) return still_unknown(why, delivery_);
    }
    const About& about = platform_.about();
    if (about.protection == Protection::same) {
      if (sends_ < most_sends) return std::nullopt;
      return still_unknown(why, delivery_);
    }
    if (!can(platform_, Can::find)) return still_unknown(why, delivery_);
    auto session = open_session(desk_, account_, platform_, &delivery_);
    if (!session.ok()) return still_unknown(why, delivery_);
    const Instant since = delivery_.first_sent.value_or(desk_.world.clock->now()) - skew;
    auto found = platform_.find(**session, post_, since);
    if (!found.ok()) return still_unknown(why, delivery_);
    if (found->has_value()) return Result<Receipt>(**found);
    if (about.find_is_sure && ended && sends_ < most_sends) return std::nullopt;
    return still_unknown(why, delivery_);
  }

  Desk& desk_;
  const Post& post_;
  const Account& account_;
  const Platform& platform_;
  Delivery& delivery_;
  int sends_ = 0;
};

}  // namespace

Outcome send(Desk& desk, const Post& post, const Account& account, const Platform& platform, Delivery delivery) {
  auto result = Settling(desk, post, account, platform, delivery).send();
  return record(desk, std::move(delivery), std::move(result), account, {});
}

Result<Post> adapted_again(const Post& post, const Delivery& delivery) {
  if (!delivery.said.is_null()) return post_from_json(delivery.said);
  Post plain = post;
  plain.instead.clear();
  return plain;
}

Outcome resume(Desk& desk, const Account& account, const Platform& platform, const Delivery& known, const OnFailure& on_failure) {
  auto claimed = desk.store.claim(known.id, [](const Delivery& now) -> Result<void> {
    if (!is_held_there(now)) return {};
    return Error{.fault = Fault::refused,
                 .message = tr("its platform holds it until its time, so it is not sent"),
                 .hint = tr("what becomes of it is read back by cmtool schedule run; to take it back: cmtool schedule cancel {}", now.id)};
  });
  if (!claimed.ok()) {
    Error error = at_account(std::move(claimed).error(), account);
    if (error.fault == Fault::conflict) {
      // The other process may have come to its end since we looked.
      if (auto now = desk.store.delivery(known.id); now.ok() && now->state == DeliveryState::sent) {
        return Outcome{.delivery = std::move(now).value(), .repeated = true};
      }
      error = Error{.fault = Fault::rate_limited,
                    .message = tr("another cmtool is sending it just now"),
                    .hint = tr("run the same command again in a moment"),
                    .where = label(account),
                    .retry_after = seconds(5)};
    }
    return Outcome{.delivery = known, .error = std::move(error)};
  }
  // Only what stands in the claimed record counts: `known` may be older than another run's attempt, or than a change of the text.
  Delivery delivery = std::move(claimed).value();
  const auto post = [&]() -> Result<Post> {
    TRY(const auto recorded, desk.store.post(delivery.post));
    return adapted_again(recorded.post, delivery);
  }();
  const bool never_tried = delivery.attempts == 0;
  const bool surely_not_sent = never_tried || (delivery.failure && delivery.failure->fault != Fault::unknown_outcome);
  const Error why = delivery.failure.value_or(
      Error{.fault = Fault::unknown_outcome, .message = tr("an earlier run was interrupted while it was sending this")});
  if (!post.ok()) {
    Error lost = post.error();
    if (!surely_not_sent) lost.fault = Fault::unknown_outcome;
    return record(desk, std::move(delivery), std::move(lost), account, on_failure);
  }
  if (!surely_not_sent && !delivery.failure) {
    // The process that sent it is gone, perhaps a moment ago, with its request still on the way.
    delivery.notes[settle_note] = iso(desk.world.clock->now() + settles_after_break);
  }
  Settling settling(desk, *post, account, platform, delivery);
  if (surely_not_sent) {
    ++delivery.attempts;
    delivery.last_attempt = desk.world.clock->now();
    if (!delivery.first_sent) delivery.first_sent = delivery.last_attempt;
    delivery.failure.reset();  // from here on nobody may think that it surely was not sent
    if (auto saved = desk.store.save(delivery); !saved.ok()) return Outcome{.delivery = std::move(delivery), .error = std::move(saved).error()};
  }
  auto result = surely_not_sent ? settling.send() : settling.take_up(why);
  return record(desk, std::move(delivery), std::move(result), account, on_failure);
}

}  // namespace cmtool
