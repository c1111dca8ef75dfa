// SPDX-License-Identifier: MIT
// What people talk about, and whether they do so more than before.
#include "themes.hpp"

#include "base/tr.hpp"
#include "figures/sums.hpp"
#include "listen/crowd.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "theme", .title = tr("Theme")},
          {.key = "mentions", .title = tr("Mentions"), .kind = Kind::integer, .bar = BarScale::largest},
          {.key = "voices", .title = tr("Voices"), .kind = Kind::integer},
          {.key = "share", .title = tr("Share of mentions"), .kind = Kind::percent},
          {.key = "share_before", .title = tr("Share before"), .kind = Kind::percent, .shown = false},
          {.key = "share_change", .title = tr("Change"), .kind = Kind::percent},
          {.key = "trend", .title = tr("Trend"), .kind = Kind::state},
          {.key = "balance", .title = tr("Sentiment"), .kind = Kind::number},
          {.key = "weight", .title = tr("Weight"), .kind = Kind::number, .shown = false},
          {.key = "few", .title = tr("Few"), .kind = Kind::yes_no, .shown = false},
          {.key = "example", .title = tr("Example"), .kind = Kind::id},
          {.key = "example_text", .title = tr("Text"), .shown = false},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time, .shown = false}};
}

/// Heard items as texts; both lists go together.
struct Said {
  std::vector<const InboxItem*> items{};
  std::vector<std::string> authors{};
  std::vector<ThemeText> texts{};
};

void take(const std::vector<InboxItem>& items, Said& said) {
  for (const auto& entry : items) {
    if (listen::is_heard(entry) && !entry.item.text.empty()) said.items.push_back(&entry);
  }
  said.authors.reserve(said.items.size());
  for (const auto* entry : said.items) {
    said.authors.push_back(listen::voice_key(entry->item.author));
    said.texts.push_back({.id = entry->item.id, .text = entry->item.text, .language = entry->item.language, .author = said.authors.back()});
  }
}

/// "new", "rising", "falling", "steady"; nothing where there is nothing to compare with.
Value trend_of(const Theme& theme, bool compared) {
  if (!compared) return {};
  if (theme.surprise >= surprising) return Value(std::string(theme.before == 0 ? "new" : "rising"));
  return Value(std::string(theme.surprise <= -surprising ? "falling" : "steady"));
}

Result<Table> run(const ReportInputs& inputs) {
  Said now, before;
  take(inputs.now.items, now);
  take(inputs.before ? inputs.before->items : inputs.usual, before);
  const auto themes = find_themes(now.texts, before.texts, {.most = inputs.top == 0 ? 1000 : inputs.top});
  const auto of = static_cast<std::int64_t>(now.texts.size()), of_before = static_cast<std::int64_t>(before.texts.size());
  Table table{.columns = columns()};
  for (const auto& theme : themes) {
    listen::Crowd crowd;
    for (const auto number : theme.messages) crowd.add(*now.items[number], listen::sound_of(*now.items[number], inputs.sounds));
    const auto share = percent_of(static_cast<std::int64_t>(theme.count), of), former = percent_of(static_cast<std::int64_t>(theme.before), of_before);
    table.rows.push_back({Value(theme.phrase), Value(static_cast<std::int64_t>(theme.count)), Value(static_cast<std::int64_t>(theme.voices)), cell(share), cell(former),
                          cell(change(share, former)), trend_of(theme, of_before > 0), cell(crowd.balance()), Value(theme.weight), Value(listen::is_few(theme.count)), Value(theme.example),
                          Value(now.items[theme.messages.front()]->item.text), cell(heard_at(inputs, crowd.as_of()))});
  }
  table.notes.push_back(trn("in {} message; compared with {} before", "in {} messages; compared with {} before", of, of, of_before));
  if (of_before == 0) table.notes.push_back(tr("there is nothing before the period, so no trend can be told"));
  return table;
}

}  // namespace

const Report& themes_report() {
  static const Report it{
      .name = "themes",
      .summary = N_("show what people talk about, as key phrases"),
      .details = N_("Phrases of one to three meaningful words in French or English, found in the messages themselves; a phrase needs two different voices, and whoever is not known or was forgotten counts as another one each time. They are ordered by their C-value (often said, of several words, and not only "
                    "as a part of a longer phrase) and by how much more is said of them than before; case, accents and plural make no difference, the most common spelling is shown. Before is the period of --compare, else the fortnight before the period. "
                    "The trend is new, rising, falling or steady: all but steady only where the difference is hardly chance (log-likelihood of 6.63 or more, one in a hundred). Change is that of the share of mentions. Sentiment is the balance of report sentiment. "
                    "Spam is left out. few marks themes of fewer than 10 mentions; as_of is when the accounts were last asked for them."),
      .needs = {ReportNeed::items, ReportNeed::usual, ReportNeed::sounds},
      .compares = true,
      .top = 20,
      .has_top = true,
      .examples = N_("cmtool report themes --month 2026-11\ncmtool report themes --compare previous --top 50 --format csv"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
