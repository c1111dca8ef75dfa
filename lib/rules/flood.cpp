// SPDX-License-Identifier: MIT
// Many in a short time, from one person or to one account.
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler&) {
  CHECK_OK(only_members(with, {"count", "within", "by"}));
  TRY(const auto count, number_of(with, "count", 2, 5));
  TRY(const auto within, duration_of(with, "within", std::chrono::minutes(10)));
  const std::string by = with["by"].string_or("person");
  if (by != "person" && by != "account") return Error{.fault = Fault::usage, .message = tr("“by” takes person or account")};
  return Condition([=](RuleFacts& facts) -> Match {
    if (facts.tools().history == nullptr) return std::nullopt;
    auto& history = *facts.tools().history;
    const auto before = by == "person" ? history.by_author(facts.item(), within, true) : history.to_account(facts.item(), within);
    const auto all = static_cast<std::int64_t>(before) + 1;
    return all >= count ? Match(tr("{} within {} s", all, within.count())) : std::nullopt;
  });
}

}  // namespace

const RuleKind& flood_rule() {
  static const RuleKind it{.name = "flood", .summary = N_("“count” or more “within” a time, “by” the same person or account"), .example = R"({"flood": {"count": 5, "within": "10m", "by": "person"}})", .compile = compile};
  return it;
}

}  // namespace cmtool
