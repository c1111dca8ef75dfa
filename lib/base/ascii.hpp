// SPDX-License-Identifier: MIT
// Characters and numbers as protocols mean them: no locale, ever.
//
// tolower, isalpha, stoi, strtod and friends change with the locale and are forbidden in this project
// (tests/source checks); these are what to use instead.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cmtool {

constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
constexpr bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
constexpr bool is_lower(char c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_letter(char c) { return is_upper(c) || is_lower(c); }
constexpr bool is_letter_or_digit(char c) { return is_letter(c) || is_digit(c); }
constexpr bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
constexpr char lower(char c) { return is_upper(c) ? static_cast<char>(c - 'A' + 'a') : c; }

/// ASCII letters in lower case; everything else as it is.
std::string lower(std::string_view);
/// Equal but for the case of ASCII letters.
bool same_ignoring_case(std::string_view, std::string_view);
/// Without ASCII white space at both ends.
std::string_view trimmed(std::string_view);
/// The pieces between separators; "a,,b" gives "a", "", "b", and "" gives one empty piece.
std::vector<std::string> split(std::string_view, char separator);
std::string joined(const std::vector<std::string>&, std::string_view separator);
std::string replaced(std::string_view text, std::string_view from, std::string_view to);

/// The whole text as a decimal integer; nothing for anything else, also when it does not fit.
std::optional<std::int64_t> to_integer(std::string_view);
/// The whole text as a decimal number with a point; nothing for anything else.
std::optional<double> to_number(std::string_view);

/// Edit distance, for "did you mean".
std::size_t distance(std::string_view, std::string_view);

}  // namespace cmtool
