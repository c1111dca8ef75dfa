// SPDX-License-Identifier: MIT
// The part "xlsx": a workbook by libxlsxwriter.
//
// A first sheet with what is said in words, if anything is, then one for each table and chart. Every text is written as a text: what a
// stranger wrote is never a formula, and where the library would read a name as one, a range stands in its place. The library only writes
// to files; this one lies in memory and has no name.
#include <fcntl.h>
#include <fmt/format.h>
#include <sys/mman.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cmath>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "documents/documents.hpp"
#include "documents/parts.hpp"
#include "draw/cell_bar.hpp"
#include "draw/colour.hpp"
#include "markdown.hpp"
#include "text/harmless.hpp"
#include "text/numbers.hpp"
#include "text/typeset.hpp"
#include "text/utf8.hpp"
#include "text/width.hpp"
#include "when/zone.hpp"

namespace cmtool::paper {
namespace {

constexpr std::size_t most_rows = 1'048'575, most_columns = 16'384, most_cell_units = 32'767, most_links = 5'000, most_url = 2'000, many_cells = 500'000;
constexpr std::size_t most_name_units = 31;
constexpr double line_height = 15, overview_width = 70;  // points; letters

std::size_t units_of(char32_t c) { return c > 0xFFFF ? 2 : 1; }

/// At most so many UTF-16 units.
std::string shortened(std::string_view text, std::size_t most) {
  std::size_t units = 0, end = 0;
  each_code_point(text, [&](char32_t c, std::size_t, std::size_t until) {
    units += units_of(c);
    if (units <= most) end = until;
  });
  return std::string(text.substr(0, end));
}

/// What Excel may hold in a cell: valid, bounded, and without the controls that XML has no way to write.
std::string cell_words(std::string_view text) { return shortened(harmless(replaced(text, "\r\n", "\n"), Lines::keep), most_cell_units); }

lxw_color_t colour_of(draw::Rgb rgb) { return static_cast<lxw_color_t>(rgb.red << 16 | rgb.green << 8 | rgb.blue); }

class Book {
 public:
  Book(const Document& document, lxw_workbook* workbook)
      : document_(document), words_(writer_words(document.lang)), lang_(is_french(document.lang) ? "fr" : "en"), palette_(draw::palette(document.accent, draw::Scheme::light)), workbook_(workbook) {
    head_ = workbook_add_format(workbook);
    format_set_bold(head_);
    format_set_bg_color(head_, colour_of(palette_.raised));
    format_set_bottom(head_, LXW_BORDER_THIN);
    format_set_text_wrap(head_);
    format_set_align(head_, LXW_ALIGN_VERTICAL_TOP);
    time_ = with_format(lang_ == "fr" ? "dd/mm/yyyy hh:mm" : "yyyy-mm-dd hh:mm");
    integer_ = with_format("#,##0");
    number_ = with_format("#,##0.##");
    percent_ = with_format("0.0%");
    wrapped_ = workbook_add_format(workbook);
    format_set_text_wrap(wrapped_);
    format_set_align(wrapped_, LXW_ALIGN_VERTICAL_TOP);
    bold_ = workbook_add_format(workbook);
    format_set_bold(bold_);
    title_ = workbook_add_format(workbook);
    format_set_bold(title_);
    format_set_font_size(title_, 18);
    format_set_font_color(title_, colour_of(palette_.accent));
  }

  void write() {
    overview();
    for (const Block& block : document_.blocks) {
      if (const auto* const it = std::get_if<TableBlock>(&block)) table_sheet(*it);
      if (const auto* const it = std::get_if<Chart>(&block)) chart_sheet(it->drawing);
    }
    if (names_.empty()) (void)new_sheet(document_.title);
  }

 private:
  const Document& document_;
  const WriterWords& words_;
  std::string lang_;
  draw::Palette palette_;
  lxw_workbook* workbook_ = nullptr;
  lxw_format *head_ = nullptr, *time_ = nullptr, *integer_ = nullptr, *number_ = nullptr, *percent_ = nullptr, *wrapped_ = nullptr, *bold_ = nullptr, *title_ = nullptr;
  std::set<std::string> names_{};
  std::size_t links_ = 0;

