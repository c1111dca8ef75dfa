// SPDX-License-Identifier: MIT
// Words of the lists, however they are disguised.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

bool among(const std::vector<std::string>& names, std::string_view name) {
  return names.empty() || std::find(names.begin(), names.end(), name) != names.end();
}

Result<Condition> compile(const Json& with, RuleCompiler& compiler) {
  CHECK_OK(only_members(with, {"lists", "categories", "severity", "count"}));
  TRY(const auto lists, texts_of(with, "lists"));
  TRY(const auto categories, texts_of(with, "categories"));
  TRY(const auto severity, number_of(with, "severity", 1, 1));
  TRY(const auto count, number_of(with, "count", 1, 1));
  for (const auto& list : lists) {
    if (std::find(compiler.lists.begin(), compiler.lists.end(), list) == compiler.lists.end()) {
      return Error{.fault = Fault::usage, .message = tr("there is no word list {}", list), .hint = tr("there are {}", joined(compiler.lists, ", "))};
    }
  }
  return Condition([=](RuleFacts& facts) -> Match {
    std::int64_t found = 0;
    std::string why;
    for (const auto& hit : facts.words()) {
      if (hit.severity < severity || !among(lists, hit.list) || !among(categories, hit.category)) continue;
      ++found;
      why += (why.empty() ? "" : ", ") + std::string(hit.words);
    }
    return found >= count ? Match(why) : std::nullopt;
  });
}

}  // namespace

const RuleKind& words_rule() {
  static const RuleKind it{.name = "words", .summary = N_("words of the lists: “lists”, “categories”, “severity” (1 to 3) at least, “count” of them at least"), .example = R"({"words": {"severity": 2}})", .compile = compile};
  return it;
}

}  // namespace cmtool
