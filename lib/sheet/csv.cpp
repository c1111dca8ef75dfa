// SPDX-License-Identifier: MIT
#include "sheet/csv.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "sys/part.hpp"
#include "text/encoding.hpp"

namespace cmtool {
namespace {

constexpr std::string_view separators = ",;\t|";
constexpr std::size_t looked_at = 64u << 10;  // bytes, to find the separator
constexpr std::size_t records_looked_at = 50;

Result<const CsvPart*> part() {
  TRY(void* const entry, load_part("csv"));
  return reinterpret_cast<const CsvPart* (*)()>(entry)();
}

/// How often each separator stands in each of the first records, outside of quotation marks.
struct Counts {
  std::vector<std::array<std::size_t, separators.size()>> records{};
  std::array<std::size_t, separators.size()> first_at{};  ///< in the text
};

Counts counts_of(std::string_view text) {
  Counts counts;
  counts.first_at.fill(std::string_view::npos);
  std::array<std::size_t, separators.size()> record{};
  bool quoted = false, blank = true;
  const auto end = [&] {
    if (!blank) counts.records.push_back(record);
    record = {};
    blank = true;
  };
  for (std::size_t i = 0; i < text.size() && counts.records.size() < records_looked_at; ++i) {
    const char c = text[i];
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\n' || c == '\r') {
      end();
      continue;
    }
    blank = false;
    if (const auto which = separators.find(c); which != std::string_view::npos) {
      ++record[which];
      counts.first_at[which] = std::min(counts.first_at[which], i);
    }
  }
  if (!quoted && counts.records.size() < records_looked_at && text.size() < looked_at) end();
  return counts;
}

/// What cuts most records into the same number of cells as the first; of several such, what stands first.
char separator_of(std::string_view text) {
  const Counts counts = counts_of(text.substr(0, looked_at));
  std::size_t best = 0, most = 0;
  for (std::size_t which = 0; which < separators.size(); ++which) {
    if (counts.records.empty() || counts.records.front()[which] == 0) continue;
    const auto like_first = static_cast<std::size_t>(std::count_if(counts.records.begin(), counts.records.end(), [&](const auto& record) {
      return record[which] == counts.records.front()[which];
    }));
    if (like_first < most || (like_first == most && counts.first_at[which] > counts.first_at[best])) continue;
    best = which;
    most = like_first;
  }
  return separators[best];
}

/// Excel's "sep=;" in the first line: taken off, and answered; 0 if there is none.
char take_separator_line(std::string_view& text) {
  const auto line = text.substr(0, text.find_first_of("\r\n"));
  if (line.size() != 5 || !same_ignoring_case(line.substr(0, 4), "sep=")) return 0;
  const char separator = line[4];
  text.remove_prefix(line.size());
  if (text.starts_with('\r')) text.remove_prefix(1);
  if (text.starts_with('\n')) text.remove_prefix(1);
  return separator;
}

CalendarFault fault_at_end(const std::string& file, const CsvPart::Ended& ended) {
  const bool open = ended.how == CsvPart::End::open_quote;
  return {.file = file,
          .line = ended.line,
          .column = ended.column,
          .message = open ? tr("a quotation mark is opened here and never closed") : tr("a quotation mark stands alone within a cell"),
          .hint = tr("a cell with a quotation mark is put between quotation marks, and the mark is written twice")};
}

struct Text {
  std::string_view rest{};
  std::size_t line = 1;
  char separator = ',';
};

Text text_of(std::string_view text) {
  Text result{.rest = text};
  const char said = take_separator_line(result.rest);
  if (said != 0) result.line = 2;
  result.separator = said != 0 && said != '"' ? said : separator_of(result.rest);
  return result;
}

bool is_blank(const SheetRow& row) {
  return std::all_of(row.cells.begin(), row.cells.end(), [](const std::string& cell) { return trimmed(cell).empty(); });
}

}  // namespace

namespace {
Result<std::string> read_rows(const NamedBytes& file, std::vector<CalendarFault>& faults, const std::function<bool(SheetRow&&)>& take) {
  TRY(const CsvPart* const csv, part());
  auto utf8 = decoded(file.bytes);
  if (!utf8.ok()) {
    faults.push_back({.file = file.name, .message = utf8.error().message, .hint = utf8.error().hint});
    return std::string();
  }
  const Text text = text_of(utf8->text);
  const auto ended = csv->read(text.rest, text.separator, text.line, [&](SheetRow&& row) { return is_blank(row) || take(std::move(row)); });
  if (ended.how == CsvPart::End::open_quote || ended.how == CsvPart::End::text_after_quote) faults.push_back(fault_at_end(file.name, ended));
  return utf8->encoding;
}
}  // namespace

Result<Sheet> read_sheet(const NamedBytes& file, std::vector<CalendarFault>& faults) {
  Sheet sheet;
  TRY(sheet.encoding, read_rows(file, faults, [&](SheetRow&& row) {
    sheet.rows.push_back(std::move(row));
    return sheet.rows.size() <= most_calendar_rows + 1;
  }));
  return sheet;
}

Result<void> each_sheet_row(const NamedBytes& file, std::vector<CalendarFault>& faults, const std::function<bool(SheetRow&&)>& row) {
  CHECK_OK(read_rows(file, faults, row));
  return {};
}

std::vector<std::string> first_cells(const NamedBytes& file) {
  const auto csv = part();
  const std::string utf8 = decoded_beginning(file.bytes, looked_at);
  if (!csv.ok()) return {};
  const Text text = text_of(utf8);
  std::vector<std::string> cells;
  (*csv)->read(text.rest, text.separator, text.line, [&](SheetRow&& row) {
    if (is_blank(row)) return true;
    cells = std::move(row.cells);
    return false;
  });
  return cells;
}

std::string csv_line(const std::vector<std::string>& cells, Quote quote) {
  std::string line;
  for (const auto& cell : cells) {
    if (&cell != &cells.front()) line += ',';
    // Readers take blanks off the ends of a cell without marks.
    const bool needed = cell.find_first_of(",;|\t\"\r\n") != std::string::npos || trimmed(cell).size() != cell.size();
    line += quote == Quote::always || needed ? "\"" + replaced(cell, "\"", "\"\"") + "\"" : cell;
  }
  return line;
}

namespace {
/// Does it begin with a formula's sign, after any number of apostrophes?
bool looks_like_formula(std::string_view cell) {
  const auto at = cell.find_first_not_of('\'');
  return at != std::string_view::npos && std::string_view("=+-@\t\r\n").find(cell[at]) != std::string_view::npos;
}
}  // namespace

std::string guarded(std::string cell) {
  if (looks_like_formula(cell)) cell.insert(0, "'");
  return cell;
}

std::string unguarded(std::string cell) {
  if (cell.starts_with('\'') && looks_like_formula(cell)) cell.erase(0, 1);
  return cell;
}

}  // namespace cmtool
