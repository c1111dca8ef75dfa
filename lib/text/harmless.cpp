// SPDX-License-Identifier: MIT
#include "text/harmless.hpp"

#include <fmt/format.h>

#include "text/width.hpp"

namespace cmtool {
namespace {

bool is_dangerous(char32_t c) {
  return c < 0x20 || (c >= 0x7F && c < 0xA0) ||                                        // C0, DEL, C1
         c == 0x61C || c == 0x200E || c == 0x200F || (c >= 0x202A && c <= 0x202E) ||   // direction marks and overrides
         (c >= 0x2066 && c <= 0x2069) || c == 0x2028 || c == 0x2029 || c == 0xFEFF ||  // isolates, separators, byte order mark
         (c >= 0xE0000 && c <= 0xE007F) || c == invalid_code_point;                    // invisible tags
}

std::string visible(char32_t c, Lines lines) {
  if (c == invalid_code_point) return "\xEF\xBF\xBD";
  if (lines == Lines::show && c == '\n') return "⏎";
  if (lines == Lines::show && c == '\t') return " ";
  // The pictures of control characters stand in their order from U+2400 on: "␛" is U+241B.
  if (c < 0x20) return {'\xE2', '\x90', static_cast<char>(0x80 + c)};
  if (c == 0x7F) return "␡";
  return fmt::format("<U+{:04X}>", static_cast<std::uint32_t>(c));
}

std::string escaped(char32_t c) {
  if (c == invalid_code_point) return "\\ufffd";
  const auto unit = static_cast<std::uint32_t>(c);
  if (unit < 0x10000) return fmt::format("\\u{:04x}", unit);
  return fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + ((unit - 0x10000) >> 10), 0xDC00 + ((unit - 0x10000) & 0x3FF));
}

}  // namespace

std::string harmless(std::string_view text, Lines lines) {
  std::string result;
  result.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(text, at);
    if (lines == Lines::show && c == '\r' && at < text.size() && text[at] == '\n') continue;
    const bool kept = !is_dangerous(c) || (lines == Lines::keep && (c == '\n' || c == '\t'));
    if (kept) result += text.substr(from, at - from);
    else result += visible(c, lines);
  }
  return result;
}

std::string harmless_json(std::string_view json) {
  std::string result;
  result.reserve(json.size());
  for (std::size_t at = 0; at < json.size();) {
    const std::size_t from = at;
    const char32_t c = next_code_point(json, at);
    if (is_dangerous(c) && c != '\n') result += escaped(c);
    else result += json.substr(from, at - from);
  }
  return result;
}

}  // namespace cmtool
