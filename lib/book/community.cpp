// SPDX-License-Identifier: MIT
// What people wrote to us, how fast they were answered, and what was done about it.
#include "base/tr.hpp"
#include "book/charts.hpp"
#include "book/section.hpp"

namespace cmtool {

Result<Blocks> community_section(BookInputs& inputs, const MonthFigures& figures) {
  Blocks blocks;
  TRY(const Table moderation, table_of(inputs, "moderation"));
  if (figures.mentions.now.value_or(0) < 1 && moderation.rows.empty()) return blocks;
  blocks.emplace_back(paper::PageBreak{});
  add_heading(blocks, tr("Community and moderation"), 2);
  TRY(const Table volume, table_of(inputs, "volume", "week"));
  add_chart(blocks, bars_of(inputs, volume, tr("Messages received by week"), "group", "mentions"));
  add_chart(blocks, hours_of_messages(inputs));
  TRY(const Table response, table_of(inputs, "response"));
  add_table(blocks, tr("How fast people were answered"), response, {"group", "items", "answered", "waiting", "median_minutes", "p90_minutes", "median_business_minutes", "in_time_share", "overdue"});
  add_table(blocks, tr("What was done"), moderation, {"group", "decisions", "replies", "hidden", "spam", "deleted", "other_acts", "undone"});
  return blocks;
}

}  // namespace cmtool
