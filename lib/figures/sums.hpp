// SPDX-License-Identifier: MIT
// Adding up, medians, rates and changes of what may be unknown. Unknown stays unknown and is never counted as zero.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <vector>

#include "figures/figure.hpp"
#include "model/table.hpp"

namespace cmtool {

/// Numbers beyond 64 bits become the nearest one.
std::int64_t added(std::int64_t, std::int64_t);
std::int64_t difference(std::int64_t from, std::int64_t what);
/// Nothing where either is unknown.
std::optional<std::int64_t> difference(const std::optional<std::int64_t>& from, const std::optional<std::int64_t>& what);
/// Adds what is known; a sum of nothing known stays unknown.
void add_to(std::optional<std::int64_t>& sum, const std::optional<std::int64_t>& more);
/// Keeps the later of two times.
void keep_later(std::optional<Instant>& kept, const std::optional<Instant>& other);
/// What is known of both; `as_of` of the older one.
Figure added(const Figure&, const Figure&);

/// Sums and medians over many, of those that are known.
struct Spread {
  std::vector<double> values{};
  void add(const std::optional<std::int64_t>& value) {
    if (value) values.push_back(static_cast<double>(*value));
  }
  void add(const std::optional<double>& value) {
    if (value) values.push_back(*value);
  }
  [[nodiscard]] std::optional<double> mean() const;
  [[nodiscard]] std::optional<double> median() const { return quantile(0.5); }
  /// Between the two nearest, linearly (as numpy, R's type 7 and SQL's percentile_cont).
  [[nodiscard]] std::optional<double> quantile(double share) const;
};

/// 100 × part / whole; nothing where the whole is zero or unknown.
std::optional<double> percent_of(const std::optional<std::int64_t>& part, const std::optional<std::int64_t>& whole);
/// By how many percent `now` is more than `before`; nothing where there was nothing.
std::optional<double> change(const std::optional<double>& now, const std::optional<double>& before);

/// For medians of how long something took.
inline double minutes_of(std::chrono::milliseconds time) { return std::chrono::duration<double, std::ratio<60>>(time).count(); }

/// A count as a cell.
inline Value whole(std::uint64_t count) { return Value(static_cast<std::int64_t>(count)); }
/// What is not known is an empty cell.
Value cell(const std::optional<double>& value);
template <typename T>
Value cell(const std::optional<T>& value) {
  return value ? Value(*value) : Value();
}

}  // namespace cmtool
