// SPDX-License-Identifier: MIT
// The sections of a book, by the names under which an outline calls them. Each is a function in a file of its name.
#pragma once
#include <string>
#include <vector>

#include "book/inputs.hpp"
#include "book/month_figures.hpp"
#include "document.hpp"

namespace cmtool {

using Blocks = std::vector<paper::Block>;

struct BookSection {
  std::string name{};
  /// Nothing where there is nothing to tell.
  Result<Blocks> (*make)(BookInputs&, const MonthFigures&) = nullptr;
};

/// cover, month-in-brief, goals, networks, posts, community, listening, appendix: in this order in the usual outline.
const std::vector<BookSection>& book_sections();

Result<Blocks> cover_section(BookInputs&, const MonthFigures&);
Result<Blocks> month_section(BookInputs&, const MonthFigures&);
Result<Blocks> goals_section(BookInputs&, const MonthFigures&);
Result<Blocks> networks_section(BookInputs&, const MonthFigures&);
Result<Blocks> posts_section(BookInputs&, const MonthFigures&);
Result<Blocks> community_section(BookInputs&, const MonthFigures&);
Result<Blocks> listening_section(BookInputs&, const MonthFigures&);
Result<Blocks> appendix_section(BookInputs&, const MonthFigures&);

/// A number with its change against the month before. `more_is`: what a rise means.
paper::KeyFigure key_figure(const BookInputs&, const std::string& label, const TwoMonths&, paper::Judgement more_is);
/// A table of the book: only these columns, with those of its notes that are for a client. No block where it has no row.
void add_table(Blocks&, const std::string& title, const Table&, const std::vector<std::string>& keys);
/// No block where there is nothing to draw.
void add_chart(Blocks&, std::optional<draw::Drawing>);
void add_heading(Blocks&, const std::string& text, int level);
/// "28 November", to which the page says "as of"; empty where it is not known.
std::string as_of_words(const BookInputs&, const std::optional<Instant>&);

}  // namespace cmtool
