// SPDX-License-Identifier: MIT
// How much is said: mentions, voices and potential reach, by time, account or topic.
#include "base/tr.hpp"
#include "draw/spark.hpp"
#include "figures/sums.hpp"
#include "listen/groups.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

using listen::Crowd;
using listen::ItemGroups;

std::vector<Column> columns() {
  return {{.key = "group", .title = tr("Group")},
          {.key = "mentions", .title = tr("Mentions"), .kind = Kind::integer},
          {.key = "voices", .title = tr("Voices"), .kind = Kind::integer},
          {.key = "reach", .title = tr("Potential reach"), .kind = Kind::integer},
          {.key = "reach_unknown", .title = tr("Voices of unknown reach"), .kind = Kind::integer, .shown = false},
          {.key = "spam", .title = tr("Spam"), .kind = Kind::integer, .shown = false},
          {.key = "mentions_before", .title = tr("Mentions before"), .kind = Kind::integer, .shown = false},
          {.key = "voices_before", .title = tr("Voices before"), .kind = Kind::integer, .shown = false},
          {.key = "mentions_change", .title = tr("Change"), .kind = Kind::percent},
          {.key = "few", .title = tr("Few"), .kind = Kind::yes_no, .shown = false},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time}};
}

/// The items of one period in their groups.
struct Sorted {
  ItemGroups groups;
  Crowd all{};
  std::vector<Crowd> crowds{};
  std::vector<std::uint64_t> spam{};
};

std::vector<std::string> account_names(const ReportInputs& inputs) {
  std::vector<std::string> names;
  for (const auto& [name, platform] : inputs.platform_of) names.push_back(name);
  return names;
}

Result<Sorted> sorted(const PeriodInputs& period, const ReportInputs& inputs) {
  TRY(auto groups, ItemGroups::of({.by = inputs.by, .zone = inputs.zone, .period = period.period, .accounts = account_names(inputs), .topics = &inputs.topics}));
  Sorted found{.groups = std::move(groups)};
  for (const auto& entry : period.items) {
    const bool heard = listen::is_heard(entry);
    if (!heard && !listen::is_spam(entry)) continue;
    TRY(const auto numbers, found.groups.of(entry));
    found.crowds.resize(found.groups.names().size());
    found.spam.resize(found.groups.names().size());
    if (heard) found.all.add(entry, {});
    for (const auto number : numbers) {
      if (heard) found.crowds[number].add(entry, {});
      else ++found.spam[number];
    }
  }
  found.crowds.resize(found.groups.names().size());
  found.spam.resize(found.groups.names().size());
  return found;
}

std::optional<double> number_of(const std::optional<Crowd>& crowd) { return crowd ? std::optional(static_cast<double>(crowd->mentions())) : std::nullopt; }
Value whole(std::uint64_t number) { return Value(static_cast<std::int64_t>(number)); }

Result<Table> run(const ReportInputs& inputs) {
  TRY(const auto now, sorted(inputs.now, inputs));
  std::optional<Sorted> before;
  if (inputs.before) {
    TRY(before, sorted(*inputs.before, inputs));
  }
  Table table{.columns = columns()};
  table.columns.front().title = listen::item_group_title(inputs.by);
  std::vector<std::optional<double>> line;
  for (std::size_t i = 0; i < now.crowds.size(); ++i) {
    const Crowd& crowd = now.crowds[i];
    std::optional<Crowd> former;
    if (before) {
      if (const auto alike = now.groups.alike(before->groups, i)) former = before->crowds[*alike];
    }
    const auto mentions = static_cast<double>(crowd.mentions());
    table.rows.push_back({Value(now.groups.names()[i]), whole(crowd.mentions()), whole(crowd.voices()), cell(crowd.reach()), whole(crowd.voices_of_unknown_reach()), whole(now.spam[i]),
                          former ? whole(former->mentions()) : Value(), former ? whole(former->voices()) : Value(), cell(change(mentions, number_of(former))),
                          Value(listen::is_few(crowd.mentions())), cell(crowd.as_of())});
    line.emplace_back(mentions);
  }
  if (is_by_time(inputs.by) && line.size() > 1) table.notes.push_back(tr("mentions: {}", sparkline(line)));
  const auto all = static_cast<long long>(now.all.mentions());
  const auto voices = now.all.voices();
  table.notes.push_back(trn("{} mention by {} different voices in all", "{} mentions by {} different voices in all", all, all, voices));
  if (inputs.by == "topic" && inputs.topics.empty()) table.notes.push_back(tr("there are no topics yet: cmtool report topic set NAME QUERY"));
  return table;
}

}  // namespace

const Report& volume_report() {
  static const Report it{
      .name = "volume",
      .summary = N_("show how much others say: mentions, voices, potential reach"),
      .details = N_("Mentions are the comments, replies, mentions, reviews and messages of the period, without spam, which is counted apart. Voices are their different authors; somebody who was forgotten "
                    "is a mention and no voice. Potential reach is the sum of the followers of each voice, each counted once, as last known; empty where no platform tells them, and reach_unknown says of how many voices "
                    "they are not known. Voices of several rows do not add up. The change is (mentions - mentions_before) / mentions_before × 100; days, weeks and months are compared by their place in the period. few marks rows of fewer than 10 mentions. "
                    "as_of is when the newest of them was written."),
      .needs = {ReportNeed::items, ReportNeed::topics},
      .by = {"day", "week", "month", "account", "topic"},
      .compares = true,
      .examples = N_("cmtool report volume --month 2026-11 --by week\ncmtool report volume --by topic --compare previous"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
