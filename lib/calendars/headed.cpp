// SPDX-License-Identifier: MIT
// Any other table whose first row says what its columns are: PostFast, HighLevel, Ayrshare, Publer, Schedulin, the headed files for
// Hootsuite, a client's own spreadsheet in English or French. --map names what is not recognised. It is only read.
#include <algorithm>

#include "base/tr.hpp"
#include "calendar.hpp"
#include "sheet/columns.hpp"

namespace cmtool {
namespace {

const SheetRules& rules_of(const Sheet& sheet) {
  static const SheetRules headed{.role = usual_role};
  static const SheetRules by_number{.role = usual_role, .places = {"-"}};  // all columns come from --map
  return begins_with_date(sheet) ? by_number : headed;
}

int sniff(const NamedBytes& file) {
  const auto headers = first_cells(file);
  const auto has = [&](std::string_view role) {
    return std::any_of(headers.begin(), headers.end(), [&](const std::string& header) { return usual_role(header) == role; });
  };
  return headers.size() >= 2 && (has("text") || has("media")) && (has("at") || has("date")) ? 50 : 0;
}

Result<CalendarReading> read(const std::vector<NamedBytes>& files, const ReadWish& wish) { return read_sheets(files, wish, rules_of); }

const Calendar calendar{.name = "headed", .title = N_("any CSV with named columns"), .sniff = sniff, .read = read};

}  // namespace

const Calendar& headed_calendar() { return calendar; }

}  // namespace cmtool
