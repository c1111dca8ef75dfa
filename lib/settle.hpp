// SPDX-License-Identifier: MIT
// Sending one delivery, and settling what a lost answer leaves open. This is where "exactly once" is decided.
//
// After a lost answer, a kill or a time-out nobody knows whether the post is out. Then, in this order:
//   - where sending again changes nothing (Protection::same), it is sent again;
//   - else the platform is asked whether the post is there (find); if it is, the delivery is sent;
//   - if it surely is not (About::find_is_sure), and the first request has had the time to come to its end, it is sent again,
//     with the same key where the platform knows keys;
//   - else the delivery stays `unknown`, which is said, and the next run with the same key takes it up again.
// Nothing else may repeat a request with effects.
#pragma once
#include <chrono>
#include <functional>
#include <optional>

#include "accounts.hpp"
#include "desk.hpp"

namespace cmtool {

/// A request whose connection broke has come to its end at the server soon after: it was done or it was not.
inline constexpr std::chrono::seconds settles_after_break{3};
/// A gateway that gave up, or our own time limit, says nothing about the server behind: it may still be at it.
inline constexpr std::chrono::seconds settles_after_timeout{60};
/// Longer than this nobody waits at a prompt; what is open is left for the next run.
inline constexpr std::chrono::seconds longest_settling{6};

/// What becomes of one delivery.
struct Outcome {
  Delivery delivery{};
  std::optional<Error> error{};  ///< none: sent (or, for a draft, kept)
  bool repeated = false;         ///< it had been sent at an earlier run under the same key
};

/// Sends a delivery whose intent was just recorded (state `sending`, our lease), settles it, and records the outcome.
Outcome send(Desk&, const Post& adapted, const Account&, const Platform&, Delivery);

/// What becomes of a delivery that surely was not sent: may turn `failed` into `waiting`, so that a later run tries again. Asked before the
/// outcome is recorded.
using OnFailure = std::function<void(Delivery&, const Error&)>;

/// Takes up a delivery that waited, failed, was left behind, or whose outcome is unknown: the text that stands recorded once it is ours.
/// Fault::rate_limited while another process is at it.
Outcome resume(Desk&, const Account&, const Platform&, const Delivery&, const OnFailure& = {});

/// The post as it was adapted for a delivery, from the records.
Result<Post> adapted_again(const Post&, const Delivery&);

}  // namespace cmtool
