// SPDX-License-Identifier: MIT
#include "rows/fields.hpp"

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"
#include "rows/moment.hpp"
#include "text/scan.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_text = 1u << 20;
constexpr std::size_t longest_cell = 4096;  // of all that is no text: more is a column that was taken for another
constexpr std::size_t longest_state = 64;

constexpr std::array<std::string_view, item_field_count> field_names{"-",   "id",       "at",  "date",   "time", "author", "handle", "author_id", "author_url", "followers", "text",
                                                                   "title", "url", "on", "answers", "kind", "language", "state",  "rating",    "account"};

/// What SQLite, JSON lines and a terminal all keep.
std::string clean(std::string text) {
  std::erase(text, '\0');
  return is_valid_utf8(text) ? text : valid_utf8(text);
}

std::string text_of(const FieldCells& cells) {
  std::string title(trimmed(cells[ItemField::title])), text(trimmed(cells[ItemField::text]));
  if (title.empty() || text.empty()) return title + text;
  // Trustpilot and Google Play make a missing title of the text's beginning.
  std::string_view begin = title;
  for (const std::string_view end : {"…", "..."}) {
    if (begin.ends_with(end)) begin.remove_suffix(end.size());
  }
  return text.starts_with(begin) ? text : title + "\n\n" + text;
}

/// "Facebook comment", "Message privé", "Avis Google": by the word in it.
std::optional<ItemKind> kind_in(std::string_view cell) {
  if (const auto kind = item_kind(lower(trimmed(cell)))) return kind;
  static const std::vector<std::pair<std::string_view, ItemKind>> words{
      {"review", ItemKind::review}, {"avis", ItemKind::review},   {"mention", ItemKind::mention}, {"direct", ItemKind::message},     {"private", ItemKind::message},
      {"prive", ItemKind::message}, {"dm", ItemKind::message},    {"reply", ItemKind::reply},     {"reponse", ItemKind::reply},      {"comment", ItemKind::comment},
      {"commentaire", ItemKind::comment}, {"message", ItemKind::message}, {"report", ItemKind::report}, {"signalement", ItemKind::report}};
  const std::string said = plain(cell);
  for (const auto& [word, kind] : words) {
    if (has_words(said, word)) return kind;
  }
  return std::nullopt;
}

Author author_of(const FieldCells& cells) {
  Author author{.remote_id = std::string(trimmed(cells[ItemField::author_id])),
                .handle = std::string(trimmed(cells[ItemField::handle])),
                .name = std::string(trimmed(cells[ItemField::author])),
                .url = std::string(trimmed(cells[ItemField::author_url]))};
  if (author.handle.starts_with('@')) author.handle.erase(0, 1);
  if (author.handle.empty() && author.name.size() > 1 && author.name.starts_with('@')) author.handle = author.name.substr(1);
  // Somebody without id and handle can be counted and forgotten all the same.
  if (author.remote_id.empty() && author.handle.empty() && !author.name.empty()) author.remote_id = "name:" + author.name;
  if (const auto followers = to_integer(trimmed(cells[ItemField::followers])); followers && *followers >= 0) author.followers = followers;
  return author;
}

}  // namespace

std::string_view slug(ItemField field) { return field_names.at(static_cast<std::size_t>(field)); }

std::optional<ItemField> item_field(std::string_view name) {
  const std::string said = trimmed(name) == "-" ? "-" : replaced(lower(trimmed(name)), "-", "_");
  for (std::size_t i = 0; i < field_names.size(); ++i) {
    if (field_names.at(i) == said) return static_cast<ItemField>(i);
  }
  return std::nullopt;
}

std::string item_field_names() { return joined({field_names.begin() + 1, field_names.end()}, ", "); }

void FieldCells::fill(ItemField field, std::string cell) {
  auto& held = cells_.at(static_cast<std::size_t>(field));
  if (field != ItemField::none && held.empty()) held = std::move(cell);
}

std::string made_id(const Item& item) {
  const std::string& who = item.author.remote_id.empty() ? item.author.handle : item.author.remote_id;
  const std::string when = item.at == Instant{} ? std::string() : iso(item.at);
  std::string said;
  for (const std::string* part : {&who, &when, &item.text}) {
    said += *part;
    said += '\0';
  }
  return "import:" + sha256_hex(said).substr(0, 32);
}

std::string rating_of(std::string_view cell) {
  const std::string said = plain(trimmed(cell));
  static const std::array<std::string_view, 6> english{"zero", "one", "two", "three", "four", "five"};
  static const std::array<std::string_view, 6> french{"zero", "un", "deux", "trois", "quatre", "cinq"};
  const std::string first = replaced(said.substr(0, said.find_first_of(" /")), ",", ".");
  std::optional<double> stars = to_number(first);
  for (std::size_t i = 0; i < english.size() && !stars; ++i) {
    if (first == english.at(i) || first == french.at(i)) stars = static_cast<double>(i);
  }
  if (!stars && !said.empty() && said.size() <= 5 && said.find_first_not_of('*') == std::string::npos) stars = static_cast<double>(said.size());
  const bool of_another = said.find('/') != std::string::npos && !trimmed(said).ends_with("/5");
  if (!stars || *stars < 0 || *stars > 5 || of_another) return shortened(clean(std::string(trimmed(cell))), longest_state / 2);
  const auto tenths = static_cast<int>(*stars * 10 + 0.5);
  return std::to_string(tenths / 10) + (tenths % 10 == 0 ? "" : "." + std::to_string(tenths % 10)) + "/5";
}

