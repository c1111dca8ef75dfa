// SPDX-License-Identifier: MIT
// Keeps within the limits that a server tells, before it has to say no.
//
// Learned from the answers, for each server, account and kind of request (servers limit uploads and posts apart): how
// many requests are left in the window, and when it ends. A short wait is waited; a long one is Fault::rate_limited
// with the time to come back, and nothing is sent. What is nearly or wholly used up is remembered beyond the process, as each
// run of cron is a new one.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>

#include "base/json.hpp"
#include "net/http.hpp"
#include "sys/clock.hpp"

namespace cmtool {

/// The longest that a request is held back here.
inline constexpr std::chrono::milliseconds longest_pacing = std::chrono::seconds(20);

/// Windows with fewer requests left than this are remembered between runs: more are not used up before the next answer tells anew.
inline constexpr std::int64_t scarce = 50;

/// What outlives the process, for each account ("@atelier"): an object that names kinds of requests, with what is left of each
/// and when its window ends. Both may be empty; losing what they keep is no loss. Called one at a time.
struct RateMemory {
  std::function<Json(const std::string& account)> recall{};  ///< null where nothing is known; what cannot be read counts as that
  std::function<void(const std::string& account, const Json& windows)> keep{};
};

class Pace final : public Http {
 public:
  Pace(std::unique_ptr<Http> inner, Clock& clock, RateMemory memory = {})
      : inner_(std::move(inner)), clock_(clock), memory_(std::move(memory)) {}

  Result<Response> send(const Request&, std::stop_token) override;

 private:
  struct Window {
    std::int64_t left = 0;
    std::chrono::steady_clock::time_point ends{};
    std::string account{};
  };
  /// Takes one of what is left, or answers how long to wait.
  std::optional<std::chrono::milliseconds> take(const std::string& kind);
  void learn(const std::string& kind, const Request&, const Response&);
  void recall(const std::string& account);
  void keep(const std::string& account);

  std::unique_ptr<Http> inner_;
  Clock& clock_;
  RateMemory memory_;
  std::mutex mutex_{};  // guards all below, and the memory
  std::map<std::string, Window> windows_{};
  std::set<std::string> recalled_{};
};

/// What a server probably counts together: origin, account, method, and the path with ids replaced.
std::string kind_of(const Request&);

}  // namespace cmtool
