// SPDX-License-Identifier: MIT
#include "moderate/rules.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "sys/place.hpp"

namespace cmtool {
namespace {

constexpr auto kind = "rules";
constexpr std::uint64_t largest_list = 8u << 20;

/// The lists that come with cmtool, and those of the workspace's folder words/.
Result<std::vector<WordList>> word_lists(Desk& desk) {
  std::vector<WordList> lists;
  const auto read_all = [&](const std::filesystem::path& folder) -> Result<void> {
    const auto entries = desk.world.disk->list(folder);
    if (!entries.ok() && entries.error().fault == Fault::not_found) return {};  // none of these
    if (!entries.ok()) return entries.error();
    for (const auto& entry : *entries) {
      if (!entry.name.ends_with(".txt")) continue;
      TRY(const auto text, desk.world.disk->read(folder / entry.name, largest_list));
      auto list = parse_word_list(text, entry.name.substr(0, entry.name.size() - 4));
      if (!list.ok()) {
        Error error = std::move(list).error();
        if (error.where.empty()) error.where = (folder / entry.name).string();
        return error;
      }
      lists.push_back(std::move(list).value());
    }
    return {};
  };
  CHECK_OK(read_all(data_folder() / "words"));
  const std::filesystem::path workspace(desk.store.where());
  CHECK_OK(read_all(workspace / "words"));
  return lists;
}

Error no_rule(const std::string& name) {
  return {.fault = Fault::not_found, .message = tr("there is no rule {}", name), .hint = tr("cmtool moderate rules list shows those that there are"), .where = name};
}

Result<Json> kept(Desk& desk, const std::string& name) {
  TRY(const auto documents, desk.store.documents(kind));
  for (const auto& [other, json] : documents) {
    if (other == name) return json;
  }
  return no_rule(name);
}

}  // namespace

Result<std::unique_ptr<RuleSet>> RuleSet::compiled(Desk& desk, std::vector<std::pair<std::string, Json>> documents) {
  std::unique_ptr<RuleSet> set(new RuleSet);
  TRY(const auto settings, desk.store.settings());
  set->zone_ = settings["zone"].string_or("UTC");
  TRY(set->hours_, business_hours(settings, set->zone_));
  TRY(const auto lists, word_lists(desk));
  set->words_ = std::make_unique<WordFilter>(lists, settings["moderation"]["exempt_words"].string_items());
  RuleCompiler compiler;
  TRY(set->classifiers_, Classifiers::of(desk));
  compiler.models = set->classifiers_.names_of_scores();
  for (const auto& list : lists) compiler.lists.push_back(list.name);
  for (auto& [name, json] : documents) {
    KeptRule rule{.name = name, .json = json, .compiled = compile_rule(name, json, compiler)};
    set->rules_.push_back(std::move(rule));
  }
  if (compiler.hindrance) return *compiler.hindrance;
  std::stable_sort(set->rules_.begin(), set->rules_.end(), [](const KeptRule& a, const KeptRule& b) { return a.compiled.rule.order < b.compiled.rule.order; });
  if (!compiler.patterns().empty()) {
    TRY(const auto* const part, pattern_part());
    TRY(set->patterns_, part->compile(compiler.patterns()));
  }
  return set;
}

Result<std::unique_ptr<RuleSet>> RuleSet::of(Desk& desk) {
  TRY(auto documents, desk.store.documents(kind));
  return compiled(desk, std::move(documents));
}

Result<std::unique_ptr<RuleSet>> RuleSet::with(Desk& desk, const std::string& name, const Json& json) {
  TRY(auto documents, desk.store.documents(kind));
  std::erase_if(documents, [&](const auto& document) { return document.first == name; });
  documents.emplace_back(name, json);
  return compiled(desk, std::move(documents));
}

const KeptRule* RuleSet::find(const std::string& name) const {
  for (const auto& rule : rules_) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

RuleTools RuleSet::tools(WordFinder& finder) {
  RuleTools tools{.words = &finder, .patterns = patterns_.get(), .hours = hours_ ? &*hours_ : nullptr};
  tools.score = [this](const std::string& model, const Item& item) { return classifiers_.score(model, item.text, item.language); };
  tools.sentiment = [this](const Item& item) { return classifiers_.sentiment(item.text, item.language); };
  return tools;
}

Result<Json> add_rule(Desk& desk, const std::string& name, Json json, bool replace) {
  TRY(const auto set, RuleSet::with(desk, name, json));
  const KeptRule& rule = *set->find(name);
  if (!rule.compiled.faults.empty()) {
    const auto all = sentences(rule.compiled.faults);
    return Error{.fault = Fault::usage, .message = joined(all, "; "), .hint = rule.compiled.faults.front().hint, .where = name};
  }
  const auto& then = rule.compiled.rule.then;
  const bool grave = std::any_of(then.begin(), then.end(), is_grave);
  if (grave && !json.contains("simulate")) json.set("simulate", true);
  CHECK_OK(desk.store.save_document(kind, name, json, replace));
  return json;
}

Result<void> remove_rule(Desk& desk, const std::string& name) {
  CHECK_OK(kept(desk, name));
  return desk.store.remove_document(kind, name);
}

Result<Json> enable_rule(Desk& desk, const std::string& name, bool enabled) {
  TRY(auto json, kept(desk, name));
  json.set("enabled", enabled);
  if (enabled) json.set("simulate", false);
  CHECK_OK(desk.store.save_document(kind, name, json));
  return json;
}

std::vector<std::string> sentences(const std::vector<RuleFault>& faults) {
  std::vector<std::string> all;
  for (const auto& fault : faults) {
    all.push_back(fault.place.empty() ? fault.message : tr("{}: {}", fault.place, fault.message));
    if (!fault.hint.empty()) all.back() += " (" + fault.hint + ")";
  }
  return all;
}

}  // namespace cmtool