void ExportRows::fault(std::size_t line, const CalendarColumn& column, std::string message, std::string hint) {
  if (reading_.faults.size() > most_export_faults) return;
  reading_.faults.push_back({.file = wish_.file, .line = line, .column = column.number, .header = column.header, .message = std::move(message), .hint = std::move(hint)});
}

bool ExportRows::set_time(ExportRow& row, const FieldCells& cells, const FieldPlaces& places, const std::string& zone) {
  const ItemField field = cells[ItemField::at].empty() ? ItemField::date : ItemField::at;
  const std::string written(trimmed(cells[field])), clock(trimmed(cells[ItemField::time]));
  const auto place_of_field = [&](ItemField one) {
    const auto place = places.find(one);
    return place == places.end() ? CalendarColumn{} : place->second;
  };
  if (written.empty()) {
    row.at_sure = false;
    ++without_time_;
    return true;
  }
  if (const auto at = sure_moment(written); at && clock.empty()) {
    row.item.at = *at;
    return true;
  }
  // A fraction of a second says nothing, and spreadsheets do not know it.
  const auto dot = written.rfind('.');
  const bool fraction = dot != std::string::npos && dot >= 16 && written.find_first_not_of("0123456789", dot + 1) == std::string::npos;
  auto date = read_date(fraction ? written.substr(0, dot) : written);
  if (!date) {
    fault(row.line, place_of_field(field), tr("“{}” is no day that is understood", shortened(clean(written), 60)), tr("write it as 2026-12-24 09:00"));
    return false;
  }
  if (!clock.empty()) {
    const auto time = read_time(clock);
    if (!time) {
      fault(row.line, place_of_field(ItemField::time), tr("“{}” is no time of a day", shortened(clean(clock), 60)), tr("write it as 09:00"));
      return false;
    }
    date->time = time;
  }
  const CalendarColumn place = place_of_field(field);
  dates_.see(*date, {.file = wish_.file, .line = row.line, .column = place.number, .header = place.header}, written);
  open_.push_back({.row = reading_.rows.size(), .date = *date, .zone = zone.empty() ? wish_.zone : zone, .place = place});
  return true;
}

void ExportRows::add(FieldCells cells, std::size_t line, const FieldPlaces& places, const std::string& zone) {
  for (std::size_t i = 1; i < item_field_count; ++i) {
    const auto field = static_cast<ItemField>(i);
    const std::size_t most = field == ItemField::text ? longest_text : longest_cell;
    if (cells[field].size() <= most) continue;
    const auto place = places.find(field);
    fault(line, place == places.end() ? CalendarColumn{} : place->second, tr("this is too long for “{}”: {} bytes", slug(field), cells[field].size()), tr("is the column named rightly? See --map"));
    return;
  }
  ExportRow row{.line = line};
  Item& item = row.item;
  item.remote_id = clean(std::string(trimmed(cells[ItemField::id])));
  item.text = clean(text_of(cells));
  const std::string rating(trimmed(cells[ItemField::rating]));
  row.text_said = !item.text.empty();
  if (item.text.empty() && rating.empty() && item.remote_id.empty()) {
    ++silent_;
    return;
  }
  item.author = author_of(cells);
  for (std::string* part : {&item.author.remote_id, &item.author.handle, &item.author.name, &item.author.url}) *part = clean(std::move(*part));
  item.url = clean(std::string(trimmed(cells[ItemField::url])));
  item.on = clean(std::string(trimmed(cells[ItemField::on])));
  item.answers = clean(std::string(trimmed(cells[ItemField::answers])));
  item.language = clean(std::string(trimmed(cells[ItemField::language])));
  item.account = std::string(trimmed(cells[ItemField::account]));
  item.remote_state = cells[ItemField::state].empty() ? std::string() : shortened(clean(std::string(trimmed(cells[ItemField::state]))), longest_state);
  if (item.remote_state.empty() && !rating.empty()) item.remote_state = rating_of(rating);
  const auto kind = kind_in(cells[ItemField::kind]);
  row.kind_said = kind.has_value() || !rating.empty();
  item.kind = kind.value_or(rating.empty() ? ItemKind::comment : ItemKind::review);
  if (set_time(row, cells, places, zone)) reading_.rows.push_back(std::move(row));
}

void ExportRows::finish() {
  if (!open_.empty()) {
    CalendarReading settled;
    dates_.settle(settled);
    std::move(settled.faults.begin(), settled.faults.end(), std::back_inserter(reading_.faults));
    std::move(settled.notes.begin(), settled.notes.end(), std::back_inserter(reading_.notes));
  }
  std::set<std::size_t> wrong;
  for (const auto& open : open_) {
    ExportRow& row = reading_.rows.at(open.row);
    const auto at = written_moment(dates_, open.date, open.zone);
    if (at.ok()) {
      row.item.at = *at;
      continue;
    }
    wrong.insert(open.row);
    // An empty message: it was said once, for all of them.
    if (!at.error().message.empty()) fault(row.line, open.place, at.error().message, at.error().hint);
  }
  std::size_t place = 0;
  std::erase_if(reading_.rows, [&](const ExportRow&) { return wrong.contains(place++); });
  for (auto& row : reading_.rows) {
    if (row.item.remote_id.empty()) row.item.remote_id = made_id(row.item);
  }
  const auto say = [](std::size_t count) { return static_cast<long long>(count); };
  if (without_time_ > 0) reading_.notes.push_back(trn("{} row has no time: it counts as written now", "{} rows have no time: they count as written now", say(without_time_), without_time_));
  if (silent_ > 0) reading_.notes.push_back(trn("{} row says nothing and was left out", "{} rows say nothing and were left out", say(silent_), silent_));
}

}  // namespace cmtool
