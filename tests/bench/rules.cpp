// SPDX-License-Identifier: MIT
// bench_rules LISTS [MESSAGES]: how many items a set of rules with 10,000 words and 200 patterns reads in a second, on one core.
//
// Twenty rules: ten ask for words, ten for twenty patterns each; all of them look at every item, folding included. What a verb looks up
// in the workspace (history, people, scores) is left out. Prints NDJSON as bench_words does.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>

#include "messages.hpp"
#include "rule.hpp"

namespace {

using namespace cmtool;

[[noreturn]] void give_up(const std::string& why) {
  fmt::print(stderr, "bench_rules: {}\n", why);
  std::exit(1);
}

/// What moderators look for: numbers, addresses, prices, words around words.
std::vector<std::string> made_patterns() {
  std::vector<std::string> all;
  const std::vector<std::string> words = {"refund", "lawyer", "scam", "crypto", "bitcoin", "casino", "invest", "loan", "click here", "whatsapp",
                                          "telegram", "remboursement", "avocat", "arnaque", "voyance", "marabout", "pr[eê]t", "cliquez ici", "gratuit", "promo"};
  for (const auto& word : words) {
    all.push_back("\\b" + word + "s?\\b");
    all.push_back(word + "\\s+\\d{2,}");
    all.push_back("\\d+\\s*(€|\\$|euros?)\\s+" + word);
    all.push_back("(free|gratuit|best)\\s+" + word);
    all.push_back(word + "[!?]{2,}");
    all.push_back("^\\s*" + word);
    all.push_back(word + "\\s*$");
    all.push_back("https?://[^ ]*" + word);
    all.push_back("\\+\\d{2}[ .-]?\\d[\\d .-]{6,}.{0,20}" + word);
    all.push_back(word + ".{0,12}@[a-z0-9.]+");
  }
  return all;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_rules LISTS [MESSAGES]\n");
    return 2;
  }
  const auto lists = bench::made_lists(argv[1], 10'000);
  const auto messages = bench::made_messages(argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 200'000);
  RuleCompiler compiler;
  for (const auto& list : lists) compiler.lists.push_back(list.name);
  std::vector<Rule> rules;
  const auto add = [&](const Json& when) {
    const Json rule{{"when", when}, {"then", Json::array({Json{{"label", "found"}}})}};
    auto compiled = compile_rule("rule" + std::to_string(rules.size()), rule, compiler);
    if (!compiled.faults.empty()) give_up(compiled.faults.front().place + ": " + compiled.faults.front().message);
    rules.push_back(std::move(compiled.rule));
  };
  const auto patterns = made_patterns();
  for (std::size_t i = 0; i < 10; ++i) {
    add(Json{{"words", Json{{"severity", static_cast<std::int64_t>(1 + i % 3)}}}});
    const auto first = patterns.begin() + static_cast<std::ptrdiff_t>(20 * i);
    add(Json{{"pattern", Json{{"any", Json::strings({first, first + 20})}}}});
  }
  auto part = pattern_part();
  if (!part.ok()) give_up(part.error().message);
  auto set = (*part)->compile(compiler.patterns());
  if (!set.ok()) give_up(set.error().message);
  const WordFilter filter(lists);
  WordFinder finder(filter);
  RuleTools tools{.words = &finder, .patterns = set->get()};
  const Handling handling;
  Item item;
  std::size_t found = 0;
  const auto each = [&](const std::string& message) {
    item.text = message;
    RuleFacts facts(tools, item, handling);
    for (const auto& rule : rules) found += rule.when(facts) ? 1 : 0;
  };
  for (const auto& [name, texts] : {std::pair("English", &messages.english), std::pair("French", &messages.french)}) {
    found = 0;
    for (const auto& text : *texts) each(text);
    const auto matches = found;
    fmt::print("{{\"messages\":\"{}\",\"bytes\":{},\"per_second\":{:.0f},\"found\":{},\"patterns\":{}}}\n", name, bench::mean_bytes(*texts), bench::a_second(*texts, each),
               matches, compiler.patterns().size());
  }
  return 0;
}
