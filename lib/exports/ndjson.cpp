// SPDX-License-Identifier: MIT
// Any JSON of comments: an object a line, a list of objects, or a document that holds such a list ("data" of the Graph API, "reviews" of
// Google's Takeout, "comments", "items" …). An object within an object is told by its path, so {"from": {"name": "Léa"}} is from.name,
// also for --map.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "rows/json_pieces.hpp"
#include "rows/table.hpp"

namespace cmtool {
namespace {

constexpr std::size_t deepest = 4;  // levels of keys that are looked at
constexpr std::size_t most_keys = 2000;

using Meaning = std::map<std::string, std::optional<ItemField>, std::less<>>;

std::string cell_of(const Json& value) {
  if (value.is_string()) return value.string_or();
  return value.is_bool() || value.is_number() ? value.dump() : std::string();
}

class Objects {
 public:
  Objects(const ExportWish& wish, ExportReading& reading) : rows_(wish, reading), wish_(wish), reading_(reading) {}

  Result<void> begin() {
    TRY(const auto mapped, mapped_fields(wish_));
    for (const auto& [key, field] : mapped) {
      meaning_[key] = field;
      unmet_.insert({key, false});
    }
    return {};
  }

  bool take(const Json& json, std::size_t line) {
    if (!json.is_object()) {
      rows_.fault(line, {}, tr("this is no JSON object"), tr("write one JSON object a line, such as {}", R"({"id":"1","author":"Léa","text":"Bonjour"})"));
      return !rows_.full();
    }
    // A document that holds the list.
    for (const char* name : {"data", "reviews", "comments", "items", "results", "messages"}) {
      const auto& list = json[name].items();
      if (list.empty() || !list.front().is_object() || json.contains("text")) continue;
      for (const auto& item : list) {
        if (!take(item, line)) return false;
      }
      return true;
    }
    FieldCells cells;
    FieldPlaces places;
    read_object(json, {}, 0, cells, places);
    rows_.add(std::move(cells), line, places);
    return !rows_.full();
  }

  Result<ExportReading> end() {
    for (const auto& [key, met] : unmet_) {
      if (!met) return Error{.fault = Fault::usage, .message = tr("--map: no object has “{}”", key), .hint = tr("within another object its key is a path, such as from.name"), .where = wish_.file};
    }
    rows_.finish();
    std::vector<std::string> unknown;
    for (const auto& [key, field] : meaning_) {
      if (!field && unknown.size() < 13) unknown.push_back(unknown.size() == 12 ? "…" : key);
    }
    if (!unknown.empty()) reading_.notes.push_back(trn("{}: this key is not used: {}", "{}: these keys are not used: {}", static_cast<long long>(unknown.size()), wish_.file, joined(unknown, ", ")));
    return std::move(reading_);
  }

 private:
  void read_object(const Json& json, const std::string& path, std::size_t depth, FieldCells& cells, FieldPlaces& places) {
    for (const auto& [name, value] : json.members()) {
      const std::string key = path.empty() ? name : path + "." + name;
      if (key.size() > 200) continue;
      if (value.is_object()) {
        if (depth + 1 < deepest) read_object(value, key, depth + 1, cells, places);
        continue;
      }
      std::string cell = cell_of(value);
      if (cell.empty()) continue;
      auto field = field_of(key, cell);
      if (!field || *field == ItemField::none) continue;
      // A clock's hour beside a day, or what others call a timestamp.
      if (*field == ItemField::time && !json.contains("date") && !json.contains("day") && !json.contains("jour")) field = ItemField::at;
      places.emplace(*field, CalendarColumn{.header = key});
      cells.fill(*field, std::move(cell));
    }
  }

  std::optional<ItemField> field_of(const std::string& key, const std::string& cell) {
    if (const auto mapped = unmet_.find(key); mapped != unmet_.end()) mapped->second = true;
    // Google's own name for a review stands where others have a person's.
    if (key == "name" && cell.starts_with("accounts/") && cell.find("/reviews/") != std::string::npos) return ItemField::id;
    const auto known = meaning_.find(key);
    if (known != meaning_.end()) return known->second;
    const auto field = usual_item_field(key);
    if (meaning_.size() < most_keys) meaning_.emplace(key, field);
    return field;
  }

  ExportRows rows_;
  const ExportWish& wish_;
  ExportReading& reading_;
  Meaning meaning_{};
  std::map<std::string, bool, std::less<>> unmet_{};
};

int sniff(const NamedBytes& beginning) {
  const Json first = json_beginning(beginning.bytes);
  if (!first.is_object()) return 0;
  for (const auto& [key, value] : first.members()) {
    const auto field = usual_item_field(key);
    if (field == ItemField::text || field == ItemField::rating) return 50;
  }
  return 20;
}

Result<ExportReading> read(const NextBytes& next, const ExportWish& wish) {
  ExportReading reading;
  Objects objects(wish, reading);
  CHECK_OK(objects.begin());
  CHECK_OK(each_json(next, wish, reading.faults, [&](Json&& json, std::size_t line) { return objects.take(json, line); }));
  return objects.end();
}

const Export format{.name = "ndjson", .title = N_("any JSON, an object a line or a list"), .sniff = sniff, .read = read, .maps = true};

}  // namespace

const Export& ndjson_export() { return format; }

}  // namespace cmtool
