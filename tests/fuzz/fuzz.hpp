// SPDX-License-Identifier: MIT
// Fuzz targets: functions that take any bytes and must stand them.
//
// One file each in tests/fuzz, with a folder of that name in tests/fuzz/corpus; the table is made from the folder. A target
// calls what reads foreign bytes and checks what it promises, by must(). scripts/fuzz runs each under libFuzzer with the
// sanitizers; what it found is added to the corpus, which the unit tests replay in every build.
#pragma once
#include <cstdlib>
#include <string_view>

namespace cmtool::fuzz {

/// A promise that was broken ends the run, whatever the build.
inline void must(bool kept) {
  if (!kept) std::abort();
}

/// Cuts off and answers the beginning of `rest` up to a zero byte.
inline std::string_view next(std::string_view& rest) {
  const auto end = rest.find('\0');
  const auto piece = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
  return piece;
}

}  // namespace cmtool::fuzz
