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

std::vector<Column> columns() {
  return {{.key = "group", .title = tr("Group")},
          {.key = "mentions", .title = tr("Mentions"), .kind = Kind::integer, .bar = BarScale::largest},
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

/// What was heard of a group, and what was not.
struct Volume {
  Crowd crowd{};
  std::uint64_t spam = 0;
};
using Sorted = listen::Grouped<Volume>;

Result<Sorted> sorted(const PeriodInputs& period, const ReportInputs& inputs) {
  const listen::GroupWish wish{.by = inputs.by, .zone = inputs.zone, .period = period.period, .accounts = &inputs.platform_of, .topics = &inputs.topics};
  const auto wanted = [](const InboxItem& entry) { return listen::is_heard(entry) || listen::is_spam(entry); };
  return listen::grouped_items<Volume>(period.items, wish, wanted, [](Volume& volume, const InboxItem& entry) {
    if (listen::is_heard(entry)) volume.crowd.add(entry, {});
    else ++volume.spam;
  });
}

Result<Table> run(const ReportInputs& inputs) {
  TRY(const auto now, sorted(inputs.now, inputs));
  std::optional<Sorted> before;
  if (inputs.before) {
    TRY(before, sorted(*inputs.before, inputs));
  }
  Table table{.columns = columns()};
  table.columns.front().title = listen::item_group_title(inputs.by);
  std::vector<std::optional<double>> line;
  for (std::size_t i = 0; i < now.parts.size(); ++i) {
    const Crowd& crowd = now.parts[i].crowd;
    const Volume* const other = now.beside(before, i);
    const Crowd* const former = other != nullptr ? &other->crowd : nullptr;
    const auto mentions = static_cast<double>(crowd.mentions());
    table.rows.push_back({Value(now.groups.names()[i]), whole(crowd.mentions()), whole(crowd.voices()), cell(crowd.reach()), whole(crowd.voices_of_unknown_reach()), whole(now.parts[i].spam),
                          former != nullptr ? whole(former->mentions()) : Value(), former != nullptr ? whole(former->voices()) : Value(), cell(change(mentions, former != nullptr ? std::optional(static_cast<double>(former->mentions())) : std::nullopt)),
                          Value(listen::is_few(crowd.mentions())), cell(heard_at(inputs, crowd.as_of()))});
    line.emplace_back(mentions);
  }
  if (is_by_time(inputs.by) && line.size() > 1) table.notes.push_back(tr("mentions: {}", sparkline(line)));
  const auto all = static_cast<long long>(now.all.crowd.mentions());
  const auto voices = now.all.crowd.voices();
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
                    "is a mention and no voice. Potential reach is the sum of the followers of each voice, each counted once, as last told in them; empty where no platform tells them, and reach_unknown says of how many voices "
                    "they are not known. Voices of several rows do not add up. The change is (mentions - mentions_before) / mentions_before × 100; days, weeks and months are compared by their place in the period. few marks rows of fewer than 10 mentions. "
                    "as_of is when the accounts were last asked for them."),
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
