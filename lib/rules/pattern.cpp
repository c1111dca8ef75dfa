// SPDX-License-Identifier: MIT
// A regular expression that matches somewhere in the text.
#include <algorithm>

#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler& compiler) {
  std::vector<std::string> patterns{with.string_or()};
  auto letters = PatternCase::folded;
  if (!with.is_string()) {
    CHECK_OK(only_members(with, {"any", "case"}));
    TRY(patterns, texts_of(with, "any"));
    if (patterns.empty()) return Error{.fault = Fault::usage, .message = tr("it takes a pattern")};
    if (with["case"].bool_or(false)) letters = PatternCase::exact;
  }
  std::vector<std::pair<int, std::string>> numbers;
  for (const auto& pattern : patterns) {
    TRY(const auto number, compiler.pattern(pattern, letters));
    numbers.emplace_back(number, pattern);
  }
  return Condition([=](RuleFacts& facts) -> Match {
    const auto& matching = facts.patterns();
    if (matching.empty()) return std::nullopt;
    for (const auto& [number, text] : numbers) {
      if (std::binary_search(matching.begin(), matching.end(), number)) return text;
    }
    return std::nullopt;
  });
}

}  // namespace

const RuleKind& pattern_rule() {
  static const RuleKind it{.name = "pattern", .summary = N_("a pattern (RE2), or “any” of several; “case”: true minds capitals"), .example = R"({"pattern": "promo code|code promo"})", .compile = compile};
  return it;
}

}  // namespace cmtool
