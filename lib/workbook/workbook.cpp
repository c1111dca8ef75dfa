// SPDX-License-Identifier: MIT
#include "workbook/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "base/ascii.hpp"
#include "markdown.hpp"
#include "text/width.hpp"
#include "workbook/zip.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_rows = 1048576, longest_cell = 32767, widest_column = 60;
constexpr std::int64_t most_exact = 9007199254740992;  // 2^53: beyond it a spreadsheet's number is another one

constexpr std::string_view xml_head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view main_space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
constexpr std::string_view office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view packages = "http://schemas.openxmlformats.org/package/2006";

/// As numbered in styles().
enum Style { plain = 0, heading = 1, whole = 2, decimal = 3, percent = 4, date = 5 };

/// Text in XML 1.0; of what that cannot hold, html_escaped leaves U+FFFE and U+FFFF.
std::string xml(std::string_view text) { return replaced(replaced(html_escaped(text), "\xEF\xBF\xBE", ""), "\xEF\xBF\xBF", ""); }

/// "A" to "XFD".
std::string column_name(std::size_t index) {
  std::string name;
  for (++index; index > 0; index = (index - 1) / 26) name.insert(name.begin(), static_cast<char>('A' + (index - 1) % 26));
  return name;
}

/// At most so many UTF-16 units, and whole characters.
std::string_view shortened(std::string_view text) {
  std::size_t units = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    units += next_code_point(text, at) > 0xFFFF ? 2 : 1;
    if (units > longest_cell) return text.substr(0, begin);
  }
  return text;
}

/// Days since 30 December 1899; nothing before March 1900, where spreadsheets count a day that never was.
std::optional<double> serial_of(Instant at, const std::function<std::string(Instant)>& wall) {
  Instant local = at;
  if (wall) {
    std::string said = wall(at);
    constexpr std::size_t to_the_minute = 16;
    if (said.size() == to_the_minute) said += ":00";
    if (const auto shown = parse_iso(said + "Z"); shown.ok()) local = *shown;
  }
  constexpr auto zero = std::chrono::sys_days(std::chrono::year(1899) / 12 / 30), first = std::chrono::sys_days(std::chrono::year(1900) / 3 / 1), last = std::chrono::sys_days(std::chrono::year(10000) / 1 / 1);
  if (local < first || local >= last) return std::nullopt;
  return std::chrono::duration<double, std::ratio<86400>>(local - zero).count();
}

std::string text_cell(const std::string& place, std::string_view text, Style style) {
  if (text.empty()) return {};
  return fmt::format("<c r=\"{}\" s=\"{}\" t=\"inlineStr\"><is><t xml:space=\"preserve\">{}</t></is></c>", place, static_cast<int>(style), xml(shortened(text)));
}

std::string number_cell(const std::string& place, double value, Style style) {
  if (!std::isfinite(value)) return {};
  return fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", place, static_cast<int>(style), value);
}

std::string json_text(const Json& json) {
  if (json.is_null()) return {};
  if (json.is_string()) return json.string_or();
  if (!json.is_array()) return json.dump();
  std::vector<std::string> pieces;
  for (const Json& item : json.items()) pieces.push_back(item.is_string() ? item.string_or() : item.dump());
  return joined(pieces, ", ");
}

std::string cell_of(const std::string& place, const Value& value, const Column& column, const std::function<std::string(Instant)>& wall) {
  struct Visitor {
    const std::string& place;
    const Column& column;
    const std::function<std::string(Instant)>& wall;
    std::string operator()(std::monostate) const { return {}; }
    std::string operator()(bool it) const { return fmt::format("<c r=\"{}\" t=\"b\"><v>{}</v></c>", place, it ? 1 : 0); }
    std::string operator()(std::int64_t it) const {
      if (it > most_exact || it < -most_exact) return text_cell(place, fmt::format("{}", it), plain);
      if (column.kind == Kind::percent) return number_cell(place, static_cast<double>(it) / 100, percent);
      return fmt::format("<c r=\"{}\" s=\"{}\"><v>{}</v></c>", place, static_cast<int>(whole), it);
    }
    std::string operator()(double it) const { return column.kind == Kind::percent ? number_cell(place, it / 100, percent) : number_cell(place, it, decimal); }
    std::string operator()(const std::string& it) const { return text_cell(place, it, plain); }
    std::string operator()(Instant it) const {
      const auto serial = serial_of(it, wall);
      return serial ? number_cell(place, *serial, date) : text_cell(place, iso(it), plain);
    }
    std::string operator()(const Json& it) const { return text_cell(place, json_text(it), plain); }
  };
  return std::visit(Visitor{place, column, wall}, value);
}

/// How wide a column is to be, in characters: what its heading and first rows need.
std::size_t width_of(const Table& table, std::size_t column) {
  std::size_t widest = width(table.columns[column].title);
  constexpr std::size_t looked_at = 200;
  for (std::size_t row = 0; row < std::min(table.rows.size(), looked_at); ++row) {
    if (column >= table.rows[row].size()) continue;
    const Value& value = table.rows[row][column];
    if (const auto* text = std::get_if<std::string>(&value)) widest = std::max(widest, width(*text));
    else if (std::holds_alternative<Instant>(value)) widest = std::max<std::size_t>(widest, 16);
    else widest = std::max<std::size_t>(widest, 10);
  }
  return std::min(widest, widest_column) + 2;
}

