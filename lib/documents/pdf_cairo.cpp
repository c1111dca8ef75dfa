// SPDX-License-Identifier: MIT
// The part "pdf": A4 pages by cairo, their text by pango.
//
// A document is laid out twice, first on pages that nobody sees, so that "page 3 of 7" is known. Headings stay with what follows, rows of
// tables are not broken, and a table's head stands on each of its pages. Everything is tagged (H1, P, Table …), page by page, as cairo wants it.
#include <cairo/cairo-pdf.h>
#include <fmt/format.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <cmath>
#include <memory>

#include "base/ascii.hpp"
#include "documents/documents.hpp"
#include "documents/parts.hpp"
#include "documents/pdf_cairo_shapes.hpp"
#include "draw/colour.hpp"
#include "markdown.hpp"
#include "text/harmless.hpp"
#include "text/numbers.hpp"
#include "text/typeset.hpp"
#include "when/zone.hpp"

namespace cmtool::paper {
namespace {

using draw::Ink;
using draw::Rgb;

// In points, of which an inch has 72.
constexpr double page_width = 595.28, page_height = 841.89, left = 50, top = 52, bottom = page_height - 58, width = page_width - 2 * left;
constexpr double body = 10, small = 8.5, tallest_chart = 225;
constexpr const char* family = "Noto Sans, DejaVu Sans, Liberation Sans, sans-serif";

template <typename T>
struct Unref {
  void operator()(T* it) const { g_object_unref(it); }
};
using Layout = std::unique_ptr<PangoLayout, Unref<PangoLayout>>;

struct Look {
  double size = body;
  bool bold = false;
  Ink ink = Ink::text;
  double width = paper::width;
  bool at_right = false;
  int most_lines = 0;  ///< 0: all
};

double points(int units) { return static_cast<double>(units) / PANGO_SCALE; }

cairo_status_t add_bytes(void* to, const unsigned char* bytes, unsigned int size) {
  static_cast<std::string*>(to)->append(reinterpret_cast<const char*>(bytes), size);
  return CAIRO_STATUS_SUCCESS;
}

class Pages {
 public:
  Pages(const Document& document, int total)
      : document_(document), words_(writer_words(document.lang)), lang_(is_french(document.lang) ? "fr" : "en"), palette_(draw::palette(document.accent, draw::Scheme::light)), levels_(levels(document)), total_(total) {
    palette_.ground = palette_.sheet;
    surface_ = cairo_pdf_surface_create_for_stream(add_bytes, &bytes_, page_width, page_height);
    cairo_pdf_surface_restrict_to_version(surface_, CAIRO_PDF_VERSION_1_5);
    cr_ = cairo_create(surface_);
    // One for all texts: it keeps the fonts that it has found.
    context_.reset(pango_cairo_create_context(cr_));
    cairo_font_options_t* const options = cairo_font_options_create();
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    pango_cairo_context_set_font_options(context_.get(), options);
    cairo_font_options_destroy(options);
    set(CAIRO_PDF_METADATA_TITLE, document.title);
    set(CAIRO_PDF_METADATA_AUTHOR, document.author);
    set(CAIRO_PDF_METADATA_CREATOR, "cmtool");
    const std::string made = iso(std::chrono::floor<std::chrono::seconds>(document.made));
    set(CAIRO_PDF_METADATA_CREATE_DATE, made);
    set(CAIRO_PDF_METADATA_MOD_DATE, made);
  }
  ~Pages() {
    context_.reset();
    cairo_destroy(cr_);
    cairo_surface_destroy(surface_);
  }
  Pages(const Pages&) = delete;
  Pages& operator=(const Pages&) = delete;

  Result<std::string> write() {
    for (at_ = 0; at_ < document_.blocks.size(); ++at_) {
      if (at_ == 0 && !std::holds_alternative<Cover>(document_.blocks[0]) && !document_.title.empty()) {
        show(layout(Text(theirs(document_.title)), {.size = 20, .bold = true}), left, "H1");
        y_ += 10;
      }
      std::visit([this](const auto& block) { put(block); }, document_.blocks[at_]);
    }
    end_page();
    cairo_surface_finish(surface_);
    const cairo_status_t status = cairo_status(cr_) != CAIRO_STATUS_SUCCESS ? cairo_status(cr_) : cairo_surface_status(surface_);
    if (status != CAIRO_STATUS_SUCCESS) return Error{.fault = Fault::internal, .message = "PDF", .detail = cairo_status_to_string(status)};
    return with_language(bytes_, lang_);
  }
  [[nodiscard]] int pages() const { return page_; }

