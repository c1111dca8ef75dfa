// SPDX-License-Identifier: MIT
// Calendars of somebody else; what is read from one can be written and read again.
#include "calendar.hpp"
#include "ics/event.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace cmtool::fuzz {

void ics(std::string_view bytes) {
  const Calendar& calendar = **find_calendar("ics");
  const NamedBytes file{.name = "a.ics", .bytes = std::string(bytes)};
  (void)calendar.sniff(file);
  (void)zone_named(bytes);
  if (const auto pieces = pieces_of(bytes))
    for (const auto& piece : *pieces) must(piece.line >= 1 && line_of(piece, "DTSTART") >= piece.line);
  const auto reading = read_calendar(calendar, {file}, {.zone = "Europe/Paris"});
  must(reading.ok());
  for (const auto& fault : reading->faults) must(!fault.message.empty() && !fault.file.empty());
  for (const auto& row : reading->rows) must(row.line >= 1 && !row.raw.empty() && row.options["at"].is_string());
  const auto written = calendar.write(reading->rows, {.zone = "Europe/Paris"});
  must(written.ok());
  const auto again = read_calendar(calendar, written->files, {.zone = "Europe/Paris"});
  must(again.ok() && again->rows.size() + again->faults.size() <= reading->rows.size());
}

}  // namespace cmtool::fuzz