std::string sheet_xml(const Table& table, const std::function<std::string(Instant)>& wall) {
  const std::size_t rows = std::min(table.rows.size(), most_rows - 1), columns = table.columns.size();
  std::string text = std::string(xml_head) + fmt::format("<worksheet xmlns=\"{}\"><sheetViews><sheetView workbookViewId=\"0\"><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/></sheetView></sheetViews>", main_space);
  if (columns > 0) {
    text += "<cols>";
    for (std::size_t i = 0; i < columns; ++i) text += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1}\" customWidth=\"1\"/>", i + 1, width_of(table, i));
    text += "</cols>";
  }
  text += "<sheetData><row r=\"1\">";
  for (std::size_t i = 0; i < columns; ++i) text += text_cell(column_name(i) + "1", table.columns[i].title, heading);
  text += "</row>";
  for (std::size_t row = 0; row < rows; ++row) {
    text += fmt::format("<row r=\"{}\">", row + 2);
    for (std::size_t i = 0; i < std::min(columns, table.rows[row].size()); ++i) text += cell_of(column_name(i) + std::to_string(row + 2), table.rows[row][i], table.columns[i], wall);
    text += "</row>";
  }
  text += "</sheetData>";
  if (columns > 0) text += fmt::format("<autoFilter ref=\"A1:{}{}\"/>", column_name(columns - 1), rows + 1);
  return text + "</worksheet>";
}

std::string styles() {
  return std::string(xml_head) + fmt::format(
      "<styleSheet xmlns=\"{}\"><numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"yyyy\\-mm\\-dd\\ hh:mm\"/><numFmt numFmtId=\"165\" formatCode=\"#,##0.##\"/><numFmt numFmtId=\"166\" formatCode=\"0.0%\"/></numFmts>"
      "<fonts count=\"2\"><font><sz val=\"11\"/><name val=\"Calibri\"/></font><font><b/><sz val=\"11\"/><name val=\"Calibri\"/></font></fonts>"
      "<fills count=\"2\"><fill><patternFill patternType=\"none\"/></fill><fill><patternFill patternType=\"gray125\"/></fill></fills>"
      "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>"
      "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\"/></cellStyleXfs>"
      "<cellXfs count=\"6\"><xf numFmtId=\"0\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\"/><xf numFmtId=\"0\" fontId=\"1\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyFont=\"1\"/>"
      "<xf numFmtId=\"3\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"165\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/>"
      "<xf numFmtId=\"166\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/><xf numFmtId=\"164\" fontId=\"0\" fillId=\"0\" borderId=\"0\" xfId=\"0\" applyNumberFormat=\"1\"/></cellXfs>"
      "<cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/></cellStyles></styleSheet>", main_space);
}

/// As a spreadsheet allows it, and unlike those before it.
std::string sheet_name(const std::string& wanted, const std::vector<std::string>& taken) {
  std::string name;
  std::size_t characters = 0;
  constexpr std::size_t longest = 31;
  for (std::size_t at = 0; at < wanted.size() && characters < longest - 3;) {
    const std::size_t begin = at;
    const char32_t c = next_code_point(wanted, at);
    if (c == invalid_code_point || c < 0x20 || c > 0xFFFF || std::u32string_view(U"[]:*?/\\'").find(c) != std::u32string_view::npos) continue;
    name += wanted.substr(begin, at - begin);
    ++characters;
  }
  if (name.empty()) name = "1";
  std::string unlike = name;
  for (int number = 2; std::find(taken.begin(), taken.end(), lower(unlike)) != taken.end(); ++number) unlike = name + " " + std::to_string(number);
  return unlike;
}

}  // namespace

std::string workbook(const std::vector<WorkbookSheet>& sheets, const std::function<std::string(Instant)>& wall) {
  std::string types, relations, list;
  std::vector<std::string> taken;
  ZipWriter zip;
  for (std::size_t i = 0; i < sheets.size(); ++i) {
    const std::string name = sheet_name(sheets[i].name, taken);
    taken.push_back(lower(name));
    types += fmt::format("<Override PartName=\"/xl/worksheets/sheet{}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/>", i + 1);
    relations += fmt::format("<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\" Target=\"worksheets/sheet{0}.xml\"/>", i + 1, office);
    list += fmt::format("<sheet name=\"{}\" sheetId=\"{}\" r:id=\"rId{}\"/>", xml(name), i + 1, i + 1);
  }
  zip.add("[Content_Types].xml", std::string(xml_head) + fmt::format("<Types xmlns=\"{}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
      "<Default Extension=\"xml\" ContentType=\"application/xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
      "<Override PartName=\"/xl/styles.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml\"/>{}</Types>", packages, types));
  zip.add("_rels/.rels", std::string(xml_head) + fmt::format("<Relationships xmlns=\"{}/relationships\"><Relationship Id=\"rId1\" Type=\"{}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>", packages, office));
  zip.add("xl/workbook.xml", std::string(xml_head) + fmt::format("<workbook xmlns=\"{}\" xmlns:r=\"{}\"><sheets>{}</sheets></workbook>", main_space, office, list));
  zip.add("xl/_rels/workbook.xml.rels", std::string(xml_head) + fmt::format("<Relationships xmlns=\"{}/relationships\">{}<Relationship Id=\"rId{}\" Type=\"{}/styles\" Target=\"styles.xml\"/></Relationships>", packages, relations, sheets.size() + 1, office));
  zip.add("xl/styles.xml", styles());
  for (std::size_t i = 0; i < sheets.size(); ++i) zip.add(fmt::format("xl/worksheets/sheet{}.xml", i + 1), sheet_xml(sheets[i].table, wall));
  return zip.finish();
}

}  // namespace cmtool
