// SPDX-License-Identifier: MIT
// Buffer's bulk upload: Text,Image URL,Tags,Posting Time[,Board Name], 100 rows a file, for one channel.
//
// The headers' case matters to it; an empty Posting Time puts the post into the channel's queue.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "calendar.hpp"
#include "sheet/columns.hpp"
#include "sheet/options.hpp"
#include "sheet/service.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_rows = 100;

const SheetRules& rules_of(const Sheet&) {
  static const SheetRules rules{.role = usual_role};
  return rules;
}

int sniff(const NamedBytes& file) {
  bool text = false, time = false, its_own = false;
  for (const auto& header : first_cells(file)) {
    const auto name = trimmed(header);
    text = text || name == "Text";
    time = time || name == "Posting Time";
    its_own = its_own || name == "Image URL" || name == "Tags" || name == "Board Name";
  }
  return text && time && its_own ? 95 : text && time ? 85 : 0;
}

Result<CalendarReading> read(const std::vector<NamedBytes>& files, const ReadWish& wish) { return read_sheets(files, wish, rules_of); }

Result<CalendarWriting> write(const std::vector<CalendarRow>& rows, const WriteWish& wish) {
  return write_for_service(rows, wish,
                           {.file = "buffer",
                            .most_rows = most_rows,
                            .headers = {"Text", "Image URL", "Tags", "Posting Time"},
                            .mark = true,
                            .keeps = {"text", "media", "tag", "slot"},
                            .needs_time = false},
                           [&](const CalendarRow& row, const std::string& wall) -> std::vector<std::string> {
                             return {row.options["text"].string_or(), public_picture(row), joined(items_of(row.options["tag"]), ","), wall.substr(0, 16)};
                           });
}

const Calendar calendar{.name = "buffer", .title = N_("Buffer's bulk upload"), .sniff = sniff, .read = read, .write = write};

}  // namespace

const Calendar& buffer_calendar() { return calendar; }

}  // namespace cmtool
