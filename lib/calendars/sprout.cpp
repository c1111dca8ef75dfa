// SPDX-License-Identifier: MIT
// Sprout Social's bulk schedule: date,time_24hr,message_text[,public_image_url], 350 rows a file.
//
// Its article: support.sproutsocial.com, "How do I use bulk scheduling". The headers' case matters to it. The date is dd/mm/yyyy or
// mm/dd/yyyy as the account's import setting says, so writing asks for the order too.
#include <fmt/format.h>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "calendar.hpp"
#include "sheet/columns.hpp"
#include "sheet/service.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_rows = 350;

std::string role(std::string_view header) {
  const std::string name = lower(header);
  if (name == "date") return "date";
  if (name == "time_24hr") return "time";
  if (name == "message_text") return "text";
  if (name == "public_image_url") return "media";
  return usual_role(header);
}

const SheetRules& rules_of(const Sheet&) {
  static const SheetRules rules{.role = role};
  return rules;
}

int sniff(const NamedBytes& file) {
  bool date = false, time = false, text = false;
  for (const auto& header : first_cells(file)) {
    const std::string name = lower(trimmed(header));
    date = date || name == "date";
    time = time || name == "time_24hr";
    text = text || name == "message_text";
  }
  return date && time && text ? 95 : 0;
}

Result<CalendarReading> read(const std::vector<NamedBytes>& files, const ReadWish& wish) { return read_sheets(files, wish, rules_of); }

Result<CalendarWriting> write(const std::vector<CalendarRow>& rows, const WriteWish& wish) {
  if (wish.date_order != DateOrder::dmy && wish.date_order != DateOrder::mdy) {
    return Error{.fault = Fault::usage,
                 .message = tr("it is not said in which order Sprout Social expects a date's numbers"),
                 .hint = tr("look at its import settings, then say --date-order dmy or --date-order mdy")};
  }
  const bool day_first = wish.date_order == DateOrder::dmy;
  return write_for_service(
      rows, wish,
      {.file = "sprout", .most_rows = most_rows, .headers = {"date", "time_24hr", "message_text", "public_image_url"}, .mark = true, .keeps = {"text", "media"}},
      [&](const CalendarRow& row, const std::string& wall) -> std::vector<std::string> {
        const std::string year = wall.substr(0, 4), month = wall.substr(5, 2), day = wall.substr(8, 2);
        return {fmt::format("{}/{}/{}", day_first ? day : month, day_first ? month : day, year), wall.substr(11, 5), row.options["text"].string_or(),
                public_picture(row)};
      });
}

const Calendar calendar{.name = "sprout", .title = N_("Sprout Social's bulk schedule"), .sniff = sniff, .read = read, .write = write};

}  // namespace

const Calendar& sprout_calendar() { return calendar; }

}  // namespace cmtool
