// SPDX-License-Identifier: MIT
// What people talk about, how it sounds, who is heard, and when suddenly much was said.
#include "base/tr.hpp"
#include "book/charts.hpp"
#include "book/section.hpp"

namespace cmtool {

Result<Blocks> listening_section(BookInputs& inputs, const MonthFigures& figures) {
  Blocks blocks;
  if (figures.mentions.now.value_or(0) < 1) return blocks;
  blocks.emplace_back(paper::PageBreak{});
  add_heading(blocks, tr("What people say"), 2);
  TRY(const Table themes, table_of(inputs, "themes", {}, themes_in_book));
  add_table(blocks, tr("What people talk about"), themes, {"theme", "mentions", "voices", "share", "trend", "balance"});
  TRY(const Table sentiment, table_of(inputs, "sentiment", "week"));
  add_table(blocks, tr("How it sounds"), sentiment, {"group", "mentions", "positive", "neutral", "negative", "balance"});
  if (!inputs.figures.topics.empty()) {
    TRY(const Table voice, table_of(inputs, "voice"));
    add_chart(blocks, shares_of(inputs, voice, tr("Share of voice"), "topic", "mentions"));
    add_table(blocks, tr("Share of voice"), voice, {"topic", "mentions", "share", "share_before", "voices", "balance"});
  }
  TRY(const Table people, table_of(inputs, "people", {}, 5));
  add_table(blocks, tr("Who is heard most"), people, {"name", "reach", "items", "balance"});
  TRY(const Table spikes, table_of(inputs, "spikes", {}, 5));
  add_table(blocks, tr("When suddenly much was said"), spikes, {"from", "until", "mentions", "usual", "themes"});
  return blocks;
}

}  // namespace cmtool
