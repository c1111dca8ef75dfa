// SPDX-License-Identifier: MIT
#include "cli/rules_view.hpp"

#include <filesystem>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/inbox_view.hpp"

namespace cmtool {
namespace {

constexpr std::size_t largest_rule = 1u << 20;

std::string state_of(const KeptRule& kept) {
  if (!kept.compiled.faults.empty()) return "faulty";
  if (!kept.compiled.rule.enabled) return "disabled";
  return kept.compiled.rule.simulated ? "simulated" : "enabled";
}

}  // namespace

std::string in_words(const std::vector<RuleAction>& actions) {
  std::vector<std::string> all;
  for (const auto& action : actions) all.push_back(action.value.empty() ? action.what : action.what + " " + action.value);
  return joined(all, "; ");
}

std::vector<Column> rule_columns() {
  return {{.key = "name", .title = tr("Rule")},
          {.key = "state", .title = tr("State"), .kind = Kind::state},
          {.key = "order", .title = tr("Order"), .kind = Kind::integer},
          {.key = "then", .title = tr("Then")},
          {.key = "why", .title = tr("Why")},
          {.key = "stop", .title = tr("Stops"), .kind = Kind::yes_no, .shown = false},
          {.key = "most", .title = tr("At most"), .kind = Kind::integer, .shown = false},
          {.key = "within", .title = tr("Within (s)"), .kind = Kind::integer, .shown = false},
          {.key = "faults", .title = tr("Faults"), .kind = Kind::list, .shown = false},
          {.key = "rule", .title = tr("As it is kept"), .shown = false}};
}

std::vector<Value> row_of(const KeptRule& kept) {
  const Rule& rule = kept.compiled.rule;
  return {Value(kept.name),
          Value(state_of(kept)),
          Value(rule.order),
          Value(in_words(rule.then)),
          rule.why.empty() ? Value() : Value(rule.why),
          Value(rule.stop),
          Value(static_cast<std::int64_t>(rule.most)),
          Value(static_cast<std::int64_t>(rule.within.count())),
          Value(Json::strings(sentences(kept.compiled.faults))),
          Value(kept.json)};
}

std::vector<Column> hit_columns() {
  return {{.key = "rule", .title = tr("Rule")},
          {.key = "item", .title = tr("Item"), .kind = Kind::id},
          {.key = "account", .title = tr("Account")},
          {.key = "author", .title = tr("From")},
          {.key = "text", .title = tr("Text")},
          {.key = "because", .title = tr("Because")},
          {.key = "then", .title = tr("Then")},
          {.key = "simulated", .title = tr("Simulated"), .kind = Kind::yes_no},
          {.key = "over_quota", .title = tr("Too many"), .kind = Kind::yes_no, .shown = false},
          {.key = "at", .title = tr("Written"), .kind = Kind::time, .shown = false},
          {.key = "fault", .title = tr("Fault"), .shown = false},
          {.key = "message", .title = tr("Message"), .shown = false}};
}

std::vector<Value> row_of(const RuleHit& hit) {
  const Item& item = hit.item.item;
  return {Value(hit.rule),
          Value(item.id),
          Value("@" + item.account),
          Value(shown_name(item.author)),
          Value(one_line(item.text)),
          Value(hit.why),
          Value(in_words(hit.actions)),
          Value(hit.simulated),
          Value(hit.over_quota),
          Value(item.at),
          hit.error ? Value(std::string(slug(hit.error->fault))) : Value(),
          hit.error ? Value(hit.error->message) : Value()};
}

Result<ReadRule> read_rule(Env& env, const std::string& file) {
  std::string text;
  if (file == "-") {
    TRY(text, env.streams.all(largest_rule));
  } else {
    TRY(text, env.world.disk->read(std::filesystem::path(env.world.current_folder) / file, largest_rule));
  }
  auto json = parse_json(text);
  if (!json.ok()) {
    Error error = std::move(json).error();
    error.fault = Fault::usage;
    error.where = file;
    return error;
  }
  ReadRule rule{.json = std::move(json).value()};
  rule.name = rule.json["name"].string_or(file == "-" ? "" : std::filesystem::path(file).stem().string());
  rule.json.erase("name");
  if (rule.name.empty()) return Error{.fault = Fault::usage, .message = tr("the rule has no name"), .hint = tr("give it a member “name”, or read it from a file")};
  return rule;
}

}  // namespace cmtool
