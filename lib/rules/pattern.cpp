// SPDX-License-Identifier: MIT
// A regular expression that matches somewhere in the text.
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler& compiler) {
  if (with.is_string()) {
    TRY(const auto number, compiler.pattern(with.string_or(), PatternCase::folded));
    return Condition([=, text = with.string_or()](RuleFacts& facts) -> Match { return facts.matches(number) ? Match(text) : std::nullopt; });
  }
  CHECK_OK(only_members(with, {"any", "case"}));
  TRY(const auto patterns, texts_of(with, "any"));
  if (patterns.empty()) return Error{.fault = Fault::usage, .message = tr("it takes a pattern")};
  std::vector<std::pair<std::size_t, std::string>> numbers;
  for (const auto& pattern : patterns) {
    TRY(const auto number, compiler.pattern(pattern, with["case"].bool_or(false) ? PatternCase::exact : PatternCase::folded));
    numbers.emplace_back(number, pattern);
  }
  return Condition([=](RuleFacts& facts) -> Match {
    for (const auto& [number, text] : numbers) {
      if (facts.matches(number)) return text;
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
