// SPDX-License-Identifier: MIT
#include "metrics_export.hpp"

#include <algorithm>
#include <cmath>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {

#define X(name) const MetricsExport& name##_metrics();
#include "metrics_exports.inc"
#undef X

namespace {

constexpr std::size_t longest_number = 40;
constexpr double largest_number = 9.0e15;  // up to there a double holds every whole number

/// Digits with at most one point; commas, blanks and the like between thousands are gone. Nothing for anything else.
std::optional<std::string> plain_number(std::string_view text) {
  std::string kept;
  // The last of "," and "." is the one before decimals, but for one with three digits behind it that stands alone or repeatedly.
  const auto last = text.find_last_of(",.");
  std::size_t point = std::string_view::npos;
  if (last != std::string_view::npos) {
    const bool both = text.find(text[last] == ',' ? '.' : ',') != std::string_view::npos;
    const bool repeated = text.find(text[last]) != last;
    const bool three = text.size() - last - 1 == 3;
    if (both ? !repeated : !repeated && !three) point = last;
    // "0.125" and "12.345": with a point, and no other sign, three digits may be decimals; a comma is between thousands then.
    if (!both && !repeated && three && text[last] == '.') point = last;
  }
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (is_digit(text[i])) kept += text[i];
    else if (i == point) kept += '.';
    else if (text[i] != ',' && text[i] != '.' && text[i] != '\'' && text[i] != ' ') return std::nullopt;
  }
  return kept.empty() || kept == "." ? std::nullopt : std::optional(kept);
}

}  // namespace

const std::vector<const MetricsExport*>& metrics_exports() {
  static const std::vector<const MetricsExport*> all{
#define X(name) &name##_metrics(),
#include "metrics_exports.inc"
#undef X
  };
  return all;
}

Result<const MetricsExport*> find_metrics_export(std::string_view name) {
  std::vector<std::string> names;
  for (const auto* one : metrics_exports()) {
    if (one->name == name) return one;
    names.push_back(one->name);
  }
  return Error{.fault = Fault::usage, .message = tr("there is no export of numbers called “{}”", name), .hint = tr("use one of: {}", joined(names, ", "))};
}

std::optional<std::int64_t> export_number(std::string_view cell, double times) {
  // The no-break spaces that French and Swiss spreadsheets put between thousands; currencies before or behind.
  std::string text = replaced(replaced(std::string(cell), "\u202F", " "), "\u00A0", " ");
  for (const char* sign : {"€", "$", "£", "¥", "EUR", "USD", "GBP", "CHF", "CAD"}) text = replaced(text, sign, "");
  std::string_view number = trimmed(text);
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  if (number.empty() || number.size() > longest_number) return std::nullopt;
  const auto plain = plain_number(number);
  if (!plain) return std::nullopt;
  const auto point = plain->find('.');
  double value = 0;
  for (const char c : plain->substr(0, point)) value = value * 10 + (c - '0');
  double place = 0.1;
  if (point != std::string::npos) {
    for (const char c : plain->substr(point + 1)) {
      value += place * (c - '0');
      place /= 10;
    }
  }
  value = std::round(value * times);
  if (value > largest_number) return std::nullopt;
  return static_cast<std::int64_t>(negative ? -value : value);
}

}  // namespace cmtool
