// SPDX-License-Identifier: MIT
// Files in and out of a schedule. One format each in calendars/; pure functions.
//
// A row is what `cmtool schedule add` would be told: the options of `cmtool post` by their names, as in a line of --batch, and
// "at", "every", "until", "except", "max_late", "slot", "after", "fold", "hold", "evergreen", "rest", "native", "zone", "id"
// (sheet/options.hpp has them all). So importing is a batch with times.
// Nothing is looked up and no file is opened here: accounts, pictures and the meaning of "tomorrow 9am" are the caller's.
//
// What is read comes from clients and from other tools: any bytes may be given; what is wrong is named with its file, line
// and column, and a day that could be the 3rd of April or the 4th of March is asked about, never guessed.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "base/time.hpp"

namespace cmtool {

struct NamedBytes {
  std::string name{};  ///< of the file, as the user named it
  std::string bytes{};
};

/// Which of a date's numbers comes first.
enum class DateOrder { unknown, dmy, mdy, ymd };
std::string_view slug(DateOrder);
/// "dmy", "mdy", "ymd"; nothing for anything else.
std::optional<DateOrder> date_order(std::string_view slug);

/// Where a file says an option: for messages.
struct CalendarColumn {
  std::size_t number = 0;  ///< from 1
  std::string header{};    ///< as it is written there; empty: there is none
};
using CalendarColumns = std::map<std::string, CalendarColumn, std::less<>>;  ///< by the option's name

struct CalendarRow {
  std::string file{};
  std::size_t line = 1;              ///< where it begins
  Json options = Json::object();     ///< "at": a wall time "2026-12-24 09:00[:30]", an instant with offset, or (cmtool, markdown) WHEN
  std::shared_ptr<const CalendarColumns> columns{};  ///< shared by the rows of a file; may be null
  std::optional<Instant> changed{};  ///< for writing: when it was last changed, if that is known
  std::string raw{};                 ///< what the row's key is made of: the same for the same row in the same file, however it is encoded
};

/// What is wrong with a file, and where.
struct CalendarFault {
  std::string file{};
  std::size_t line = 0, column = 0;  ///< from 1; 0: the whole file, the whole row
  std::string header{};              ///< of that column
  std::string message{}, hint{};     ///< translated, as those of an Error
  bool operator==(const CalendarFault&) const = default;
};

/// "decembre.csv:12:3 (date)".
std::string place_of(const CalendarFault&);
/// A fault of a row that was found later, at the column in which the file says that option.
CalendarFault fault_of(const CalendarRow&, std::string_view option, std::string message, std::string hint);

struct CalendarReading {
  std::vector<CalendarRow> rows{};
  std::vector<CalendarFault> faults{};  ///< in the file's order; the rows that they stand in are not among `rows`
  std::vector<std::string> notes{};     ///< translated: what was assumed, which columns are not used
};

/// What the user says about a file to be read.
struct ReadWish {
  DateOrder date_order = DateOrder::unknown;
  std::map<std::string, std::string> map{};  ///< a column's header or number -> an option's name, "date", "time" or "-"
  std::string zone{};  ///< the workspace's: a row in this zone does not name it
  std::string lang{};  ///< "fr": in WHEN the day comes first, so also in the files of which a time is WHEN
};

/// What the user says about a file to be written.
struct WriteWish {
  DateOrder date_order = DateOrder::unknown;  ///< hootsuite: ymd if unknown; sprout asks
  std::string zone{};  ///< in which wall times are written
  bool ndjson = false; ///< cmtool: lines of JSON instead of CSV
  Instant now{};       ///< ics: DTSTAMP, where a row has no time of its own
  std::string name{};  ///< ics: what the subscribed calendar is called
  /// ics: the RRULE of an --every in words ("weekdays"); without it, only what is a rule already is written as one.
  std::function<Result<std::string>(const std::string&)> rule{};
};

struct CalendarWriting {
  std::vector<NamedBytes> files{};   ///< named without a folder; more than one for markdown and where a service takes so many rows only
  std::vector<std::string> notes{};  ///< translated: what the format has no place for
};

/// What a format is.
struct Calendar {
  std::string name{};   ///< "hootsuite"
  std::string title{};  ///< N_()
  /// From 0 (surely not) to 100 (surely), by its content and its name.
  int (*sniff)(const NamedBytes&) = nullptr;
  /// All or nothing is the caller's choice: what can be read is answered beside the faults. An Error only for what makes
  /// reading useless: a wrong --map, a part that is missing.
  Result<CalendarReading> (*read)(const std::vector<NamedBytes>&, const ReadWish&) = nullptr;
  /// Null: it is only read.
  Result<CalendarWriting> (*write)(const std::vector<CalendarRow>&, const WriteWish&) = nullptr;
  bool lossless = false;  ///< what was written is read again as it was
};

constexpr std::size_t most_calendar_rows = 100'000;
constexpr std::size_t most_calendar_bytes = 64u << 20;  ///< of all files together

const std::vector<const Calendar*>& calendars();
/// Fault::usage, naming those that there are.
Result<const Calendar*> find_calendar(std::string_view name);
/// The format of these files (those of one import). Fault::usage where none, or more than one, fits.
Result<const Calendar*> sniff_calendar(const std::vector<NamedBytes>&);
/// Reads with that format, after the limits were checked: Fault::refused for more than they allow.
Result<CalendarReading> read_calendar(const Calendar&, const std::vector<NamedBytes>&, const ReadWish&);

}  // namespace cmtool
