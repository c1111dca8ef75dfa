// SPDX-License-Identifier: MIT
// The same text to several accounts.
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler&) {
  CHECK_OK(only_members(with, {"accounts", "within"}));
  TRY(const auto accounts, number_of(with, "accounts", 2, 2));
  TRY(const auto within, duration_of(with, "within", std::chrono::hours(24)));
  return Condition([=](RuleFacts& facts) -> Match {
    if (facts.tools().history == nullptr || facts.item().text.empty()) return std::nullopt;
    const auto found = static_cast<std::int64_t>(facts.tools().history->accounts_with_text(facts.item(), within));
    return found >= accounts ? Match(tr("the same text to {} accounts", found)) : std::nullopt;
  });
}

}  // namespace

const RuleKind& duplicate_rule() {
  static const RuleKind it{.name = "duplicate", .summary = N_("the same text to “accounts” or more accounts “within” a time"), .example = R"({"duplicate": {"accounts": 2, "within": "24h"}})", .compile = compile};
  return it;
}

}  // namespace cmtool
