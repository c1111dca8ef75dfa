// SPDX-License-Identifier: MIT
#include "document.hpp"

#include <algorithm>

#include "format.hpp"
#include "text/numbers.hpp"
#include "text/typeset.hpp"
#include "when/zone.hpp"

namespace cmtool::paper {

bool Text::empty() const {
  return std::all_of(runs.begin(), runs.end(), [](const Run& run) { return run.text.empty(); });
}

Run theirs(std::string text) { return {.text = std::move(text), .ours = false}; }
Run strong(std::string ours) { return {.text = std::move(ours), .strong = true}; }
Run linked(std::string text, std::string url) { return {.text = std::move(text), .ours = false, .url = std::move(url)}; }

Text operator+(Text a, Text b) {
  a.runs.insert(a.runs.end(), std::make_move_iterator(b.runs.begin()), std::make_move_iterator(b.runs.end()));
  return a;
}

std::string plain(const Text& text, std::string_view lang) {
  std::string result;
  for (const Run& run : text.runs) result += run.ours ? typeset(run.text, lang) : run.text;
  return result;
}

std::vector<int> levels(const Document& document) {
  std::vector<int> all;
  int before = 1;
  for (const Block& block : document.blocks) {
    const auto* const heading = std::get_if<Heading>(&block);
    all.push_back(heading == nullptr ? 0 : before = std::clamp(heading->level, 2, std::min(6, before + 1)));
  }
  return all;
}

std::string cell_text(const Value& value, const Column& column, const Document& document) {
  // Not by tr(): the document speaks its own language.
  if (const bool* const yes = std::get_if<bool>(&value)) return is_french(document.lang) ? (*yes ? "oui" : "non") : (*yes ? "yes" : "no");
  const std::string lang = is_french(document.lang) ? "fr" : "en";
  return people_text(value, column, {.lang = lang, .time = [&](Instant at) { return human_time(at, document.zone, lang); }});
}

bool is_number(Kind kind) { return kind == Kind::integer || kind == Kind::number || kind == Kind::percent || kind == Kind::bytes; }

std::vector<std::size_t> shown_columns(const Table& table) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    if (table.columns[i].shown) places.push_back(i);
  }
  return places;
}

Table turned(const Table& table, const Document& document) {
  const bool french = is_french(document.lang);
  Table result{.columns = {{.key = "field", .title = french ? "Champ" : "Field"}, {.key = "value", .title = french ? "Valeur" : "Value"}}, .notes = table.notes};
  if (table.rows.empty()) return result;
  for (const std::size_t i : shown_columns(table)) {
    const Value unknown;
    result.rows.push_back({table.columns[i].title, cell_text(i < table.rows[0].size() ? table.rows[0][i] : unknown, table.columns[i], document)});
  }
  return result;
}

}  // namespace cmtool::paper
