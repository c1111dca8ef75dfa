// SPDX-License-Identifier: MIT
// A sample as it stands on a line, read without making anything of it.
//
// Lines as cmtool writes them are read in one go: the members in their order, strings of ASCII without escapes, whole numbers. Whatever else a
// line may rightly be (other members, another order, accents) is left to a JSON parser (sample_json.hpp).
#pragma once
#include <cstdint>
#include <string_view>

#include "samples/line_sum.hpp"

namespace cmtool::samples {

/// Bytes that may be read, but mean nothing, behind what is scanned.
inline constexpr std::size_t padding = 64;

/// Views into the line.
struct RawSample {
  std::string_view account{}, post{}, metric{};
  std::int64_t value = 0;
  bool known = false;     ///< false: the value is null
  std::int64_t at = 0;    ///< milliseconds since 1970
};

class LineScanner {
 public:
  /// Reads the line that begins here; `padding` bytes behind its end belong to us. Answers where its line end is, or null when it is no line as
  /// cmtool writes it. Whether its sum is right is left to be checked.
  const char* scan(const char* from, RawSample& to, Summed& sum);

 private:
  /// Reads a time and moves on.
  bool read_time(const char*& at, std::int64_t& to);

  char date_[10] = {};        ///< the last one that was met: most lines are of the same day
  std::int64_t midnight_ = 0; ///< its first millisecond
};

}  // namespace cmtool::samples
