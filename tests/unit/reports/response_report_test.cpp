// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/listening.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

/// Monday to Friday, nine to five in Paris, an answer within two hours.
BusinessHours office() {
  return business_hours(Json{{"business_hours", Json{{"weekdays", "09:00-17:00"}, {"answer_within", "2h"}}}}, "Europe/Paris").value().value();
}

}  // namespace

TEST_CASE("report response counts on the clock and within business hours, in time and late") {
  auto inputs = november_in_paris();
  inputs.hours = office();
  inputs.now.items = {
      said({.author = "a", .at = "2026-11-02T09:00:00Z", .answered = "2026-11-02T09:30:00Z"}),   // Monday 10:00, after half an hour
      said({.author = "b", .at = "2026-11-06T15:00:00Z", .answered = "2026-11-09T08:30:00Z"}),   // Friday 16:00 to Monday 9:30: an hour and a half of office
      said({.author = "c", .at = "2026-11-03T08:00:00Z", .answered = "2026-11-03T13:00:00Z"}),   // five hours
      said({.author = "d", .at = "2026-11-04T09:00:00Z"}),                                        // waits
      said({.author = "e", .at = "2026-11-04T09:00:00Z"}),                                        // done without an answer
      said({.author = "f", .at = "2026-11-04T09:00:00Z", .labels = {"spam"}}),
  };
  inputs.now.items[4].handling.state = ItemState::done;
  const auto table = report_of("response", inputs);
  CHECK(value_at(table, "@atelier", "items") == Json(5));
  CHECK(value_at(table, "@atelier", "answered") == Json(3));
  CHECK(value_at(table, "@atelier", "closed") == Json(1));
  CHECK(value_at(table, "@atelier", "waiting") == Json(1));
  CHECK(value_at(table, "@atelier", "overdue") == Json(1));
  CHECK(value_at(table, "@atelier", "median_minutes") == Json(300.0));
  CHECK(value_at(table, "@atelier", "mean_minutes").number_or(0) == doctest::Approx((30 + 3930 + 300) / 3.0));
  CHECK(value_at(table, "@atelier", "p90_minutes").number_or(0) == doctest::Approx(300 + 0.8 * (3930 - 300)));
  CHECK(value_at(table, "@atelier", "median_business_minutes") == Json(90.0));
  CHECK(value_at(table, "@atelier", "in_time") == Json(2));
  CHECK(value_at(table, "@atelier", "late") == Json(1));
  CHECK(value_at(table, "@atelier", "in_time_share").number_or(0) == doctest::Approx(200.0 / 3));
  CHECK(value_at(table, "@atelier", "few") == Json(true));
  CHECK(value_at(table, "@blog", "median_minutes").is_null());
  CHECK(value_at(table, "@blog", "overdue") == Json(0));
  CHECK(has_note(table, "3 answers in all, half of them within 300 minutes"));
}

TEST_CASE("report response does not know what is late without business hours or a time to answer within") {
  auto inputs = november_in_paris();
  inputs.now.items = {said({.author = "a", .at = "2026-11-02T09:00:00Z", .answered = "2026-11-02T09:30:00Z"})};
  auto table = report_of("response", inputs);
  CHECK(value_at(table, "@atelier", "late").is_null());
  CHECK(value_at(table, "@atelier", "overdue").is_null());
  CHECK(value_at(table, "@atelier", "median_business_minutes").is_null());
  CHECK(has_note(table, "there are no business hours"));
  inputs.hours = office();
  inputs.hours->answer_within = {};
  table = report_of("response", inputs);
  CHECK(value_at(table, "@atelier", "median_business_minutes") == Json(30.0));
  CHECK(value_at(table, "@atelier", "in_time_share").is_null());
  CHECK(has_note(table, "answer_within is not set"));
}

TEST_CASE("report response goes by who answered first, else by who is to, and by label") {
  auto inputs = november_in_paris();
  inputs.now.items = {said({.author = "a", .at = "2026-11-02T09:00:00Z", .labels = {"question", "urgent"}, .answered = "2026-11-02T09:10:00Z"}), said({.author = "b", .at = "2026-11-02T09:00:00Z", .labels = {"question"}}),
                      said({.author = "c", .at = "2026-11-02T09:00:00Z"})};
  inputs.answered_by[inputs.now.items[0].item.id] = "lea";
  inputs.now.items[0].handling.assigned = "tom";
  inputs.now.items[1].handling.assigned = "tom";
  inputs.by = "person";
  auto table = report_of("response", inputs);
  CHECK(value_at(table, "lea", "answered") == Json(1));
  CHECK(value_at(table, "tom", "waiting") == Json(1));
  CHECK(value_at(table, 2, "group").is_null());
  inputs.by = "label";
  table = report_of("response", inputs);
  CHECK(value_at(table, "question", "items") == Json(2));
  CHECK(value_at(table, "urgent", "median_minutes") == Json(10.0));
}

TEST_CASE("report response's numbers are those of a plain recount, and medians change against before") {
  auto inputs = november_in_paris();
  std::map<std::string, std::string> sounds;
  inputs.now.items = random_items(inputs.now.period, sounds, 17, 600);
  inputs.before = PeriodInputs{.period = {.from = instant("2026-09-30T22:00:00Z"), .until = inputs.now.period.from}};
  inputs.before->items = random_items(inputs.before->period, sounds, 18, 600);
  const auto table = report_of("response", inputs);
  const auto median = [](const std::vector<InboxItem>& items, const std::string& account) {
    std::vector<double> minutes;
    for (const auto& entry : items) {
      if (entry.item.kind == ItemKind::report || entry.handling.labels.contains("spam") || entry.item.account != account || !entry.handling.answered) continue;
      minutes.push_back(static_cast<double>((*entry.handling.answered - entry.item.at).count()) / 60000);
    }
    std::sort(minutes.begin(), minutes.end());
    const auto half = minutes.size() / 2;
    return minutes.size() % 2 == 1 ? minutes[half] : (minutes[half - 1] + minutes[half]) / 2;
  };
  for (const std::string account : {"atelier", "blog"}) {
    const double now = median(inputs.now.items, account), before = median(inputs.before->items, account);
    CHECK(value_at(table, "@" + account, "median_minutes").number_or(0) == doctest::Approx(now));
    CHECK(value_at(table, "@" + account, "median_minutes_before").number_or(0) == doctest::Approx(before));
    CHECK(value_at(table, "@" + account, "median_minutes_change").number_or(0) == doctest::Approx(100 * (now - before) / before));
  }
}
