// SPDX-License-Identifier: MIT
#include "draw/svg.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "text/harmless.hpp"

namespace cmtool::draw {
namespace {

/// One decimal is a tenth of a dot, and the same bytes everywhere.
std::string number(double value) {
  if (!std::isfinite(value)) return "0";
  const double tenths = std::round(std::clamp(value, -1e6, 1e6) * 10);
  const auto whole = static_cast<long long>(tenths);
  if (whole % 10 == 0) return fmt::format("{}", whole / 10);
  return fmt::format("{}{}.{}", whole < 0 ? "-" : "", std::abs(whole) / 10, std::abs(whole) % 10);
}

std::string escaped(std::string_view text) {
  std::string result;
  for (const char c : harmless(text, Lines::show)) {
    switch (c) {
      case '&': result += "&amp;"; break;
      case '<': result += "&lt;"; break;
      case '>': result += "&gt;"; break;
      case '"': result += "&quot;"; break;
      default: result += c;
    }
  }
  return result;
}

std::string opacity_of(double opacity) {
  return opacity >= 0.995 ? "" : fmt::format(" fill-opacity=\"{:.2f}\"", std::isfinite(opacity) ? std::clamp(opacity, 0.0, 1.0) : 0);
}

std::string path(const std::vector<Point>& points) {
  std::string result;
  for (const Point& point : points) result += (result.empty() ? "" : " ") + number(point.x) + "," + number(point.y);
  return result;
}

std::string dashes(Dash dash) {
  switch (dash) {
    case Dash::solid: return "";
    case Dash::dashed: return " stroke-dasharray=\"7 4\"";
    case Dash::dotted: return " stroke-dasharray=\"1.5 4\"";
    case Dash::dash_dot: return " stroke-dasharray=\"9 4 1.5 4\"";
  }
  return "";
}

struct Writer {
  std::string operator()(const Polyline& it) const {
    return fmt::format("<polyline class=\"stroke ink-{}\" points=\"{}\" stroke-width=\"{}\"{}/>\n", name_of(it.ink), path(it.points), number(it.width), dashes(it.dash));
  }
  std::string operator()(const Area& it) const {
    return fmt::format("<polygon class=\"fill ink-{}\" points=\"{}\"{}/>\n", name_of(it.ink), path(it.points), opacity_of(it.opacity));
  }
  std::string operator()(const Rectangle& it) const {
    return fmt::format("<rect class=\"fill ink-{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"{}/>\n", name_of(it.ink), number(it.at.x), number(it.at.y),
                       number(std::max(0.0, it.width)), number(std::max(0.0, it.height)), opacity_of(it.opacity));
  }
  std::string operator()(const Circle& it) const {
    return fmt::format("<circle class=\"fill ink-{}\" cx=\"{}\" cy=\"{}\" r=\"{}\"/>\n", name_of(it.ink), number(it.centre.x), number(it.centre.y), number(std::max(0.0, it.radius)));
  }
  std::string operator()(const Words& it) const {
    const std::string_view anchor = it.anchor == Anchor::start ? "" : it.anchor == Anchor::middle ? " text-anchor=\"middle\"" : " text-anchor=\"end\"";
    return fmt::format("<text class=\"fill ink-{}\" x=\"{}\" y=\"{}\" font-size=\"{}\"{}{}>{}</text>\n", name_of(it.ink), number(it.at.x), number(it.at.y), number(it.size),
                       anchor, it.weight == Weight::bold ? " font-weight=\"700\"" : "", escaped(it.text));
  }
};

}  // namespace

std::string svg(const Drawing& drawing, std::string_view id) {
  const std::string name = escaped(id);
  // "img" hides what is inside from a screen reader, which reads the title, the description and the table behind.
  std::string result = fmt::format("<svg class=\"chart\" role=\"img\" viewBox=\"0 0 {} {}\" aria-labelledby=\"{}-title {}-description\">\n<title id=\"{}-title\">{}</title>\n<desc id=\"{}-description\">{}</desc>\n",
                                   number(drawing.width), number(drawing.height), name, name, name, escaped(drawing.title), name, escaped(drawing.description));
  for (const Shape& shape : drawing.shapes) result += std::visit(Writer{}, shape);
  return result + "</svg>\n";
}

}  // namespace cmtool::draw
