// SPDX-License-Identifier: MIT
// Repetitions as people and calendars write them.
#include "when/recurrence.hpp"

#include "tests/fuzz/fuzz.hpp"
#include "when/rule.hpp"

namespace cmtool::fuzz {

void recurrence(std::string_view bytes) {
  using namespace std::chrono;
  const Instant from = *parse_iso("2026-11-22T08:00:00Z"), until = from + days(3 * 366);
  if (const auto rule = parse_rule(bytes)) {
    const auto again = parse_rule(rule_text(*rule));
    must(again.ok() && *again == *rule);
  }
  // 30 August is a day that February lacks; 02:30 is one that the clocks skip.
  for (const char* zone : {"Europe/Paris", "Australia/Lord_Howe"}) {
    const auto found = parse_recurrence(bytes, Wall(local_days(2026y / 8 / 30)) + hours(2) + minutes(30), zone);
    if (!found) {
      must(!found.error().message.empty() && !found.error().hint.empty());
      continue;
    }
    must(!in_words(*found).empty());
    const auto some = occurrences(*found, from, until, 20);
    must(some.ok() && some->size() <= 20);
    for (std::size_t i = 0; i < some->size(); ++i) {
      const auto& one = (*some)[i];
      must(one.at >= from && one.at < until && one.wall >= found->start && (i == 0 || one.at > (*some)[i - 1].at));
      must((to_local(one.at, zone)->wall == one.wall) != one.shifted);
    }
    const auto next = next_occurrence(*found, from - milliseconds(1));
    must(next.ok());
    if (!some->empty()) must(*next && **next == some->front());
  }
}

}  // namespace cmtool::fuzz