 private:
  const Document& document_;
  const WriterWords& words_;
  std::string lang_;
  draw::Palette palette_;
  std::vector<int> levels_;
  int total_ = 0, page_ = 1;
  std::string bytes_{};
  cairo_surface_t* surface_ = nullptr;
  cairo_t* cr_ = nullptr;
  std::unique_ptr<PangoContext, Unref<PangoContext>> context_{};
  double y_ = top;
  std::size_t at_ = 0;
  std::vector<int> outline_{CAIRO_PDF_OUTLINE_ROOT};

  void set(cairo_pdf_metadata_t which, const std::string& text) {
    if (!text.empty()) cairo_pdf_surface_set_metadata(surface_, which, harmless(text, Lines::show).c_str());
  }

  // --- Pages ---

  void colour(Ink ink, double opacity = 1) {
    const Rgb rgb = palette_.ink(ink);
    cairo_set_source_rgba(cr_, rgb.red / 255.0, rgb.green / 255.0, rgb.blue / 255.0, std::isfinite(opacity) ? std::clamp(opacity, 0.0, 1.0) : 0);
  }

  void end_page() {
    std::string text = fmt::format("{} {}", words_.page, page_);
    if (total_ > 0) text += fmt::format(" {} {}", words_.of, total_);
    const Layout number = layout(Text(theirs(text)), {.size = small, .ink = Ink::faint, .at_right = true});
    draw(number, left, page_height - 36);
    const Layout title = layout(Text(theirs(document_.title)), {.size = small, .ink = Ink::faint, .width = width * 0.75, .most_lines = 1});
    if (page_ > 1) draw(title, left, page_height - 36);
    cairo_show_page(cr_);
  }

  void next_page() {
    end_page();
    ++page_;
    y_ = top;
  }

  /// What does not fit any more begins a page, unless it is at the top of one already.
  void need(double height) {
    if (y_ + height > bottom && y_ > top) next_page();
  }

  // --- Text ---

  Layout layout(const Text& text, const Look& look) const {
    Layout it(pango_layout_new(context_.get()));
    PangoFontDescription* const font = pango_font_description_from_string(family);
    pango_font_description_set_absolute_size(font, look.size * PANGO_SCALE);
    if (look.bold) pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD);
    pango_layout_set_font_description(it.get(), font);
    pango_font_description_free(font);
    std::string all;
    PangoAttrList* const attributes = pango_attr_list_new();
    const auto add = [&](PangoAttribute* attribute, std::size_t from) {
      attribute->start_index = static_cast<guint>(from);
      attribute->end_index = static_cast<guint>(all.size());
      pango_attr_list_insert(attributes, attribute);
    };
    for (const Run& run : text.runs) {
      const std::size_t from = all.size();
      all += harmless(run.ours ? typeset(run.text, lang_) : run.text, Lines::keep);
      if (run.strong) add(pango_attr_weight_new(PANGO_WEIGHT_BOLD), from);
      if (is_web_url(run.url)) {
        const Rgb rgb = palette_.accent;
        add(pango_attr_foreground_new(static_cast<guint16>(rgb.red * 257), static_cast<guint16>(rgb.green * 257), static_cast<guint16>(rgb.blue * 257)), from);
        add(pango_attr_underline_new(PANGO_UNDERLINE_SINGLE), from);
      }
    }
    pango_layout_set_text(it.get(), all.data(), static_cast<int>(all.size()));
    pango_layout_set_attributes(it.get(), attributes);
    pango_attr_list_unref(attributes);
    pango_layout_set_width(it.get(), static_cast<int>(std::max(10.0, look.width) * PANGO_SCALE));
    pango_layout_set_wrap(it.get(), PANGO_WRAP_WORD_CHAR);
    pango_layout_set_line_spacing(it.get(), 1.15F);
    if (look.at_right) pango_layout_set_alignment(it.get(), PANGO_ALIGN_RIGHT);
    if (look.most_lines > 0) {
      pango_layout_set_ellipsize(it.get(), PANGO_ELLIPSIZE_END);
      pango_layout_set_height(it.get(), -look.most_lines);
    }
    // What draw() is to colour it with.
    g_object_set_data(G_OBJECT(it.get()), "ink", GINT_TO_POINTER(static_cast<int>(look.ink)));
    return it;
  }

