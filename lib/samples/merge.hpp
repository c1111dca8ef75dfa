// SPDX-License-Identifier: MIT
// Series by series through any number of months at once.
//
// Every block holds its posts in the order of their hashes, so the next post is the one with the lowest hash among the blocks' next ones, and all
// that is known of it stands there. Memory: a chunk of each block, and the readings of one series.
#pragma once
#include <span>

#include "base/result.hpp"
#include "samples/column_file.hpp"
#include "samples/series.hpp"

namespace cmtool::samples {

/// The names in all of these, sorted.
struct AllNames {
  std::vector<std::string> accounts{}, metrics{};
};
AllNames names_of(std::span<const MonthColumns> months);

/// What is asked for: times in [from, until), hashes in [first, last].
struct Range {
  std::int64_t from = 0, until = 0;  ///< milliseconds since 1970
  std::uint64_t first = 0, last = ~std::uint64_t{0};
};

/// Tells the reader every series in range, once. The months in the order of time. Fault::state when columns turn out to be damaged.
Result<void> merge(std::span<const MonthColumns> months, const AllNames&, const Range&, SeriesReader&);

}  // namespace cmtool::samples
