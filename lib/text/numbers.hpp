// SPDX-License-Identifier: MIT
// Numbers as people read them: "1,234,567.8", and in French "1 234 567,8" with narrow no-break spaces.
//
// The language is an argument and not the program's: a document for a client speaks the client's. Anything but French is English.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace cmtool {

/// Is it French, of whatever country?
bool is_french(std::string_view lang);

std::string grouped(std::int64_t, std::string_view lang);
/// At most two decimals, none of them a zero at the end; "–" for what is no number.
std::string decimal(double, std::string_view lang);
/// "12.5%", "12,5 %".
std::string percent_text(double, std::string_view lang);
/// "1.2 MB", "1,2 Mo".
std::string size_text(double bytes, std::string_view lang);
/// For the ends of an axis: "950", "12 k", "1.5 M", "3 bn"; in French "12 k", "1,5 M", "3 Md".
std::string short_number(double, std::string_view lang);

}  // namespace cmtool
