// SPDX-License-Identifier: MIT
// A rule of repetition in words, English and French (when/recurrence.hpp says which).
#pragma once
#include <string_view>

#include "base/result.hpp"
#include "when/rule.hpp"
#include "when/zone.hpp"

namespace cmtool {

/// What words say.
struct SaidRule {
  RepeatRule rule{};
  Wall start{};  ///< on the day of the given start, at the time that was said
};

/// Fault::usage, with examples or both readings in the hint, for what is not understood or means two things.
Result<SaidRule> read_rule(std::string_view said, Wall start);

}  // namespace cmtool
