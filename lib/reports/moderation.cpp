// SPDX-License-Identifier: MIT
// What the desk did: decisions by whom, acts and their outcomes, how long it took to decide, and what was undone since.
#include <algorithm>
#include <set>

#include "base/tr.hpp"
#include "figures/period.hpp"
#include "figures/sums.hpp"
#include "listen/crowd.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "group", .title = tr("Group")},
          {.key = "decisions", .title = tr("Decisions"), .kind = Kind::integer, .bar = BarScale::largest},
          {.key = "items", .title = tr("Items"), .kind = Kind::integer},
          {.key = "replies", .title = tr("Replies"), .kind = Kind::integer},
          {.key = "hidden", .title = tr("Hidden"), .kind = Kind::integer},
          {.key = "spam", .title = tr("Spam"), .kind = Kind::integer},
          {.key = "deleted", .title = tr("Deleted"), .kind = Kind::integer},
          {.key = "other_acts", .title = tr("Other acts"), .kind = Kind::integer, .shown = false},
          {.key = "simulated", .title = tr("Simulated"), .kind = Kind::integer, .shown = false},
          {.key = "failed", .title = tr("Failed"), .kind = Kind::integer},
          {.key = "unknown", .title = tr("Outcome unknown"), .kind = Kind::integer, .shown = false},
          {.key = "undone", .title = tr("Undone"), .kind = Kind::integer},
          {.key = "undone_share", .title = tr("Share undone"), .kind = Kind::percent},
          {.key = "median_minutes", .title = tr("Median to decide (min)"), .kind = Kind::number},
          {.key = "mean_minutes", .title = tr("Mean to decide (min)"), .kind = Kind::number, .shown = false},
          {.key = "p90_minutes", .title = tr("90th percentile (min)"), .kind = Kind::number, .shown = false},
          {.key = "few", .title = tr("Few"), .kind = Kind::yes_no, .shown = false},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time, .shown = false}};
}

/// By a person or a rule; what followed from what came in is nobody's decision.
bool is_decided(const Decision& decision) { return decision.by != "inbox" && decision.outcome != "intended" && !decision.item.empty(); }
bool is_simulated(const Decision& decision) { return decision.outcome == "simulated"; }
bool took_effect(const Decision& decision) { return decision.outcome.empty() || decision.outcome == "done"; }

/// Does `later` take back what `decision` did? On the platform by the opposite act; on our side where a label is gone again.
bool takes_back(const Decision& later, const Decision& decision) {
  static const std::set<std::pair<std::string, std::string>> opposites{{"hide", "unhide"}, {"hide", "approve"}, {"spam", "unhide"}, {"spam", "approve"}, {"mute", "unmute"},
                                                                       {"block", "unblock"}, {"like", "unlike"}, {"done", "reopen"}};
  if (opposites.contains({decision.what, later.what})) return true;
  const auto labels = [](const Json& members) {
    const auto list = members["labels"].string_items();
    return std::set<std::string>(list.begin(), list.end());
  };
  if (!decision.after.contains("labels") || !later.before.contains("labels")) return false;
  const auto had = labels(decision.before), got = labels(decision.after), left = labels(later.after);
  return std::any_of(got.begin(), got.end(), [&](const std::string& label) { return !had.contains(label) && labels(later.before).contains(label) && !left.contains(label); });
}

/// The decisions of a row.
struct DecisionCount {
  std::uint64_t decisions = 0, replies = 0, hidden = 0, spam = 0, deleted = 0, other = 0, simulated = 0, failed = 0, unknown = 0, effective = 0, undone = 0;
  std::set<std::string> items{};
  Spread minutes{};
  std::optional<Instant> as_of{};

  void add(const Decision& decision, bool taken_back) {
    ++decisions;
    items.insert(decision.item);
    keep_later(as_of, decision.at);
    if (is_simulated(decision)) {
      ++simulated;
      return;
    }
    failed += decision.outcome == "failed" ? 1 : 0;
    unknown += decision.outcome == "unknown" ? 1 : 0;
    if (!took_effect(decision)) return;
    ++effective;
    undone += taken_back ? 1 : 0;
    if (decision.what == "reply") ++replies;
    else if (decision.what == "hide") ++hidden;
    else if (decision.what == "spam") ++spam;
    else if (decision.what == "delete") ++deleted;
    else if (decision.outcome == "done") ++other;
  }
};

class Counted {
 public:
  explicit Counted(const ReportInputs& inputs) : inputs_(inputs) {
    for (const auto& entry : inputs.now.items) items_[entry.item.id] = &entry;
    for (const auto& decision : inputs.now.decisions) {
      if (is_decided(decision)) of_item_[decision.item].push_back(&decision);
    }
  }

