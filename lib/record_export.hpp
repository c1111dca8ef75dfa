// SPDX-License-Identifier: MIT
// Everything that was recorded, row by row, for another program. Memory does not grow with what there is: samples come line by line, the rest month by month.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "model/table.hpp"

namespace cmtool {

struct StreamWish {
  std::optional<Instant> from{}, until{};
  std::vector<std::string> accounts{};  ///< empty: all
};

using TakeRow = std::function<Result<void>(std::vector<Value>)>;

/// One thing that can be exported.
struct Exporting {
  std::string name{};  ///< "samples"
  std::vector<Column> (*columns)() = nullptr;
  Result<void> (*each)(Desk&, const StreamWish&, const TakeRow&) = nullptr;
};

const std::vector<Exporting>& exportings();
/// Fault::usage naming those that there are.
Result<const Exporting*> find_exporting(std::string_view name);

}  // namespace cmtool