  static double height(const Layout& it) {
    int h = 0;
    pango_layout_get_size(it.get(), nullptr, &h);
    return points(h);
  }
  static double natural_width(const Layout& it) {
    PangoRectangle box{};
    pango_layout_set_width(it.get(), -1);
    pango_layout_get_extents(it.get(), nullptr, &box);
    return points(box.width);
  }

  void draw(const Layout& it, double x, double y) {
    colour(static_cast<Ink>(GPOINTER_TO_INT(g_object_get_data(G_OBJECT(it.get()), "ink"))));
    cairo_move_to(cr_, x, y);
    pango_cairo_show_layout(cr_, it.get());
  }

  /// Line by line over as many pages as it takes; neither the first nor the last line stands alone.
  void show(const Layout& it, double x, const char* tag, const Text* links = nullptr) {
    const int lines = pango_layout_get_line_count(it.get());
    need(lines <= 3 ? height(it) : 2 * height(it) / lines);
    cairo_tag_begin(cr_, tag, nullptr);
    PangoLayoutIter* const iterator = pango_layout_get_iter(it.get());
    double offset = y_;
    int number = 0;
    do {
      PangoRectangle box{};
      pango_layout_iter_get_line_extents(iterator, nullptr, &box);
      const double line_top = points(box.y), line_height = points(box.height);
      const bool last_two = ++number == lines - 1 && lines > 3;
      if (offset + line_top + line_height * (last_two ? 2 : 1) > bottom && offset + line_top > top) {
        cairo_tag_end(cr_, tag);
        next_page();
        offset = y_ - line_top;
        cairo_tag_begin(cr_, tag, nullptr);
      }
      colour(static_cast<Ink>(GPOINTER_TO_INT(g_object_get_data(G_OBJECT(it.get()), "ink"))));
      cairo_move_to(cr_, x + points(box.x), offset + points(pango_layout_iter_get_baseline(iterator)));
      PangoLayoutLine* const line = pango_layout_iter_get_line_readonly(iterator);
      pango_cairo_show_layout_line(cr_, line);
      if (links != nullptr) link_line(line, *links, x, offset + line_top, line_height);
    } while (pango_layout_iter_next_line(iterator));
    pango_layout_iter_free(iterator);
    cairo_tag_end(cr_, tag);
    y_ = offset + height(it);
  }

  void link_line(PangoLayoutLine* line, const Text& text, double x, double y, double line_height) {
    std::size_t from = 0;
    for (const Run& run : text.runs) {
      const std::size_t until = from + harmless(run.ours ? typeset(run.text, lang_) : run.text, Lines::keep).size();
      const int begin = std::max(static_cast<int>(from), line->start_index), end = std::min(static_cast<int>(until), line->start_index + line->length);
      if (begin < end) {
        int* ranges = nullptr;
        int count = 0;
        pango_layout_line_get_x_ranges(line, begin, end, &ranges, &count);
        for (int i = 0; i < count; ++i) link_area(run.url, x + points(ranges[2 * i]), y, points(ranges[2 * i + 1] - ranges[2 * i]), line_height);
        g_free(ranges);
      }
      from = until;
    }
  }

  /// cairo gives up the whole file where the address would break its attribute, so only plain ones are let in.
  void link_area(const std::string& url, double x, double y, double w, double h) {
    if (!is_web_url(url) || url.size() > 2000 || w <= 0) return;
    if (!std::all_of(url.begin(), url.end(), [](char c) { return c > ' ' && c < 0x7F && c != '\'' && c != '\\'; })) return;
    cairo_tag_begin(cr_, CAIRO_TAG_LINK, fmt::format("rect=[{:.2f} {:.2f} {:.2f} {:.2f}] uri='{}'", x, y, w, h, url).c_str());
    cairo_tag_end(cr_, CAIRO_TAG_LINK);
  }

