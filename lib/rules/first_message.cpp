// SPDX-License-Identifier: MIT
// The first that this person writes to us.
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler&) {
  if (!with.is_bool()) return Error{.fault = Fault::usage, .message = tr("it takes true or false")};
  return Condition([wanted = with.bool_or(true)](RuleFacts& facts) -> Match {
    if (facts.tools().history == nullptr) return std::nullopt;
    const bool first = facts.tools().history->by_author(facts.item(), std::chrono::seconds(0), true) == 0;
    if (first != wanted) return std::nullopt;
    return first ? Match(tr("their first message")) : Match(tr("not their first message"));
  });
}

}  // namespace

const RuleKind& first_message_rule() {
  static const RuleKind it{.name = "first_message", .summary = N_("true: the first that this person writes to us, on any account"), .example = R"({"first_message": true})", .compile = compile};
  return it;
}

}  // namespace cmtool