  lxw_format* with_format(const char* how) {
    lxw_format* const format = workbook_add_format(workbook_);
    format_set_num_format(format, how);
    format_set_align(format, LXW_ALIGN_VERTICAL_TOP);
    return format;
  }

  /// Legal and taken by no other: Excel knows no [ ] : * ? / \, no quote at the ends, and no difference of case.
  std::string sheet_name(std::string_view wanted) {
    std::string name;
    for (const char c : harmless(wanted, Lines::show)) name += std::string_view("[]:*?/\\").find(c) == std::string_view::npos ? c : ' ';
    const auto clean = [](std::string_view text) {
      while (!text.empty() && (text.front() == '\'' || is_space(text.front()))) text.remove_prefix(1);
      while (!text.empty() && (text.back() == '\'' || is_space(text.back()))) text.remove_suffix(1);
      return std::string(text);
    };
    name = clean(shortened(clean(name), most_name_units));
    if (name.empty() || same_ignoring_case(name, "history")) name = fmt::format("{} {}", words_.figures, names_.size() + 1);
    std::string tried = name;
    for (int number = 2; !names_.insert(lower(tried)).second; ++number) {
      const std::string tail = fmt::format(" {}", number);
      tried = clean(shortened(name, most_name_units - tail.size())) + tail;
    }
    return tried;
  }

  lxw_worksheet* new_sheet(std::string_view wanted) {
    std::string name = sheet_name(wanted);
    lxw_worksheet* it = workbook_add_worksheet(workbook_, name.c_str());
    // É and é are one letter to Excel: then the library knows better.
    if (it == nullptr) it = workbook_add_worksheet(workbook_, nullptr);
    if (it == nullptr) return nullptr;
    worksheet_set_paper(it, 9);  // A4
    worksheet_fit_to_pages(it, 1, 0);
    return it;
  }

  // --- Words ---

  void overview() {
    lxw_worksheet* it = nullptr;
    lxw_row_t row = 0;
    const auto line = [&](const std::string& text, lxw_format* format) {
      if (it == nullptr) {
        it = new_sheet(document_.title);
        if (it == nullptr) return;
        worksheet_set_column(it, 0, 0, overview_width, nullptr);
        worksheet_set_column(it, 1, 1, 16, nullptr);
        worksheet_set_column(it, 2, 3, 34, nullptr);
      }
      if (format == title_) worksheet_set_row(it, row, 2 * line_height, nullptr);
      else if (format == wrapped_) make_tall(it, row, lines_of(text, overview_width));
      worksheet_write_string(it, row++, 0, cell_words(text).c_str(), format);
    };
    const auto said = [&](const Text& text) { return plain(text, lang_); };
    for (const Block& block : document_.blocks) {
      if (const auto* const cover = std::get_if<Cover>(&block)) {
        if (!cover->client.empty()) line(said(cover->client), bold_);
        line(said(cover->title), title_);
        if (!cover->subtitle.empty()) line(said(cover->subtitle), bold_);
        for (const Text& one : cover->lines) line(said(one), wrapped_);
      } else if (const auto* const heading = std::get_if<Heading>(&block)) {
        ++row;
        line(said(heading->text), bold_);
      } else if (const auto* const paragraph = std::get_if<Paragraph>(&block)) {
        line(said(paragraph->text) + (paragraph->source.empty() ? "" : " — " + said(paragraph->source)), wrapped_);
      } else if (const auto* const list = std::get_if<List>(&block)) {
        for (const Text& item : list->items) line("• " + said(item), wrapped_);
      } else if (const auto* const note = std::get_if<Note>(&block)) {
        line(std::string(note->warning ? words_.warning : words_.note) + " " + said(note->text), wrapped_);
      } else if (const auto* const figures = std::get_if<KeyFigures>(&block)) {
        for (const KeyFigure& figure : figures->figures) {
          line(said(figure.label), wrapped_);
          if (it == nullptr) return;
          worksheet_write_string(it, row - 1, 1, cell_words(figure.value).c_str(), bold_);
          if (figure.change) worksheet_write_string(it, row - 1, 2, cell_words(change_text(*figure.change, lang_)).c_str(), wrapped_);
          if (!figure.as_of.empty()) worksheet_write_string(it, row - 1, 3, cell_words(std::string(words_.as_of) + " " + said(figure.as_of)).c_str(), wrapped_);
        }
      } else if (const auto* const definitions = std::get_if<Definitions>(&block)) {
        for (const auto& [term, meaning] : definitions->entries) line(said(term) + (lang_ == "fr" ? "\u00A0: " : ": ") + said(meaning), wrapped_);
      }
    }
  }