  void rectangle(double x, double y, double w, double h, Ink ink, double opacity = 1) {
    colour(ink, opacity);
    cairo_rectangle(cr_, x, y, w, h);
    cairo_fill(cr_);
  }

  /// How much of the next block must stand on the same page as the heading before it.
  double beginning(std::size_t at) const {
    if (at >= document_.blocks.size()) return 0;
    const Block& block = document_.blocks[at];
    if (const auto* const chart = std::get_if<Chart>(&block)) return chart_height(chart->drawing) + 60;
    if (std::holds_alternative<Heading>(block)) return 40 + beginning(at + 1);
    if (std::holds_alternative<Figure>(block)) return 240;
    return std::holds_alternative<KeyFigures>(block) || std::holds_alternative<TableBlock>(block) ? 90 : 34;
  }

  // --- Blocks ---

  void put(const Cover& cover) {
    rectangle(0, 0, page_width, 14, Ink::series_1);
    y_ = 150;
    if (cover.logo) picture(*cover.logo, 200, 100), y_ += 26;
    if (!cover.client.empty()) show(layout(cover.client, {.size = 15, .bold = true, .ink = Ink::series_1}), left, "P"), y_ += 6;
    show(layout(cover.title.empty() ? Text(theirs(document_.title)) : cover.title, {.size = 32, .bold = true}), left, "H1");
    y_ += 6;
    if (!cover.subtitle.empty()) show(layout(cover.subtitle, {.size = 17}), left, "P"), y_ += 18;
    for (const Text& line : cover.lines) show(layout(line, {.ink = Ink::faint}), left, "P");
    if (document_.made != Instant{}) {
      show(layout(Text(theirs(fmt::format("{} {}", words_.made_on, human_time(document_.made, document_.zone, lang_)))), {.ink = Ink::faint}), left, "P");
    }
    if (at_ + 1 < document_.blocks.size()) next_page();
  }

  void put(const Heading& heading) {
    const int level = levels_[at_];
    const double size = level == 2 ? 17 : level == 3 ? 13 : 11;
    if (y_ > top) y_ += level == 2 ? 18 : 10;
    const Layout it = layout(heading.text, {.size = size, .bold = true});
    need(std::min(height(it) + 14 + beginning(at_ + 1), bottom - top));
    if (level == 2) {
      rectangle(left, y_, width, 2, Ink::series_1);
      y_ += 8;
    }
    outline_.resize(static_cast<std::size_t>(level - 1), outline_.back());
    const std::string name = harmless(plain(heading.text, lang_), Lines::show);
    outline_.push_back(cairo_pdf_surface_add_outline(surface_, outline_.back(), name.empty() ? "-" : name.c_str(), fmt::format("page={} pos=[{:.1f} {:.1f}]", page_, left, y_).c_str(), CAIRO_PDF_OUTLINE_FLAG_OPEN));
    show(it, left, level == 2 ? "H2" : level == 3 ? "H3" : "H4");
    y_ += 6;
  }

  void put(const Paragraph& paragraph) {
    const bool quote = paragraph.role == Paragraph::Role::quote;
    const double indent = quote ? 14 : 0;
    const double from = y_;
    const int page = page_;
    show(layout(paragraph.text, {.size = paragraph.role == Paragraph::Role::lead ? 11.5 : body, .width = width - indent}), left + indent, quote ? "BlockQuote" : "P", &paragraph.text);
    if (quote && !paragraph.source.empty()) {
      const Text source = Text("— ") + paragraph.source;
      show(layout(source, {.size = small, .ink = Ink::faint, .width = width - indent}), left + indent, "P");
    }
    if (quote) rectangle(left, page == page_ ? from : top, 3, y_ - (page == page_ ? from : top), Ink::series_1);
    y_ += 8;
  }

  void put(const List& list) {
    int number = 0;
    for (const Text& item : list.items) {
      const Layout it = layout(item, {.width = width - 20});
      need(std::min(height(it), 30.0));
      draw(layout(Text(theirs(list.numbered ? fmt::format("{}.", ++number) : "•")), {.width = 18}), left + 2, y_);
      show(it, left + 20, "LI", &item);
      y_ += 3;
    }
    y_ += 6;
  }

