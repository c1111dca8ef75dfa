// SPDX-License-Identifier: MIT
#include "rule.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "model/act.hpp"
#include "when/when.hpp"

namespace cmtool {

#define X(name) const RuleKind& name##_rule();
#include "rules.inc"
#undef X

namespace {

constexpr std::size_t deepest = 16;

/// Reads one rule, gathering faults.
class Reading {
 public:
  Reading(RuleCompiler& compiler, std::vector<RuleFault>& faults) : compiler_(compiler), faults_(faults) {}

  void wrong(std::string place, std::string message, std::string hint = {}) { faults_.push_back({std::move(place), std::move(message), std::move(hint)}); }

  Condition condition(const Json& json, const std::string& place, std::size_t depth = 0) {
    const Condition never = [](RuleFacts&) -> Match { return std::nullopt; };
    if (depth > deepest) {
      wrong(place, tr("conditions are nested too deep"));
      return never;
    }
    if (!json.is_object() || json.members().size() != 1) {
      wrong(place, tr("a condition is an object with one member"), tr("such as {}", "{\"words\": {\"severity\": 2}}"));
      return never;
    }
    const auto& [name, with] = json.members().front();
    const std::string here = place + "." + name;
    if (name == "all" || name == "any") return several(with, here, name == "all", depth);
    if (name == "not") {
      return [inner = condition(with, here, depth + 1)](RuleFacts& facts) -> Match { return inner(facts) ? Match() : Match(""); };
    }
    for (const RuleKind* kind : rule_kinds()) {
      if (kind->name != name) continue;
      auto made = kind->compile(with, compiler_);
      if (made.ok()) return std::move(made).value();
      if (made.error().fault != Fault::usage) compiler_.hindrance = made.error();
      wrong(here, made.error().message, made.error().hint.empty() ? tr("such as {}", kind->example) : made.error().hint);
      return never;
    }
    wrong(here, tr("there is no condition {}", name), nearest(name));
    return never;
  }

  void action(const Json& json, const std::string& place, std::vector<RuleAction>& to) {
    if (!json.is_object() || json.members().size() != 1) {
      wrong(place, tr("an action is an object with one member"), tr("such as {}", "{\"label\": \"spam\"}"));
      return;
    }
    const auto& [name, value] = json.members().front();
    const std::string here = place + "." + name;
    const std::string text = value.string_or();
    if (const auto act = act_of(name); act || name == "done" || name == "alert") {
      if (!value.bool_or(false)) return wrong(here, tr("it takes true"));
    } else if (name == "label" || name == "unlabel") {
      if (!is_label(text)) return wrong(here, tr("“{}” cannot be a label", text));
    } else if (name == "priority") {
      if (!priority_of(text)) return wrong(here, tr("there is no priority {}", text), tr("low, normal, high or urgent"));
    } else if (name == "snooze" || name == "strike") {
      if (!parse_duration(text).ok()) return wrong(here, tr("“{}” is no length of time", text), tr("such as {}", "12h"));
    } else if (name == "assign" || name == "note" || name == "reply") {
      if (text.empty()) return wrong(here, tr("it takes a text"));
    } else {
      return wrong(here, tr("there is no action {}", name),
                   tr("label, unlabel, priority, assign, note, reply, snooze, strike, done, alert, hide, spam, delete, mute, block, report, like, approve"));
    }
    to.push_back({.what = name, .value = text});
  }

 private:
  Condition several(const Json& list, const std::string& place, bool all, std::size_t depth) {
    if (list.items().empty()) wrong(place, tr("it takes a list of conditions"));
    std::vector<Condition> inner;
    for (std::size_t i = 0; i < list.items().size(); ++i) inner.push_back(condition(list.items()[i], place + "[" + std::to_string(i) + "]", depth + 1));
    return [inner = std::move(inner), all](RuleFacts& facts) -> Match {
      std::string why;
      for (const auto& one : inner) {
        const Match match = one(facts);
        if (!match && all) return std::nullopt;
        if (match && !all) return match;
        if (match && !match->empty()) why += (why.empty() ? "" : "; ") + *match;
      }
      return all ? Match(why) : std::nullopt;
    };
  }

  static std::string nearest(const std::string& name) {
    const RuleKind* best = nullptr;
    std::size_t least = 3;
    std::string names = "all, any, not";
    for (const RuleKind* kind : rule_kinds()) {
      names += ", " + kind->name;
      if (const auto d = distance(kind->name, name); d < least) {
        least = d;
        best = kind;
      }
    }
    return best != nullptr ? tr("did you mean {}?", best->name) : names;
  }