  /// How many lines a text takes in a column that is so many letters wide, as far as that can be told without its font.
  static std::size_t lines_of(std::string_view text, double letters) {
    const auto room = static_cast<std::size_t>(std::max(letters - 1, 1.0));
    std::size_t lines = 0;
    for (const auto& line : split(text.substr(0, 2000), '\n')) lines += std::max<std::size_t>((width(line) + room - 1) / room, 1);
    return lines;
  }
  /// Some programs show a row as tall as the file says and no taller.
  static void make_tall(lxw_worksheet* it, lxw_row_t row, std::size_t lines) {
    constexpr std::size_t most_lines = 12;
    if (lines > 1) worksheet_set_row(it, row, static_cast<double>(std::min(lines, most_lines)) * line_height, nullptr);
  }

  // --- Tables ---

  void text_cell(lxw_worksheet* it, lxw_row_t row, lxw_col_t column, const std::string& text) {
    if (!text.empty()) worksheet_write_string(it, row, column, cell_words(text).c_str(), wrapped_);
  }

  void time_cell(lxw_worksheet* it, lxw_row_t row, lxw_col_t column, Instant at) {
    const auto local = to_local(at, document_.zone);
    const Wall wall = local.ok() ? local->wall : Wall(std::chrono::floor<std::chrono::seconds>(at).time_since_epoch());
    const auto day = std::chrono::floor<std::chrono::days>(wall);
    const std::chrono::year_month_day date(day);
    const std::chrono::hh_mm_ss clock(wall - day);
    const int year = static_cast<int>(date.year());
    if (year < 1900 || year > 9999) return text_cell(it, row, column, iso(at));
    lxw_datetime value{.year = year, .month = static_cast<int>(static_cast<unsigned>(date.month())), .day = static_cast<int>(static_cast<unsigned>(date.day())),
                       .hour = static_cast<int>(clock.hours().count()), .min = static_cast<int>(clock.minutes().count()), .sec = static_cast<double>(clock.seconds().count())};
    worksheet_write_datetime(it, row, column, &value, time_);
  }

  void number_cell(lxw_worksheet* it, lxw_row_t row, lxw_col_t column, double value, Kind kind, bool whole) {
    if (!std::isfinite(value)) return;
    if (kind == Kind::percent) worksheet_write_number(it, row, column, value / 100, percent_);
    else worksheet_write_number(it, row, column, value, whole ? integer_ : number_);
  }

  void cell(lxw_worksheet* it, lxw_row_t row, lxw_col_t column, const Value& value, const Column& about) {
    if (std::holds_alternative<std::monostate>(value)) return;  // unknown is empty, and never zero
    if (const auto* const yes = std::get_if<bool>(&value)) worksheet_write_boolean(it, row, column, *yes ? 1 : 0, wrapped_);
    else if (const auto* const at = std::get_if<Instant>(&value)) time_cell(it, row, column, *at);
    else if (const auto* const real = std::get_if<double>(&value)) number_cell(it, row, column, *real, about.kind, false);
    else if (const auto* const whole = std::get_if<std::int64_t>(&value)) {
      // Excel counts in doubles: beyond 2^53 it would change the last digits of an id.
      if (std::llabs(*whole / 2) > (1LL << 52) - 1) text_cell(it, row, column, fmt::format("{}", *whole));
      else number_cell(it, row, column, static_cast<double>(*whole), about.kind, true);
    } else {
      const std::string text = std::holds_alternative<std::string>(value) ? std::get<std::string>(value) : cell_text(value, about, document_);
      const bool leads = about.kind == Kind::url && is_web_url(text) && text.size() <= most_url && links_ < most_links && std::all_of(text.begin(), text.end(), [](char c) { return c > ' ' && c < 0x7F; });
      if (leads && worksheet_write_url(it, row, column, text.c_str(), nullptr) == LXW_NO_ERROR) ++links_;
      else text_cell(it, row, column, text);
    }
  }

