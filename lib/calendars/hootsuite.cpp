// SPDX-License-Identifier: MIT
// Hootsuite's Bulk Composer: three columns without headers — moment, message, link — 350 rows a file, for one account.
//
// In which order a date's numbers stand is chosen in Hootsuite's dialog, not in the file. Tools that make files for it add
// headers of their own ("Date, Time, Platform, Message, Link, Image URL"); these are read by their names.
#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "calendar.hpp"
#include "sheet/columns.hpp"
#include "sheet/date.hpp"
#include "sheet/options.hpp"
#include "sheet/service.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_rows = 350;

const SheetRules& rules_of(const Sheet& sheet) {
  static const SheetRules plain{.role = usual_role, .places = {"at", "text", "link"}};
  static const SheetRules headed{.role = usual_role};
  return begins_with_date(sheet) ? plain : headed;
}

int sniff(const NamedBytes& file) {
  const auto cells = first_cells(file);
  return cells.size() >= 2 && read_date(cells.front()) ? 80 : 0;
}

Result<CalendarReading> read(const std::vector<NamedBytes>& files, const ReadWish& wish) { return read_sheets(files, wish, rules_of); }

std::string moment(const std::string& wall, DateOrder order) {
  const std::string year = wall.substr(0, 4), month = wall.substr(5, 2), day = wall.substr(8, 2), time = wall.substr(11);
  switch (order) {
    case DateOrder::dmy: return fmt::format("{}/{}/{} {}", day, month, year, time);
    case DateOrder::mdy: return fmt::format("{}/{}/{} {}", month, day, year, time);
    case DateOrder::ymd:
    case DateOrder::unknown: break;
  }
  return wall;
}

Result<CalendarWriting> write(const std::vector<CalendarRow>& rows, const WriteWish& wish) {
  return write_for_service(rows, wish, {.file = "hootsuite", .most_rows = most_rows, .quote = Quote::always, .keeps = {"text", "link"}},
                           [&](const CalendarRow& row, const std::string& wall) -> std::vector<std::string> {
                             return {moment(wall, wish.date_order), row.options["text"].string_or(), row.options["link"].string_or()};
                           });
}

const Calendar calendar{.name = "hootsuite", .title = N_("Hootsuite's bulk schedule"), .sniff = sniff, .read = read, .write = write};

}  // namespace

const Calendar& hootsuite_calendar() { return calendar; }

}  // namespace cmtool
