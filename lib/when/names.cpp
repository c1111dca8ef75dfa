// SPDX-License-Identifier: MIT
#include "when/names.hpp"

#include <array>

namespace cmtool {
namespace {

using Months = std::array<std::string_view, 12>;
using Days = std::array<std::string_view, 7>;  // Sunday first, as std::chrono counts

constexpr Months english_months{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr Months french_months{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"};
constexpr Days english_days{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"};
constexpr Days french_days{"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi"};

bool is_french(std::string_view lang) { return lang == "fr" || lang.starts_with("fr-"); }

}  // namespace

std::string_view month_name(std::chrono::month month, std::string_view lang) {
  return (is_french(lang) ? french_months : english_months).at(static_cast<unsigned>(month) - 1);
}

std::string_view weekday_name(std::chrono::weekday weekday, std::string_view lang) {
  return (is_french(lang) ? french_days : english_days).at(weekday.c_encoding());
}

std::chrono::local_days monday_of(std::chrono::local_days day) { return day - (std::chrono::weekday(day) - std::chrono::Monday); }

}  // namespace cmtool