  void put(const KeyFigures& figures) {
    constexpr std::size_t columns = 3;
    constexpr double gap = 10, inside = 9;
    const double each = (width - gap * (columns - 1)) / columns;
    for (std::size_t from = 0; from < figures.figures.size(); from += columns) {
      std::vector<std::vector<Layout>> boxes;
      double tallest = 0;
      const std::size_t until = std::min(figures.figures.size(), from + columns);
      for (std::size_t i = from; i < until; ++i) {
        const KeyFigure& figure = figures.figures[i];
        std::vector<Layout> box;
        const auto add = [&](const Text& text, double size, bool bold, Ink ink) { box.push_back(layout(text, {.size = size, .bold = bold, .ink = ink, .width = each - 2 * inside, .most_lines = 4})); };
        add(figure.label, small, false, Ink::faint);
        add(theirs(figure.value), 19, true, Ink::text);
        if (figure.change) add(theirs(change_text(*figure.change, lang_)), 9, false, figure.change->judgement == Judgement::good ? Ink::good : figure.change->judgement == Judgement::bad ? Ink::bad : Ink::text);
        if (!figure.as_of.empty()) add(Text(theirs(std::string(words_.as_of) + " ")) + figure.as_of, small, false, Ink::faint);
        double total = 2 * inside + (figure.progress ? 12 : 0);
        for (const Layout& line : box) total += height(line);
        tallest = std::max(tallest, total);
        boxes.push_back(std::move(box));
      }
      need(tallest);
      for (std::size_t i = 0; i < boxes.size(); ++i) {
        const double x = left + (each + gap) * static_cast<double>(i);
        colour(Ink::grid);
        cairo_set_line_width(cr_, 0.8);
        cairo_rectangle(cr_, x, y_, each, tallest);
        cairo_stroke(cr_);
        double y = y_ + inside;
        cairo_tag_begin(cr_, "P", nullptr);
        for (const Layout& line : boxes[i]) {
          draw(line, x + inside, y);
          y += height(line);
        }
        cairo_tag_end(cr_, "P");
        if (const auto& progress = figures.figures[from + i].progress; progress && std::isfinite(*progress)) {
          rectangle(x + inside, y + 4, each - 2 * inside, 5, Ink::grid);
          rectangle(x + inside, y + 4, (each - 2 * inside) * std::clamp(*progress, 0.0, 1.0), 5, Ink::series_1);
        }
      }
      y_ += tallest + gap;
    }
    y_ += 4;
  }

  void put(const TableBlock& block) {
    if (!block.title.empty()) {
      const Layout it = layout(block.title, {.bold = true});
      need(height(it) + 60);
      show(it, left, "Caption");
      y_ += 3;
    }
    if (block.table.rows.empty()) show(layout(Text(theirs(std::string(words_.empty))), {.ink = Ink::faint}), left, "P");
    else table(block.table.single ? turned(block.table, document_) : block.table);
    for (const std::string& note : block.table.notes) show(layout(Text(note), {.size = small, .ink = Ink::faint}), left, "P");
    y_ += 10;
  }

  /// As wide as their words want, but no column starves another.
  std::vector<double> widths(const Table& table, const std::vector<std::size_t>& columns, const std::vector<std::optional<BarColumn>>& bars, double size) const {
    std::vector<double> wanted;
    constexpr double inside = 10, room_for_bar = 26;
    for (std::size_t place = 0; place < columns.size(); ++place) {
      const std::size_t i = columns[place];
      double most = 0;  // a title is broken between its words, but none of them
      for (const std::string& word : split(typeset(table.columns[i].title, lang_), ' ')) most = std::max(most, std::min(natural_width(layout(Text(theirs(word)), {.size = size, .bold = true})), 90.0));
      const std::size_t every = table.rows.size() / 150 + 1;
      for (std::size_t row = 0; row < table.rows.size(); row += every) {
        if (i >= table.rows[row].size()) continue;
        const std::string text = cell_text(table.rows[row][i], table.columns[i], document_);
        most = std::max(most, std::min(natural_width(layout(Text(theirs(text.substr(0, 200))), {.size = size})), 400.0));
      }
      wanted.push_back(most + inside + (bars[place] ? room_for_bar : 0));
    }
    return shared_out(std::move(wanted), width);
  }

