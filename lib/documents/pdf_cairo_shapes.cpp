// SPDX-License-Identifier: MIT
#include "documents/pdf_cairo_shapes.hpp"

#include <cairo/cairo-pdf.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "model/state_sense.hpp"

namespace cmtool::paper {
namespace {

constexpr double most_dots = 16e6;  // of a picture: 64 MB once decoded

struct Source {
  std::string_view bytes{};
};
cairo_status_t take_bytes(void* from, unsigned char* to, unsigned int size) {
  auto& source = *static_cast<Source*>(from);
  if (source.bytes.size() < size) return CAIRO_STATUS_READ_ERROR;
  std::copy_n(source.bytes.begin(), size, to);
  source.bytes.remove_prefix(size);
  return CAIRO_STATUS_SUCCESS;
}

unsigned number_at(std::string_view bytes, std::size_t at, std::size_t size) {
  unsigned value = 0;
  for (std::size_t i = 0; i < size; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return value;
}

/// Width and height as the bytes of a JPEG say it; zeros where they do not.
std::pair<unsigned, unsigned> jpeg_size(std::string_view bytes) {
  for (std::size_t at = 2; at + 9 < bytes.size() && bytes[at] == '\xFF';) {
    const unsigned marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker >= 0xC0 && marker <= 0xC2) return {number_at(bytes, at + 7, 2), number_at(bytes, at + 5, 2)};
    at += 2 + number_at(bytes, at + 2, 2);
  }
  return {};
}

/// Strokes and fills on one sheet.
struct Pen {
  cairo_t* cr = nullptr;
  const draw::Palette& palette;

  void colour(draw::Ink ink, double opacity = 1) const {
    const draw::Rgb rgb = palette.ink(ink);
    cairo_set_source_rgba(cr, rgb.red / 255.0, rgb.green / 255.0, rgb.blue / 255.0, std::isfinite(opacity) ? std::clamp(opacity, 0.0, 1.0) : 0);
  }
  void path(const std::vector<draw::Point>& all) const {
    cairo_new_path(cr);
    for (const auto& point : all) {
      if (std::isfinite(point.x) && std::isfinite(point.y)) cairo_line_to(cr, std::clamp(point.x, -1e5, 1e5), std::clamp(point.y, -1e5, 1e5));
    }
  }
  void stroke(const draw::Polyline& it) const {
    path(it.points);
    colour(it.ink);
    cairo_set_line_width(cr, it.width);
    cairo_set_line_join(cr, CAIRO_LINE_JOIN_ROUND);
    cairo_set_line_cap(cr, CAIRO_LINE_CAP_ROUND);
    static constexpr double dashed[]{7, 4}, dotted[]{1.5, 4}, dash_dot[]{9, 4, 1.5, 4};
    switch (it.dash) {
      case draw::Dash::solid: cairo_set_dash(cr, nullptr, 0, 0); break;
      case draw::Dash::dashed: cairo_set_dash(cr, dashed, 2, 0); break;
      case draw::Dash::dotted: cairo_set_dash(cr, dotted, 2, 0); break;
      case draw::Dash::dash_dot: cairo_set_dash(cr, dash_dot, 4, 0); break;
    }
    cairo_stroke(cr);
    cairo_set_dash(cr, nullptr, 0, 0);
  }
  void stroke(const draw::Area& it) const {
    path(it.points);
    cairo_close_path(cr);
    colour(it.ink, it.opacity);
    cairo_fill(cr);
  }
  void stroke(const draw::Rectangle& it) const {
    colour(it.ink, it.opacity);
    cairo_rectangle(cr, it.at.x, it.at.y, std::max(0.0, it.width), std::max(0.0, it.height));
    cairo_fill(cr);
  }
  void stroke(const draw::Words&) const {}
  void stroke(const draw::Circle& it) const {
    cairo_new_path(cr);
    cairo_arc(cr, it.centre.x, it.centre.y, std::max(0.1, it.radius), 0, 2 * std::numbers::pi);
    colour(it.ink);
    cairo_fill(cr);
  }
};

}  // namespace

void put_shapes(_cairo* cr, const draw::Drawing& drawing, const draw::Palette& palette, const std::function<void(const draw::Words&)>& put_words) {
  const Pen pen{.cr = cr, .palette = palette};
  for (const draw::Shape& shape : drawing.shapes) {
    if (const auto* const words = std::get_if<draw::Words>(&shape)) put_words(*words);
    else std::visit([&](const auto& it) { pen.stroke(it); }, shape);
  }
}

void put_bar(_cairo* cr, const draw::Palette& palette, const BarColumn& bars, const Value& value, draw::Point at, double width, double height) {
  const auto share = bar_share(bars, value);
  if (!share) return;
  const Pen pen{.cr = cr, .palette = palette};
  const double axis = bars.both_sides ? width / 2 : 0, length = std::abs(*share) * (width - axis);
  pen.stroke(draw::Rectangle{.at = {at.x + (*share < 0 ? axis - length : axis), at.y}, .width = length, .height = height, .ink = *share < 0 ? draw::Ink::series_2 : draw::Ink::series_1, .opacity = 0.25});
  pen.stroke(draw::Rectangle{.at = {at.x + axis, at.y}, .width = 0.6, .height = height, .ink = draw::Ink::faint});
}

draw::Ink ink_of(const Value& value, Kind kind) {
  const auto* const word = std::get_if<std::string>(&value);
  if (kind != Kind::state || word == nullptr) return draw::Ink::text;
  switch (sense_of(*word)) {
    case StateSense::good: return draw::Ink::good;
    case StateSense::bad: return draw::Ink::bad;
    case StateSense::doubtful: return draw::Ink::warning;
    default: return draw::Ink::text;
  }
}

cairo_surface_t* decoded(const Picture& picture) {
  const std::string_view bytes = picture.bytes;
  if (picture.type == "image/png" && bytes.size() > 33) {
    if (static_cast<double>(number_at(bytes, 16, 4)) * number_at(bytes, 20, 4) > most_dots) return nullptr;
    Source source{.bytes = bytes};
    return cairo_image_surface_create_from_png_stream(take_bytes, &source);
  }
  if (picture.type == "image/jpeg" && bytes.size() > 20) {
    const auto [wide, tall] = jpeg_size(bytes);
    if (wide == 0 || tall == 0 || static_cast<double>(wide) * tall > most_dots) return nullptr;
    // The bytes go into the file as they are; the surface only says how large they are.
    cairo_surface_t* const surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, static_cast<int>(wide), static_cast<int>(tall));
    auto* const copy = new std::string(bytes);
    if (cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, reinterpret_cast<const unsigned char*>(copy->data()), copy->size(), [](void* it) { delete static_cast<std::string*>(it); }, copy) != CAIRO_STATUS_SUCCESS) delete copy;
    return surface;
  }
  return nullptr;
}

