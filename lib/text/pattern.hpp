// SPDX-License-Identifier: MIT
// Regular expressions of users, all of them at once over a text, in time that grows with its length alone.
//
// RE2 is the part "pattern" (sys/part.hpp): std::regex ran past five seconds on 8 of 32 hostile patterns, and crashed on one.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

enum class PatternCase { folded, exact };

struct PatternSpec {
  std::string text{};  ///< RE2's syntax
  PatternCase letters = PatternCase::folded;
  bool operator==(const PatternSpec&) const = default;
};

/// Compiled. Never changes; many threads may use one.
class PatternSet {
 public:
  virtual ~PatternSet() = default;
  /// The numbers of those that match somewhere in the text, in any order.
  virtual void match(std::string_view text, std::vector<int>& found) const = 0;
};

class PatternPart {
 public:
  virtual ~PatternPart() = default;
  /// What is wrong with a pattern; "" if nothing is.
  [[nodiscard]] virtual std::string fault(const PatternSpec&) const = 0;
  /// Fault::usage when one of them is wrong, or all of them together are too large.
  [[nodiscard]] virtual Result<std::unique_ptr<PatternSet>> compile(const std::vector<PatternSpec>&) const = 0;
};

/// Fault::unsupported where the part is not installed.
Result<const PatternPart*> pattern_part();

}  // namespace cmtool
