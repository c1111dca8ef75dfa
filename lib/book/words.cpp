// SPDX-License-Identifier: MIT
#include "book/words.hpp"

#include <cmath>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/harmless.hpp"
#include "text/length.hpp"
#include "text/numbers.hpp"
#include "text/scan.hpp"
#include "when/names.hpp"
#include "when/zone.hpp"

namespace cmtool {

std::string number_in_words(double number, const std::string& lang) { return decimal(std::round(number * 10) / 10, lang); }
std::string percent_in_words(double percent, const std::string& lang) { return percent_text(std::round(percent * 10) / 10, lang); }

std::string minutes_in_words(double minutes) {
  const auto whole = static_cast<std::int64_t>(std::llround(std::max(0.0, minutes)));
  if (whole < 120) return tr("{} min", whole);
  if (whole < 48 * 60) return whole % 60 == 0 ? tr("{} h", whole / 60) : tr("{} h {} min", whole / 60, whole % 60);
  const auto days = (whole + 720) / 1440;
  return trn("{} day", "{} days", days, days);
}

std::string month_in_words(std::chrono::year_month month, const std::string& lang) {
  return std::string(month_name(month.month(), lang)) + " " + std::to_string(static_cast<int>(month.year()));
}

std::string day_in_words(Instant at, const std::string& zone, const std::string& lang) {
  const auto local = to_local(at, zone);
  if (!local.ok()) return "";
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(local->wall));
  const auto number = static_cast<unsigned>(day.day());
  return std::to_string(number) + (number == 1 && lang.starts_with("fr") ? "er" : "") + " " + std::string(month_name(day.month(), lang));
}

std::string quoted_words(const std::string& text, std::size_t most) {
  const std::string line = harmless(trimmed(replaced(replaced(text, "\r", ""), "\n", " ")), Lines::show);
  if (length(line, Unit::code_points) <= static_cast<std::int64_t>(most)) return line;
  std::string cut = shortened(line, most);
  // Not in the middle of a word, unless it is a very long one.
  const auto blank = cut.rfind(' ');
  return blank == std::string::npos || blank < cut.size() / 2 ? cut : cut.substr(0, blank) + "…";
}

}  // namespace cmtool
