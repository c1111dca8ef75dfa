// SPDX-License-Identifier: MIT
#include "net/pace.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "net/rate_limit.hpp"
#include "net/url.hpp"

namespace cmtool {
namespace {
using namespace std::chrono;
constexpr std::size_t most_windows = 1000;
}  // namespace

std::string kind_of(const Request& request) {
  const auto url = parse_url(request.url);
  if (!url.ok()) return request.url;
  std::string path;
  for (const auto& piece : split(std::string_view(url->path).substr(1), '/')) {
    // "v1" names a version; anything longer with a digit in it is an id.
    const bool is_id = piece.size() > 3 && std::any_of(piece.begin(), piece.end(), is_digit);
    path += "/" + (is_id ? std::string("*") : piece);
  }
  return std::string(word(request.method)) + " " + origin(url.value()) + path + " " + request.account;
}

Result<Response> Pace::send(const Request& request, std::stop_token stop) {
  const std::string kind = kind_of(request);
  recall(request.account);
  milliseconds waited{0};
  while (const auto wait = take(kind)) {
    if (waited + *wait > longest_pacing) {
      return Error{.fault = Fault::rate_limited,
                   .message = tr("{} asks to wait before the next request", host_of(request.url)),
                   .where = request.account,
                   .retry_after = ceil<seconds>(*wait)};
    }
    if (!clock_.sleep(*wait, stop)) return Error{.fault = Fault::cancelled, .message = tr("stopped while waiting")};
    waited += *wait;
  }
  auto answer = inner_->send(request, stop);
  if (answer.ok()) learn(kind, request, answer.value());
  return answer;
}

std::optional<milliseconds> Pace::take(const std::string& kind) {
  const std::lock_guard lock(mutex_);
  const auto found = windows_.find(kind);
  if (found == windows_.end()) return std::nullopt;
  const auto now = clock_.steady();
  if (now >= found->second.ends) {
    windows_.erase(found);
    return std::nullopt;
  }
  if (found->second.left <= 0) return std::max(milliseconds(1), ceil<milliseconds>(found->second.ends - now));
  --found->second.left;
  return std::nullopt;
}

void Pace::learn(const std::string& kind, const Request& request, const Response& response) {
  const Instant now = clock_.now();
  auto window = rate_window(response.headers, now);
  if (response.status == 429) {
    const auto wait = retry_after(response.headers, now);
    if (!wait) return;
    window = RateWindow{.left = 0, .ends_in = *wait};
  }
  if (!window || window->ends_in <= seconds(0)) return;
  const std::lock_guard lock(mutex_);
  if (windows_.size() >= most_windows && !windows_.contains(kind)) windows_.clear();
  const auto ends = clock_.steady() + window->ends_in;
  const auto found = windows_.find(kind);
  // Answers overtake each other: within one window the smaller number is the newer one.
  const bool same_window = found != windows_.end() && found->second.ends + seconds(1) >= ends;
  const std::int64_t left = same_window ? std::min(found->second.left, window->left) : window->left;
  windows_[kind] = {.left = left, .ends = ends, .account = request.account};
  if (left < scarce) keep(request.account);
}

void Pace::recall(const std::string& account) {
  if (!memory_.recall || account.empty()) return;
  const std::lock_guard lock(mutex_);
  if (!recalled_.insert(account).second) return;
  const Instant now = clock_.now();
  const Json known = memory_.recall(account);
  for (const auto& [kind, window] : known.members()) {
    const auto ends = parse_iso(window["ends"].string_or());
    const auto left = window["left"].integer_or(-1);
    // Further ahead than any window that is believed: the clock was wrong then, or is now.
    if (!ends.ok() || left < 0 || *ends <= now || *ends - now > longest_wait) continue;
    windows_.try_emplace(kind, Window{.left = left, .ends = clock_.steady() + (*ends - now), .account = account});
  }
}

void Pace::keep(const std::string& account) {
  if (!memory_.keep || account.empty()) return;
  const auto steady = clock_.steady();
  const Instant now = clock_.now();
  Json windows = Json::object();
  for (const auto& [kind, window] : windows_) {
    if (window.account != account || window.left >= scarce || window.ends <= steady) continue;
    windows.set(kind, Json{{"left", window.left}, {"ends", iso(now + ceil<milliseconds>(window.ends - steady))}});
  }
  memory_.keep(account, windows);
}

}  // namespace cmtool
