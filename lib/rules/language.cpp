// SPDX-License-Identifier: MIT
// The language of the text.
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

Result<Condition> compile(const Json& with, RuleCompiler&) {
  TRY(const auto languages, texts_of(Json{{"languages", with}}, "languages"));
  if (languages.empty()) return Error{.fault = Fault::usage, .message = tr("it takes a language or a list of languages")};
  return Condition([=](RuleFacts& facts) -> Match {
    std::string language = facts.item().language;
    if (language.empty()) {
      const auto guess = guess_language(facts.item().text);
      language = guess == Language::french ? "fr" : guess == Language::english ? "en" : "";
    }
    for (const auto& wanted : languages) {
      if (language == wanted || language.starts_with(wanted + "-")) return language;
    }
    return std::nullopt;
  });
}

}  // namespace

const RuleKind& language_rule() {
  static const RuleKind it{.name = "language", .summary = N_("the language, as told or guessed (fr, en)"), .example = R"({"language": ["fr", "en"]})", .compile = compile};
  return it;
}

}  // namespace cmtool
