// SPDX-License-Identifier: MIT
// To which account of ours it came.
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler&) {
  TRY(const auto accounts, texts_of(Json{{"accounts", with}}, "accounts"));
  return Condition([=](RuleFacts& facts) -> Match {
    for (const auto& name : accounts) {
      if (name == facts.item().account || name == "@" + facts.item().account) return "@" + facts.item().account;
    }
    return std::nullopt;
  });
}

}  // namespace

const RuleKind& account_rule() {
  static const RuleKind it{.name = "account", .summary = N_("one of these accounts of ours"), .example = R"({"account": ["@blog"]})", .compile = compile};
  return it;
}

}  // namespace cmtool
