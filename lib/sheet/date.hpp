// SPDX-License-Identifier: MIT
// Days and times as spreadsheets and other tools write them, and in which order their numbers stand.
//
// "03/04/2026" is one day to Excel in Paris and another in Chicago. A file is read as a whole: one date with a day
// above 12 tells the order of all others; where none does and the order matters, the user is asked.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

#include "calendar.hpp"

namespace cmtool {

/// A time as a cell has it. Either the numbers of a day, of which the order may still be open, or a whole moment.
struct DateCell {
  int first = 0, second = 0, third = 0;
  int digits = 0;            ///< of the year: 2 or 4
  bool year_first = false;
  std::optional<std::chrono::seconds> time{};  ///< after midnight
  std::string offset{};      ///< "Z", "+01:00"; empty: a wall time
};

/// "24/12/2026 09:00", "12/24/26 9:00 AM", "2026-12-24T09:00:00+01:00", "24 Dec 2026 9am", "24.12.2026"; nothing for anything else.
std::optional<DateCell> read_date(std::string_view);
/// "9:00", "09:00:00", "9:00 PM", "9h30"; nothing for anything else.
std::optional<std::chrono::seconds> read_time(std::string_view);

/// Settles the order of all dates of an import.
class Dates {
 public:
  explicit Dates(DateOrder said) : order_(said), said_(said != DateOrder::unknown) {}

  /// Shows it a date, in the file's order; `place` names it to the user.
  void see(const DateCell&, const CalendarFault& place, std::string_view written);
  /// When all were seen: the faults of the whole, and what was assumed.
  void settle(CalendarReading&);

  /// A wall time "2026-12-24 09:00[:30]" or an instant with its offset; `cell.time` must be known. Fault::usage for a day
  /// that does not exist, or where the order is not known (about which settle() has spoken: the message is empty then).
  [[nodiscard]] Result<std::string> moment(const DateCell&) const;

 private:
  struct Seen {
    CalendarFault place{};
    std::string written{};
  };
  DateOrder order_;
  bool said_;
  std::optional<Seen> day_first_{}, month_first_{}, open_{};  ///< the first of each kind
  std::size_t open_count_ = 0;
};

}  // namespace cmtool