  void table(const Table& table) {
    auto columns = shown_columns(table);
    constexpr std::size_t most_columns = 24;
    if (columns.size() > most_columns) columns.resize(most_columns);
    if (columns.empty()) return;
    const double size = columns.size() > 8 ? 6.5 : columns.size() > 5 ? 7.5 : 8.5;
    const auto bars = bar_columns(table, columns);
    const auto wide = widths(table, columns, bars, size);
    const auto row_of = [&](const std::vector<Value>* cells) {
      std::vector<Layout> row;
      for (std::size_t i = 0; i < columns.size(); ++i) {
        const Column& column = table.columns[columns[i]];
        const Value value = cells != nullptr && columns[i] < cells->size() ? (*cells)[columns[i]] : Value();
        const Text text = cells == nullptr ? Text(column.title) : Text(theirs(cell_text(value, column, document_)));
        row.push_back(layout(text, {.size = size, .bold = cells == nullptr, .ink = ink_of(value, column.kind), .width = wide[i] - 10, .at_right = is_number(column.kind), .most_lines = 14}));
      }
      return row;
    };
    const auto row_height = [&](const std::vector<Layout>& row) {
      double tallest = 0;
      for (const Layout& cell : row) tallest = std::max(tallest, height(cell));
      return tallest + 6;
    };
    const auto put_row = [&](const std::vector<Layout>& row, double tall, const char* tag) {
      cairo_tag_begin(cr_, "TR", nullptr);
      double x = left;
      for (std::size_t i = 0; i < row.size(); ++i) {
        cairo_tag_begin(cr_, tag, nullptr);
        draw(row[i], x + 5, y_ + 3);
        cairo_tag_end(cr_, tag);
        x += wide[i];
      }
      cairo_tag_end(cr_, "TR");
      y_ += tall;
      rectangle(left, y_ - 0.3, width, 0.6, Ink::grid);
    };
    const auto head = row_of(nullptr);
    const double head_height = row_height(head);
    const auto put_head = [&] {
      cairo_tag_begin(cr_, "Table", nullptr);
      const Rgb raised = palette_.raised;
      cairo_set_source_rgb(cr_, raised.red / 255.0, raised.green / 255.0, raised.blue / 255.0);
      cairo_rectangle(cr_, left, y_, width, head_height);
      cairo_fill(cr_);
      put_row(head, head_height, "TH");
    };
    const auto first = row_of(&table.rows[0]);
    need(head_height + row_height(first));
    put_head();
    for (const auto& cells : table.rows) {
      const auto row = row_of(&cells);
      const double tall = row_height(row);
      if (y_ + tall > bottom) {
        cairo_tag_end(cr_, "Table");
        next_page();
        put_head();
      }
      const double from = y_;
      double x = left;
      for (std::size_t i = 0; i < columns.size(); x += wide[i++]) {
        if (bars[i] && columns[i] < cells.size()) put_bar(cr_, palette_, *bars[i], cells[columns[i]], {x + 2, y_ + 3}, wide[i] - 4, size * 1.4);
      }
      put_row(row, tall, "TD");
      x = left;
      for (std::size_t i = 0; i < columns.size(); x += wide[i++]) {
        if (table.columns[columns[i]].kind == Kind::url && columns[i] < cells.size()) {
          if (const auto* const url = std::get_if<std::string>(&cells[columns[i]])) link_area(*url, x, from, wide[i], tall);
        }
      }
    }
    cairo_tag_end(cr_, "Table");
    y_ += 4;
  }

  static double scale_of(const draw::Drawing& drawing) {
    if (!(drawing.width > 0) || !(drawing.height > 0)) return 0;
    return std::min(width / drawing.width, tallest_chart / drawing.height);
  }
  static double chart_height(const draw::Drawing& drawing) { return scale_of(drawing) * drawing.height; }

