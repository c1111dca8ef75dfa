// SPDX-License-Identifier: MIT
#include "book.hpp"

#include <algorithm>
#include <iterator>

#include "base/tr.hpp"
#include "book/outline.hpp"
#include "book/section.hpp"
#include "book/words.hpp"
#include "documents/html_style.hpp"

namespace cmtool {
namespace {

struct Outline {
  std::vector<OutlinePart> parts{};
  std::string file{};  ///< where it is written; empty: it is the usual one
};

Result<Outline> outline_of(Desk& desk, const std::string& lang) {
  std::vector<std::string> names;
  for (const auto& section : book_sections()) names.push_back(section.name);
  for (const std::string& name : {"book." + lang + ".md", std::string("book.md")}) {
    const auto text = desk.store.text_template(name);
    if (!text.ok() && text.error().fault == Fault::not_found) continue;
    if (!text.ok()) return text.error();
    auto parts = parse_outline(*text, names);
    if (!parts.ok()) {
      Error error = std::move(parts).error();
      error.where = "templates/" + name;
      return error;
    }
    return Outline{.parts = std::move(*parts), .file = "templates/" + name};
  }
  TRY(auto parts, parse_outline(usual_outline(), names));
  return Outline{.parts = std::move(parts)};
}

/// What the user adds to how the book looks.
Result<std::string> style_of(Desk& desk) {
  constexpr const char* name = "book.css";
  auto css = desk.store.text_template(name);
  if (!css.ok() && css.error().fault == Fault::not_found) return std::string();
  if (!css.ok()) return css.error();
  if (auto fine = paper::check_style(*css); !fine.ok()) {
    Error error = std::move(fine).error();
    error.where = std::string("templates/") + name;
    return error;
  }
  return css;
}

/// What texts of one's own may name.
std::map<std::string, std::string> values_of(const BookInputs& inputs, const MonthFigures& figures) {
  const std::string& lang = inputs.figures.lang;
  const auto number = [&](const TwoMonths& two) { return two.now ? number_in_words(*two.now, lang) : std::string("–"); };
  return {{"client", inputs.look.client},       {"by", inputs.look.by},           {"month", month_in_words(inputs.month, lang)}, {"followers", number(figures.followers)},
          {"views", number(figures.views)},     {"reactions", number(figures.engagement)}, {"posts-count", number(figures.posts)},        {"messages", number(figures.mentions)}};
}

Result<Blocks> blocks_of(const OutlinePart& part, BookInputs& inputs, const MonthFigures& figures) {
  if (part.section.empty()) return blocks_of_markdown(part.markdown, values_of(inputs, figures));
  const auto& sections = book_sections();
  const auto section = std::find_if(sections.begin(), sections.end(), [&](const BookSection& one) { return one.name == part.section; });
  return section->make(inputs, figures);
}

}  // namespace

Result<paper::Document> make_book(Desk& desk, const BookWish& wish) {
  TRY(const Outline outline, outline_of(desk, wish.lang));
  TRY(BookInputs inputs, book_inputs(desk, wish));
  const MonthFigures figures = month_figures(inputs.figures);
  TRY(std::string style, style_of(desk));
  paper::Document book{.lang = wish.lang, .zone = wish.zone, .author = inputs.look.by, .accent = inputs.look.colour, .style = std::move(style), .made = inputs.figures.at};
  book.title = inputs.look.client + " – " + month_in_words(inputs.month, wish.lang);
  for (const auto& part : outline.parts) {
    auto blocks = blocks_of(part, inputs, figures);
    if (!blocks.ok()) {
      Error error = std::move(blocks).error();
      if (error.where.empty()) error.where = outline.file;
      return error;
    }
    std::move(blocks->begin(), blocks->end(), std::back_inserter(book.blocks));
  }
  return book;
}

}  // namespace cmtool
