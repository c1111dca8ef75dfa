// SPDX-License-Identifier: MIT
#include "moderate/apply.hpp"

#include <algorithm>
#include <map>

#include "base/tr.hpp"
#include "moderate/act.hpp"
#include "moderate/alerts.hpp"
#include "moderate/out_of_hours.hpp"
#include "moderate/people.hpp"
#include "moderate/reply.hpp"
#include "moderate/saved_replies.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

std::string simulated_name(const std::string& rule) { return rule + "?"; }

/// History from the inbox. A fault counts as "nothing before" and is kept, so that it can be said.
class FromInbox final : public RuleHistory {
 public:
  explicit FromInbox(Inbox& inbox) : inbox_(inbox) {}
  std::size_t by_author(const Item& item, std::chrono::seconds within, bool any_account) override { return known(inbox_.before_by_author(item, within, any_account)); }
  std::size_t to_account(const Item& item, std::chrono::seconds within) override { return known(inbox_.before_to_account(item, within)); }
  std::size_t accounts_with_text(const Item& item, std::chrono::seconds within) override { return known(inbox_.accounts_with_text(item, within)); }
  std::optional<Error> fault{};

 private:
  std::size_t known(Result<std::uint64_t> count) {
    if (count.ok()) return static_cast<std::size_t>(*count);
    fault = std::move(count).error();
    return 0;
  }
  Inbox& inbox_;
};

/// Everything that one run does.
class Applying {
 public:
  Applying(Desk& desk, RuleSet& set, ApplyReport& report) : desk_(desk), set_(set), report_(report) {}

  Result<void> run(std::vector<RuleHit> hits) {
    TRY(recent_, desk_.store.inbox().decisions({}, desk_.world.clock->now() - std::chrono::hours(24) * 31));
    TRY(answered_, answered_by_machine(desk_, recent_));
    for (auto& hit : hits) {
      const Rule& rule = set_.find(hit.rule)->compiled.rule;
      hit.simulated = hit.simulated || stopped_.contains(hit.rule);
      if (!hit.simulated && is_over_quota(rule, hit)) {
        hit.over_quota = hit.simulated = true;
        CHECK_OK(stop(rule));
      }
      if (!hit.simulated) act(rule, hit);
      CHECK_OK(record(rule, hit));
      report_.hits.push_back(std::move(hit));
    }
    return {};
  }

 private:
  [[nodiscard]] static std::string by(const std::string& rule) { return "rule:" + rule; }

  [[nodiscard]] bool is_over_quota(const Rule& rule, const RuleHit& hit) {
    if (!std::any_of(hit.actions.begin(), hit.actions.end(), is_grave)) return false;
    const Instant from = desk_.world.clock->now() - rule.within;
    std::size_t done = graves_[rule.name];
    for (const auto& decision : recent_) {
      if (decision.by == by(rule.name) && decision.outcome == "done" && decision.at >= from) ++done;
    }
    return done >= rule.most;
  }

  /// It wants too much: from now on it only says what it would do, until somebody enables it again.
  Result<void> stop(const Rule& rule) {
    stopped_.insert(rule.name);
    Json json = set_.find(rule.name)->json;
    json.set("simulate", true);
    // Raised first, so that no crash can stop a rule without a word; once an hour, should it come twice.
    const std::string hour = iso(std::chrono::floor<std::chrono::hours>(desk_.world.clock->now()));
    const std::string sentence = trn("the rule {} wanted to act more than {} time within its hours and was stopped; it only says what it would do until you enable it",
                         "the rule {} wanted to act more than {} times within its hours and was stopped; it only says what it would do until you enable it",
                         static_cast<long>(rule.most), rule.name, rule.most);
    raise("quota " + rule.name + " " + hour, {.kind = AlertKind::failure, .by = by(rule.name), .title = tr("The rule {} was stopped", rule.name), .text = sentence}, sentence);
    return desk_.store.save_document("rules", rule.name, json);
  }

  /// Not being able to keep an alert is said, and no reason to leave the rest undone.
  void raise(const std::string& about, Alert alert, const std::string& sentence) {
    const auto fresh = raise_alert(desk_, about, std::move(alert));
    if (!fresh.ok() && desk_.warn) desk_.warn(fresh.error().message);
    if (!fresh.ok() || *fresh) report_.alerts.push_back(sentence);
  }