std::vector<double> shared_out(std::vector<double> wanted, double width) {
  double sum = 0;
  for (const double one : wanted) sum += one;
  if (sum <= width) {
    for (double& one : wanted) one *= width / sum;
    return wanted;
  }
  const double fair = width / static_cast<double>(wanted.size());
  double rest = width, roots = 0;
  for (const double one : wanted) one <= fair ? rest -= one : roots += std::sqrt(one);
  for (double& one : wanted) {
    if (one > fair) one = rest * std::sqrt(one) / roots;
  }
  return wanted;
}

std::string with_language(std::string pdf, std::string_view lang) {
  const auto trailer = pdf.rfind("\ntrailer\n"), start = pdf.rfind("\nstartxref\n"), root = pdf.find("/Root ", trailer);
  if (trailer == std::string::npos || start == std::string::npos || root == std::string::npos) return pdf;
  const std::string number = pdf.substr(root + 6, pdf.find(' ', root + 6) - root - 6);
  const auto object = pdf.find("\n" + number + " 0 obj\n<<");
  const auto end = object == std::string::npos ? object : pdf.find("endobj", object);
  if (end == std::string::npos) return pdf;
  std::string catalogue = pdf.substr(object + 1, end - object - 1);
  catalogue.insert(catalogue.find("<<") + 2, fmt::format(" /Lang ({}) /MarkInfo << /Marked true >> /ViewerPreferences << /DisplayDocTitle true >>", lang));
  const std::string before = pdf.substr(start + 11, pdf.find('\n', start + 11) - start - 11);
  const std::string ending = pdf.substr(trailer + 9, pdf.find(">>", trailer) - trailer - 9);
  if (!pdf.ends_with('\n')) pdf += '\n';
  const std::size_t at = pdf.size();
  pdf += catalogue + "endobj\n";
  const std::size_t table = pdf.size();
  return pdf + fmt::format("xref\n{} 1\n{:010} 00000 n \ntrailer\n{}   /Prev {}\n>>\nstartxref\n{}\n%%EOF\n", number, at, ending, before, table);
}

}  // namespace cmtool::paper
