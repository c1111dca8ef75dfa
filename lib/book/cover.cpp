// SPDX-License-Identifier: MIT
// Whose month it is, and who made the book.
#include "base/tr.hpp"
#include "book/section.hpp"
#include "book/words.hpp"

namespace cmtool {

Result<Blocks> cover_section(BookInputs& inputs, const MonthFigures&) {
  const auto& figures = inputs.figures;
  paper::Cover cover{.client = paper::theirs(inputs.look.client), .title = tr("Monthly report"), .subtitle = month_in_words(inputs.month, figures.lang)};
  if (!inputs.logo_bytes.empty()) cover.logo = paper::Picture{.bytes = inputs.logo_bytes, .type = inputs.logo_type, .alt = inputs.look.client};
  if (!inputs.look.by.empty()) cover.lines.push_back(paper::Text(tr("Made by") + " ") + paper::theirs(inputs.look.by));
  if (figures.at < figures.now.period.until) cover.lines.emplace_back(tr("The month is not over yet: the numbers are those so far"));
  return Blocks{std::move(cover)};
}

}  // namespace cmtool
