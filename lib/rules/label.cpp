// SPDX-License-Identifier: MIT
// A label that it has already, by hand or by a rule before.
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler&) {
  TRY(const auto labels, texts_of(Json{{"labels", with}}, "labels"));
  return Condition([=](RuleFacts& facts) -> Match {
    for (const auto& label : labels) {
      if (facts.handling().labels.contains(label)) return label;
    }
    return std::nullopt;
  });
}

}  // namespace

const RuleKind& label_rule() {
  static const RuleKind it{.name = "label", .summary = N_("one of these labels"), .example = R"({"label": "spam"})", .compile = compile};
  return it;
}

}  // namespace cmtool
