// SPDX-License-Identifier: MIT
#include "calendar.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {

#define X(name) const Calendar& name##_calendar();
#include "calendars.inc"
#undef X

std::string_view slug(DateOrder order) {
  switch (order) {
    case DateOrder::unknown: return "unknown";
    case DateOrder::dmy: return "dmy";
    case DateOrder::mdy: return "mdy";
    case DateOrder::ymd: return "ymd";
  }
  return {};
}

std::optional<DateOrder> date_order(std::string_view name) {
  for (const auto order : {DateOrder::dmy, DateOrder::mdy, DateOrder::ymd}) {
    if (slug(order) == name) return order;
  }
  return std::nullopt;
}

std::string place_of(const CalendarFault& fault) {
  std::string place = fault.file;
  if (fault.line > 0) place += fmt::format(":{}", fault.line);
  if (fault.line > 0 && fault.column > 0) place += fmt::format(":{}", fault.column);
  if (!fault.header.empty()) place += " (" + fault.header + ")";
  return place;
}

CalendarFault fault_of(const CalendarRow& row, std::string_view option, std::string message, std::string hint) {
  CalendarFault fault{.file = row.file, .line = row.line, .message = std::move(message), .hint = std::move(hint)};
  if (row.columns == nullptr) return fault;
  if (const auto found = row.columns->find(option); found != row.columns->end()) {
    fault.column = found->second.number;
    fault.header = found->second.header;
  }
  return fault;
}

const std::vector<const Calendar*>& calendars() {
  static const std::vector<const Calendar*> all{
#define X(name) &name##_calendar(),
#include "calendars.inc"
#undef X
  };
  return all;
}

namespace {

std::string names() {
  std::vector<std::string> all;
  for (const Calendar* calendar : calendars()) all.push_back(calendar->name);
  return joined(all, ", ");
}

}  // namespace

Result<const Calendar*> find_calendar(std::string_view name) {
  for (const Calendar* calendar : calendars()) {
    if (calendar->name == name) return calendar;
  }
  return Error{.fault = Fault::usage, .message = tr("there is no calendar format “{}”", name), .hint = tr("use one of: {}", names())};
}

Result<const Calendar*> sniff_calendar(const std::vector<NamedBytes>& files) {
  const Calendar* best = nullptr;
  int most = 0;
  bool alone = false;
  for (const Calendar* calendar : calendars()) {
    int least = files.empty() ? 0 : 100;
    for (const auto& file : files) least = std::min(least, calendar->sniff(file));
    if (least == 0 || least < most) continue;
    alone = least > most;
    most = least;
    best = calendar;
  }
  const std::string where = files.empty() ? std::string() : files.front().name;
  if (best == nullptr) {
    return Error{.fault = Fault::usage,
                 .message = tr("it is not clear what kind of calendar this is"),
                 .hint = tr("say it with --from, one of: {}; or name the columns with --map", names()),
                 .where = where};
  }
  if (!alone) {
    return Error{.fault = Fault::usage,
                 .message = tr("more than one kind of calendar looks like this"),
                 .hint = tr("say it with --from, one of: {}", names()),
                 .where = where};
  }
  return best;
}

Result<CalendarReading> read_calendar(const Calendar& calendar, const std::vector<NamedBytes>& files, const ReadWish& wish) {
  std::size_t bytes = 0;
  for (const auto& file : files) {
    bytes += file.bytes.size();
    if (bytes > most_calendar_bytes) {
      return Error{.fault = Fault::refused,
                   .message = tr("there are more than {} MB to import", most_calendar_bytes >> 20),
                   .hint = tr("import it in several pieces"),
                   .where = file.name};
    }
  }
  TRY(auto reading, calendar.read(files, wish));
  if (reading.rows.size() + reading.faults.size() > most_calendar_rows) {
    return Error{.fault = Fault::refused,
                 .message = tr("there are more than {} rows to import", most_calendar_rows),
                 .hint = tr("import it in several pieces"),
                 .where = files.empty() ? std::string() : files.front().name};
  }
  const auto place = [&](const CalendarFault& fault) {
    const auto file = std::find_if(files.begin(), files.end(), [&](const auto& one) { return one.name == fault.file; });
    return std::tuple(file - files.begin(), fault.line, fault.column);
  };
  std::stable_sort(reading.faults.begin(), reading.faults.end(), [&](const auto& a, const auto& b) { return place(a) < place(b); });
  return reading;
}

}  // namespace cmtool
