// SPDX-License-Identifier: MIT
// Tries again where that is safe, briefly and politely.
//
// Safe is: what changes nothing or may be done twice (Effects::no, ::same); what surely did not happen (Fault::network,
// status 429); and a lost answer to a request whose key the platform knows. Everything else is handed back at once: a
// double post is the worst that this tool can do. What takes longer than a few seconds is not waited for here: the
// answer says when to come back, and the schedule does.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

#include "net/http.hpp"
#include "net/trace.hpp"
#include "sys/clock.hpp"

namespace cmtool {

/// How often a request goes out at most, the first time included.
inline constexpr int most_attempts = 3;
/// How long one request waits in all between its attempts.
inline constexpr std::chrono::milliseconds longest_retrying = std::chrono::seconds(20);

/// The wait before attempt number `attempt` + 1 (attempt ≥ 1): 1 s, 2 s, 4 s … up to 16 s, a fifth more or less by chance so that many
/// do not come back together; never less than the server asked for. `chance` is any number.
std::chrono::milliseconds delay(int attempt, std::optional<std::chrono::seconds> retry_after, std::uint64_t chance);

class Retry final : public Http {
 public:
  /// `say` may be empty. `chance` answers random numbers; empty: the kernel's.
  Retry(std::unique_ptr<Http> inner, Clock& clock, Say say = {}, std::function<std::uint64_t()> chance = {});

  Result<Response> send(const Request&, std::stop_token) override;

 private:
  std::unique_ptr<Http> inner_;
  Clock& clock_;
  Say say_;
  std::function<std::uint64_t()> chance_;
};

}  // namespace cmtool
