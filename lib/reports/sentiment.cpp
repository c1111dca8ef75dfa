// SPDX-License-Identifier: MIT
// How what is said sounds, over time, by account or by topic.
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
          {.key = "mentions", .title = tr("Mentions"), .kind = Kind::integer},
          {.key = "positive", .title = tr("Positive"), .kind = Kind::integer},
          {.key = "neutral", .title = tr("Neutral"), .kind = Kind::integer},
          {.key = "negative", .title = tr("Negative"), .kind = Kind::integer},
          {.key = "unjudged", .title = tr("Not judged"), .kind = Kind::integer},
          {.key = "by_hand", .title = tr("By hand"), .kind = Kind::integer, .shown = false},
          {.key = "balance", .title = tr("Balance"), .kind = Kind::number, .bar = BarScale::largest},
          {.key = "balance_before", .title = tr("Balance before"), .kind = Kind::number, .shown = false},
          {.key = "balance_change", .title = tr("Change in points"), .kind = Kind::number},
          {.key = "few", .title = tr("Few"), .kind = Kind::yes_no},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time}};
}

using Sounding = listen::Grouped<Crowd>;

Result<Sounding> sounding(const PeriodInputs& period, const ReportInputs& inputs) {
  const listen::GroupWish wish{.by = inputs.by, .zone = inputs.zone, .period = period.period, .accounts = &inputs.platform_of, .topics = &inputs.topics};
  return listen::grouped_items<Crowd>(period.items, wish, listen::is_heard, [&](Crowd& crowd, const InboxItem& entry) { crowd.add(entry, listen::sound_of(entry, inputs.sounds)); });
}

Result<Table> run(const ReportInputs& inputs) {
  TRY(const auto now, sounding(inputs.now, inputs));
  std::optional<Sounding> before;
  if (inputs.before) {
    TRY(before, sounding(*inputs.before, inputs));
  }
  Table table{.columns = columns()};
  table.columns.front().title = listen::item_group_title(inputs.by);
  std::vector<std::optional<double>> line;
  for (std::size_t i = 0; i < now.parts.size(); ++i) {
    const Crowd& crowd = now.parts[i];
    const Crowd* const other = now.beside(before, i);
    const auto former = other != nullptr ? other->balance() : std::nullopt;
    const auto balance = crowd.balance();
    const auto difference = balance && former ? std::optional(*balance - *former) : std::nullopt;
    table.rows.push_back({Value(now.groups.names()[i]), whole(crowd.mentions()), whole(crowd.positive()), whole(crowd.neutral()), whole(crowd.negative()),
                          whole(crowd.mentions() - crowd.judged()), whole(crowd.by_hand()), cell(balance), cell(former), cell(difference),
                          Value(listen::is_few(crowd.judged())), cell(heard_at(inputs, crowd.as_of()))});
    line.push_back(balance);
  }
  if (is_by_time(inputs.by) && line.size() > 1) table.notes.push_back(tr("balance: {}", sparkline(line)));
  if (const auto balance = now.all.balance()) {
    const auto judged = static_cast<long long>(now.all.judged());
    table.notes.push_back(trn("the balance of {} judged mention is {:.0f}", "the balance of all {} judged mentions is {:.0f}", judged, judged, *balance));
    table.notes.push_back(tr("{} of them judged by hand; correct others with cmtool moderate label ID --sentiment, then cmtool moderate learn sentiment", now.all.by_hand()));
  }
  if (inputs.by == "topic" && inputs.topics.empty()) table.notes.push_back(tr("there are no topics yet: cmtool report topic set NAME QUERY"));
  return table;
}

}  // namespace

const Report& sentiment_report() {
  static const Report it{
      .name = "sentiment",
      .summary = N_("show how what others say sounds"),
      .details = N_("Each mention is positive, neutral or negative as a person said (cmtool moderate label ID --sentiment), else as the classifier finds, which learns from what people said (cmtool moderate learn sentiment); "
                    "what neither can tell is counted as not judged. The balance is (positive - negative) / judged × 100, from -100 to 100; change is its difference in points. few marks rows of fewer than 10 judged mentions. Spam is left out. "
                    "as_of is when the accounts were last asked for them."),
      .needs = {ReportNeed::items, ReportNeed::topics, ReportNeed::sounds},
      .by = {"week", "day", "month", "account", "topic"},
      .compares = true,
      .examples = N_("cmtool report sentiment --month 2026-11\ncmtool report sentiment --by topic --compare previous"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