  void alert(const Rule& rule, const RuleHit& hit) {
    const auto& item = hit.item.item;
    const bool urgent = hit.item.handling.priority == Priority::urgent ||
                        std::any_of(rule.then.begin(), rule.then.end(), [](const RuleAction& action) { return action.what == "priority" && action.value == "urgent"; });
    raise("rule " + rule.name + " " + item.id,
          {.by = by(rule.name), .title = tr("The rule {}: somebody should look at this", rule.name), .items = {item.id}, .urgent = urgent},
          tr("{}: {} wrote to @{}: {}", rule.name, shown_name(item.author), item.account, item.text));
  }

  void act(const Rule& rule, RuleHit& hit) {
    const Moderator moderator{.who = by(rule.name), .why = hit.why};
    for (const auto& action : hit.actions) {
      if (const auto act = act_of(action.what)) {
        const auto outcome = act_on(desk_, {hit.item.item.id}, *act, moderator).front();
        if (outcome.error) hit.error = outcome.error;
        else if (!outcome.before && is_grave(action)) ++graves_[rule.name];
      } else if (action.what == "reply") {
        reply(rule, hit, action.value, moderator);
      } else if (action.what == "strike") {
        if (auto struck = strike(hit, action.value, moderator); !struck.ok()) hit.error = std::move(struck).error();
      } else if (action.what == "alert") {
        alert(rule, hit);
      }
    }
  }

  /// Once for each item: what a run that was cut short has written is found again.
  Result<void> strike(const RuleHit& hit, const std::string& lasts, const Moderator& moderator) {
    const auto& item = hit.item.item;
    if (author_key(item.author).empty()) return {};
    TRY(const auto kept, KeptPeople::of(desk_));
    const std::string person = kept.person_of(author_key(item.author));
    PersonNotes notes = kept.notes_of(person);
    const bool known = std::any_of(notes.strikes.begin(), notes.strikes.end(), [&](const Strike& one) { return one.item == item.id && one.by == moderator.who; });
    if (known) return {};
    TRY(const auto length, parse_duration(lasts));
    const Instant now = desk_.world.clock->now();
    notes.strikes.push_back({.at = now, .by = moderator.who, .why = hit.why, .until = now + length, .item = item.id});
    return save_person_notes(desk_, person, notes);
  }

  /// At most one by rules to the same person within a day: nobody wants to be answered by a machine twice.
  void reply(const Rule& rule, RuleHit& hit, const std::string& name, const Moderator& moderator) {
    const std::string author = author_key(hit.item.item.author);
    if (answered_.contains(author)) return;
    const auto sent = [&]() -> Result<Outcome> {
      TRY(const auto saved, saved_reply(desk_.store, name));
      const ReplyWish wish{.text = saved.text, .post = {.language = saved.language}};
      TRY(const auto prepared, prepare_reply(desk_, hit.item.item.id, wish));
      if (!prepared.misfits.empty()) return prepared.misfits.front();
      return send_reply(desk_, prepared, wish, moderator);
    }();
    if (!sent.ok()) {
      hit.error = sent.error();
    } else if (sent->error) {
      hit.error = sent->error;
    } else {
      ++graves_[rule.name];
      answered_.insert(author);
      replied_to_ = author;
    }
  }

  /// What the rule changes on our side, and that it has dealt with the item.
  Result<void> record(const Rule& rule, RuleHit& hit) {
    const std::string replied_to = std::exchange(replied_to_, {});
    if (hit.error) return {};  // the next run tries again
    const bool quiet = hit.simulated;
    Decision as{.by = by(rule.name), .what = "rule", .outcome = quiet ? "simulated" : "", .why = hit.why};
    if (!replied_to.empty()) as.with.set("replied_to", replied_to);
    if (quiet) as.with.set("would", written(hit.actions));
    auto decided = desk_.store.inbox().decide({hit.item.item.id}, as, [&](const InboxItem&, Handling& handling, Decision& decision) -> Result<bool> {
      handling.rules.insert(quiet ? simulated_name(rule.name) : rule.name);
      if (!quiet) {
        for (const auto& action : hit.actions) apply_change(handling, change_of(action, decision.at), decision.at, decision.by);
      }
      return true;
    });
    if (!decided.front().ok()) return std::move(decided.front()).error();
    hit.item = std::move(decided.front()).value();
    return {};
  }

