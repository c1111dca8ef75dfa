// SPDX-License-Identifier: MIT
// A month's lines, read in stretches, so that two threads can share a month and memory holds a window of it.
//
// As state/json_lines has it: what stands behind the last line end, and a last line that is damaged, were never reported as done and are passed
// over; a damaged line before them stops the reader. Others may add lines meanwhile: what is read ends where the file ended at first.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "samples/line.hpp"
#include "samples/sample_json.hpp"
#include "sys/disk.hpp"

namespace cmtool::samples {

/// Where the last line end before `size` is, and one; 0 when there is none.
Result<std::uint64_t> whole_lines(Source&, std::uint64_t size);

/// The lines of a file that begin in [from, to); they end before `end`, which is whole_lines() of it.
struct Stretch {
  Disk::Path file{};
  std::uint64_t from = 0, to = 0, end = 0;
};

class StretchReader {
 public:
  StretchReader(Disk& disk, Stretch stretch);
  /// The views live until the next call. False at the end, and when it failed; then the line that was told last may have been damaged.
  bool next(RawSample& to);
  /// What went wrong, once next() has said false: a line that is damaged is named by its number.
  [[nodiscard]] const std::optional<Error>& fault() const { return fault_; }
  /// Where the last line that was told ends.
  [[nodiscard]] std::uint64_t told() const { return told_; }

 private:
  bool find(RawSample& to);
  bool begin();
  bool refill();
  /// Checks the sum of the line that was told last, if it is still to be checked, together with another one. False when one of them is wrong: then there is
  /// a fault, unless it is that of the last line.
  bool check(const Summed& with, std::uint64_t line_at, bool is_last);
  [[nodiscard]] Error damaged_line(std::uint64_t at);

  Disk& disk_;
  Stretch stretch_;
  std::unique_ptr<Source> source_{};
  std::string window_{};
  std::size_t at_ = 0;      ///< in the window: where the next line begins,
  std::size_t whole_ = 0;   ///< where its whole lines end,
  std::size_t filled_ = 0;  ///< and where it ends
  std::uint64_t window_at_ = 0;  ///< where it lies in the file
  std::uint64_t told_ = 0;
  Summed unchecked_{};  ///< of the line that was told last: two are checked together
  std::uint64_t unchecked_at_ = 0;
  LineScanner scanner_{};
  AnyLine any_line_{};
  std::optional<Error> fault_{};
};

}  // namespace cmtool::samples
