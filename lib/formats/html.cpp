// SPDX-License-Identifier: MIT
// A table as a page of its own, for a browser or a mail: no script, nothing from elsewhere, light and dark, headings for who hears it read.
#include <fmt/format.h>

#include "format.hpp"
#include "markdown.hpp"

namespace cmtool {
namespace {

constexpr std::string_view style =
    ":root{color-scheme:light dark}body{font:16px/1.4 system-ui,sans-serif;margin:1rem}.t{overflow-x:auto}table{border-collapse:collapse}"
    "th,td{padding:.3rem .6rem;border-bottom:1px solid #8886;text-align:left;vertical-align:top}th{border-bottom:2px solid}"
    ".n{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}p{max-width:60rem}@media print{body{margin:0;font-size:11px}thead{display:table-header-group}tr{break-inside:avoid}}";

bool is_number(Kind kind) { return kind == Kind::integer || kind == Kind::number || kind == Kind::percent || kind == Kind::bytes; }

std::string cell(const Value& value, const Column& column, const Look& look) {
  const std::string text = people_text(value, column, look), safe = html_escaped(text);
  return column.kind == Kind::url && is_web_url(text) ? fmt::format("<a href=\"{0}\" rel=\"noopener noreferrer\">{0}</a>", safe) : safe;
}

std::string attribute(Kind kind) { return is_number(kind) ? " class=\"n\"" : ""; }

std::string list(const Table& table, const Look& look) {
  std::string text = "<thead>\n<tr>";
  for (const Column& column : table.columns) {
    if (column.shown) text += fmt::format("<th scope=\"col\"{}>{}</th>", attribute(column.kind), html_escaped(column.title));
  }
  text += "</tr>\n</thead>\n<tbody>\n";
  for (const auto& row : table.rows) {
    text += "<tr>";
    for (std::size_t i = 0; i < table.columns.size(); ++i) {
      if (table.columns[i].shown) text += fmt::format("<td{}>{}</td>", attribute(table.columns[i].kind), i < row.size() ? cell(row[i], table.columns[i], look) : "");
    }
    text += "</tr>\n";
  }
  return text + "</tbody>\n";
}

std::string record(const Table& table, const Look& look) {
  std::string text = "<tbody>\n";
  for (std::size_t i = 0; i < table.columns.size() && !table.rows.empty(); ++i) {
    if (table.columns[i].shown && i < table.rows[0].size()) text += fmt::format("<tr><th scope=\"row\">{}</th><td>{}</td></tr>\n", html_escaped(table.columns[i].title), cell(table.rows[0][i], table.columns[i], look));
  }
  return text + "</tbody>\n";
}

std::string render(const Table& table, const Look& look) {
  std::string text = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<title>cmtool</title>\n<style>{}</style>\n</head>\n<body>\n<main>\n<div class=\"t\">\n<table>\n",
      look.lang == "fr" ? "fr" : "en", style);
  text += table.single ? record(table, look) : list(table, look);
  text += "</table>\n</div>\n";
  for (const auto& note : table.notes) text += fmt::format("<p>{}</p>\n", html_escaped(note));
  return text + "</main>\n</body>\n</html>\n";
}

const Format format{.name = "html", .machine = false, .render = render};

}  // namespace

const Format& html_format() { return format; }

}  // namespace cmtool
