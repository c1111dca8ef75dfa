// SPDX-License-Identifier: MIT
#include "net/recorder.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "net/url.hpp"

namespace cmtool {
namespace {

void add(std::string& text, char mark, std::string_view line) { text += fmt::format("{} {}\n", mark, line); }

void add_lines(std::string& text, char mark, const std::string& body) {
  if (body.empty()) return;
  for (const auto& line : split(mask_secrets(body), '\n')) add(text, mark, line);
}

/// Headers that change with every answer say nothing to a test.
bool is_worth_keeping(std::string_view name) {
  for (const auto* kept : {"content-type", "location", "link", "retry-after"}) {
    if (same_ignoring_case(name, kept)) return true;
  }
  const std::string low = lower(name);
  return low.find("ratelimit") != std::string::npos || low.find("rate-limit") != std::string::npos;
}

}  // namespace

std::string cassette_text(const Request& request, const Response& response) {
  std::string text;
  add(text, '>', fmt::format("{} {}", word(request.method), mask_secrets(request.url)));
  if (!request.key.empty()) add(text, '>', "Idempotency-Key: *");
  const Body& body = request.body;
  for (const auto& part : body.parts) {
    add_lines(text, '>', part.file ? fmt::format("file {} {} {}", part.name, part.type, part.filename)
                                   : fmt::format("part {}: {}", part.name, part.bytes));
  }
  if (body.parts.empty()) add_lines(text, '>', body.file ? "raw " + body.type : body.bytes);
  add(text, '<', std::to_string(response.status));
  for (const auto& [name, value] : response.headers) {
    if (is_worth_keeping(name)) add(text, '<', name + ": " + mask_secrets(value));
  }
  add_lines(text, '<', response.body);
  return text + "\n";
}

Result<Response> Recorder::send(const Request& request, std::stop_token stop) {
  auto answer = inner_->send(request, stop);
  if (answer.ok()) {
    const std::lock_guard lock(mutex_);
    write_(cassette_text(request, answer.value()));
  }
  return answer;
}

}  // namespace cmtool
