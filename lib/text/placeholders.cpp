// SPDX-License-Identifier: MIT
#include "text/placeholders.hpp"

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

bool is_name(std::string_view name) {
  return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
    return is_letter_or_digit(c) || c == '_' || c == '-' || c == '.' || static_cast<unsigned char>(c) >= 0x80;
  });
}

Error no_placeholder(const Placeholder& at, std::string_view written) {
  constexpr std::size_t shown = 40;
  return Error{
      .fault = Fault::usage,
      .message = tr("line {}, column {}: “{}” is no placeholder", at.line, at.column, valid_utf8(written.substr(0, shown))),
      .hint = tr("write {} with letters and digits, or \\{} for the braces themselves", "{{name}}", "{{")};
}

}  // namespace

Result<std::vector<Placeholder>> placeholders_in(std::string_view text) {
  std::vector<Placeholder> found;
  std::size_t line = 1, column = 1;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at, 3) == "\\{{") {
      at += 3, column += 3;
      continue;
    }
    if (text.substr(at, 2) != "{{") {
      const auto point = decode(text, at);
      at += point.bytes;
      ++column;
      if (point.value == '\n') ++line, column = 1;
      continue;
    }
    Placeholder place{.begin = at, .line = line, .column = column};
    const auto rest = text.substr(at, text.find('\n', at) - at);
    const auto close = rest.find("}}");
    if (close == std::string_view::npos) return no_placeholder(place, rest);
    place.end = at + close + 2;
    place.name = std::string(trimmed(rest.substr(2, close - 2)));
    if (!is_name(place.name)) return no_placeholder(place, rest.substr(0, close + 2));
    each_code_point(rest.substr(0, close + 2), [&](char32_t, std::size_t, std::size_t) { ++column; });
    at = place.end;
    found.push_back(std::move(place));
  }
  return found;
}

Result<std::string> fill(std::string_view text, const std::map<std::string, std::string>& values) {
  TRY(const auto places, placeholders_in(text));
  std::vector<std::string> missing;
  std::set<std::string> used;
  std::string result;
  std::size_t at = 0;
  const auto add = [&](std::string_view plain) { result += replaced(plain, "\\{{", "{{"); };
  for (const auto& place : places) {
    add(text.substr(at, place.begin - at));
    at = place.end;
    used.insert(place.name);
    if (const auto value = values.find(place.name); value != values.end()) {
      result += value->second;
    } else {
      missing.push_back(tr("{} (line {}, column {})", "{{" + place.name + "}}", place.line, place.column));
    }
  }
  add(text.substr(at));
  if (missing.empty()) return result;

  std::vector<std::string> unused;
  for (const auto& [name, value] : values) {
    if (!used.contains(name)) unused.push_back(name);
  }
  constexpr std::size_t most = 10;
  const auto count = static_cast<long long>(missing.size());
  if (missing.size() > most) missing.resize(most), missing.emplace_back("…");
  return Error{.fault = Fault::usage,
               .message = trn("the template has a place without a value: {}", "the template has places without a value: {}",
                              count, joined(missing, ", ")),
               .hint = unused.empty()
                           ? tr("give it with --set name=value")
                           : tr("give it with --set name=value; there are values that are not used: {}", joined(unused, ", "))};
}

}  // namespace cmtool
