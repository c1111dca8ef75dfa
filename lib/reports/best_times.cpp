// SPDX-License-Identifier: MIT
// At which hours of the week posts did best, from those of the period.
#include "base/tr.hpp"
#include "figures/sums.hpp"
#include "report.hpp"
#include "schedule/best_times.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "account", .title = tr("Account")},
          {.key = "slot", .title = tr("Hour")},
          {.key = "score", .title = tr("Score"), .kind = Kind::number, .bar = BarScale::largest},
          {.key = "posts", .title = tr("Posts"), .kind = Kind::integer},
          {.key = "confidence", .title = tr("Confidence")},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time}};
}

Result<Table> run(const ReportInputs& inputs) {
  Table table{.columns = columns()};
  for (const auto& [account, platform] : inputs.platform_of) {
    std::vector<MeasuredPost> measured;
    std::optional<Instant> as_of;
    for (const auto& one : inputs.now.posts) {
      const Figure engagement = engagement_of(one.figures);
      if (one.delivery.account != account || !engagement.value) continue;
      measured.push_back({.at = one.delivery.receipt->at, .reactions = *engagement.value});
      keep_later(as_of, engagement.as_of);
    }
    TRY(const auto best, best_times(measured, inputs.zone));
    if (!best.enough) {
      table.notes.push_back(trn("@{}: not enough data: {} measured post, of 20 at least over four weeks", "@{}: not enough data: {} measured posts, of 20 at least over four weeks",
                                static_cast<long>(best.posts), account, best.posts));
      continue;
    }
    std::size_t rows = 0;
    for (const auto& hour : best.hours) {
      if (inputs.top != 0 && ++rows > inputs.top) break;
      table.rows.push_back({Value("@" + account), Value(text_of(hour.slot)), Value(hour.score), Value(static_cast<std::int64_t>(hour.posts)), Value(hour.confidence), cell(as_of)});
    }
  }
  return table;
}

}  // namespace

const Report& best_times_report() {
  static const Report it{
      .name = "best-times",
      .summary = N_("show at which hours of the week posts did best"),
      .details = N_("Of the posts that went out in the period: each post's engagement against the account's median; an hour's score is the mean of its posts, drawn towards 1 as if three ordinary posts stood beside "
                    "them. 2 is twice as good as an ordinary post. An hour needs two posts, an account 20 measured posts over at least four weeks, so ask for more than the usual 30 days. "
                    "Confidence is high from 8 posts in the hour on, medium from 4."),
      .needs = {ReportNeed::posts},
      .top = 10,
      .has_top = true,
      .examples = N_("cmtool report best-times @atelier --from \"16 weeks ago\""),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
