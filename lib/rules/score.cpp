// SPDX-License-Identifier: MIT
// What a classifier says.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler& compiler) {
  CHECK_OK(only_members(with, {"model", "at_least"}));
  const std::string model = with["model"].string_or();
  const double least = with["at_least"].number_or(0.9);
  if (std::find(compiler.models.begin(), compiler.models.end(), model) == compiler.models.end()) {
    return Error{.fault = Fault::usage, .message = tr("there is no classifier {}", model),
                 .hint = compiler.models.empty() ? tr("none is installed; cmtool moderate learn makes one") : tr("there are {}", joined(compiler.models, ", "))};
  }
  if (least <= 0 || least > 1) return Error{.fault = Fault::usage, .message = tr("“at_least” takes a probability: more than 0, at most 1")};
  return Condition([=](RuleFacts& facts) -> Match {
    if (!facts.tools().score) return std::nullopt;
    const auto score = facts.tools().score(model, facts.item());
    if (!score || score->probability < least) return std::nullopt;
    return fmt::format("{} {:.2f}: {}", model, score->probability, score->because);
  });
}

}  // namespace

const RuleKind& score_rule() {
  static const RuleKind it{.name = "score", .summary = N_("what a classifier (“model”) says: a probability of “at_least”"), .example = R"({"score": {"model": "spam", "at_least": 0.95}})", .compile = compile};
  return it;
}

}  // namespace cmtool
