// SPDX-License-Identifier: MIT
// What a rule is: conditions on an item, and what follows. Pure: facts in, matches out; the verb does what follows.
//
//   {"why": "insults are hidden", "when": {"all": [{"words": {"severity": 2}}, {"not": {"author": {"labels": ["vip"]}}}]},
//    "then": [{"label": "toxic"}, {"hide": true}, {"alert": true}], "order": 10, "stop": true, "most": {"count": 20, "within": "1h"}}
//
// A condition is an object with one member: "all", "any", "not", or one of the kinds of rules/. Each kind is one file there; the table is
// made from that folder by the build. Everything is checked when a rule is read, and each fault is named with its place.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "model/handling.hpp"
#include "model/item.hpp"
#include "text/pattern.hpp"
#include "when/business.hpp"
#include "words.hpp"

namespace cmtool {

/// What was written before an item, as rules ask for it. Times are those of the items.
class RuleHistory {
 public:
  virtual ~RuleHistory() = default;
  /// How many items the same person had written before, within the time (0: ever), to this account or to any.
  virtual std::size_t by_author(const Item&, std::chrono::seconds within, bool any_account) = 0;
  /// How many items had come to the same account within the time.
  virtual std::size_t to_account(const Item&, std::chrono::seconds within) = 0;
  /// To how many accounts, this one included, the same text had come within the time.
  virtual std::size_t accounts_with_text(const Item&, std::chrono::seconds within) = 0;
};

/// What a text classifier says.
struct TextScore {
  double probability = 0;
  std::string because{};  ///< the words that led to it
  std::string label{};    ///< what it says, where that is not plain from who was asked: "negative"
};

/// What conditions share: looked up once for each item, whoever asks. One for each thread.
struct RuleTools {
  WordFinder* words = nullptr;
  const PatternSet* patterns = nullptr;
  RuleHistory* history = nullptr;
  const BusinessHours* hours = nullptr;  ///< may be null: nobody said when the desk is open
  /// How probably a text is what the model looks for ("spam", "toxicity"); nothing where there is no such model for its language.
  std::function<std::optional<TextScore>(const std::string& model, const Item&)> score{};
  /// How a text sounds, where nobody has said so by hand: its label is "negative", "neutral" or "positive".
  std::function<std::optional<TextScore>(const Item&)> sentiment{};
  /// What is known of the person: "vip", "troublemaker", tags of the user's.
  std::function<std::vector<std::string>(const Author&)> person{};
  /// How many strikes against them hold.
  std::function<std::size_t(const Author&)> strikes{};
};

class RuleFacts {
 public:
  RuleFacts(RuleTools& tools, const Item& item, const Handling& handling) : tools_(tools), item_(item), handling_(handling) {}

  [[nodiscard]] const Item& item() const { return item_; }
  [[nodiscard]] const Handling& handling() const { return handling_; }
  [[nodiscard]] RuleTools& tools() const { return tools_; }
  /// The words of all lists that stand in the text.
  const std::vector<WordHit>& words();
  /// The numbers of the patterns that match the text, in order. Mostly none: so the kind asks once and not for each of its patterns.
  const std::vector<int>& patterns();

 private:
  RuleTools& tools_;
  const Item& item_;
  const Handling& handling_;
  const std::vector<WordHit>* words_ = nullptr;
  std::optional<std::vector<int>> patterns_{};
};

/// Why a condition holds, for people and the record; nothing when it does not.
using Match = std::optional<std::string>;
using Condition = std::function<Match(RuleFacts&)>;

/// What is wrong with a rule, and where: "when.all[1].pattern".
struct RuleFault {
  std::string place{}, message{}, hint{};
};

/// What compiling needs and gathers; shared by all rules of a set.
class RuleCompiler {
 public:
  /// The number of a pattern in the set; every one is compiled when the set is.
  Result<int> pattern(const std::string& text, PatternCase);
  [[nodiscard]] const std::vector<PatternSpec>& patterns() const { return patterns_; }
  /// Names of word lists that there are.
  std::vector<std::string> lists{};
  /// Names of classifiers that there are.
  std::vector<std::string> models{};
  /// What kept a rule from being compiled and is no fault of the rule: then nothing may be judged by the rules that are left.
  std::optional<Error> hindrance{};

 private:
  std::vector<PatternSpec> patterns_{};
};

/// A kind of condition.
struct RuleKind {
  std::string name{};
  std::string summary{};   ///< N_()
  std::string example{};   ///< JSON
  Result<Condition> (*compile)(const Json& with, RuleCompiler&) = nullptr;
};
/// All kinds, by name.
const std::vector<const RuleKind*>& rule_kinds();

/// What follows a match.
struct RuleAction {
  std::string what{};   ///< "label", "unlabel", "priority", "assign", "note", "reply", "snooze", "strike", "done", "alert", or an act's slug: "hide"
  std::string value{};  ///< the label, the priority, the person, the saved reply, the length of time
};
/// Does it act on the platform in a way that others notice and that is hard to take back?
bool is_grave(const RuleAction&);

struct Rule {
  std::string name{}, why{};
  std::int64_t order = 100;               ///< the lowest first
  bool stop = false;                      ///< no rule after it looks at an item that it matched
  bool enabled = true;
  bool simulated = false;                 ///< says what it would do, and does nothing
  std::size_t most = 20;                  ///< of grave actions, within `within`; then it stops and alerts
  std::chrono::seconds within = std::chrono::hours(1);
  Condition when{};
  std::vector<RuleAction> then{};
};

/// Compiles one; all faults at once.
struct CompiledRule {
  Rule rule{};
  std::vector<RuleFault> faults{};
};
CompiledRule compile_rule(const std::string& name, const Json&, RuleCompiler&);

// For the kinds: reading parameters. Each answers Fault::usage naming the member.

/// Fault::usage for members that the kind does not know.
Result<void> only_members(const Json&, const std::vector<std::string>& known);
/// A text or a list of texts.
Result<std::vector<std::string>> texts_of(const Json&, std::string_view key);
Result<std::chrono::seconds> duration_of(const Json&, std::string_view key, std::chrono::seconds otherwise);
Result<std::int64_t> number_of(const Json&, std::string_view key, std::int64_t least, std::int64_t otherwise);

}  // namespace cmtool
