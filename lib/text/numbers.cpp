// SPDX-License-Identifier: MIT
#include "text/numbers.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {

bool is_french(std::string_view lang) { return lang == "fr" || lang.starts_with("fr-") || lang.starts_with("fr_"); }

std::string grouped(std::int64_t value, std::string_view lang) {
  const std::string digits = fmt::format("{}", value);
  const std::size_t first = digits.front() == '-' ? 1 : 0;
  const std::string_view separator = is_french(lang) ? "\u202F" : ",";
  std::string result;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > first && (digits.size() - i) % 3 == 0) result += separator;
    result += digits[i];
  }
  return result;
}

std::string decimal(double value, std::string_view lang) {
  if (!std::isfinite(value)) return "–";
  if (std::fabs(value) >= 1e15) return fmt::format("{:g}", value);
  const double rounded = std::round(value * 100) / 100;
  const auto whole = static_cast<std::int64_t>(rounded);
  const auto hundredths = static_cast<int>(std::lround(std::fabs(rounded - static_cast<double>(whole)) * 100));
  std::string result = (rounded < 0 && whole == 0 ? "-" : "") + grouped(whole, lang);
  if (hundredths == 0) return result;
  result += fmt::format("{}{:02}", is_french(lang) ? ',' : '.', hundredths);
  if (result.back() == '0') result.pop_back();
  return result;
}

std::string percent_text(double value, std::string_view lang) { return decimal(value, lang) + (is_french(lang) ? "\u202F%" : "%"); }

std::string size_text(double value, std::string_view lang) {
  constexpr std::array units{"B", "kB", "MB", "GB", "TB"};
  std::size_t unit = 0;
  for (; value >= 1000 && unit + 1 < units.size(); ++unit) value /= 1000;
  // TRANSLATORS: the unit "byte", one letter
  const std::string name = unit == 0 ? tr("B") : is_french(lang) ? replaced(units[unit], "B", "o") : units[unit];
  return decimal(std::round(value * 10) / 10, lang) + " " + name;
}

std::string short_number(double value, std::string_view lang) {
  if (!std::isfinite(value)) return "–";
  struct Unit {
    double size;
    std::string_view english, french;
  };
  constexpr std::array units{Unit{1e12, "tn", "bill."}, Unit{1e9, "bn", "Md"}, Unit{1e6, "M", "M"}, Unit{1e4, "k", "k"}};
  for (const Unit& unit : units) {
    if (std::fabs(value) < unit.size) continue;
    const double by = unit.size == 1e4 ? 1e3 : unit.size;
    return decimal(value / by, lang) + "\u202F" + std::string(is_french(lang) ? unit.french : unit.english);
  }
  return decimal(value, lang);
}

}  // namespace cmtool
