// SPDX-License-Identifier: MIT
// The month at a glance: sentences, key figures, and how often we were seen day by day.
#include <algorithm>

#include "base/tr.hpp"
#include "book/charts.hpp"
#include "book/month.hpp"
#include "book/section.hpp"
#include "book/words.hpp"

namespace cmtool {

Result<Blocks> month_section(BookInputs& inputs, const MonthFigures& figures) {
  using paper::Judgement;
  Blocks blocks;
  add_heading(blocks, tr("The month in brief"), 2);
  TRY(const auto sentences, month_sentences(inputs, figures));
  paper::List list;
  for (const auto& sentence : sentences) list.items.emplace_back(sentence);
  blocks.push_back(std::move(list));
  const auto figure = [&](const std::string& label, const TwoMonths& two, Judgement more_is) { return key_figure(inputs, label, two, more_is); };
  paper::KeyFigures numbers{.figures = {figure(tr("Followers"), figures.followers, Judgement::good), figure(tr("Views"), figures.views, Judgement::good),
                                        figure(tr("Reactions"), figures.engagement, Judgement::good), figure(tr("Posts"), figures.posts, Judgement::neutral),
                                        figure(tr("Messages received"), figures.mentions, Judgement::neutral)}};
  if (figures.answer_minutes.now) {
    auto answers = figure(tr("Time to the first answer (median)"), figures.answer_minutes, Judgement::bad);
    answers.value = minutes_in_words(*figures.answer_minutes.now);
    numbers.figures.push_back(std::move(answers));
  }
  blocks.push_back(std::move(numbers));
  add_chart(blocks, views_by_day(inputs, {}));
  return blocks;
}

}  // namespace cmtool
