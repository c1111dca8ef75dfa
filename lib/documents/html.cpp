// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "documents/documents.hpp"
#include "documents/html_style.hpp"
#include "draw/cell_bar.hpp"
#include "draw/svg.hpp"
#include "markdown.hpp"
#include "model/state_sense.hpp"
#include "text/harmless.hpp"
#include "text/numbers.hpp"
#include "text/typeset.hpp"
#include "when/zone.hpp"

namespace cmtool::paper {
namespace {

/// Of all pictures together, as base 64: the rest of 2 MB is for words, tables and drawings.
constexpr std::size_t most_picture_text = 1'600'000;
constexpr std::size_t long_text = 60;

std::string safe(std::string_view text) { return html_escaped(replaced(harmless(text, Lines::keep), "\t", " ")); }

/// Beside its number, and decoration: the number says the same. Without a number it only keeps the place, so that numbers stay in line.
std::string bar_svg(const BarColumn& bars, BarScale scale, const Value& value) {
  constexpr double length = 100, height = 12;
  const auto share = bar_share(bars, value);
  const double axis = bars.both_sides ? length / 2 : 0;
  std::string html = fmt::format("<svg class=\"bar\" viewBox=\"0 0 {} {}\" preserveAspectRatio=\"none\" aria-hidden=\"true\">", length, height);
  if (share) {
    const double long_as = std::abs(*share) * (length - axis);
    if (scale == BarScale::hundred) html += fmt::format("<rect class=\"fill ink-grid\" width=\"{}\" height=\"{}\"/>", length, height);
    html += fmt::format("<rect class=\"fill ink-{}\" x=\"{:.1f}\" width=\"{:.1f}\" height=\"{}\"/>", *share < 0 ? "series-2" : "series-1", *share < 0 ? axis - long_as : axis, long_as, height);
    html += fmt::format("<rect class=\"fill ink-faint\" x=\"{:.1f}\" width=\"1\" height=\"{}\"/>", axis, height);
  }
  return html + "</svg>";
}

/// How a cell of that kind is set; "" as any other.
std::string_view look_of(const Column& column, const std::string& text) {
  const bool words = column.kind == Kind::text || column.kind == Kind::list;
  if (column.kind != Kind::state) return is_number(column.kind) ? "number" : column.kind == Kind::time ? "time" : words && text.size() > long_text ? "long" : words ? "text" : "";
  switch (sense_of(text)) {
    case StateSense::good: return "good";
    case StateSense::bad: return "bad";
    case StateSense::doubtful: return "doubtful";
    default: return "";
  }
}

/// Writes one document; knows what is open and which names are taken.
class Page {
 public:
  explicit Page(const Document& document) : document_(document), words_(writer_words(document.lang)), lang_(is_french(document.lang) ? "fr" : "en"), levels_(levels(document)) {}

  std::string written() {
    const std::string style = style_sheet(document_.accent) + document_.style;
    std::string html = fmt::format(
        "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; style-src 'sha256-{}'; base-uri 'none'; form-action 'none'\">\n"
        "<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"robots\" content=\"noindex, nofollow\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
        "<meta name=\"format-detection\" content=\"telephone=no\">\n",
        lang_, base64(sha256(style)));
    if (!document_.author.empty()) html += "<meta name=\"author\" content=\"" + safe(document_.author) + "\">\n";
    const std::string title = harmless(document_.title, Lines::show);
    html += fmt::format("<title>{}</title>\n<style>{}</style>\n</head>\n<body>\n", title.find_first_not_of(' ') == std::string::npos ? "–" : safe(title), style);
    std::size_t at = 0;
    if (!document_.blocks.empty()) {
      if (const auto* const cover = std::get_if<Cover>(&document_.blocks[0])) html += write(*cover), at = 1;
    }
    html += contents() + "<main>\n";
    if (at == 0) html += fmt::format("<h1>{}</h1>\n", safe(title.empty() ? "–" : title));
    for (; at < document_.blocks.size(); ++at) {
      level_ = levels_[at];
      html += std::visit([this](const auto& block) { return this->write(block); }, document_.blocks[at]);
    }
    return html + "</main>\n</body>\n</html>\n";
  }

 private:
  const Document& document_;
  const WriterWords& words_;
  std::string lang_;
  std::vector<int> levels_;
  int level_ = 0;
  std::size_t headings_ = 0, charts_ = 0, tables_ = 0, picture_text_ = 0;

  [[nodiscard]] std::string ours(std::string_view text) const { return safe(typeset(text, lang_)); }

  [[nodiscard]] std::string write(const Text& text) const {
    std::string html;
    for (const Run& run : text.runs) {
      // <bdi>: a name from right to left must not turn the rest of our sentence around.
      std::string piece = run.ours ? ours(run.text) : "<bdi>" + safe(run.text) + "</bdi>";
      if (run.strong) piece = "<strong>" + piece + "</strong>";
      if (is_web_url(run.url)) piece = fmt::format("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", safe(run.url), piece);
      html += piece;
    }
    return html;
  }

