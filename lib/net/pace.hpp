// SPDX-License-Identifier: MIT
// Keeps within the limits that a server tells, before it has to say no.
//
// Learned from the answers, for each server, account and kind of request (servers limit uploads and posts apart): how
// many requests are left in the window, and when it ends. A short wait is waited; a long one is Fault::rate_limited
// with the time to come back, and nothing is sent. Lasts as long as the process.
#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "net/http.hpp"
#include "sys/clock.hpp"

namespace cmtool {

/// The longest that a request is held back here.
inline constexpr std::chrono::milliseconds longest_pacing = std::chrono::seconds(20);

class Pace final : public Http {
 public:
  Pace(std::unique_ptr<Http> inner, Clock& clock) : inner_(std::move(inner)), clock_(clock) {}

  Result<Response> send(const Request&, std::stop_token) override;

 private:
  struct Window {
    std::int64_t left = 0;
    std::chrono::steady_clock::time_point ends{};
  };
  /// Takes one of what is left, or answers how long to wait.
  std::optional<std::chrono::milliseconds> take(const std::string& kind);
  void learn(const std::string& kind, const Response&);

  std::unique_ptr<Http> inner_;
  Clock& clock_;
  std::mutex mutex_{};
  std::map<std::string, Window> windows_{};
};

/// What a server probably counts together: origin, account, method, and the path with ids replaced.
std::string kind_of(const Request&);

}  // namespace cmtool
