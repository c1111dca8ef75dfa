// SPDX-License-Identifier: MIT
// How it sounds: as a person said, and where nobody did, as the classifier finds.
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
    const auto is_wanted = [&](const std::string& sentiment) { return std::find(wanted.begin(), wanted.end(), sentiment) != wanted.end(); };
    const auto& by_hand = facts.handling().sentiment;
    if (!by_hand.empty()) return is_wanted(by_hand) ? Match(by_hand) : std::nullopt;
    if (!facts.tools().sentiment) return std::nullopt;
    const auto found = facts.tools().sentiment(facts.item());
    if (!found || !is_wanted(found->label)) return std::nullopt;
    return fmt::format("{} {:.2f}: {}", found->label, found->probability, found->because);
  });
}

}  // namespace

const RuleKind& sentiment_rule() {
  static const RuleKind it{.name = "sentiment", .summary = N_("positive, neutral or negative, as judged by hand or by the classifier"), .example = R"({"sentiment": "negative"})", .compile = compile};
  return it;
}

}  // namespace cmtool