  static double column_width(const Table& table, std::size_t column) {
    std::size_t widest = width(table.columns[column].title) + 2;
    const Kind kind = table.columns[column].kind;
    if (kind == Kind::time) widest = std::max<std::size_t>(widest, 17);
    const std::size_t every = table.rows.size() / 200 + 1;
    for (std::size_t row = 0; row < table.rows.size(); row += every) {
      if (column >= table.rows[row].size()) continue;
      if (const auto* const text = std::get_if<std::string>(&table.rows[row][column])) widest = std::max(widest, width(std::string_view(*text).substr(0, 200)) + 1);
    }
    return static_cast<double>(std::clamp<std::size_t>(widest, 9, 60));
  }

  lxw_worksheet* sheet(const std::string& name, const Table& table) {
    lxw_worksheet* const it = new_sheet(name.empty() ? document_.title : name);
    if (it == nullptr) return nullptr;
    const auto columns = shown_columns(table);
    if (table.single) {
      worksheet_set_column(it, 0, 0, 28, nullptr);
      worksheet_set_column(it, 1, 1, 60, nullptr);
      for (std::size_t i = 0; i < columns.size() && !table.rows.empty(); ++i) {
        const auto row = static_cast<lxw_row_t>(i);
        worksheet_write_string(it, row, 0, cell_words(typeset(table.columns[columns[i]].title, lang_)).c_str(), head_);
        if (columns[i] < table.rows[0].size()) cell(it, row, 1, table.rows[0][columns[i]], table.columns[columns[i]]);
      }
      return it;
    }
    std::vector<double> widths;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto column = static_cast<lxw_col_t>(i);
      widths.push_back(column_width(table, columns[i]));
      worksheet_set_column(it, column, column, widths.back(), nullptr);
      worksheet_write_string(it, 0, column, cell_words(typeset(table.columns[columns[i]].title, lang_)).c_str(), head_);
    }
    worksheet_freeze_panes(it, 1, 0);
    worksheet_repeat_rows(it, 0, 0);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      std::size_t lines = 1;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        if (columns[i] >= table.rows[row].size()) continue;
        const Value& value = table.rows[row][columns[i]];
        cell(it, static_cast<lxw_row_t>(row + 1), static_cast<lxw_col_t>(i), value, table.columns[columns[i]]);
        if (const auto* const text = std::get_if<std::string>(&value); text != nullptr && table.columns[columns[i]].kind != Kind::url) lines = std::max(lines, lines_of(*text, widths[i]));
      }
      make_tall(it, static_cast<lxw_row_t>(row + 1), lines);
    }
    if (!columns.empty() && !table.rows.empty()) worksheet_autofilter(it, 0, 0, static_cast<lxw_row_t>(table.rows.size()), static_cast<lxw_col_t>(columns.size() - 1));
    lxw_row_t below = static_cast<lxw_row_t>(table.rows.size() + 2);
    for (const std::string& note : table.notes) {
      if (below < most_rows) worksheet_write_string(it, below++, 0, cell_words(typeset(note, lang_)).c_str(), nullptr);
    }
    return it;
  }

  // --- Charts ---

  lxw_chart* new_chart(int type, const std::string& named) {
    lxw_chart* const chart = workbook_add_chart(workbook_, static_cast<std::uint8_t>(type));
    if (chart == nullptr) return nullptr;
    // The library takes a title that begins with "=" for a range.
    const std::string title = shortened(harmless(typeset(named, lang_), Lines::show), 200);
    chart_title_set_name(chart, title.starts_with('=') ? (" " + title).c_str() : title.c_str());
    if (type == LXW_CHART_BAR) chart_axis_set_reverse(chart->y_axis);  // the first at the top, as in the table
    return chart;
  }

  /// One column by another, over the rows below the head.
  lxw_chart_series* add_series(lxw_chart* chart, lxw_worksheet* it, std::size_t labels, std::size_t values, lxw_row_t rows) {
    lxw_chart_series* const series = chart_add_series(chart, nullptr, nullptr);
    if (series == nullptr) return nullptr;
    chart_series_set_categories(series, it->name, 1, static_cast<lxw_col_t>(labels), rows, static_cast<lxw_col_t>(labels));
    chart_series_set_values(series, it->name, 1, static_cast<lxw_col_t>(values), rows, static_cast<lxw_col_t>(values));
    chart_series_set_name_range(series, it->name, 0, static_cast<lxw_col_t>(values));
    return series;
  }

  /// Beside so many columns; `tall` times as tall as the library's.
  static void insert(lxw_worksheet* it, lxw_chart* chart, lxw_row_t row, std::size_t columns, const std::string& said, double tall) {
    std::string description = shortened(harmless(said, Lines::show), 1000);
    lxw_chart_options options{};
    options.x_scale = 1.4;
    options.y_scale = tall;
    options.description = description.empty() ? nullptr : description.data();
    worksheet_insert_chart_opt(it, row, static_cast<lxw_col_t>(columns + 1), chart, &options);
  }

  void table_sheet(const TableBlock& block) {
    lxw_worksheet* const it = sheet(plain(block.title, lang_), block.table);
    if (it == nullptr) return;
    const auto columns = shown_columns(block.table);
    lxw_row_t at = 1;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      const auto bars = bar_column(block.table, columns[i]);
      if (!bars) continue;
      data_bars(it, block.table, columns[i], static_cast<lxw_col_t>(i), *bars);
      if (block.charted && block.table.rows.size() > 1) at += column_chart(it, block.table, columns, i, at);
    }
  }

  void data_bars(lxw_worksheet* it, const Table& table, std::size_t column, lxw_col_t place, const BarColumn& bars) {
    const bool percent = table.columns[column].kind == Kind::percent;
    lxw_conditional_format how{};
    how.type = LXW_CONDITIONAL_DATA_BAR;
    how.data_bar_2010 = LXW_TRUE;
    how.bar_solid = LXW_TRUE;
    how.bar_color = colour_of(draw::mixed(palette_.sheet, palette_.ink(draw::Ink::series_1), 0.4));
    how.bar_negative_color = colour_of(draw::mixed(palette_.sheet, palette_.ink(draw::Ink::series_2), 0.4));
    how.bar_no_border = LXW_TRUE;
    // From zero on: by itself Excel begins at the least of the numbers.
    how.min_rule_type = how.max_rule_type = LXW_CONDITIONAL_RULE_TYPE_NUMBER;
    how.max_value = bars.full / (percent ? 100 : 1);
    how.min_value = bars.both_sides ? -how.max_value : 0;
    worksheet_conditional_format_range(it, 1, place, static_cast<lxw_row_t>(table.rows.size()), place, &how);
  }

  /// By what the rows of a chart are told apart, as a place among the shown columns: the first one of words that says something else in each; where none does,
  /// the one that says the most.
  static std::size_t label_of(const Table& table, const std::vector<std::size_t>& columns, std::size_t rows) {
    std::size_t best = 0, most = 0;
    for (std::size_t i = 0; i < columns.size(); ++i) {
      std::set<std::string> said;
      for (std::size_t row = 0; row < rows; ++row) {
        if (const auto* const word = columns[i] < table.rows[row].size() ? std::get_if<std::string>(&table.rows[row][columns[i]]) : nullptr) said.insert(*word);
      }
      if (said.size() > most) best = i, most = said.size();
      if (most == rows) break;
    }
    return best;
  }

  /// Days, weeks and months as reports name them ("2026-11-27", "2026-W48", "2026-11"), of which a line says more than bars.
  static bool are_times(const Table& table, std::size_t column) {
    return std::all_of(table.rows.begin(), table.rows.end(), [&](const std::vector<Value>& row) {
      const auto* const word = column < row.size() ? std::get_if<std::string>(&row[column]) : nullptr;
      return word != nullptr && word->size() >= 7 && word->size() <= 10 && word->compare(4, 1, "-") == 0 && std::all_of(word->begin(), word->end(), [](char c) { return (c >= '0' && c <= '9') || c == '-' || c == 'W'; });
    });
  }

  /// How many rows of the sheet it covers.
  lxw_row_t column_chart(lxw_worksheet* it, const Table& table, const std::vector<std::size_t>& columns, std::size_t values, lxw_row_t at) {
    constexpr std::size_t most_bars = 30;
    constexpr double row_dots = 20, usual_dots = 288;  // of a chart as the library makes it
    const bool line = are_times(table, columns[0]);
    const std::size_t rows = line ? table.rows.size() : std::min(table.rows.size(), most_bars);
    const std::size_t labels = line ? 0 : label_of(table, columns, rows);
    const Column &shown = table.columns[columns[values]], &by = table.columns[columns[labels]];
    lxw_chart* const chart = new_chart(line ? LXW_CHART_LINE : LXW_CHART_BAR, shown.title);
    lxw_chart_series* const series = chart == nullptr ? nullptr : add_series(chart, it, labels, values, static_cast<lxw_row_t>(rows));
    if (series == nullptr) return 0;
    const lxw_color_t colour = colour_of(palette_.ink(draw::Ink::series_1));
    lxw_chart_line stroke{};
    stroke.color = colour;
    stroke.width = 2;
    lxw_chart_fill fill{};
    fill.color = colour;
    if (line) chart_series_set_line(series, &stroke);
    else chart_series_set_fill(series, &fill);
    // What was not read is a gap, and no zero; and names stand at the edge, not upon the bars of what is negative.
    chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
    chart_axis_set_label_position(line ? chart->x_axis : chart->y_axis, LXW_CHART_AXIS_LABEL_POSITION_LOW);
    chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    const double tall = std::max(1.0, line ? 1.0 : static_cast<double>(rows) / 14);  // a bar is as tall as a name
    insert(it, chart, at, columns.size(), typeset(shown.title, lang_) + " / " + typeset(by.title, lang_), tall);
    return static_cast<lxw_row_t>(tall * usual_dots / row_dots) + 2;
  }

  void chart_sheet(const draw::Drawing& drawing) {
    lxw_worksheet* const it = sheet(typeset(drawing.title, lang_), drawing.data);
    const auto rows = static_cast<lxw_row_t>(drawing.data.rows.size());
    const auto columns = shown_columns(drawing.data).size();
    if (it == nullptr || rows == 0 || columns < 2) return;
    if (drawing.kind == draw::ChartKind::heat) {
      lxw_conditional_format shades{};
      shades.type = LXW_CONDITIONAL_2_COLOR_SCALE;
      shades.min_color = 0xFFFFFF;
      shades.max_color = colour_of(palette_.accent);
      worksheet_conditional_format_range(it, 1, 1, rows, static_cast<lxw_col_t>(columns - 1), &shades);
      return;
    }
    const auto type = drawing.kind == draw::ChartKind::line ? LXW_CHART_LINE : drawing.kind == draw::ChartKind::bars_up ? LXW_CHART_COLUMN : drawing.kind == draw::ChartKind::share ? LXW_CHART_DOUGHNUT : LXW_CHART_BAR;
    lxw_chart* const chart = new_chart(type, drawing.title);
    if (chart == nullptr) return;
    const std::size_t last = drawing.kind == draw::ChartKind::share ? 1 : columns - 1;
    for (std::size_t i = 1; i <= std::min<std::size_t>(last, 20); ++i) {
      lxw_chart_series* const series = add_series(chart, it, 0, i, rows);
      if (series == nullptr) break;
      const lxw_color_t colour = colour_of(palette_.ink(draw::series_ink(i - 1)));
      lxw_chart_line line{};
      line.color = colour;
      line.width = 2;
      static constexpr std::uint8_t dashes[]{LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_ROUND_DOT, LXW_CHART_LINE_DASH_DASH_DOT};
      line.dash_type = dashes[(i - 1) % 4];
      lxw_chart_fill fill{};
      fill.color = colour;
      if (drawing.kind == draw::ChartKind::line) chart_series_set_line(series, &line);
      else if (drawing.kind != draw::ChartKind::share) chart_series_set_fill(series, &fill);
    }
    if (drawing.kind == draw::ChartKind::line) {
      chart_axis_set_num_format(chart->x_axis, lang_ == "fr" ? "dd/mm/yy" : "yyyy-mm-dd");
      chart_show_blanks_as(chart, LXW_CHART_BLANKS_AS_GAP);
    }
    if (columns == 2 && drawing.kind != draw::ChartKind::share) chart_legend_set_position(chart, LXW_CHART_LEGEND_NONE);
    insert(it, chart, 1, columns, typeset(drawing.description, lang_), 1.3);
  }
};

