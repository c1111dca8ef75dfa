// SPDX-License-Identifier: MIT
// Lines of samples that are rightly so, but not as cmtool writes them: another order, accents, more members.
//
// simdjson is the part "fast_json" (sys/part.hpp): a file that another program wrote may have ten million such lines. What it refuses is
// tried once more by the reader that all other records go through, which says what is wrong.
#pragma once
#include <memory>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "samples/line.hpp"

namespace cmtool::samples {

class SampleParser {
 public:
  virtual ~SampleParser() = default;
  /// `padding` bytes behind the line may be read. The views live until the next call. False: not a sample that it can read.
  virtual bool parse(std::string_view line, RawSample& to) = 0;
};

class FastJsonPart {
 public:
  virtual ~FastJsonPart() = default;
  /// One for each thread.
  [[nodiscard]] virtual std::unique_ptr<SampleParser> make() const = 0;
};

/// Reads any line that is not as cmtool writes it. One for each thread.
class AnyLine {
 public:
  /// Nothing when the line is damaged: its sum is wrong, or it is no sample. `padding` bytes behind it may be read.
  bool read(std::string_view line, RawSample& to);

 private:
  bool read_slowly(std::string_view line, RawSample& to);

  std::unique_ptr<SampleParser> parser_{};
  bool asked_ = false;  ///< the part was asked for; where it is not installed, it goes without
  std::string account_{}, post_{}, metric_{};
};

/// The lines of this content that are samples and whole.
std::string whole_samples(std::string_view content);

}  // namespace cmtool::samples
