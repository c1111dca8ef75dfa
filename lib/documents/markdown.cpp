// SPDX-License-Identifier: MIT
#include <fmt/format.h>

#include "base/ascii.hpp"
#include "documents/documents.hpp"
#include "format.hpp"
#include "markdown.hpp"
#include "text/harmless.hpp"
#include "text/numbers.hpp"
#include "text/typeset.hpp"
#include "when/zone.hpp"

namespace cmtool::paper {
namespace {

std::string escaped(std::string_view text) {
  std::string result;
  bool begins = true;
  for (const char c : replaced(harmless(text, Lines::show), "⏎", " ")) {
    if (c == '&') result += "&amp;";
    else if (c == '<') result += "&lt;";
    else if (c == '>') result += "&gt;";
    else if (std::string_view("\\`*_[]|~$").find(c) != std::string_view::npos || (begins && std::string_view("#+-=").find(c) != std::string_view::npos)) (result += '\\') += c;
    else result += c;
    begins = begins && c == ' ';
  }
  return result;
}

/// Only what cannot end a link early.
bool is_plain_url(std::string_view url) { return is_web_url(url) && url.find_first_of(" <>|()\\\n\r\t") == std::string_view::npos && url.size() < 4000; }

struct Writer {
  const Document& document;
  std::string lang;
  int level = 0;

  [[nodiscard]] std::string said(const Text& text) const {
    std::string result;
    for (const Run& run : text.runs) {
      std::string piece = escaped(run.ours ? typeset(run.text, lang) : run.text);
      if (run.strong && !piece.empty()) piece = "**" + std::string(trimmed(piece)) + "**" + (piece.ends_with(' ') ? " " : "");
      if (is_plain_url(run.url)) piece = fmt::format("[{}](<{}>)", piece, harmless(run.url, Lines::show));
      result += piece;
    }
    return result;
  }
  [[nodiscard]] std::string picture(const Picture& it) const { return fmt::format("*{}{} {}*\n\n", writer_words(lang).no_picture, colon(), escaped(it.alt)); }
  [[nodiscard]] std::string_view colon() const { return lang == "fr" ? "\u00A0:" : ":"; }

  [[nodiscard]] std::string table(const Table& it) const {
    static const Format& format = **find_format("markdown");
    Table set = it;
    for (Column& column : set.columns) column.title = typeset(column.title, lang);
    // What the format says by tr() would be in the program's language.
    for (auto& row : set.rows) {
      for (std::size_t i = 0; i < row.size() && i < set.columns.size(); ++i) {
        if (std::holds_alternative<bool>(row[i])) row[i] = cell_text(row[i], set.columns[i], document);
      }
    }
    return format.render(set, {.lang = lang, .time = [this](Instant at) { return human_time(at, document.zone, lang); }}) + "\n";
  }

  std::string operator()(const Cover& it) const {
    std::string text = "# " + (it.title.empty() ? escaped(document.title) : said(it.title)) + "\n\n";
    if (!it.client.empty()) text += "**" + said(it.client) + "**\n\n";
    if (!it.subtitle.empty()) text += said(it.subtitle) + "\n\n";
    for (const Text& line : it.lines) text += said(line) + "\n\n";
    if (document.made != Instant{}) text += fmt::format("{} {}\n\n", writer_words(lang).made_on, escaped(human_time(document.made, document.zone, lang)));
    return text;
  }
  std::string operator()(const Heading& it) const { return std::string(static_cast<std::size_t>(level), '#') + " " + said(it.text) + "\n\n"; }
  std::string operator()(const Paragraph& it) const {
    if (it.role != Paragraph::Role::quote) return said(it.text) + "\n\n";
    return "> " + said(it.text) + (it.source.empty() ? "" : "\n>\n> — " + said(it.source)) + "\n\n";
  }
  std::string operator()(const List& it) const {
    std::string text;
    int number = 0;
    for (const Text& item : it.items) text += (it.numbered ? fmt::format("{}. ", ++number) : "- ") + said(item) + "\n";
    return text + "\n";
  }
  std::string operator()(const KeyFigures& it) const {
    std::string text;
    for (const KeyFigure& figure : it.figures) {
      text += fmt::format("- {}{} **{}**", said(figure.label), colon(), escaped(figure.value));
      if (figure.change) text += ", " + escaped(change_text(*figure.change, lang));
      if (!figure.as_of.empty()) text += fmt::format(" ({} {})", writer_words(lang).as_of, said(figure.as_of));
      text += "\n";
    }
    return text + "\n";
  }
  std::string operator()(const TableBlock& it) const {
    const std::string title = it.title.empty() ? "" : "**" + said(it.title) + "**\n\n";
    return title + (it.table.rows.empty() ? std::string(writer_words(lang).empty) + "\n\n" : table(it.table));
  }
  std::string operator()(const Chart& it) const {
    std::string text = "**" + escaped(typeset(it.drawing.title, lang)) + "**\n\n";
    if (!it.drawing.description.empty()) text += escaped(typeset(it.drawing.description, lang)) + "\n\n";
    return it.drawing.data.rows.empty() ? text : text + table(it.drawing.data);
  }
  std::string operator()(const Figure& it) const { return picture(it.picture) + (it.caption.empty() ? "" : said(it.caption) + "\n\n"); }
  std::string operator()(const Note& it) const {
    return fmt::format("> **{}** {}\n\n", it.warning ? writer_words(lang).warning : writer_words(lang).note, said(it.text));
  }
  std::string operator()(const PageBreak&) const { return "---\n\n"; }
  std::string operator()(const Definitions& it) const {
    std::string text;
    for (const auto& [term, meaning] : it.entries) text += fmt::format("- **{}**{} {}\n", said(term), colon(), said(meaning));
    return text + "\n";
  }
};

}  // namespace

std::string markdown(const Document& document) {
  Writer writer{.document = document, .lang = is_french(document.lang) ? "fr" : "en"};
  const auto all = levels(document);
  std::string text;
  if ((document.blocks.empty() || !std::holds_alternative<Cover>(document.blocks[0])) && !document.title.empty()) text = "# " + escaped(document.title) + "\n\n";
  for (std::size_t i = 0; i < document.blocks.size(); ++i) {
    writer.level = all[i];
    text += std::visit(writer, document.blocks[i]);
  }
  while (text.ends_with("\n\n")) text.pop_back();
  return text;
}

}  // namespace cmtool::paper