  std::string image(const Picture& picture, std::string_view otherwise) {
    static constexpr std::array<std::string_view, 4> shown{"image/png", "image/jpeg", "image/gif", "image/webp"};
    const std::size_t size = (picture.bytes.size() + 2) / 3 * 4;
    if (picture.bytes.empty() || std::find(shown.begin(), shown.end(), picture.type) == shown.end() || size > most_picture_text - picture_text_) {
      return fmt::format("<p class=\"absent\">{}{} <bdi>{}</bdi></p>\n", otherwise, is_french(lang_) ? "\u00A0:" : ":", safe(picture.alt));
    }
    picture_text_ += size;
    const bool sized = picture.width > 0 && picture.height > 0 && picture.width < 100'000 && picture.height < 100'000;
    return fmt::format("<img src=\"data:{};base64,{}\" alt=\"{}\"{}>\n", picture.type, base64(picture.bytes), safe(harmless(picture.alt, Lines::show)),
                       sized ? fmt::format(" width=\"{}\" height=\"{}\"", picture.width, picture.height) : "");
  }

  std::string contents() {
    std::string items;
    std::size_t number = 0, chapters = 0;
    for (std::size_t i = 0; i < levels_.size(); ++i) {
      if (levels_[i] == 0) continue;
      ++number;
      if (levels_[i] != 2) continue;
      ++chapters;
      items += fmt::format("<li><a href=\"#h{}\">{}</a></li>\n", number, safe(plain(std::get<Heading>(document_.blocks[i]).text, lang_)));
    }
    if (chapters < 3) return {};
    return fmt::format("<nav class=\"contents\" aria-labelledby=\"contents\">\n<p id=\"contents\">{}</p>\n<ol>\n{}</ol>\n</nav>\n", words_.contents, items);
  }

  // --- Blocks ---

  std::string write(const Cover& cover) {
    std::string html = "<header class=\"cover\">\n";
    if (cover.logo) html += image(*cover.logo, words_.no_picture);
    if (!cover.client.empty()) html += fmt::format("<p class=\"client\">{}</p>\n", write(cover.client));
    html += fmt::format("<h1>{}</h1>\n", cover.title.empty() ? safe(document_.title.empty() ? "–" : document_.title) : write(cover.title));
    if (!cover.subtitle.empty()) html += fmt::format("<p class=\"subtitle\">{}</p>\n", write(cover.subtitle));
    for (const Text& line : cover.lines) html += fmt::format("<p class=\"fine\">{}</p>\n", write(line));
    if (document_.made != Instant{}) {
      html += fmt::format("<p class=\"fine\">{} <time datetime=\"{}\">{}</time></p>\n", words_.made_on, iso(document_.made), safe(human_time(document_.made, document_.zone, lang_)));
    }
    return html + "</header>\n";
  }

  std::string write(const Heading& heading) { return fmt::format("<h{} id=\"h{}\">{}</h{}>\n", level_, ++headings_, heading.text.empty() ? "–" : write(heading.text), level_); }

  std::string write(const Paragraph& paragraph) {
    if (paragraph.role != Paragraph::Role::quote) return fmt::format("<p{}>{}</p>\n", paragraph.role == Paragraph::Role::lead ? " class=\"lead\"" : "", write(paragraph.text));
    std::string html = fmt::format("<blockquote>\n<p>{}</p>\n", write(paragraph.text));
    if (!paragraph.source.empty()) html += fmt::format("<p class=\"fine\">— {}</p>\n", write(paragraph.source));
    return html + "</blockquote>\n";
  }

  std::string write(const List& list) {
    if (list.items.empty()) return {};
    std::string html = list.numbered ? "<ol>\n" : "<ul>\n";
    for (const Text& item : list.items) html += fmt::format("<li>{}</li>\n", write(item));
    return html + (list.numbered ? "</ol>\n" : "</ul>\n");
  }

  std::string write(const KeyFigures& figures) {
    if (figures.figures.empty()) return {};
    std::string html = "<ul class=\"figures\">\n";
    for (const KeyFigure& figure : figures.figures) {
      html += fmt::format("<li>\n<p class=\"fine\">{}</p>\n<p class=\"value\">{}</p>\n", write(figure.label), safe(figure.value));
      if (figure.change) {
        const auto judged = figure.change->judgement;
        html += fmt::format("<p class=\"change{}\">{}</p>\n", judged == Judgement::good ? " good" : judged == Judgement::bad ? " bad" : "", safe(change_text(*figure.change, lang_)));
      }
      if (figure.progress && std::isfinite(*figure.progress)) {
        // Decoration: the words beside it say the same.
        html += fmt::format("<svg class=\"progress\" viewBox=\"0 0 100 6\" preserveAspectRatio=\"none\" aria-hidden=\"true\"><rect class=\"fill ink-grid\" width=\"100\" height=\"6\"/>"
                            "<rect class=\"fill ink-series-1\" width=\"{:.1f}\" height=\"6\"/></svg>\n", std::clamp(*figure.progress, 0.0, 1.0) * 100);
      }
      if (!figure.as_of.empty()) html += fmt::format("<p class=\"fine\">{} {}</p>\n", words_.as_of, write(figure.as_of));
      html += "</li>\n";
    }
    return html + "</ul>\n";
  }

