// SPDX-License-Identifier: MIT
// How far each goal is, in a word and a bar, and where its pace leads.
#include <algorithm>

#include "base/tr.hpp"
#include "book/cells.hpp"
#include "book/section.hpp"
#include "book/words.hpp"
#include "figures/progress.hpp"

namespace cmtool {
namespace {

struct GoalWord {
  std::string_view state{};
  const char* word = "";
  paper::Judgement judgement = paper::Judgement::neutral;
};
constexpr GoalWord goal_words[] = {{"unknown", N_("nothing was read yet"), paper::Judgement::neutral},  {"missed", N_("missed"), paper::Judgement::bad},
                                   {"behind", N_("behind"), paper::Judgement::bad},                     {"at-risk", N_("in danger"), paper::Judgement::bad},
                                   {"on-track", N_("on track"), paper::Judgement::good},                {"reached", N_("reached"), paper::Judgement::good}};

paper::KeyFigure goal_figure(const BookInputs& inputs, const Table& table, std::size_t row) {
  const std::string& lang = inputs.figures.lang;
  paper::KeyFigure figure{.label = paper::theirs(text_named(table, row, "goal")), .value = "–"};
  if (const auto* const by = std::get_if<Instant>(&cell_named(table, row, "by"))) figure.label = std::move(figure.label) + paper::Text(", " + tr("by {}", day_in_words(*by, inputs.figures.zone, lang)));
  const auto now = number_named(table, row, "now"), target = number_named(table, row, "target"), percent = number_named(table, row, "percent");
  if (now && target) figure.value = tr("{} of {}", number_in_words(*now, lang), number_in_words(*target, lang));
  if (percent) figure.progress = std::clamp(*percent / 100, 0.0, 1.0);
  for (const auto& word : goal_words) {
    if (word.state != text_named(table, row, "state")) continue;
    figure.change = paper::Change{.word = tr_text(word.word), .judgement = word.judgement};
  }
  if (const auto* const at = std::get_if<Instant>(&cell_named(table, row, "as_of"))) figure.as_of = as_of_words(inputs, *at);
  return figure;
}

}  // namespace

Result<Blocks> goals_section(BookInputs& inputs, const MonthFigures&) {
  TRY(const Table table, table_of(inputs, "goals"));
  Blocks blocks;
  if (table.rows.empty()) return blocks;
  add_heading(blocks, tr("Goals"), 2);
  paper::KeyFigures figures;
  for (std::size_t i = 0; i < table.rows.size(); ++i) figures.figures.push_back(goal_figure(inputs, table, i));
  blocks.push_back(std::move(figures));
  add_table(blocks, tr("Goals in numbers"), table, {"goal", "now", "target", "percent", "expected", "pace", "needed", "forecast", "forecast_low", "forecast_high"});
  blocks.push_back(paper::Paragraph{.text = tr("The forecast goes on at the pace so far; between low and high it ends four times out of five, if the days go on to vary as they did.")});
  return blocks;
}

}  // namespace cmtool
