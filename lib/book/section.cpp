// SPDX-License-Identifier: MIT
#include "book/section.hpp"

#include <cmath>

#include "base/tr.hpp"
#include "book/words.hpp"

namespace cmtool {

const std::vector<BookSection>& book_sections() {
  static const std::vector<BookSection> all{{"cover", cover_section},         {"month-in-brief", month_section}, {"goals", goals_section},         {"networks", networks_section},
                                            {"posts", posts_section},         {"community", community_section}, {"listening", listening_section}, {"appendix", appendix_section}};
  return all;
}

paper::KeyFigure key_figure(const BookInputs& inputs, const std::string& label, const TwoMonths& two, paper::Judgement more_is) {
  using paper::Change;
  using paper::Judgement;
  const std::string& lang = inputs.figures.lang;
  paper::KeyFigure figure{.label = label, .value = two.now ? number_in_words(*two.now, lang) : "–", .as_of = as_of_words(inputs, two.as_of)};
  if (!two.now || !two.before) return figure;
  const double difference = *two.now - *two.before;
  Change change{.amount = *two.before == 0 ? number_in_words(std::abs(difference), lang) : percent_in_words(std::abs(difference / *two.before * 100), lang)};
  if (std::abs(difference) < 0.05) {
    change.amount.clear();
    change.word = tr("as the month before");
  } else {
    change.direction = difference > 0 ? Change::Direction::up : Change::Direction::down;
    change.word = difference > 0 ? tr("more than the month before") : tr("less than the month before");
    if (more_is != Judgement::neutral) change.judgement = (difference > 0) == (more_is == Judgement::good) ? Judgement::good : Judgement::bad;
  }
  figure.change = std::move(change);
  return figure;
}

void add_table(Blocks& blocks, const std::string& title, const Table& table, const std::vector<std::string>& keys) {
  if (table.rows.empty()) return;
  Table shown = with_columns(table, keys);
  // What a report tells its user to do next is nothing for a client.
  std::erase_if(shown.notes, [](const std::string& note) {
    return note.find("cmtool") != std::string::npos || note.find("settings.json") != std::string::npos || note.find("business_hours") != std::string::npos || note.find("--") != std::string::npos;
  });
  blocks.push_back(paper::TableBlock{.title = title, .table = std::move(shown)});
}

void add_chart(Blocks& blocks, std::optional<draw::Drawing> drawing) {
  if (drawing) blocks.push_back(paper::Chart{.drawing = std::move(*drawing)});
}

void add_heading(Blocks& blocks, const std::string& text, int level) { blocks.push_back(paper::Heading{.text = text, .level = level}); }

std::string as_of_words(const BookInputs& inputs, const std::optional<Instant>& at) {
  if (!at) return "";
  return day_in_words(*at, inputs.figures.zone, inputs.figures.lang);
}

}  // namespace cmtool
