// SPDX-License-Identifier: MIT
#include "figures/sums.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace cmtool {

std::int64_t added(std::int64_t a, std::int64_t b) {
  std::int64_t sum = 0;
  if (!__builtin_add_overflow(a, b, &sum)) return sum;
  return a < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

std::int64_t difference(std::int64_t from, std::int64_t what) {
  std::int64_t result = 0;
  if (!__builtin_sub_overflow(from, what, &result)) return result;
  return from < 0 ? std::numeric_limits<std::int64_t>::min() : std::numeric_limits<std::int64_t>::max();
}

std::optional<std::int64_t> difference(const std::optional<std::int64_t>& from, const std::optional<std::int64_t>& what) {
  return from && what ? std::optional(difference(*from, *what)) : std::nullopt;
}

void add_to(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& more) {
  if (more) sum = added(sum.value_or(0), *more);
}

void keep_later(std::optional<Instant>& kept, const std::optional<Instant>& other) {
  if (other && (!kept || *kept < *other)) kept = other;
}

Figure added(const Figure& a, const Figure& b) {
  if (!a.value) return b.value || b.as_of ? b : a;
  if (!b.value) return a;
  return {.value = added(*a.value, *b.value), .as_of = a.as_of && b.as_of ? std::min(a.as_of, b.as_of) : a.as_of ? a.as_of : b.as_of};
}

std::optional<double> Spread::mean() const {
  if (values.empty()) return std::nullopt;
  double sum = 0;
  for (const double value : values) sum += value;
  return sum / static_cast<double>(values.size());
}

std::optional<double> Spread::quantile(double share) const {
  if (values.empty()) return std::nullopt;
  std::vector<double> sorted = values;
  std::sort(sorted.begin(), sorted.end());
  const double place = std::clamp(share, 0.0, 1.0) * static_cast<double>(sorted.size() - 1);
  const auto below = static_cast<std::size_t>(std::floor(place));
  const std::size_t above = std::min(below + 1, sorted.size() - 1);
  return sorted[below] + (sorted[above] - sorted[below]) * (place - static_cast<double>(below));
}

std::optional<double> percent_of(const std::optional<std::int64_t>& part, const std::optional<std::int64_t>& whole) {
  if (!part || !whole || *whole <= 0) return std::nullopt;
  return 100.0 * static_cast<double>(*part) / static_cast<double>(*whole);
}

std::optional<double> change(const std::optional<double>& now, const std::optional<double>& before) {
  if (!now || !before || *before == 0) return std::nullopt;
  return 100.0 * (*now - *before) / std::fabs(*before);
}

// Not inline: GCC 12 takes the double of an empty optional for one that is read.
Value cell(const std::optional<double>& value) { return value ? Value(*value) : Value(); }

}  // namespace cmtool