  RuleCompiler& compiler_;
  std::vector<RuleFault>& faults_;
};

}  // namespace

const std::vector<const RuleKind*>& rule_kinds() {
  static const std::vector<const RuleKind*> all{
#define X(name) &name##_rule(),
#include "rules.inc"
#undef X
  };
  return all;
}

const std::vector<WordHit>& RuleFacts::words() {
  static const std::vector<WordHit> none;
  if (tools_.words == nullptr) return none;
  if (words_ == nullptr) words_ = &tools_.words->find(item_.text, language_of_tag(item_.language));
  return *words_;
}

const std::vector<int>& RuleFacts::patterns() {
  if (!patterns_) {
    patterns_.emplace();
    if (tools_.patterns != nullptr) tools_.patterns->match(item_.text, *patterns_);
    std::sort(patterns_->begin(), patterns_->end());
  }
  return *patterns_;
}

Result<int> RuleCompiler::pattern(const std::string& text, PatternCase letters) {
  const PatternSpec spec{.text = text, .letters = letters};
  if (const auto known = std::find(patterns_.begin(), patterns_.end(), spec); known != patterns_.end()) {
    return static_cast<int>(known - patterns_.begin());
  }
  TRY(const auto* const part, pattern_part());
  if (const auto fault = part->fault(spec); !fault.empty()) {
    return Error{.fault = Fault::usage, .message = tr("the pattern {} cannot be read: {}", text, fault), .hint = tr("RE2's syntax, without look-ahead and back references")};
  }
  patterns_.push_back(spec);
  return patterns_.size() - 1;
}

bool is_grave(const RuleAction& action) {
  const auto act = act_of(action.what);
  return action.what == "reply" || (act && *act != Act::like && *act != Act::approve && *act != Act::unhide);
}

CompiledRule compile_rule(const std::string& name, const Json& json, RuleCompiler& compiler) {
  CompiledRule made{.rule = {.name = name}};
  Reading reading(compiler, made.faults);
  Rule& rule = made.rule;
  if (!json.is_object()) {
    reading.wrong("", tr("a rule is an object"), tr("with “when” and “then”"));
    return made;
  }
  if (const auto known = only_members(json, {"why", "when", "then", "order", "stop", "enabled", "simulate", "most", "name"}); !known.ok()) {
    reading.wrong("", known.error().message, known.error().hint);
  }
  rule.why = json["why"].string_or();
  rule.order = json["order"].integer_or(100);
  rule.stop = json["stop"].bool_or(false);
  rule.enabled = json["enabled"].bool_or(true);
  rule.simulated = json["simulate"].bool_or(false);
  if (json.contains("most")) {
    const auto count = number_of(json["most"], "count", 1, 20);
    const auto within = duration_of(json["most"], "within", std::chrono::hours(1));
    if (!count.ok()) reading.wrong("most", count.error().message, count.error().hint);
    else rule.most = static_cast<std::size_t>(*count);
    if (!within.ok()) reading.wrong("most", within.error().message, within.error().hint);
    else rule.within = *within;
  }
  if (json.contains("when")) rule.when = reading.condition(json["when"], "when");
  else reading.wrong("when", tr("it is missing"), tr("such as {}", R"("when": {"words": {"severity": 2}})"));
  const auto& then = json["then"].items();
  if (then.empty()) reading.wrong("then", tr("it is missing"), tr("such as {}", R"("then": [{"label": "toxic"}])"));
  for (std::size_t i = 0; i < then.size(); ++i) reading.action(then[i], "then[" + std::to_string(i) + "]", rule.then);
  return made;
}

Result<void> only_members(const Json& json, const std::vector<std::string>& known) {
  if (!json.is_object()) return Error{.fault = Fault::usage, .message = tr("it takes an object")};
  for (const auto& [key, value] : json.members()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    return Error{.fault = Fault::usage, .message = tr("it has no member “{}”", key), .hint = tr("it knows {}", joined(known, ", "))};
  }
  return {};
}

Result<std::vector<std::string>> texts_of(const Json& json, std::string_view key) {
  const Json& value = json[key];
  if (value.is_null()) return std::vector<std::string>();
  if (value.is_string()) return std::vector<std::string>{value.string_or()};
  if (value.is_array() && value.string_items().size() == value.items().size()) return value.string_items();
  return Error{.fault = Fault::usage, .message = tr("“{}” takes a text or a list of texts", key)};
}

Result<std::chrono::seconds> duration_of(const Json& json, std::string_view key, std::chrono::seconds otherwise) {
  if (!json.contains(key)) return otherwise;
  auto length = parse_duration(json[key].string_or());
  if (!length.ok() || *length <= std::chrono::seconds(0)) {
    return Error{.fault = Fault::usage, .message = tr("“{}” takes a length of time", key), .hint = tr("such as {}", "\"10m\"")};
  }
  return *length;
}

Result<std::int64_t> number_of(const Json& json, std::string_view key, std::int64_t least, std::int64_t otherwise) {
  if (!json.contains(key)) return otherwise;
  if (!json[key].is_integer() || json[key].integer_or(0) < least) {
    return Error{.fault = Fault::usage, .message = tr("“{}” takes a whole number of at least {}", key, least)};
  }
  return json[key].integer_or(0);
}

}  // namespace cmtool
