// SPDX-License-Identifier: MIT
// The posts that people did most with, with their pictures, and those that they did least with.
#include <algorithm>

#include "base/tr.hpp"
#include "book/section.hpp"
#include "book/words.hpp"
#include "media/examine.hpp"

namespace cmtool {
namespace {

constexpr std::size_t best_shown = 5, least_shown = 3, table_rows = 20, most_words = 400;
/// A younger post has not yet had its time.
constexpr auto settled = std::chrono::days(3);

using PostPointers = std::vector<const PostFigures*>;

std::string numbers_of(const BookInputs& inputs, const PostFigures& post) {
  const std::string& lang = inputs.figures.lang;
  const auto reactions = *engagement_of(post.figures).value;
  std::string words = trn("{} reaction", "{} reactions", reactions, number_in_words(static_cast<double>(reactions), lang));
  if (const auto views = views_of(post.figures).value) words += ", " + trn("{} view", "{} views", *views, number_in_words(static_cast<double>(*views), lang));
  return words;
}

void add_post(Blocks& blocks, const BookInputs& inputs, const PostFigures& post) {
  const auto& receipt = *post.delivery.receipt;
  const std::string when = tr("@{}, {}: {}", post.delivery.account, day_in_words(receipt.at, inputs.figures.zone, inputs.figures.lang), numbers_of(inputs, post));
  const std::string said = quoted_words(post.post.text.empty() ? post.post.title : post.post.text, most_words);
  blocks.push_back(paper::Paragraph{.text = paper::theirs(said), .role = paper::Paragraph::Role::quote, .source = receipt.url.empty() ? paper::Text(when) : paper::Text(paper::linked(when, receipt.url))});
  if (post.post.media.empty()) return;
  const Media& media = post.post.media.front();
  const auto picture = inputs.pictures.find(media.sha256);
  if (picture == inputs.pictures.end()) return;
  blocks.push_back(paper::Figure{.picture = {.bytes = picture->second, .type = type_of(picture->second), .alt = media.alt}, .caption = paper::Text()});
}

}  // namespace

Result<Blocks> posts_section(BookInputs& inputs, const MonthFigures&) {
  Blocks blocks;
  if (inputs.figures.now.posts.empty()) return blocks;
  blocks.emplace_back(paper::PageBreak{});
  add_heading(blocks, tr("Posts"), 2);
  const PostPointers posts = ranked_posts(inputs);
  if (posts.empty()) {
    blocks.push_back(paper::Note{.text = tr("What people did with the posts is not known.")});
  } else {
    add_heading(blocks, tr("What people did most with"), 3);
    for (std::size_t i = 0; i < posts.size() && i < best_shown; ++i) add_post(blocks, inputs, *posts[i]);
  }
  PostPointers least;
  for (auto post = posts.rbegin(); post != posts.rend() && least.size() < least_shown; ++post) {
    if ((*post)->delivery.receipt->at + settled <= inputs.figures.at) least.push_back(*post);
  }
  if (posts.size() >= best_shown + least_shown && !least.empty()) {
    add_heading(blocks, tr("What people did least with"), 3);
    for (const auto* post : least) add_post(blocks, inputs, *post);
  }
  TRY(const Table engagement, table_of(inputs, "engagement"));
  add_table(blocks, tr("Reactions to a post"), engagement, {"group", "posts", "engagement", "mean", "median", "rate_reach", "rate_followers", "few"});
  TRY(const Table all, table_of(inputs, "posts", {}, table_rows));
  add_table(blocks, tr("The month's posts"), all, {"at", "account", "text", "views", "engagement", "rate"});
  TRY(const Table hours, table_of(inputs, "best-times", {}, 5));
  add_table(blocks, tr("The best times"), hours, {"account", "slot", "score", "posts", "confidence"});
  return blocks;
}

}  // namespace cmtool
