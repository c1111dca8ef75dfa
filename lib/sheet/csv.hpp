// SPDX-License-Identifier: MIT
// Comma-separated values as spreadsheets and bulk schedulers write them: cells and where they stand.
//
// What separates the cells (, ; tab |) is found by looking, or said by Excel's first line "sep=;". Line ends may be any,
// cells may hold line breaks, blank lines are passed over. A file whose quotation marks do not pair is refused where that
// shows: taken as it comes, one lost mark would make one post of the rest of the file.
//
// libcsv does the reading, as the part "csv" (sys/part.hpp).
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar.hpp"

namespace cmtool {

struct SheetRow {
  std::size_t line = 1;  ///< where it begins
  std::vector<std::string> cells{};
};

struct Sheet {
  std::vector<SheetRow> rows{};  ///< without those of which every cell is blank
  std::string encoding{};
};

/// The cells of a file. What cannot be read is one fault, with the rows before it. Fault::unsupported without the part.
Result<Sheet> read_sheet(const NamedBytes&, std::vector<CalendarFault>&);

/// The same row by row, however many there are; `row` answers whether to go on.
Result<void> each_sheet_row(const NamedBytes&, std::vector<CalendarFault>&, const std::function<bool(SheetRow&&)>& row);

/// The first row of a file, for guessing what it is; empty if there is none.
std::vector<std::string> first_cells(const NamedBytes&);

enum class Quote { where_needed, always };
/// One line, without its end.
std::string csv_line(const std::vector<std::string>& cells, Quote = Quote::where_needed);

/// An apostrophe in front of what a spreadsheet would take for a formula (formats/csv.cpp says why), and off again: together
/// they change nothing, also not a text that has such an apostrophe itself.
std::string guarded(std::string cell);
std::string unguarded(std::string cell);

// What the part provides; the rest of cmtool uses the functions above.

class CsvPart {
 public:
  virtual ~CsvPart() = default;

  enum class End { whole, open_quote, text_after_quote, stopped };
  /// Where it ended: of text_after_quote and open_quote, the line at which the row begins, and the cell.
  struct Ended {
    End how = End::whole;
    std::size_t line = 0, column = 0;
  };
  /// Calls `row` for each row; it answers whether to go on.
  virtual Ended read(std::string_view text, char separator, std::size_t first_line, const std::function<bool(SheetRow&&)>& row) const = 0;
};

}  // namespace cmtool
