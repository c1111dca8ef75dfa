// SPDX-License-Identifier: MIT
// A cell as a number, for whoever draws or tells it.
#pragma once
#include <cmath>
#include <cstdint>
#include <optional>

#include "model/table.hpp"

namespace cmtool {

/// Nothing for an unknown cell, for what is no number, and for what is none that can be drawn (an infinite one).
inline std::optional<double> cell_number(const Value& cell) {
  if (const auto* const whole = std::get_if<std::int64_t>(&cell)) return static_cast<double>(*whole);
  if (const auto* const real = std::get_if<double>(&cell); real != nullptr && std::isfinite(*real)) return *real;
  return std::nullopt;
}

}  // namespace cmtool