  std::string table_html(const Table& table, const std::string& caption) {
    const auto columns = shown_columns(table);
    if (columns.empty()) return {};
    const auto bars = bar_columns(table, columns);
    std::string html = "<table>\n" + (caption.empty() ? "" : "<caption>" + caption + "</caption>\n") + "<thead>\n<tr>";
    for (const std::size_t i : columns) {
      const std::string title = ours(table.columns[i].title);
      html += fmt::format("<th scope=\"col\"{}>{}</th>", is_number(table.columns[i].kind) ? " class=\"number\"" : "", title.empty() ? "–" : title);
    }
    html += "</tr>\n</thead>\n<tbody>\n";
    for (const auto& row : table.rows) {
      html += "<tr>";
      for (std::size_t place = 0; place < columns.size(); ++place) {
        const std::size_t i = columns[place];
        const bool heads = place == 0;
        const Column& column = table.columns[i];
        const Value unknown;
        const Value& value = i < row.size() ? row[i] : unknown;
        const std::string text = cell_text(value, column, document_);
        const bool words = column.kind == Kind::text || column.kind == Kind::list;
        const std::string_view look = look_of(column, text);
        std::string cell = words ? "<bdi>" + safe(text) + "</bdi>" : safe(text);
        if (column.kind == Kind::url && is_web_url(text)) cell = fmt::format("<a href=\"{}\" rel=\"noopener noreferrer\">{}</a>", cell, cell);
        if (bars[place]) cell += bar_svg(*bars[place], column.bar, value);
        html += fmt::format("<{}{}>{}</{}>", heads ? "th scope=\"row\"" : "td", look.empty() ? "" : fmt::format(" class=\"{}\"", look), cell, heads ? "th" : "td");
      }
      html += "</tr>\n";
    }
    return html + "</tbody>\n</table>\n";
  }

  /// What is wider than the page scrolls by itself, also with the keyboard.
  static std::string scrolling(const std::string& table, const std::string& name) {
    return table.empty() ? std::string() : fmt::format("<section class=\"scroll\" tabindex=\"0\" aria-label=\"{}\">\n{}</section>\n", name, table);
  }

  std::string write(const TableBlock& block) {
    const Table table = block.table.single ? turned(block.table, document_) : block.table;
    const std::string name = safe(plain(block.title, lang_));
    ++tables_;
    std::string html = table.rows.empty() ? fmt::format("<p class=\"fine\">{}{}{}</p>\n", name, name.empty() ? "" : is_french(lang_) ? "\u00A0: " : ": ", words_.empty)
                                          : scrolling(table_html(table, write(block.title)), fmt::format("{} {}", tables_, name.empty() ? safe(document_.title) : name));
    for (const std::string& note : table.notes) html += fmt::format("<p class=\"fine\">{}</p>\n", ours(note));
    return html;
  }

  std::string write(const Chart& chart) {
    const draw::Drawing& drawing = chart.drawing;
    draw::Drawing set = drawing;
    set.title = typeset(drawing.title, lang_);
    set.description = typeset(drawing.description, lang_);
    std::string html = fmt::format("<figure class=\"plot\">\n<figcaption>{}</figcaption>\n{}", ours(drawing.title), draw::svg(set, fmt::format("c{}", ++charts_)));
    if (!drawing.description.empty()) html += fmt::format("<p class=\"fine\">{}</p>\n", ours(drawing.description));
    const std::string table = table_html(drawing.data, "");
    if (!table.empty()) html += fmt::format("<details>\n<summary>{}</summary>\n{}</details>\n", words_.numbers_behind, scrolling(table, fmt::format("{} {}", ours(drawing.title), charts_)));
    return html + "</figure>\n";
  }

  std::string write(const Figure& figure) {
    std::string html = "<figure class=\"picture\">\n" + image(figure.picture, words_.no_picture);
    if (!figure.caption.empty()) html += fmt::format("<figcaption>{}</figcaption>\n", write(figure.caption));
    return html + "</figure>\n";
  }

  std::string write(const Note& note) {
    return fmt::format("<p class=\"note{}\"><strong>{}</strong> {}</p>\n", note.warning ? " warning" : "", note.warning ? words_.warning : words_.note, write(note.text));
  }

  static std::string write(const PageBreak&) { return "<div class=\"page-break\"></div>\n"; }

  std::string write(const Definitions& definitions) {
    if (definitions.entries.empty()) return {};
    std::string html = "<dl>\n";
    for (const auto& [term, meaning] : definitions.entries) html += fmt::format("<dt>{}</dt>\n<dd>{}</dd>\n", write(term), write(meaning));
    return html + "</dl>\n";
  }
};

}  // namespace

std::string html(const Document& document) { return Page(document).written(); }

}  // namespace cmtool::paper
