// SPDX-License-Identifier: MIT
// Spreadsheets and lines of JSON of somebody else as a schedule; and what was read from our own is written so that it is read the same.
#include "calendar.hpp"
#include "sheet/date.hpp"
#include "sheet/options.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "text/encoding.hpp"
#include "text/utf8.hpp"

namespace cmtool::fuzz {

namespace {

CalendarReading read(const Calendar& calendar, std::vector<NamedBytes> files) {
  auto reading = read_calendar(calendar, files, {.date_order = DateOrder::dmy, .zone = "UTC"});
  must(reading.ok());
  for (const auto& fault : reading->faults) must(!fault.message.empty() && !fault.file.empty());
  for (const auto& row : reading->rows) must(row.line >= 1 && !row.raw.empty() && row.options.is_object());
  return std::move(reading).value();
}

}  // namespace

void csv(std::string_view bytes) {
  const NamedBytes file{.name = "a.csv", .bytes = std::string(bytes)};
  if (const auto text = decoded(bytes)) must(is_valid_utf8(text->text) && text->text.find('\0') == std::string::npos);
  (void)sniff_calendar({file});
  (void)read_date(bytes);
  for (const char* name : {"hootsuite", "sprout", "buffer", "headed"}) {
    const auto reading = read(**find_calendar(name), {file});
    for (const char* to : {"hootsuite", "buffer"}) must((*find_calendar(to))->write(reading.rows, {.zone = "UTC"}).ok());
  }
  const Calendar& own = **find_calendar("cmtool");
  const auto rows = read(own, {file}).rows;
  if (rows.empty()) return;
  for (const bool ndjson : {false, true}) {
    const auto written = own.write(rows, {.ndjson = ndjson});
    must(written.ok());
    const auto again = read(own, written->files);
    // A line of JSON may hold what no option takes ("at": 7): only lines of JSON bring that back.
    if (!ndjson && bytes.find('{') != std::string_view::npos) continue;
    must(again.faults.empty() && again.rows.size() == rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) must(again.rows[i].options == rows[i].options);
  }
}

}  // namespace cmtool::fuzz
