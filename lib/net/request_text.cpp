// SPDX-License-Identifier: MIT
#include "net/request_text.hpp"

#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/secret.hpp"
#include "net/url.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_body = 2048;
constexpr std::size_t longest_masked = 64u << 10;
constexpr std::size_t longest_header = 500;

/// Headers whose values are secrets even when we never saw them as such.
bool is_secret_header(std::string_view name) {
  for (const auto* secret : {"authorization", "proxy-authorization", "cookie", "set-cookie", "x-api-key", "x-auth-token", "dpop"}) {
    if (same_ignoring_case(name, secret)) return true;
  }
  return false;
}

void add_header(std::vector<std::string>& lines, const Header& header) {
  const auto& [name, value] = header;
  lines.push_back(name + ": " + (is_secret_header(name) ? "•••" : mask_secrets(value).substr(0, longest_header)));
}

void add_text(std::vector<std::string>& lines, std::string_view text) {
  // Masked before it is cut: half a secret is still one.
  const std::string shown = mask_secrets(text.substr(0, longest_masked));
  for (auto& line : split(std::string_view(shown).substr(0, longest_body), '\n')) lines.push_back(std::move(line));
  if (text.size() > longest_body) lines.push_back(fmt::format("… ({})", size_text(text.size())));
}

}  // namespace

std::string size_text(std::uint64_t bytes) {
  if (bytes < 1000) return fmt::format("{} B", bytes);
  const double kilo = static_cast<double>(bytes) / 1000;
  if (kilo < 1000) return fmt::format("{:.{}f} kB", kilo, kilo < 10 ? 1 : 0);
  return fmt::format("{:.{}f} MB", kilo / 1000, kilo < 10'000 ? 1 : 0);
}

std::string title_of(const Request& request) { return fmt::format("{} {}", word(request.method), mask_secrets(request.url)); }

std::string short_title_of(const Request& request) {
  const auto question = request.url.find('?');
  return fmt::format("{} {}{}", word(request.method), mask_secrets(request.url.substr(0, question)),
                     question == std::string::npos ? "" : "?…");
}

std::vector<std::string> lines_of(const Request& request) {
  std::vector<std::string> lines;
  for (const auto& header : request.headers) add_header(lines, header);
  if (!request.authorization.empty()) lines.emplace_back("Authorization: •••");
  if (!request.key.empty()) add_header(lines, {"Idempotency-Key", request.key});
  const Body& body = request.body;
  if (!body.parts.empty()) lines.emplace_back("Content-Type: multipart/form-data");
  else if (!body.type.empty()) lines.push_back("Content-Type: " + body.type);
  for (const auto& part : body.parts) {
    lines.push_back(part.file ? fmt::format("{} = [{}, {}, {}]", part.name, part.filename, part.type, size_text(part.file->size()))
                              : mask_secrets(fmt::format("{} = {}", part.name, part.bytes)).substr(0, longest_body));
  }
  if (body.file) lines.push_back(fmt::format("[{}, {}]", body.type, size_text(body.file->size())));
  else if (!body.bytes.empty()) add_text(lines, body.bytes);
  return lines;
}

std::vector<std::string> lines_of(const Response& response) {
  std::vector<std::string> lines;
  for (const auto& header : response.headers) add_header(lines, header);
  if (!response.body.empty()) add_text(lines, response.body);
  return lines;
}

}  // namespace cmtool
