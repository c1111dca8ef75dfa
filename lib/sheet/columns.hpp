// SPDX-License-Identifier: MIT
// From a sheet to rows: which column says what, and each cell as the option that it means.
//
// The calendars that are spreadsheets differ in the names of their columns only; each says in a SheetRules what its headers
// mean. A column's role is an option's name, or "date" and "time" (together "at"), "media:2" "alt:2" "focus:2" (of the second
// picture), "for:bluesky", "set:name", or "-" for what is known and has no use here.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "calendar.hpp"
#include "sheet/csv.hpp"

namespace cmtool {

struct SheetRules {
  /// A header's role; "" for an unknown one, of which the user is told.
  std::string (*role)(std::string_view header) = nullptr;
  /// The roles by place, of a file whose first row is a row already.
  std::vector<std::string> places{};
  /// Our own: apostrophes are taken off, texts are exact, and "at" may be anything that WHEN may be.
  bool own = false;
};

/// Reads each file by its rules. Fault::usage for a --map that names no column or no option.
Result<CalendarReading> read_sheets(const std::vector<NamedBytes>&, const ReadWish&, const SheetRules& (*rules_of)(const Sheet&));

/// Does the first row look like a row, not like headers: is there a date in its first cell?
bool begins_with_date(const Sheet&);

/// The usual headers of other tools and of people's own tables, in English and French: "Posting Time", "Légende" …
std::string usual_role(std::string_view header);

// For writing.

/// A moment of a row as a wall shows it in this zone: "2026-12-24 09:00[:30]"; nothing if there is none or it is in words.
std::optional<std::string> wall_of(const CalendarRow&, const std::string& zone);

}  // namespace cmtool
