// SPDX-License-Identifier: MIT
// Numbers, days and months as a book says them.
#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "base/time.hpp"

namespace cmtool {

/// "12 345", "3,5": in the book's language, at most two decimals.
std::string number_in_words(double, const std::string& lang);
/// "12 %".
std::string percent_in_words(double, const std::string& lang);
/// "3 h 20 min", "45 min", "2 days".
std::string minutes_in_words(double minutes);
/// "November 2026", "novembre 2026".
std::string month_in_words(std::chrono::year_month, const std::string& lang);
/// "12 November", "12 novembre": the day in the zone; "" where the zone is unknown.
std::string day_in_words(Instant, const std::string& zone, const std::string& lang);
/// A stranger's or the client's text as a quotation in a sentence: one line, cut at a word after about so many characters.
std::string quoted_words(const std::string& text, std::size_t most);

}  // namespace cmtool
