// SPDX-License-Identifier: MIT
#include "schedule/slots.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "when/phrase.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

constexpr std::array<std::string_view, 7> names{"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
constexpr int days_searched = 366;

Error not_slots(std::string_view text) {
  return {.fault = Fault::usage, .message = tr("“{}” is not a weekly place", std::string(text.substr(0, 80))),
          .hint = tr("such as “mon,wed 09:00”, “weekdays 12:00”, “lundi et jeudi 9h30”")};
}

/// The weekdays that are named; empty where none begins.
std::set<unsigned> take_days(Words& words) {
  std::set<unsigned> days;
  for (;;) {
    const std::string& word = words.peek().text;
    if (words.take_one_of({"every", "chaque", "tous", "toutes", "les", "le", "each", "on", "and", "et", ",", "at", "a"})) continue;
    if (words.take_one_of({"daily", "day", "days", "jour", "jours", "quotidien"})) {
      for (unsigned day = 0; day < names.size(); ++day) days.insert(day);
    } else if (words.take_one_of({"weekdays", "weekday", "ouvres", "ouvrables", "semaine"})) {
      for (unsigned day = 1; day <= 5; ++day) days.insert(day);
    } else if (words.take_one_of({"weekend", "weekends"})) {
      days.insert({0U, 6U});
    } else if (auto day = weekday_named(word)) {
      days.insert(*day);
      words.skip();
    } else if (word.ends_with('s') && (day = weekday_named(word.substr(0, word.size() - 1)))) {  // "mondays", "lundis"
      days.insert(*day);
      words.skip();
    } else {
      return days;
    }
  }
}

/// "09:00", "9h30", "9h", "5pm", "17.30".
std::optional<int> take_minute(Words& words) {
  if (!words.number() || words.peek().digits > 2) return std::nullopt;
  auto hour = words.peek().value;
  words.skip();
  std::int64_t minute = 0;
  if (words.take_one_of({":", "h", "."})) {
    if (words.number() && words.peek().digits == 2) {
      minute = words.peek().value;
      words.skip();
    }
  }
  if (words.is_one_of({"am", "pm"})) {
    if (hour < 1 || hour > 12) return std::nullopt;
    hour = hour % 12 + (words.is("pm") ? 12 : 0);
    words.skip();
  }
  if (hour > 23 || minute > 59) return std::nullopt;
  return static_cast<int>(hour * 60 + minute);
}

}  // namespace

std::string text_of(const Slot& slot) { return fmt::format("{} {:02}:{:02}", names[slot.weekday % 7], slot.minute / 60, slot.minute % 60); }

Result<std::vector<Slot>> parse_slots(std::string_view text) {
  auto read = words_of(text);
  if (!read) return not_slots(text);
  Words words(std::move(*read));
  std::set<Slot> slots;
  while (!words.done()) {
    const auto days = take_days(words);
    if (days.empty()) return not_slots(text);
    bool any = false;
    for (;;) {
      words.take_one_of({"and", "et", "at", "a", ","});
      const auto mark = words.mark();
      const auto minute = take_minute(words);
      if (!minute) {
        words.back_to(mark);
        break;
      }
      for (const unsigned day : days) slots.insert({day, *minute});
      any = true;
    }
    if (!any) return not_slots(text);
  }
  if (slots.empty()) return not_slots(text);
  return std::vector<Slot>(slots.begin(), slots.end());
}

Result<Due> next_free(const std::vector<Slot>& slots, const std::string& zone, Instant now, const std::set<Instant>& taken) {
  if (slots.empty()) {
    return Error{.fault = Fault::usage, .message = tr("the account has no weekly places"),
                 .hint = tr("give it some: cmtool schedule slots add @name \"mon,wed 09:00\"")};
  }
  using namespace std::chrono;
  TRY(const Local here, to_local(now, zone));
  const auto today = floor<days>(here.wall);
  for (int ahead = 0; ahead <= days_searched; ++ahead) {
    const auto day = today + days(ahead);
    const unsigned weekday_of_day = weekday(local_days(day)).c_encoding();
    for (const auto& slot : slots) {
      if (slot.weekday != weekday_of_day) continue;
      const Wall wall = day + minutes(slot.minute);
      TRY(const Moments moments, moments_of(wall, zone));
      const Instant at = moments.kind == Moments::Kind::skipped ? moments.later : moments.earlier;
      if (at > now && !taken.contains(at)) return Due{.at = at, .wall = iso_wall(wall), .zone = zone};
    }
  }
  return Error{.fault = Fault::refused, .message = tr("all weekly places of the next year are taken"),
               .hint = tr("add some: cmtool schedule slots add @name \"mon,wed 09:00\"")};
}

}  // namespace cmtool
