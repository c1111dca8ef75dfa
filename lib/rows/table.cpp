// SPDX-License-Identifier: MIT
#include "rows/table.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "rows/moment.hpp"
#include "sheet/csv.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_unknown_shown = 12;

struct TableColumn {
  std::size_t place = 0;
  ItemField field = ItemField::none;
};

/// What the columns of a table mean.
class TableColumns {
 public:
  Result<void> read(const SheetRow& header, const ExportWish& wish, const TableRules& rules, ExportReading& reading) {
    TRY(const auto mapped, mapped_fields(wish));
    std::vector<std::string> unknown, doubled;
    std::vector<std::string> unused;
    for (const auto& [name, field] : mapped) unused.push_back(name);
    width = header.cells.size();
    while (width > 0 && trimmed(header.cells[width - 1]).empty()) --width;
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      const std::string name(trimmed(header.cells[i]));
      std::optional<ItemField> field;
      for (const auto& [column, meant] : mapped) {
        const bool is_this = (!name.empty() && same_ignoring_case(name, trimmed(column))) || to_integer(column) == static_cast<std::int64_t>(i) + 1;
        if (!is_this) continue;
        field = meant;
        std::erase(unused, column);
      }
      if (!field && !name.empty()) field = rules.field(name);
      if (!field) {
        if (!name.empty()) unknown.push_back(name);
        continue;
      }
      if (*field == ItemField::none) continue;
      if (!places.emplace(*field, CalendarColumn{.number = i + 1, .header = name}).second) doubled.push_back(name);
      else if (*field == ItemField::at || *field == ItemField::date) zone = zone_in_header(name);
      all.push_back({.place = i, .field = *field});
      width = std::max(width, i + 1);
    }
    if (!unused.empty()) {
      return Error{.fault = Fault::usage, .message = tr("--map: there is no column “{}”", unused.front()), .hint = tr("the columns are: {}", joined(header.cells, ", ")), .where = wish.file};
    }
    lone_time_is_moment();
    say_unknown(unknown, wish, reading);
    for (const auto& name : doubled) reading.notes.push_back(tr("{}: the column “{}” only fills what an earlier one of the same meaning leaves empty", wish.file, name));
    if (!places.contains(ItemField::text) && !places.contains(ItemField::rating)) {
      return Error{.fault = Fault::usage,
                   .message = tr("no column is known as the one that says what was written"),
                   .hint = tr("name it: --map “{}=text”; the fields are {}", header.cells.empty() ? std::string("1") : std::string(trimmed(header.cells.front())), item_field_names()),
                   .where = wish.file};
    }
    return {};
  }

  std::vector<TableColumn> all{};
  FieldPlaces places{};
  std::string zone{};
  std::size_t width = 0;

 private:
  /// "time" beside a date is an hour; alone it is what others call a timestamp.
  void lone_time_is_moment() {
    if (!places.contains(ItemField::time) || places.contains(ItemField::at) || places.contains(ItemField::date)) return;
    auto node = places.extract(ItemField::time);
    node.key() = ItemField::at;
    places.insert(std::move(node));
    for (auto& column : all) {
      if (column.field == ItemField::time) column.field = ItemField::at;
    }
  }

  static void say_unknown(std::vector<std::string> unknown, const ExportWish& wish, ExportReading& reading) {
    if (unknown.empty()) return;
    const auto count = static_cast<long long>(unknown.size());
    if (unknown.size() > most_unknown_shown) {
      unknown.resize(most_unknown_shown);
      unknown.emplace_back("…");
    }
    reading.notes.push_back(trn("{}: this column is not used: {}", "{}: these columns are not used: {}", count, wish.file, joined(unknown, ", ")));
  }
};

}  // namespace

Result<std::map<std::string, ItemField>> mapped_fields(const ExportWish& wish) {
  std::map<std::string, ItemField> mapped;
  for (const auto& [column, said] : wish.map) {
    const auto field = item_field(said);
    if (!field) return Error{.fault = Fault::usage, .message = tr("--map: there is no field “{}”", said), .hint = tr("the fields are {}, and - for none", item_field_names())};
    mapped[column] = *field;
  }
  return mapped;
}

std::vector<std::optional<ItemField>> fields_of_beginning(const NamedBytes& beginning) {
  std::vector<std::optional<ItemField>> fields;
  for (const auto& cell : first_cells(beginning)) fields.push_back(trimmed(cell).empty() ? std::nullopt : usual_item_field(cell));
  return fields;
}

Result<ExportReading> read_item_table(const NextBytes& next, const ExportWish& wish, const TableRules& rules) {
  ExportReading reading;
  TRY(auto bytes, whole_export(next));
  ExportRows rows(wish, reading);
  TableColumns columns;
  bool headed = false;
  Result<void> header_read;
  CHECK_OK(each_sheet_row({.name = wish.file, .bytes = std::move(bytes)}, reading.faults, [&](SheetRow&& row) {
    if (!headed) {
      headed = true;
      header_read = columns.read(row, wish, rules, reading);
      return header_read.ok();
    }
    for (std::size_t i = columns.width; i < row.cells.size(); ++i) {
      if (trimmed(row.cells[i]).empty()) continue;
      rows.fault(row.line, {.number = i + 1}, tr("the row has more cells than there are columns"), tr("put a text with a comma between quotation marks"));
      return !rows.full();
    }
    FieldCells cells;
    for (const auto& column : columns.all) {
      if (column.place >= row.cells.size()) continue;
      auto& cell = row.cells[column.place];
      cells.fill(column.field, rules.cell == nullptr ? std::move(cell) : rules.cell(column.field, std::move(cell)));
    }
    rows.add(std::move(cells), row.line, columns.places, columns.zone);
    return !rows.full();
  }));
  CHECK_OK(header_read);
  if (!headed && reading.faults.empty()) return Error{.fault = Fault::usage, .message = tr("there is nothing in it"), .where = wish.file};
  rows.finish();
  return reading;
}

}  // namespace cmtool