  static Json written(const std::vector<RuleAction>& actions) {
    Json list = Json::array();
    for (const auto& action : actions) list.push(Json{{action.what, action.value.empty() ? Json(true) : Json(action.value)}});
    return list;
  }

  /// An action that is only about our side; the others change nothing here.
  static HandlingChange change_of(const RuleAction& action, Instant now) {
    HandlingChange change;
    if (action.what == "label") change.add_labels = {action.value};
    else if (action.what == "unlabel") change.drop_labels = {action.value};
    else if (action.what == "priority") change.priority = priority_of(action.value);
    else if (action.what == "assign") change.assigned = action.value;
    else if (action.what == "note") change.note = action.value;
    else if (action.what == "done") change.state = ItemState::done;
    else if (action.what == "snooze") {
      change.state = ItemState::snoozed;
      if (const auto length = parse_duration(action.value); length.ok()) change.snoozed_until = now + *length;
    }
    return change;
  }

  Desk& desk_;
  RuleSet& set_;
  ApplyReport& report_;
  std::vector<Decision> recent_{};
  std::map<std::string, std::size_t> graves_{};  ///< grave actions of each rule in this run
  std::set<std::string> stopped_{};
  std::set<std::string> answered_{};  ///< by a machine within a day, in this run or before
  std::string replied_to_{};
};

}  // namespace

Result<std::vector<RuleHit>> match_rules(Desk& desk, RuleSet& set, std::vector<InboxItem> items, bool anew) {
  std::sort(items.begin(), items.end(), [](const InboxItem& a, const InboxItem& b) { return std::tie(a.item.at, a.item.id) < std::tie(b.item.at, b.item.id); });
  FromInbox history(desk.store.inbox());
  WordFinder finder(set.words());
  RuleTools tools = set.tools(finder);
  tools.history = &history;
  TRY(const auto kept_of, KeptPeople::of(desk));
  tools.person = [&](const Author& author) { return kept_of.notes_of(author_key(author)).tags; };
  tools.strikes = [&](const Author& author) { return strikes_at(kept_of.notes_of(author_key(author)), desk.world.clock->now()); };
  std::vector<RuleHit> hits;
  for (auto& entry : items) {
    // What one rule labels the next one sees, as when they are applied.
    Handling seen = entry.handling;
    for (const auto& kept : set.rules()) {
      const Rule& rule = kept.compiled.rule;
      const auto dealt_with = [&](const std::string& name) { return entry.handling.rules.contains(name); };
      if (!kept.compiled.faults.empty() || !rule.enabled) continue;
      if (!anew && (dealt_with(rule.name) || (rule.simulated && dealt_with(simulated_name(rule.name))))) {
        if (rule.stop && dealt_with(rule.name)) break;
        continue;
      }
      RuleFacts facts(tools, entry.item, seen);
      const Match match = rule.when(facts);
      if (!match) continue;
      hits.push_back({.item = entry, .rule = rule.name, .why = *match, .actions = rule.then, .simulated = rule.simulated});
      if (!rule.simulated) {
        for (const auto& action : rule.then) {
          if (action.what == "label") seen.labels.insert(action.value);
          if (action.what == "unlabel") seen.labels.erase(action.value);
        }
      }
      if (rule.stop && !rule.simulated) break;
    }
  }
  if (history.fault) return *history.fault;
  return hits;
}

Result<ApplyReport> apply_rules(Desk& desk, RuleSet& set, const ApplyWish& wish) {
  TRY(auto items, desk.store.inbox().items({.state = ItemState::open, .since = wish.since, .now = desk.world.clock->now()}));
  std::erase_if(items, [](const InboxItem& entry) { return entry.item.gone; });
  ApplyReport report{.looked_at = items.size()};
  TRY(auto hits, match_rules(desk, set, std::move(items), false));
  if (wish.dry_run) {
    report.hits = std::move(hits);
    return report;
  }
  CHECK_OK(Applying(desk, set, report).run(std::move(hits)));
  return report;
}

}  // namespace cmtool
