// SPDX-License-Identifier: MIT
// Items for tests of the reports about what others say, by hand and at random.
#pragma once
#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "format.hpp"
#include "report.hpp"

namespace cmtool::test {

inline Instant instant(const std::string& text) { return parse_iso(text).value(); }

/// What somebody said.
struct Words {
  std::string author{}, at{}, text{}, sentiment{}, account = "atelier", on{}, language{};
  std::optional<std::int64_t> followers{};
  std::vector<std::string> labels{};
  std::string answered{};
};

/// An item whose id is its number; read five minutes after it was written.
inline InboxItem said(const Words& words) {
  InboxItem entry;
  const auto at = instant(words.at);
  entry.item = {.id = new_id(at + std::chrono::minutes(5)), .account = words.account, .text = words.text, .language = words.language, .on = words.on, .at = at};
  entry.item.author = {.remote_id = words.author, .handle = words.author, .name = words.author, .followers = words.followers};
  entry.handling.sentiment = words.sentiment;
  entry.handling.labels = {words.labels.begin(), words.labels.end()};
  if (!words.answered.empty()) entry.handling.answered = instant(words.answered);
  return entry;
}

/// November 2026 in Paris, accounts @atelier and @blog, looked at on the fifth of December.
inline ReportInputs november_in_paris() {
  ReportInputs inputs;
  inputs.now.period = {.from = instant("2026-10-31T23:00:00Z"), .until = instant("2026-11-30T23:00:00Z")};
  inputs.at = instant("2026-12-05T12:00:00Z");
  inputs.zone = "Europe/Paris";
  inputs.platform_of = {{"atelier", "mastodon"}, {"blog", "wordpress"}};
  return inputs;
}

/// Items of a period, at random but the same each time: erased authors, unknown followers, spam, reports, hands and classifiers that judge.
inline std::vector<InboxItem> random_items(const ReportPeriod& period, std::map<std::string, std::string>& sounds, unsigned seed, std::size_t count) {
  std::mt19937_64 random(seed);
  const auto pick = [&](std::uint64_t most) { return random() % most; };
  static const char* const texts[] = {"J'adore l'atelier rose", "la livraison est en retard", "un café à la Maison Bleue", "great workshop, thanks", "frais de livraison trop chers", "rien à dire", ""};
  static const char* const judged[] = {"", "", "positive", "negative", "neutral"};
  std::vector<InboxItem> items;
  const auto length = static_cast<std::uint64_t>((period.until - period.from).count());
  for (std::size_t i = 0; i < count; ++i) {
    Words words{.author = "p" + std::to_string(pick(30)), .at = iso(period.from + std::chrono::milliseconds(pick(length))), .text = texts[pick(7)], .sentiment = judged[pick(5)], .account = pick(3) == 0 ? "blog" : "atelier"};
    if (pick(3) != 0) words.followers = static_cast<std::int64_t>(pick(5000));
    if (pick(10) == 0) words.labels.emplace_back("spam");
    if (pick(4) == 0) words.labels.emplace_back("question");
    auto entry = said(words);
    if (pick(12) == 0) entry.item.author = {};
    if (pick(15) == 0) entry.item.kind = ItemKind::report;
    if (pick(2) == 0) entry.handling.answered = entry.item.at + std::chrono::milliseconds(pick(200'000'000));
    else if (pick(3) == 0) entry.handling.state = ItemState::done;
    if (pick(2) == 0) entry.handling.assigned = pick(2) == 0 ? "lea" : "tom";
    if (entry.handling.sentiment.empty() && !entry.item.text.empty() && pick(3) != 0) sounds[entry.item.id] = judged[2 + pick(3)];
    items.push_back(std::move(entry));
  }
  std::sort(items.begin(), items.end(), [](const InboxItem& a, const InboxItem& b) { return a.item.at < b.item.at; });
  return items;
}

inline Topic a_topic(const std::string& name, const std::string& query, bool competitor = false) {
  return {.name = name, .query = query, .competitor = competitor, .parsed = parse_topic_query(query).value()};
}

inline Table report_of(const std::string& name, ReportInputs inputs) {
  const auto* const report = find_report(name).value();
  if (inputs.by.empty() && !report->by.empty()) inputs.by = report->by.front();
  if (inputs.sort.empty() && !report->sorts.empty()) inputs.sort = report->sorts.front();
  if (inputs.top == 0) inputs.top = report->top;
  return report->run(inputs).value();
}

/// A cell as a program reads it; by number of the row, or by what its first cell says.
inline Json value_at(const Table& table, std::size_t row, const std::string& key) { return row < table.rows.size() ? row_json(table, row)[key] : Json("no such row"); }
inline Json value_at(const Table& table, const std::string& group, const std::string& key) {
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    if (row_json(table, row)[table.columns.front().key].string_or() == group) return row_json(table, row)[key];
  }
  return Json("no such row");
}

inline bool has_note(const Table& table, const std::string& part) {
  for (const auto& note : table.notes) {
    if (note.find(part) != std::string::npos) return true;
  }
  return false;
}

}  // namespace cmtool::test
