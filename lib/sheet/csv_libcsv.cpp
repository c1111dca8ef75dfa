// SPDX-License-Identifier: MIT
#include <csv.h>

#include "base/ascii.hpp"
#include "sheet/csv.hpp"

namespace cmtool {
namespace {

struct Rows {
  SheetRow row{};
  const std::function<bool(SheetRow&&)>* take = nullptr;
  bool ended = false;  ///< since it was last looked
  bool going = true;
};

void cell_read(void* text, std::size_t size, void* data) {
  static_cast<Rows*>(data)->row.cells.emplace_back(static_cast<const char*>(text), size);
}

void row_read(int, void* data) {
  auto& rows = *static_cast<Rows*>(data);
  if (rows.going) rows.going = (*rows.take)(std::move(rows.row));
  rows.row = SheetRow{};
  rows.ended = true;
}

/// The first line with its end: LF, CR LF or CR.
std::string_view line_of(std::string_view text) {
  const auto end = text.find_first_of("\r\n");
  if (end == std::string_view::npos) return text;
  const bool both = text[end] == '\r' && end + 1 < text.size() && text[end + 1] == '\n';
  return text.substr(0, end + (both ? 2 : 1));
}

class Libcsv final : public CsvPart {
 public:
  /// libcsv counts no lines: it is fed one at a time.
  Ended read(std::string_view text, char separator, std::size_t first_line, const std::function<bool(SheetRow&&)>& take) const override {
    csv_parser parser{};
    csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI);
    csv_set_delim(&parser, static_cast<unsigned char>(separator));
    Rows rows{.take = &take};
    Ended ended;
    bool between = true;  // no row has begun
    std::size_t line = first_line;
    for (; !text.empty() && rows.going && ended.how == End::whole; ++line) {
      const auto piece = line_of(text);
      text.remove_prefix(piece.size());
      if (between) rows.row.line = line;
      rows.ended = false;
      if (csv_parse(&parser, piece.data(), piece.size(), cell_read, row_read, &rows) != piece.size()) {
        ended = {.how = End::text_after_quote, .line = rows.row.line, .column = rows.row.cells.size() + 1};
      }
      between = rows.ended || (between && trimmed(piece).empty());
    }
    if (ended.how == End::whole && rows.going && csv_fini(&parser, cell_read, row_read, &rows) != 0) {
      ended = {.how = End::open_quote, .line = rows.row.line, .column = rows.row.cells.size() + 1};
    }
    if (!rows.going) ended = {.how = End::stopped};
    csv_free(&parser);
    return ended;
  }
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::CsvPart* cmtool_part_csv() {
  static const cmtool::Libcsv it;
  return &it;
}
