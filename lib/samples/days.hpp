// SPDX-License-Identifier: MIT
// On which day of a zone a moment is, for millions of moments.
#pragma once
#include <chrono>
#include <cstdint>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace cmtool::samples {

/// A zone's days, counted since 1970. The zone is asked for the changes of its clocks once, between two moments.
class Days {
 public:
  /// Fault::usage for an unknown zone. Moments outside of [from, until] are counted by the clocks of the nearer end.
  static Result<Days> of(std::string_view zone, Instant from, Instant until);

  [[nodiscard]] std::int32_t day_of(std::int64_t milliseconds) const {
    std::size_t span = 0;
    return day_of(milliseconds, span);
  }
  /// The same for moments that come in order: `span` is kept from one to the next, and 0 at first.
  [[nodiscard]] std::int32_t day_of(std::int64_t milliseconds, std::size_t& span) const {
    while (span + 1 < spans_.size() && spans_[span + 1].from <= milliseconds) ++span;
    return day_in(span, milliseconds);
  }

 private:
  struct Span {
    std::int64_t from;    ///< milliseconds since 1970
    std::int64_t offset;  ///< milliseconds ahead of UTC
  };
  [[nodiscard]] std::int32_t day_in(std::size_t span, std::int64_t milliseconds) const {
    constexpr std::int64_t day = 24 * 3600 * 1000;
    const std::int64_t local = milliseconds + spans_[span].offset;
    return static_cast<std::int32_t>((local >= 0 ? local : local - (day - 1)) / day);
  }

  std::vector<Span> spans_{};
};

}  // namespace cmtool::samples
