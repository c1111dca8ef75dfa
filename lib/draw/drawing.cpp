// SPDX-License-Identifier: MIT
#include "draw/drawing.hpp"

#include <algorithm>
#include <array>
#include <cmath>

#include "text/width.hpp"

namespace cmtool::draw {
namespace {

/// Of a column of a terminal, in ems: a little more than letters and digits of common fonts take on average.
constexpr double column_ems = 0.56;
constexpr double most = 1e15;

}  // namespace

Ink series_ink(std::size_t number) {
  return static_cast<Ink>(static_cast<std::size_t>(Ink::series_1) + number % static_cast<std::size_t>(series_inks));
}

std::string_view name_of(Ink ink) {
  switch (ink) {
    case Ink::text: return "text";
    case Ink::faint: return "faint";
    case Ink::grid: return "grid";
    case Ink::ground: return "ground";
    case Ink::series_1: return "series-1";
    case Ink::series_2: return "series-2";
    case Ink::series_3: return "series-3";
    case Ink::series_4: return "series-4";
    case Ink::series_5: return "series-5";
    case Ink::series_6: return "series-6";
    case Ink::good: return "good";
    case Ink::warning: return "warning";
    case Ink::bad: return "bad";
  }
  return "text";
}

double text_width(std::string_view text, double size) { return static_cast<double>(cmtool::width(text)) * size * column_ems; }

std::string fitted(std::string_view text, double width, double size) {
  const double columns = std::max(1.0, std::floor(width / (size * column_ems)));
  return cut(text, static_cast<std::size_t>(std::min(columns, 1e4)));
}

bool is_drawable(std::optional<double> value) { return value && std::isfinite(*value) && std::fabs(*value) <= most; }

Scale nice_scale(double low, double high, int most_ticks, bool whole) {
  if (!is_drawable(low)) low = 0;
  if (!is_drawable(high)) high = low + 1;
  if (high < low) std::swap(low, high);
  if (high - low < 1e-9 * std::max({1.0, std::fabs(low), std::fabs(high)})) high = low + std::max(1.0, std::fabs(low) * 0.1);
  const double least = (high - low) / std::max(1, most_ticks - 1);
  const double power = std::pow(10, std::floor(std::log10(least)));
  double step = power * 10;
  for (const double by : std::array{1.0, 2.0, 5.0}) {
    if (power * by >= least * (1 - 1e-9)) {
      step = power * by;
      break;
    }
  }
  if (whole) step = std::max(1.0, step);
  Scale scale{.low = std::floor(low / step + 1e-9) * step, .high = std::ceil(high / step - 1e-9) * step, .step = step};
  if (scale.high <= scale.low) scale.high = scale.low + step;
  const int count = static_cast<int>(std::lround((scale.high - scale.low) / step));
  for (int i = 0; i <= std::min(count, 50); ++i) {
    const double value = scale.low + step * i;
    scale.ticks.push_back(std::fabs(value) < step * 1e-6 ? 0 : value);
  }
  return scale;
}

}  // namespace cmtool::draw