/// Larger than a sheet can be is refused before anything is written.
Result<std::size_t> cells_of(const Document& document) {
  std::size_t cells = 0;
  for (const Block& block : document.blocks) {
    const auto* const it = std::get_if<TableBlock>(&block);
    if (it == nullptr) continue;
    if (it->table.rows.size() > most_rows || it->table.columns.size() > most_columns) {
      return Error{.fault = Fault::refused, .message = tr("a sheet holds at most {} rows and {} columns; there are {} and {}", most_rows, most_columns, it->table.rows.size(), it->table.columns.size()), .hint = tr("choose csv, or a shorter period")};
    }
    cells += it->table.rows.size() * it->table.columns.size();
  }
  return cells;
}

/// A file in memory, closed at the end.
class MemoryFile {
 public:
  MemoryFile() : descriptor_(::memfd_create("xlsx", MFD_CLOEXEC)) {}
  ~MemoryFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
  }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  [[nodiscard]] std::string path() const { return fmt::format("/proc/self/fd/{}", descriptor_); }
  [[nodiscard]] std::string content() const {
    std::string all;
    char piece[65536];
    for (ssize_t got = 0; (got = ::pread(descriptor_, piece, sizeof piece, static_cast<off_t>(all.size()))) > 0;) all.append(piece, static_cast<std::size_t>(got));
    return all;
  }

 private:
  int descriptor_ = -1;
};

