// SPDX-License-Identifier: MIT
// What kind of item it is.
#include <algorithm>

#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler&) {
  TRY(const auto kinds, texts_of(Json{{"kinds", with}}, "kinds"));
  for (const auto& name : kinds) {
    if (!item_kind(name)) return Error{.fault = Fault::usage, .message = tr("there is no kind {}", name), .hint = tr("comment, reply, mention, review, message or report")};
  }
  return Condition([=](RuleFacts& facts) -> Match {
    const std::string kind(slug(facts.item().kind));
    return std::find(kinds.begin(), kinds.end(), kind) != kinds.end() ? Match(kind) : std::nullopt;
  });
}

}  // namespace

const RuleKind& kind_rule() {
  static const RuleKind it{.name = "kind", .summary = N_("comment, reply, mention, review, message or report"), .example = R"({"kind": ["review", "message"]})", .compile = compile};
  return it;
}

}  // namespace cmtool
