// SPDX-License-Identifier: MIT
// Files for the bulk upload of another service: few columns, so many rows a file, and a word on what has no place there.
//
// Cells are not guarded against formulas: the service would publish the apostrophe. CRLF at the line ends, as they all expect.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar.hpp"
#include "sheet/csv.hpp"

namespace cmtool {

struct ServiceSheet {
  std::string file{};  ///< "buffer": becomes buffer.csv, or buffer-1.csv, buffer-2.csv …
  std::size_t most_rows = 0;
  Quote quote = Quote::where_needed;
  std::vector<std::string> headers{};
  bool mark = false;  ///< a byte order mark at the front
  std::vector<std::string_view> keeps{};  ///< the options, besides "at", that have a column
  bool needs_time = true;                 ///< rows without a moment are left out
};

/// Rows that recur, or that have neither a moment nor a place for none, are left out with a note. `cells` gets the moment as a
/// wall time in the wish's zone, "" if there is none.
Result<CalendarWriting> write_for_service(const std::vector<CalendarRow>&, const WriteWish&, const ServiceSheet&,
                                          const std::function<std::vector<std::string>(const CalendarRow&, const std::string& wall)>& cells);

/// The address of the row's first picture, "" where it is a file of this machine: a service fetches it itself.
std::string public_picture(const CalendarRow&);

}  // namespace cmtool
