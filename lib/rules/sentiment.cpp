// SPDX-License-Identifier: MIT
// How it sounds.
#include <algorithm>

#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler&) {
  TRY(const auto wanted, texts_of(Json{{"sentiments", with}}, "sentiments"));
  for (const auto& name : wanted) {
    if (name != "positive" && name != "neutral" && name != "negative") {
      return Error{.fault = Fault::usage, .message = tr("there is no sentiment {}", name), .hint = tr("positive, neutral or negative")};
    }
  }
  return Condition([=](RuleFacts& facts) -> Match {
    const auto& sentiment = facts.handling().sentiment;
    return std::find(wanted.begin(), wanted.end(), sentiment) != wanted.end() ? Match(sentiment) : std::nullopt;
  });
}

}  // namespace

const RuleKind& sentiment_rule() {
  static const RuleKind it{.name = "sentiment", .summary = N_("positive, neutral or negative, as judged by hand or by the classifier"), .example = R"({"sentiment": "negative"})", .compile = compile};
  return it;
}

}  // namespace cmtool