  Result<void> count() {
    for (const auto& [item, list] : of_item_) {
      for (std::size_t i = 0; i < list.size(); ++i) {
        const auto& decision = *list[i];
        // Whoever changes his own mind at once was not wrong because of a rule, but it was undone all the same.
        const bool back = std::any_of(list.begin() + static_cast<std::ptrdiff_t>(i) + 1, list.end(), [&](const Decision* later) { return took_effect(*later) && takes_back(*later, decision); });
        TRY(const auto name, group_of_decision(decision));
        groups_[name].add(decision, back);
        all_.add(decision, back);
      }
      CHECK_OK(time_of(item, list));
    }
    return {};
  }

  [[nodiscard]] const std::map<std::string, DecisionCount>& groups() const { return groups_; }
  [[nodiscard]] const DecisionCount& all() const { return all_; }

 private:
  using List = std::vector<const Decision*>;

  Result<std::string> group_of_decision(const Decision& decision) const {
    if (inputs_.by == "who") return decision.by;
    if (inputs_.by == "act") return decision.what;
    if (inputs_.by == "account") {
      if (const auto item = items_.find(decision.item); item != items_.end()) return "@" + item->second->item.account;
      const auto older = inputs_.account_of.find(decision.item);
      return older == inputs_.account_of.end() ? std::string() : "@" + older->second;
    }
    TRY(const auto day, day_number(decision.at, inputs_.zone));
    return time_group(day_of_number(day), inputs_.by);
  }

  /// How long the first decision about an item took, for whoever made it.
  Result<void> time_of(const std::string& item, const List& list) {
    const auto known = items_.find(item);
    const auto first = std::find_if(list.begin(), list.end(), [](const Decision* decision) { return !is_simulated(*decision); });
    if (known == items_.end() || first == list.end()) return {};
    const auto time = std::max((*first)->at, known->second->item.at) - known->second->item.at;
    const double minutes = minutes_of(time);
    TRY(const auto name, group_of_decision(**first));
    groups_[name].minutes.add(std::optional(minutes));
    all_.minutes.add(std::optional(minutes));
    return {};
  }

  const ReportInputs& inputs_;
  std::map<std::string, const InboxItem*> items_{};
  std::map<std::string, List> of_item_{};
  std::map<std::string, DecisionCount> groups_{};
  DecisionCount all_{};
};

std::vector<Value> row_of(const std::string& name, const DecisionCount& one) {
  return {name.empty() ? Value() : Value(name), whole(one.decisions), whole(one.items.size()), whole(one.replies), whole(one.hidden), whole(one.spam), whole(one.deleted), whole(one.other),
          whole(one.simulated), whole(one.failed), whole(one.unknown), whole(one.undone), cell(percent_of(static_cast<std::int64_t>(one.undone), static_cast<std::int64_t>(one.effective))),
          cell(one.minutes.median()), cell(one.minutes.mean()), cell(one.minutes.quantile(0.9)), Value(listen::is_few(one.decisions)), cell(one.as_of)};
}

std::string title_of(std::string_view by) { return by == "who" ? tr("Who") : by == "act" ? tr("What") : group_title(by); }

Result<Table> run(const ReportInputs& inputs) {
  Counted counted(inputs);
  CHECK_OK(counted.count());
  std::vector<std::pair<std::string, const DecisionCount*>> rows;
  if (is_by_time(inputs.by)) {
    static const DecisionCount nothing;
    TRY(const auto names, time_groups(inputs.now.period, inputs.by, inputs.zone));
    for (const auto& name : names) {
      const auto found = counted.groups().find(name);
      rows.emplace_back(name, found == counted.groups().end() ? &nothing : &found->second);
    }
  } else {
    for (const auto& [name, group] : counted.groups()) rows.emplace_back(name, &group);
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.second->decisions > b.second->decisions; });
  }
  Table table{.columns = columns()};
  table.columns.front().title = title_of(inputs.by);
  for (const auto& [name, group] : rows) table.rows.push_back(row_of(name, *group));
  const auto came = static_cast<long long>(inputs.now.items.size());
  const auto decided = std::count_if(inputs.now.items.begin(), inputs.now.items.end(), [&](const InboxItem& entry) { return counted.all().items.contains(entry.item.id); });
  table.notes.push_back(trn("{} item came in the period; something was decided about {}", "{} items came in the period; something was decided about {} of them", came, came, decided));
  return table;
}

}  // namespace

const Report& moderation_report() {
  static const Report it{
      .name = "moderation",
      .summary = N_("show what the desk did: by whom, with what outcome, how fast, and what was undone"),
      .details = N_("Counts the decisions of the period, of people and of rules (rule:NAME): what was done, what failed, what only was simulated. Undone are those that were taken back within the period: something hidden or marked as spam that was shown or approved again, "
                    "somebody unmuted or unblocked, an item reopened, a label taken off again; for a rule these are its false hits. The share is undone / decisions that took effect × 100. The time to decide goes from when an item was written to the first decision about it, of the items that came in the period. "
                    "few marks rows of fewer than 10 decisions; as_of is that of the newest decision."),
      .needs = {ReportNeed::items, ReportNeed::decisions},
      .by = {"who", "act", "account", "day", "week", "month"},
      .examples = N_("cmtool report moderation --month 2026-11\ncmtool report moderation --by act --json=group,decisions,undone"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
