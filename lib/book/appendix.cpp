// SPDX-License-Identifier: MIT
// What the numbers mean, where they come from, and how old they are.
#include "base/tr.hpp"
#include "book/section.hpp"

namespace cmtool {
namespace {

struct Explained {
  const char* term = "";
  const char* meaning = "";
};
constexpr Explained explained[] = {
    {N_("Followers"), N_("how many people follow an account, as last read within the month")},
    {N_("Views"), N_("how often posts were shown (impressions), or pages read, in the month; older posts too")},
    {N_("Reactions"), N_("likes, reposts, replies, comments, quotes, bookmarks, shares, saves and clicks together, as far as a network tells them")},
    {N_("Reach"), N_("how many different people saw a post; not every network tells it")},
    {N_("Rate"), N_("reactions divided by the reach of the posts, or by their views where the reach is not known, in percent")},
    {N_("Median"), N_("half of the values are above it and half below: one lucky post does not move it as it moves a mean")},
    {N_("Messages received"), N_("comments, replies, mentions, reviews and direct messages, without spam")},
    {N_("Voices"), N_("the different people who wrote them")},
    {N_("Balance"), N_("positive messages less negative ones, of each hundred that could be judged: from -100 to 100")},
    {N_("Share of voice"), N_("a topic's part of all that was said about it and what it is compared with")},
    {N_("Theme"), N_("a phrase that several people used in their messages, found without a list")},
    {N_("–"), N_("not known: the network does not tell it, or nobody has read it; it is not zero")}};

}  // namespace

Result<Blocks> appendix_section(BookInputs& inputs, const MonthFigures&) {
  Blocks blocks;
  blocks.emplace_back(paper::PageBreak{});
  add_heading(blocks, tr("What the numbers mean"), 2);
  paper::Definitions definitions;
  for (const auto& [term, meaning] : explained) definitions.entries.push_back({.term = tr_text(term), .meaning = tr_text(meaning)});
  blocks.push_back(std::move(definitions));
  TRY(const Table accounts, table_of(inputs, "accounts"));
  add_heading(blocks, tr("From when the numbers are"), 3);
  add_table(blocks, tr("Last readings"), accounts, {"account", "platform", "as_of", "stale"});
  blocks.push_back(paper::Paragraph{.text = tr("Changes are against the month before. Numbers of the networks are kept as they were told; likes that are taken back make them fall.")});
  return blocks;
}

}  // namespace cmtool
