// SPDX-License-Identifier: MIT
#include "format.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "draw/spark.hpp"
#include "text/numbers.hpp"

namespace cmtool {

#define X(name) const Format& name##_format();
#include "formats.inc"
#undef X

namespace {

Json cell_json(const Value& value) {
  struct Visitor {
    Json operator()(std::monostate) const { return {}; }
    Json operator()(bool it) const { return it; }
    Json operator()(std::int64_t it) const { return static_cast<long long>(it); }
    Json operator()(double it) const { return it; }
    Json operator()(const std::string& it) const { return it; }
    Json operator()(Instant it) const { return iso(it); }
    Json operator()(const Json& it) const { return it; }
  };
  return std::visit(Visitor{}, value);
}

/// A list as people and spreadsheets read it; anything deeper stays JSON.
std::string json_text(const Json& json, std::string_view separator) {
  if (json.is_null()) return {};
  if (json.is_string()) return json.string_or();
  if (!json.is_array()) return json.dump();
  std::vector<std::string> pieces;
  for (const Json& item : json.items()) pieces.push_back(item.is_string() ? item.string_or() : item.dump());
  return joined(pieces, separator);
}

/// A list of numbers, of which some may be unknown: people see how it goes up and down.
std::optional<std::string> trend_text(const Json& json) {
  if (!json.is_array() || json.items().size() < 2) return std::nullopt;
  std::vector<std::optional<double>> numbers;
  for (const Json& item : json.items()) {
    if (!item.is_number() && !item.is_null()) return std::nullopt;
    numbers.push_back(item.is_number() ? std::optional(item.number_or(0)) : std::nullopt);
  }
  const std::string line = sparkline(numbers);
  return line.empty() ? "–" : line;
}

std::string number_text(double value, Kind kind, std::string_view lang) {
  if (kind == Kind::bytes) return size_text(value, lang);
  if (kind == Kind::percent) return percent_text(value, lang);
  return decimal(value, lang);
}

}  // namespace

const std::vector<const Format*>& formats() {
  static const std::vector<const Format*> all{
#define X(name) &name##_format(),
#include "formats.inc"
#undef X
  };
  return all;
}

Result<const Format*> find_format(std::string_view name) {
  std::vector<std::string> names;
  for (const Format* format : formats()) {
    if (format->name == name) return format;
    names.push_back(format->name);
  }
  return Error{
      .fault = Fault::usage, .message = tr("there is no format “{}”", name), .hint = tr("use one of: {}", joined(names, ", "))};
}

Result<std::string> formatted(const Format& format, const Table& table, const Look& look) {
  if (format.bytes != nullptr) return format.bytes(table, look);
  return format.render(table, look);
}

Result<Table> selected(Table table, const std::vector<std::string>& keys) {
  std::vector<std::size_t> places;
  for (const std::string& key : keys) {
    const auto found =
        std::find_if(table.columns.begin(), table.columns.end(), [&](const Column& column) { return column.key == key; });
    if (found == table.columns.end()) {
      std::vector<std::string> known;
      for (const Column& column : table.columns) known.push_back(column.key);
      return Error{.fault = Fault::usage,
                   .message = tr("there is no field “{}”", key),
                   .hint = tr("the fields are: {}", joined(known, ", "))};
    }
    places.push_back(static_cast<std::size_t>(found - table.columns.begin()));
  }
  Table result{.notes = std::move(table.notes), .single = table.single};
  for (const std::size_t place : places) {
    result.columns.push_back(table.columns[place]);
    result.columns.back().shown = true;
  }
  for (auto& row : table.rows) {
    std::vector<Value> cells;
    for (const std::size_t place : places) cells.push_back(place < row.size() ? row[place] : Value{});
    result.rows.push_back(std::move(cells));
  }
  return result;
}

Json row_json(const Table& table, std::size_t row) {
  Json::Object members;
  members.reserve(table.columns.size());
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const bool there = row < table.rows.size() && i < table.rows[row].size();
    members.emplace_back(table.columns[i].key, there ? cell_json(table.rows[row][i]) : Json());
  }
  Json result = Json::object();
  for (auto& [key, value] : members) result.set(key, std::move(value));
  return result;
}

std::string machine_text(const Value& value) {
  if (const auto* json = std::get_if<Json>(&value)) return json_text(*json, ",");
  const Json cell = cell_json(value);
  return cell.is_null() ? std::string() : cell.is_string() ? cell.string_or() : cell.dump();
}

std::string people_text(const Value& value, const Column& column, const Look& look) {
  struct Visitor {
    const Column& column;
    const Look& look;
    std::string operator()(std::monostate) const { return "–"; }
    std::string operator()(bool it) const { return it ? tr("yes") : tr("no"); }
    std::string operator()(std::int64_t it) const {
      if (column.kind == Kind::bytes || column.kind == Kind::percent)
        return number_text(static_cast<double>(it), column.kind, look.lang);
      return column.kind == Kind::integer || column.kind == Kind::number ? grouped(it, look.lang) : fmt::format("{}", it);
    }
    std::string operator()(double it) const { return number_text(it, column.kind, look.lang); }
    std::string operator()(const std::string& it) const { return it; }
    std::string operator()(Instant it) const { return look.time ? look.time(it) : iso(it); }
    std::string operator()(const Json& it) const {
      if (it.is_null()) return "–";
      if (const auto trend = column.kind == Kind::list ? trend_text(it) : std::nullopt) return *trend;
      return json_text(it, ", ");
    }
  };
  return std::visit(Visitor{column, look}, value);
}

}  // namespace cmtool
