// SPDX-License-Identifier: MIT
// JSON as exports have it: an object a line, one long array, or whole documents one after the other; read so that only one value is in memory.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "export.hpp"

namespace cmtool {

/// Calls `take` with each value and the line on which it begins; it answers whether to go on. What is no JSON is a fault with its line;
/// of an object a line, the lines after it are read all the same.
Result<void> each_json(const NextBytes&, const ExportWish&, std::vector<CalendarFault>&, const std::function<bool(Json&&, std::size_t line)>& take);

/// The first value of a file's beginning, or, where that is not whole, of its kind: an object with the keys that can be seen. Null where it is no JSON.
Json json_beginning(std::string_view beginning);

/// An id that is written as a text or as a number.
std::string id_in(const Json&);

}  // namespace cmtool
