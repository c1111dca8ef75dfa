// SPDX-License-Identifier: MIT
#include "net/trace.hpp"

#include <fmt/format.h>

#include "base/secret.hpp"
#include "net/request_text.hpp"

namespace cmtool {

Result<Response> Trace::send(const Request& request, std::stop_token stop) {
  const bool all = verbose_ > 1;
  const auto begun = clock_.steady();
  if (all) {
    const std::lock_guard lock(mutex_);
    say_("→ " + title_of(request));
    for (const auto& line : lines_of(request)) say_("> " + line);
  }
  auto answer = inner_->send(request, stop);
  const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(clock_.steady() - begun);
  const std::string outcome = answer.ok() ? fmt::format("{} {}", answer->status, size_text(answer->body.size()))
                                          : fmt::format("{}: {}", slug(answer.error().fault), mask_secrets(answer.error().message));
  const std::string account = request.account.empty() ? "" : request.account + " ";

  const std::lock_guard lock(mutex_);
  say_(fmt::format("{}→ {} ← {} {} ms", account, all ? title_of(request) : short_title_of(request), outcome, took.count()));
  if (all && answer.ok()) {
    for (const auto& line : lines_of(answer.value())) say_("< " + line);
  } else if (all && !answer.error().detail.empty()) {
    say_("< " + mask_secrets(answer.error().detail));
  }
  return answer;
}

}  // namespace cmtool
