// SPDX-License-Identifier: MIT
// What a column or a key of an export means, and items out of cells that mean something.
//
// The headers of usual exports, and of people's own tables in English and French, are known by a table (headers.cpp, which says where
// each comes from); --map names the others by the words of item_field_names().
#pragma once
#include <array>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "export.hpp"
#include "sheet/date.hpp"

namespace cmtool {

/// `none`: known, and of no use here. `date` and `time` are together an `at`.
enum class ItemField {
  none, id, at, date, time, author, handle, author_id, author_url, followers, text, title, url, on, answers, kind, language, state, rating, account
};
constexpr std::size_t item_field_count = 20;

std::string_view slug(ItemField);
/// By its name, as --map has it: case and dashes do not matter; "-" is `none`.
std::optional<ItemField> item_field(std::string_view name);
/// "id, at, date, …"
std::string item_field_names();
/// What a header or a key means; nothing for an unknown one.
std::optional<ItemField> usual_item_field(std::string_view header);

/// The cells of a row by what they mean.
class FieldCells {
 public:
  [[nodiscard]] const std::string& operator[](ItemField field) const { return cells_.at(static_cast<std::size_t>(field)); }
  /// The first cell that says something counts.
  void fill(ItemField field, std::string cell);

 private:
  std::array<std::string, item_field_count> cells_{};
};

/// Where the fields of a file stand, for messages.
using FieldPlaces = std::map<ItemField, CalendarColumn>;

/// Collects the rows of a file; what needs the whole file (the order of its dates, ids made of a row's content) is done by finish().
class ExportRows {
 public:
  ExportRows(const ExportWish& wish, ExportReading& reading) : wish_(wish), reading_(reading), dates_(wish.date_order) {}

  /// `zone`: in which this file's times are, where it says so itself.
  void add(FieldCells, std::size_t line, const FieldPlaces&, const std::string& zone = {});
  /// A row that is an item already.
  void add(ExportRow row) { reading_.rows.push_back(std::move(row)); }
  void fault(std::size_t line, const CalendarColumn&, std::string message, std::string hint);
  [[nodiscard]] bool full() const { return reading_.rows.size() > most_export_rows || reading_.faults.size() >= most_export_faults; }
  void finish();

 private:
  struct Open {
    std::size_t row = 0;
    DateCell date{};
    std::string zone{};
    CalendarColumn place{};
  };
  bool set_time(ExportRow&, const FieldCells&, const FieldPlaces&, const std::string& zone);

  const ExportWish& wish_;
  ExportReading& reading_;
  Dates dates_;
  std::vector<Open> open_{};
  std::size_t without_time_ = 0, silent_ = 0;
};

/// The id of an item that has none of its own: the same for the same author, time and text.
std::string made_id(const Item&);
/// "4/5" of "4", "4.0", "FOUR", "4 étoiles", "****"; the cell itself, shortened, for anything else.
std::string rating_of(std::string_view cell);

}  // namespace cmtool
