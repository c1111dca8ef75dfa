// SPDX-License-Identifier: MIT
#include "net/retry.hpp"

#include <algorithm>

#include "base/id.hpp"
#include "base/tr.hpp"
#include "net/rate_limit.hpp"
#include "net/request_text.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

/// What to do about an answer.
struct Verdict {
  bool again = false;
  std::optional<seconds> retry_after{};
};

bool is_harmless(const Request& request) { return request.effects != Effects::yes; }

Verdict judge(const Request& request, const Result<Response>& answer, Instant now) {
  if (!answer.ok()) {
    const Fault fault = answer.error().fault;
    const bool keyed = fault == Fault::unknown_outcome && !request.key.empty();
    return {.again = fault == Fault::network || keyed};
  }
  const int status = answer->status;
  if (status == 429) {
    // Without a word on when to come back, coming back at once would be rude.
    const auto wait = retry_after(answer->headers, now);
    return {.again = wait.has_value(), .retry_after = wait};
  }
  const bool passing = status == 408 || status == 500 || status == 502 || status == 503 || status == 504;
  return {.again = passing && is_harmless(request), .retry_after = passing ? retry_after(answer->headers, now) : std::nullopt};
}

/// May the request have been done, though we were not told so?
bool is_unknown(const Request& request, const Result<Response>& answer) {
  if (is_harmless(request)) return false;
  return answer.ok() ? answer->status >= 500 || answer->status == 408 : answer.error().fault == Fault::unknown_outcome;
}

bool is_good(const Result<Response>& answer) { return answer.ok() && answer->status >= 200 && answer->status < 300; }

}  // namespace

milliseconds delay(int attempt, std::optional<seconds> retry_after, std::uint64_t chance) {
  constexpr std::int64_t first = 1000, longest = 16'000, jitter = 5;  // a fifth
  const std::int64_t plain = std::min(longest, first << std::clamp(attempt - 1, 0, 10));
  const std::int64_t spread = plain / jitter;
  const milliseconds ours(plain - spread + static_cast<std::int64_t>(chance % static_cast<std::uint64_t>(2 * spread + 1)));
  return retry_after ? std::max<milliseconds>(ours, *retry_after + milliseconds(chance % 500)) : ours;
}

Retry::Retry(std::unique_ptr<Http> inner, Clock& clock, Say say, std::function<std::uint64_t()> chance)
    : inner_(std::move(inner)), clock_(clock), say_(std::move(say)), chance_(chance ? std::move(chance) : random_number) {}

Result<Response> Retry::send(const Request& request, std::stop_token stop) {
  std::optional<Result<Response>> unknown;  // the first answer that left the outcome open
  milliseconds waited{0};
  for (int attempt = 1;; ++attempt) {
    auto answer = inner_->send(request, stop);
    if (is_good(answer)) return answer;
    const Verdict verdict = judge(request, answer, clock_.now());
    if (!unknown && is_unknown(request, answer)) unknown = answer;
    const auto wait = delay(attempt, verdict.retry_after, chance_());
    const bool again = verdict.again && attempt < most_attempts && waited + wait <= longest_retrying;
    if (again && say_) say_(tr("{}: trying again in {} ms", short_title_of(request), wait.count()));
    // A refusal of the second attempt says nothing about the first one.
    if (!again || !clock_.sleep(wait, stop)) return unknown ? *std::move(unknown) : std::move(answer);
    waited += wait;
  }
}

}  // namespace cmtool