  void put(const Chart& chart) {
    const draw::Drawing& drawing = chart.drawing;
    const Layout title = layout(Text(drawing.title), {.bold = true}), description = layout(Text(drawing.description), {.size = small, .ink = Ink::faint});
    const double tall = chart_height(drawing);
    need(height(title) + tall + height(description) + 12);
    show(title, left, "Caption");
    y_ += 5;
    cairo_tag_begin(cr_, "Figure", nullptr);
    cairo_save(cr_);
    cairo_translate(cr_, left, y_);
    cairo_scale(cr_, scale_of(drawing), scale_of(drawing));
    put_shapes(cr_, drawing, palette_, [this](const draw::Words& it) { put_words(it); });
    cairo_restore(cr_);
    cairo_tag_end(cr_, "Figure");
    y_ += tall + 3;
    if (!drawing.description.empty()) show(description, left, "P");
    y_ += 12;
  }

  void put_words(const draw::Words& it) {
    const Layout text = layout(Text(theirs(harmless(it.text, Lines::show))), {.size = it.size, .bold = it.weight == draw::Weight::bold, .ink = it.ink});
    const double wide = natural_width(text);
    const double x = it.anchor == draw::Anchor::start ? it.at.x : it.anchor == draw::Anchor::middle ? it.at.x - wide / 2 : it.at.x - wide;
    draw(text, x, it.at.y - points(pango_layout_get_baseline(text.get())));
  }

  // --- Pictures ---

  void picture(const Picture& picture, double most_width, double most_height) {
    cairo_surface_t* const surface = decoded(picture);
    if (surface == nullptr || cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS || cairo_image_surface_get_width(surface) < 1 || cairo_image_surface_get_height(surface) < 1) {
      const Text otherwise = Text(theirs(fmt::format("[{}{} ", words_.no_picture, lang_ == "fr" ? "\u00A0:" : ":"))) + theirs(picture.alt) + theirs("]");
      show(layout(otherwise, {.ink = Ink::faint}), left, "P");
    } else {
      const double wide = cairo_image_surface_get_width(surface), tall = cairo_image_surface_get_height(surface);
      const double scale = std::min({most_width / wide, most_height / tall, 1.0});
      need(tall * scale);
      cairo_tag_begin(cr_, "Figure", nullptr);
      cairo_save(cr_);
      cairo_translate(cr_, left, y_);
      cairo_scale(cr_, scale, scale);
      cairo_set_source_surface(cr_, surface, 0, 0);
      cairo_paint(cr_);
      cairo_restore(cr_);
      cairo_tag_end(cr_, "Figure");
      y_ += tall * scale;
    }
    if (surface != nullptr) cairo_surface_destroy(surface);
  }

  void put(const Figure& figure) {
    picture(figure.picture, width, 280);
    if (!figure.caption.empty()) {
      y_ += 3;
      show(layout(figure.caption, {.size = small, .ink = Ink::faint}), left, "Caption");
    }
    y_ += 10;
  }

  void put(const Note& note) {
    Text text = Text(Run{.text = std::string(note.warning ? words_.warning : words_.note) + " ", .strong = true}) + note.text;
    const Layout it = layout(text, {.width = width - 24});
    const double tall = height(it) + 12;
    need(std::min(tall, bottom - top));
    rectangle(left, y_, width, tall, Ink::grid, 0.35);
    rectangle(left, y_, 3, tall, note.warning ? Ink::warning : Ink::faint);
    y_ += 6;
    show(it, left + 12, "P", &text);
    y_ += 14;
  }

  void put(const PageBreak&) {
    if (y_ > top && at_ + 1 < document_.blocks.size()) next_page();
  }

  void put(const Definitions& definitions) {
    for (const auto& [term, meaning] : definitions.entries) {
      need(34);
      show(layout(term, {.bold = true}), left, "P");
      show(layout(meaning, {.width = width - 14}), left + 14, "P", &meaning);
      y_ += 5;
    }
  }
};

class Pdf final : public DocumentPart {
 public:
  Result<std::string> write(const Document& document) const override {
    Pages first(document, 0);
    CHECK_OK(first.write());
    return Pages(document, first.pages()).write();
  }
};

}  // namespace
}  // namespace cmtool::paper

/// The part's entry.
extern "C" const cmtool::paper::DocumentPart* cmtool_part_pdf() {
  static const cmtool::paper::Pdf it;
  return &it;
}
