// SPDX-License-Identifier: MIT
// What every report promises, whatever it says: keys that scripts can rely on, and an answer to anything.
#include <doctest/doctest.h>

#include <limits>
#include <set>

#include "base/ascii.hpp"
#include "format.hpp"
#include "report.hpp"
#include "tests/support/report_records.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

const std::vector<std::int64_t> numbers{0, 1, -1, std::numeric_limits<std::int64_t>::max(), std::numeric_limits<std::int64_t>::min()};
const std::vector<std::string> texts{"", "Bonjour", std::string("\0\x1b[31m\xff\xfe", 7), "https://example.org/?utm_source=a&utm_campaign=%FF&=&utm_medium", std::string(100000, '#'), "a\nb\t\"c\",d"};

PeriodInputs hostile_period(const ReportPeriod& period) {
  PeriodInputs inputs{.period = period};
  std::size_t turn = 0;
  for (const auto& text : texts) {
    for (const std::int64_t number : numbers) {
      const Instant at = period.from + std::chrono::hours(turn % 100);
      PostFigures post{.post = {.id = "x", .text = text, .link = Link{.url = text}, .campaign = text}, .delivery = {.post = "x", .account = turn % 2 == 0 ? "atelier" : text, .platform = text}};
      post.delivery.receipt = Receipt{.remote_id = text, .url = text, .at = at};
      for (const char* metric : {"likes", "views", "reach", "clicks", "impressions", "spend:EUR", "spend:", "results", "engagements"}) {
        post.figures[metric] = turn % 7 == 0 ? Figure{.as_of = at} : Figure{.value = number, .as_of = at};
      }
      inputs.posts.push_back(post);
      inputs.ads.push_back({.account = "atelier", .platform = text, .campaign = text, .figures = post.figures});
      AccountFigures figures{.account = turn % 2 == 0 ? "atelier" : text, .platform = text, .metric = turn % 3 == 0 ? "followers" : turn % 3 == 1 ? "likes" : "views", .before = {.value = number, .as_of = at}};
      for (std::int32_t day = 20758; day < 20765; ++day) figures.days.push_back({.day = day, .own = number, .gained = number, .as_of = at});
      figures.days.push_back({.day = std::numeric_limits<std::int32_t>::max() - 1, .own = number});
      inputs.accounts.push_back(figures);
      Item item{.id = "x", .remote_id = text, .account = "atelier", .author = {.remote_id = text, .handle = text, .name = text, .followers = number}, .text = text, .url = text, .on = text, .at = at};
      Handling handling{.labels = {text}, .assigned = text, .answered = at - std::chrono::hours(turn), .sentiment = text};
      inputs.items.push_back({item, handling});
      inputs.decisions.push_back({.id = "x", .at = at, .item = "x", .by = text, .what = text});
      ++turn;
    }
  }
  return inputs;
}

ReportInputs hostile_inputs() {
  ReportInputs inputs = november();
  inputs.now = hostile_period(inputs.now.period);
  inputs.before = hostile_period({.from = moment("2026-10-01T00:00:00Z"), .until = inputs.now.period.from});
  inputs.since_goals = inputs.now;
  for (const std::int64_t number : numbers) {
    for (const char* metric : {"followers", "likes", "views", "engagement", "published", "nothing"}) {
      inputs.goals.push_back({.name = "g", .metric = metric, .target = number, .from = inputs.now.period.from, .by = inputs.now.period.until, .start = number});
      inputs.goals.push_back({.name = "g", .metric = metric, .target = number, .from = inputs.now.period.from, .by = moment("2027-01-01T00:00:00Z"), .accounts = {"atelier", "nobody"}});
    }
  }
  for (const auto& text : texts) inputs.topics.push_back({.name = text, .parsed = parse_topic_query("bon* OR NOT \"a b\" OR lang:fr").value()});
  return inputs;
}

/// With each of the words that its options take.
std::vector<ReportInputs> with_all_options(const Report& report, const ReportInputs& inputs) {
  std::vector<ReportInputs> all;
  for (const auto& by : report.by.empty() ? std::vector<std::string>{""} : report.by) {
    for (const auto& sort : report.sorts.empty() ? std::vector<std::string>{""} : report.sorts) {
      for (const std::size_t top : {std::size_t{0}, std::size_t{1}, report.top}) {
        all.push_back(inputs);
        all.back().by = by;
        all.back().sort = sort;
        all.back().top = top;
      }
    }
  }
  return all;
}

void check_whole(const Report& report, const ReportInputs& inputs) {
  const auto table = report.run(inputs);
  REQUIRE_MESSAGE(table.ok(), (table.ok() ? "" : table.error().message));
  const auto columns = report.columns();
  REQUIRE(table->columns.size() == columns.size());
  for (std::size_t i = 0; i < columns.size(); ++i) CHECK(table->columns[i].key == columns[i].key);
  for (const auto& row : table->rows) CHECK(row.size() == columns.size());
  for (const Format* format : formats()) {
    if (format->name == "pdf") continue;  // it takes a second for each of these hundreds; tests/unit/documents has it
    CHECK_MESSAGE(formatted(*format, *table, {}).ok(), format->name);
  }
}

}  // namespace

TEST_CASE("every report says what it is, and its keys are words that scripts can rely on") {
  std::set<std::string> names;
  for (const Report* report : reports()) {
    CAPTURE(report->name);
    CHECK(names.insert(report->name).second);
    CHECK_FALSE(report->summary.empty());
    CHECK_FALSE(report->summary.ends_with('.'));
    CHECK_FALSE(report->details.empty());
    CHECK_FALSE(report->examples.empty());
    std::set<std::string> keys;
    for (const auto& column : report->columns()) {
      CHECK(keys.insert(column.key).second);
      CHECK_FALSE(column.title.empty());
      CHECK(std::all_of(column.key.begin(), column.key.end(), [](char c) { return is_lower(c) || is_digit(c) || c == '_'; }));
    }
    CHECK(find_report(report->name).value() == report);
  }
  CHECK_FALSE(find_report("nothing").ok());
}

TEST_CASE("every report has an answer where nothing is known") {
  for (const Report* report : reports()) {
    CAPTURE(report->name);
    ReportInputs nothing = november();
    for (const auto& inputs : with_all_options(*report, nothing)) check_whole(*report, inputs);
    nothing.platform_of.clear();
    nothing.before = PeriodInputs{.period = {.from = moment("2026-10-01T00:00:00Z"), .until = moment("2026-11-01T00:00:00Z")}};
    for (const auto& inputs : with_all_options(*report, nothing)) check_whole(*report, inputs);
  }
}

TEST_CASE("no figure, text or name brings a report down") {
  for (const Report* report : reports()) {
    CAPTURE(report->name);
    for (const auto& inputs : with_all_options(*report, hostile_inputs())) check_whole(*report, inputs);
  }
}

TEST_CASE("what is compared with nothing is null, and the keys are the same") {
  for (const Report* report : reports()) {
    CAPTURE(report->name);
    ReportInputs inputs = november();
    inputs.now.posts.push_back(a_measured_post("atelier", "2026-11-03T10:00:00Z", {{"likes", 3}}, "noel"));
    const Table table = run_report(*report, inputs);
    for (std::size_t row = 0; row < table.rows.size(); ++row) {
      for (const auto& column : table.columns) {
        if (column.key.ends_with("_before") || column.key.ends_with("_change")) CHECK_MESSAGE(cell_at(table, row, column.key).is_null(), column.key);
      }
    }
  }
}