class Xlsx final : public DocumentPart {
 public:
  Result<std::string> write(const Document& document) const override {
    TRY(const std::size_t cells, cells_of(document));
    const MemoryFile file;
    const std::string path = file.path();
    lxw_workbook_options options{};
    options.constant_memory = cells > many_cells ? LXW_TRUE : LXW_FALSE;
    lxw_workbook* const workbook = workbook_new_opt(path.c_str(), &options);
    if (workbook == nullptr) return Error{.fault = Fault::state, .message = tr("there is no memory for a workbook")};
    std::string title = shortened(harmless(document.title, Lines::show), 255), author = shortened(harmless(document.author, Lines::show), 255), program = "cmtool";
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    properties.company = program.data();
    // The library would ask the clock in place of zero.
    properties.created = std::max<std::time_t>(315'532'800, std::chrono::duration_cast<std::chrono::seconds>(document.made.time_since_epoch()).count());
    workbook_set_properties(workbook, &properties);
    Book(document, workbook).write();
    if (const lxw_error failed = workbook_close(workbook); failed != LXW_NO_ERROR) {
      return Error{.fault = Fault::state, .message = tr("the workbook cannot be written"), .detail = lxw_strerror(failed)};
    }
    return file.content();
  }
};

}  // namespace
}  // namespace cmtool::paper

/// The part's entry.
extern "C" const cmtool::paper::DocumentPart* cmtool_part_xlsx() {
  static const cmtool::paper::Xlsx it;
  return &it;
}
