// SPDX-License-Identifier: MIT
// How many columns a text takes on a terminal.
//
// The C library's wcwidth() depends on the locale, and the unicode part costs more to load than a table takes to print;
// two small tables of ranges serve. Where terminals differ (emoji joined by U+200D) the parts are added up, which never cuts
// too late.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

namespace cmtool {

/// Columns of one line of text; each byte of invalid UTF-8 counts as one, control characters as none.
std::size_t width(std::string_view line);

/// The line if it fits in `columns`, else its beginning and "…"; combining marks stay with their letter.
std::string cut(std::string_view line, std::size_t columns);

/// The line broken at spaces so that each piece fits in `columns`; a longer word stands alone.
std::string wrapped(std::string_view text, std::size_t columns, std::size_t indent);

/// The next code point of `text` from `at`, which moves on; 0xFFFFFFFF (and one byte further) for invalid UTF-8.
char32_t next_code_point(std::string_view text, std::size_t& at);
inline constexpr char32_t invalid_code_point = 0xFFFFFFFF;

}  // namespace cmtool
