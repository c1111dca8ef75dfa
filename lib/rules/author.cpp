// SPDX-License-Identifier: MIT
// Who wrote it.
#include <algorithm>
#include <limits>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

bool is_named(const Author& author, const std::vector<std::string>& names) {
  return std::any_of(names.begin(), names.end(), [&](const std::string& name) {
    return name == author.remote_id || lower(name) == lower(author.handle) || lower(name) == lower(author.name);
  });
}

Result<Condition> compile(const Json& with, RuleCompiler&) {
  CHECK_OK(only_members(with, {"names", "followers_at_least", "followers_at_most", "tags", "strikes_at_least"}));
  TRY(const auto names, texts_of(with, "names"));
  TRY(const auto tags, texts_of(with, "tags"));
  TRY(const auto least, number_of(with, "followers_at_least", 0, 0));
  TRY(const auto most, number_of(with, "followers_at_most", 0, std::numeric_limits<std::int64_t>::max()));
  TRY(const auto strikes, number_of(with, "strikes_at_least", 1, 0));
  const bool counts = with.contains("followers_at_least") || with.contains("followers_at_most");
  return Condition([=](RuleFacts& facts) -> Match {
    const Author& author = facts.item().author;
    // Unknown is not zero: a count that was not told fulfils nothing.
    if (counts && (!author.followers || *author.followers < least || *author.followers > most)) return std::nullopt;
    if (!names.empty() && !is_named(author, names)) return std::nullopt;
    if (!tags.empty()) {
      const auto known = facts.tools().person ? facts.tools().person(author) : std::vector<std::string>();
      const bool any = std::any_of(tags.begin(), tags.end(), [&](const std::string& tag) { return std::find(known.begin(), known.end(), tag) != known.end(); });
      if (!any) return std::nullopt;
    }
    if (strikes > 0 && (!facts.tools().strikes || facts.tools().strikes(author) < static_cast<std::size_t>(strikes))) return std::nullopt;
    return shown_name(author);
  });
}

}  // namespace

const RuleKind& author_rule() {
  static const RuleKind it{.name = "author", .summary = N_("the writer: one of “names” (name, handle or id), “followers_at_least”, “followers_at_most”, one of “tags”, “strikes_at_least”"), .example = R"({"author": {"followers_at_least": 10000}})", .compile = compile};
  return it;
}

}  // namespace cmtool
