// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <set>

#include "tests/support/listening.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

Decision decided(const std::string& at, const InboxItem& about, const std::string& by, const std::string& what, const std::string& outcome = {}) {
  return {.id = new_id(instant(at)), .at = instant(at), .item = about.item.id, .by = by, .what = what, .outcome = outcome};
}

}  // namespace

TEST_CASE("report moderation counts what each did, with which outcome, and what was undone") {
  auto inputs = november_in_paris();
  inputs.now.items = {said({.author = "a", .at = "2026-11-02T09:00:00Z"}), said({.author = "b", .at = "2026-11-02T10:00:00Z"}), said({.author = "c", .at = "2026-11-02T11:00:00Z"})};
  const auto& [one, two, three] = std::tie(inputs.now.items[0], inputs.now.items[1], inputs.now.items[2]);
  inputs.now.decisions = {decided("2026-11-02T09:10:00Z", one, "rule:insults", "hide", "intended"), decided("2026-11-02T09:10:00Z", one, "rule:insults", "hide", "done"),
                          decided("2026-11-02T10:20:00Z", two, "rule:insults", "hide", "done"),     decided("2026-11-02T10:30:00Z", two, "lea", "unhide", "done"),
                          decided("2026-11-02T11:00:30Z", three, "rule:quiet", "rule", "simulated"), decided("2026-11-02T12:00:00Z", three, "lea", "reply", "failed"),
                          decided("2026-11-02T12:01:00Z", three, "lea", "reply", "done"),           decided("2026-11-02T12:02:00Z", three, "inbox", "reopen")};
  auto table = report_of("moderation", inputs);
  CHECK(value_at(table, "rule:insults", "decisions") == Json(2));
  CHECK(value_at(table, "rule:insults", "hidden") == Json(2));
  CHECK(value_at(table, "rule:insults", "undone") == Json(1));
  CHECK(value_at(table, "rule:insults", "undone_share") == Json(50.0));
  CHECK(value_at(table, "rule:insults", "median_minutes") == Json(15.0));
  CHECK(value_at(table, "rule:quiet", "simulated") == Json(1));
  CHECK(value_at(table, "rule:quiet", "undone_share").is_null());
  CHECK(value_at(table, "lea", "replies") == Json(1));
  CHECK(value_at(table, "lea", "failed") == Json(1));
  CHECK(value_at(table, "lea", "items") == Json(2));
  CHECK(value_at(table, "lea", "median_minutes") == Json(60.0));
  CHECK(value_at(table, "inbox", "decisions") == Json("no such row"));
  CHECK(has_note(table, "3 items came in the period; something was decided about 3 of them"));
  inputs.by = "act";
  CHECK(value_at(report_of("moderation", inputs), "hide", "undone") == Json(1));
  inputs.by = "day";
  table = report_of("moderation", inputs);
  CHECK(table.rows.size() == 30);
  CHECK(value_at(table, "2026-11-02", "decisions") == Json(6));
  CHECK(value_at(table, "2026-11-03", "decisions") == Json(0));
}

TEST_CASE("report moderation sees a label that was taken off again") {
  auto inputs = november_in_paris();
  inputs.now.items = {said({.author = "a", .at = "2026-11-02T09:00:00Z"})};
  auto given = decided("2026-11-02T09:10:00Z", inputs.now.items[0], "rule:toxic", "rule");
  given.before = Json{{"labels", Json::strings({})}};
  given.after = Json{{"labels", Json::strings({"toxic"})}};
  auto other = decided("2026-11-02T09:20:00Z", inputs.now.items[0], "lea", "label");
  other.before = given.after;
  other.after = Json{{"labels", Json::strings({"question", "toxic"})}};
  inputs.now.decisions = {given, other};
  CHECK(value_at(report_of("moderation", inputs), "rule:toxic", "undone") == Json(0));
  auto taken = decided("2026-11-02T09:30:00Z", inputs.now.items[0], "lea", "label");
  taken.before = other.after;
  taken.after = Json{{"labels", Json::strings({"question"})}};
  inputs.now.decisions.push_back(taken);
  const auto table = report_of("moderation", inputs);
  CHECK(value_at(table, "rule:toxic", "undone") == Json(1));
  CHECK(value_at(table, "lea", "undone") == Json(0));
}

TEST_CASE("report moderation knows the account of older items, and its sums are those of a plain recount") {
  auto inputs = november_in_paris();
  std::map<std::string, std::string> sounds;
  inputs.now.items = random_items(inputs.now.period, sounds, 23, 300);
  std::mt19937 random(1);
  const char* const acts[] = {"hide", "spam", "reply", "like", "delete"};
  const char* const outcomes[] = {"done", "failed", "unknown", "intended"};
  for (const auto& entry : inputs.now.items) inputs.now.decisions.push_back(decided(iso(entry.item.at + std::chrono::minutes(random() % 500)), entry, random() % 2 == 0 ? "lea" : "rule:x", acts[random() % 5], outcomes[random() % 4]));
  auto old = said({.author = "a", .at = "2026-09-02T09:00:00Z"});
  inputs.account_of[old.item.id] = "blog";
  inputs.now.decisions.push_back(decided("2026-11-02T09:10:00Z", old, "lea", "hide", "done"));
  inputs.by = "account";
  const auto table = report_of("moderation", inputs);
  std::map<std::string, std::map<std::string, std::int64_t>> expected;
  for (const auto& decision : inputs.now.decisions) {
    if (decision.outcome == "intended") continue;
    std::string account = "@blog";
    for (const auto& entry : inputs.now.items) {
      if (entry.item.id == decision.item) account = "@" + entry.item.account;
    }
    ++expected[account]["decisions"];
    if (decision.outcome == "failed") ++expected[account]["failed"];
    if (decision.what == "hide" && decision.outcome == "done") ++expected[account]["hidden"];
    if (decision.what == "spam" && decision.outcome == "done") ++expected[account]["spam"];
  }
  for (const auto& [account, counts] : expected) {
    for (const auto& [key, count] : counts) CHECK(value_at(table, account, key) == Json(count));
  }
}
