// SPDX-License-Identifier: MIT
// Share of voice: how much is said of each topic, ours and the competitors'.
#include <algorithm>

#include "base/tr.hpp"
#include "figures/sums.hpp"
#include "listen/crowd.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

using listen::Crowd;

std::vector<Column> columns() {
  return {{.key = "topic", .title = tr("Topic")},
          {.key = "competitor", .title = tr("Competitor"), .kind = Kind::yes_no},
          {.key = "mentions", .title = tr("Mentions"), .kind = Kind::integer},
          {.key = "share", .title = tr("Share of voice"), .kind = Kind::percent, .bar = BarScale::largest},
          {.key = "voices", .title = tr("Voices"), .kind = Kind::integer},
          {.key = "reach", .title = tr("Potential reach"), .kind = Kind::integer},
          {.key = "balance", .title = tr("Sentiment"), .kind = Kind::number},
          {.key = "mentions_before", .title = tr("Mentions before"), .kind = Kind::integer, .shown = false},
          {.key = "share_before", .title = tr("Share before"), .kind = Kind::percent, .shown = false},
          {.key = "share_change", .title = tr("Change in points"), .kind = Kind::number},
          {.key = "few", .title = tr("Few"), .kind = Kind::yes_no},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time}};
}

/// What was said of each topic.
struct Shares {
  std::vector<Crowd> crowds{};
  std::uint64_t sum = 0, several = 0;  ///< mentions of all topics; items in more than one
  [[nodiscard]] std::optional<double> share(std::size_t i) const { return percent_of(static_cast<std::int64_t>(crowds[i].mentions()), static_cast<std::int64_t>(sum)); }
};

Shares shares_of(const std::vector<InboxItem>& items, const std::vector<Topic>& topics, const ReportInputs& inputs) {
  Shares shares{.crowds = std::vector<Crowd>(topics.size())};
  listen::TopicSorter sorter(topics);
  for (const auto& entry : items) {
    if (!listen::is_heard(entry)) continue;
    const auto& numbers = sorter.topics_of(entry.item);
    for (const auto number : numbers) shares.crowds[number].add(entry, listen::sound_of(entry, inputs.sounds));
    shares.sum += numbers.size();
    shares.several += numbers.size() > 1 ? 1 : 0;
  }
  return shares;
}

Result<Table> run(const ReportInputs& inputs) {
  const auto& topics = inputs.topics;
  const auto now = shares_of(inputs.now.items, topics, inputs);
  std::optional<Shares> before;
  if (inputs.before) before = shares_of(inputs.before->items, topics, inputs);
  std::vector<std::size_t> order(topics.size());
  for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return now.crowds[a].mentions() > now.crowds[b].mentions(); });
  Table table{.columns = columns()};
  for (const auto i : order) {
    const Crowd& crowd = now.crowds[i];
    const auto share = now.share(i), former = before ? before->share(i) : std::nullopt;
    table.rows.push_back({Value(topics[i].name), Value(topics[i].competitor), Value(static_cast<std::int64_t>(crowd.mentions())), cell(share), Value(static_cast<std::int64_t>(crowd.voices())),
                          cell(crowd.reach()), cell(crowd.balance()), before ? Value(static_cast<std::int64_t>(before->crowds[i].mentions())) : Value(), cell(former),
                          share && former ? Value(*share - *former) : Value(), Value(listen::is_few(crowd.mentions())), cell(heard_at(inputs, crowd.as_of()))});
  }
  if (topics.empty()) table.notes.push_back(tr("there are no topics yet: cmtool report topic set NAME QUERY"));
  else if (std::none_of(topics.begin(), topics.end(), [](const Topic& topic) { return topic.competitor; })) table.notes.push_back(tr("no topic is a competitor’s: cmtool report topic set NAME QUERY --competitor"));
  const auto several = static_cast<long long>(now.several);
  if (several > 0) table.notes.push_back(trn("{} mention stands in several topics and counts in each", "{} mentions stand in several topics and count in each", several, several));
  return table;
}

}  // namespace

const Report& voice_report() {
  static const Report it{
      .name = "voice",
      .summary = N_("show the share of voice of each topic, ours and competitors’"),
      .details = N_("Topics come from cmtool report topic set; those of --competitor stand for somebody else. The share is the topic’s mentions / the mentions of all topics × 100; a mention of several topics counts in each. "
                    "What was read is what the accounts get: to hear of a competitor, follow its accounts or look for its name. Sentiment is the balance of report sentiment; change is the share’s difference in points. few marks topics of fewer than 10 mentions. "
                    "as_of is when the accounts were last asked for them."),
      .needs = {ReportNeed::items, ReportNeed::topics, ReportNeed::sounds},
      .compares = true,
      .examples = N_("cmtool report topic set us \"atelier NEAR/3 rose\"\ncmtool report topic set rival \"maison bleue\" --competitor\ncmtool report voice --month 2026-11 --compare previous"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
