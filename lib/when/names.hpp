// SPDX-License-Identifier: MIT
// The names of months and days, in both languages.
//
// Data, not translated text: a page for a client speaks the workspace's language, whatever the program speaks.
#pragma once
#include <chrono>
#include <string_view>

namespace cmtool {

/// "December", "décembre"; English for every language but French.
std::string_view month_name(std::chrono::month, std::string_view lang);
/// "Thursday", "jeudi".
std::string_view weekday_name(std::chrono::weekday, std::string_view lang);

/// The Monday of a day's week.
std::chrono::local_days monday_of(std::chrono::local_days);

}  // namespace cmtool
