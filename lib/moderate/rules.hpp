// SPDX-License-Identifier: MIT
// The workspace's rules: kept as documents, compiled as a set.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "desk.hpp"
#include "moderate/classifiers.hpp"
#include "rule.hpp"

namespace cmtool {

/// A rule as it is kept, with what is wrong with it.
struct KeptRule {
  std::string name{};
  Json json{};
  CompiledRule compiled{};
};

/// All rules in the order in which they are tried, ready to be tried. Lives as long as the set.
class RuleSet {
 public:
  /// Compiles what is kept. Faults of single rules are in them; such a rule is never tried.
  static Result<std::unique_ptr<RuleSet>> of(Desk&);
  /// The same with one more rule, or another one of that name: what would be, were it added.
  static Result<std::unique_ptr<RuleSet>> with(Desk&, const std::string& name, const Json&);

  [[nodiscard]] const std::vector<KeptRule>& rules() const { return rules_; }
  [[nodiscard]] const KeptRule* find(const std::string& name) const;
  /// Tools for one thread: words, patterns, hours, scores. History and what is known of people are the caller's.
  RuleTools tools(WordFinder&);
  [[nodiscard]] const WordFilter& words() const { return *words_; }
  [[nodiscard]] const std::string& zone() const { return zone_; }

 private:
  RuleSet() = default;
  static Result<std::unique_ptr<RuleSet>> compiled(Desk&, std::vector<std::pair<std::string, Json>>);

  std::vector<KeptRule> rules_{};
  std::unique_ptr<WordFilter> words_{};
  std::unique_ptr<PatternSet> patterns_{};
  std::optional<BusinessHours> hours_{};
  Classifiers classifiers_{};
  std::string zone_ = "UTC";
};

/// Keeps a rule. A new one that does something grave is simulated until it is enabled. Fault::usage with every fault and its place;
/// Fault::conflict where there is one of that name and it may not be replaced. Answers the rule as it is kept.
Result<Json> add_rule(Desk&, const std::string& name, Json, bool replace);
Result<void> remove_rule(Desk&, const std::string& name);
/// Enabling ends the simulation, too.
Result<Json> enable_rule(Desk&, const std::string& name, bool enabled);

/// One sentence for each fault: "when.all[1].pattern: …".
std::vector<std::string> sentences(const std::vector<RuleFault>&);

}  // namespace cmtool
