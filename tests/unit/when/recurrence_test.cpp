// SPDX-License-Identifier: MIT
#include "when/recurrence.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "when/rule.hpp"

using namespace cmtool;
using namespace std::chrono;

namespace {

Wall wall(const char* text) { return Wall(floor<seconds>(*parse_iso(std::string(text) + ":00Z")).time_since_epoch()); }
Instant at(const char* text) { return *parse_iso(text); }

/// Tuesday 24 November 2026, 10:00.
const Wall tuesday = wall("2026-11-24T10:00");

Recurrence recurrence(std::string_view said, Wall start = tuesday, const std::string& zone = "UTC") {
  const auto found = parse_recurrence(said, start, zone);
  CAPTURE(said);
  REQUIRE_MESSAGE(found.ok(), found.error().message);
  return *found;
}

/// "2026-11-24 10:00, 2026-11-25 10:00": the wall times of the first few.
std::string first_walls(const Recurrence& rule, std::size_t limit) {
  const auto found = occurrences(rule, Instant(sys_days(1970y / 1 / 1)), Instant(sys_days(2500y / 1 / 1)), limit);
  REQUIRE(found.ok());
  std::vector<std::string> walls;
  for (const auto& one : *found) walls.push_back(replaced(iso_wall(one.wall), "T", " "));
  return joined(walls, ", ");
}

/// "2026-03-29 03:30 +02:00 shifted": as the clocks of the zone show them.
std::vector<std::string> shown(const Recurrence& rule, const char* from, const char* until) {
  const auto found = occurrences(rule, at(from), at(until), 1000);
  REQUIRE(found.ok());
  std::vector<std::string> result;
  for (const auto& one : *found) result.push_back(with_offset(*to_local(one.at, rule.zone)) + (one.shifted ? " shifted" : ""));
  return result;
}

struct Row {
  const char* said;
  const char* rule;
  const char* start;  ///< the first time
};

}  // namespace

TEST_CASE("words in English say a rule, and begin with the first day that fits") {
  const Row rows[] = {
      {"daily", "FREQ=DAILY", "2026-11-24T10:00"},
      {"Every Day", "FREQ=DAILY", "2026-11-24T10:00"},
      {"every day at 9:00", "FREQ=DAILY", "2026-11-25T09:00"},
      {"daily at 11am", "FREQ=DAILY", "2026-11-24T11:00"},
      {"at noon every day", "FREQ=DAILY", "2026-11-24T12:00"},
      {"every 3 days", "FREQ=DAILY;INTERVAL=3", "2026-11-24T10:00"},
      {"every other day", "FREQ=DAILY;INTERVAL=2", "2026-11-24T10:00"},
      {"every day at 9:00 and 18:00", "FREQ=DAILY;BYHOUR=9,18", "2026-11-24T18:00"},
      {"every morning", "FREQ=DAILY", "2026-11-25T09:00"},
      {"every evening at 8", "FREQ=DAILY", "2026-11-24T20:00"},
      {"weekdays", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24T10:00"},
      {"every weekday at 9:30", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-25T09:30"},
      {"mon-fri", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24T10:00"},
      {"from Monday to Thursday", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", "2026-11-24T10:00"},
      {"every day from saturday to monday", "FREQ=WEEKLY;BYDAY=MO,SA,SU", "2026-11-28T10:00"},
      {"weekends", "FREQ=WEEKLY;BYDAY=SA,SU", "2026-11-28T10:00"},
      {"weekly", "FREQ=WEEKLY", "2026-11-24T10:00"},
      {"weekly at 9am", "FREQ=WEEKLY", "2026-12-01T09:00"},
      {"once a week", "FREQ=WEEKLY", "2026-11-24T10:00"},
      {"every monday", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T10:00"},
      {"Mondays", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T10:00"},
      {"monday 9:00", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T09:00"},
      {"every monday and thursday at 9:00", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-26T09:00"},
      {"every monday morning", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T09:00"},
      {"every 2 weeks", "FREQ=WEEKLY;INTERVAL=2", "2026-11-24T10:00"},
      {"2 weeks", "FREQ=WEEKLY;INTERVAL=2", "2026-11-24T10:00"},
      {"fortnightly", "FREQ=WEEKLY;INTERVAL=2", "2026-11-24T10:00"},
      {"every 2 weeks on mon,thu", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-11-26T10:00"},
      {"every two weeks on Monday", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30T10:00"},
      {"every other friday at 17:00", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27T17:00"},
      {"every 3 mondays", "FREQ=WEEKLY;INTERVAL=3;BYDAY=MO", "2026-11-30T10:00"},
      {"monthly", "FREQ=MONTHLY", "2026-11-24T10:00"},
      {"once per month on the 15th", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15T10:00"},
      {"every 15th", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15T10:00"},
      {"every 1st at noon", "FREQ=MONTHLY;BYMONTHDAY=1", "2026-12-01T12:00"},
      {"the 1st and the 15th of each month", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01T10:00"},
      {"every 2 months on the 24th", "FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=24", "2026-11-24T10:00"},
      {"every first monday of the month", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-07T10:00"},
      {"first monday", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-07T10:00"},
      {"every last friday", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27T10:00"},
      {"the 2nd and 4th tuesday of the month at 9:00", "FREQ=MONTHLY;BYDAY=2TU,4TU", "2026-12-08T09:00"},
      {"last day of the month", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30T10:00"},
      {"the first working day of the month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "2026-12-01T10:00"},
      {"last weekday of every month", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30T10:00"},
      {"quarterly", "FREQ=MONTHLY;INTERVAL=3", "2026-11-24T10:00"},
      {"yearly", "FREQ=YEARLY", "2026-11-24T10:00"},
      {"every year on december 24th", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "2026-12-24T10:00"},
      {"every 1 January at 0:00", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "2027-01-01T00:00"},
      {"every first monday of september", "FREQ=YEARLY;BYMONTH=9;BYDAY=1MO", "2027-09-06T10:00"},
      {"every 2 hours", "FREQ=HOURLY;INTERVAL=2", "2026-11-24T10:00"},
      {"hourly at 10:30", "FREQ=HOURLY", "2026-11-24T10:30"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.said);
    const auto found = recurrence(row.said);
    CHECK(found.rule == row.rule);
    CHECK(iso_wall(found.start) == row.start);
  }
}

TEST_CASE("words in French say a rule, whatever the case and accents") {
  const Row rows[] = {
      {"tous les jours", "FREQ=DAILY", "2026-11-24T10:00"},
      {"chaque jour à 9 h 30", "FREQ=DAILY", "2026-11-25T09:30"},
      {"quotidien", "FREQ=DAILY", "2026-11-24T10:00"},
      {"tous les deux jours", "FREQ=DAILY;INTERVAL=2", "2026-11-24T10:00"},
      {"un jour sur trois", "FREQ=DAILY;INTERVAL=3", "2026-11-24T10:00"},
      {"tous les matins", "FREQ=DAILY", "2026-11-25T09:00"},
      {"chaque soir à 20h", "FREQ=DAILY", "2026-11-24T20:00"},
      {"tous les jours à 9h et 18h", "FREQ=DAILY;BYHOUR=9,18", "2026-11-24T18:00"},
      {"chaque jour ouvré", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24T10:00"},
      {"JOURS OUVRES à 9h", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-25T09:00"},
      {"du lundi au vendredi à midi", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "2026-11-24T12:00"},
      {"tous les jours du lundi au jeudi", "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH", "2026-11-24T10:00"},
      {"tous les week-ends", "FREQ=WEEKLY;BYDAY=SA,SU", "2026-11-28T10:00"},
      {"tous les lundis", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T10:00"},
      {"le lundi", "FREQ=WEEKLY;BYDAY=MO", "2026-11-30T10:00"},
      {"tous les lundis et jeudis à 9h30", "FREQ=WEEKLY;BYDAY=MO,TH", "2026-11-26T09:30"},
      {"chaque mardi à 9h", "FREQ=WEEKLY;BYDAY=TU", "2026-12-01T09:00"},
      {"une fois par semaine", "FREQ=WEEKLY", "2026-11-24T10:00"},
      {"hebdomadaire", "FREQ=WEEKLY", "2026-11-24T10:00"},
      {"toutes les 2 semaines le lundi et le jeudi", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "2026-11-26T10:00"},
      {"une semaine sur deux le vendredi", "FREQ=WEEKLY;INTERVAL=2;BYDAY=FR", "2026-11-27T10:00"},
      {"un lundi sur deux", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO", "2026-11-30T10:00"},
      {"tous les mois", "FREQ=MONTHLY", "2026-11-24T10:00"},
      {"tous les mois le 15", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15T10:00"},
      {"tous les mois à 9h le 15", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15T09:00"},
      {"le 1er et le 15 du mois", "FREQ=MONTHLY;BYMONTHDAY=1,15", "2026-12-01T10:00"},
      {"le 15 de chaque mois", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15T10:00"},
      {"tous les 15 du mois", "FREQ=MONTHLY;BYMONTHDAY=15", "2026-12-15T10:00"},
      {"le premier lundi du mois", "FREQ=MONTHLY;BYDAY=1MO", "2026-12-07T10:00"},
      {"Premier et troisième mardi du mois", "FREQ=MONTHLY;BYDAY=1TU,3TU", "2026-12-01T10:00"},
      {"chaque dernier vendredi du mois", "FREQ=MONTHLY;BYDAY=-1FR", "2026-11-27T10:00"},
      {"le dernier jour du mois", "FREQ=MONTHLY;BYMONTHDAY=-1", "2026-11-30T10:00"},
      {"le premier jour ouvré du mois", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "2026-12-01T10:00"},
      {"tous les trimestres", "FREQ=MONTHLY;INTERVAL=3", "2026-11-24T10:00"},
      {"tous les ans le 24 décembre", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "2026-12-24T10:00"},
      {"chaque 1er janvier à minuit", "FREQ=YEARLY;BYMONTH=1;BYMONTHDAY=1", "2027-01-01T00:00"},
      {"toutes les 2 heures", "FREQ=HOURLY;INTERVAL=2", "2026-11-24T10:00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.said);
    const auto found = recurrence(row.said);
    CHECK(found.rule == row.rule);
    CHECK(iso_wall(found.start) == row.start);
  }
}

TEST_CASE("the weeks of words are counted from the first day that fits, those of a rule from its start") {
  CHECK(first_walls(recurrence("every 2 weeks on monday"), 2) == "2026-11-30 10:00, 2026-12-14 10:00");
  CHECK(first_walls(recurrence("FREQ=WEEKLY;INTERVAL=2;BYDAY=MO"), 2) == "2026-12-07 10:00, 2026-12-21 10:00");
}

TEST_CASE("words that are no repetition are refused with examples") {
  const char* const rows[] = {"", " ", "tomorrow", "demain 9h", "every", "tous les", "every 0 days", "every 15", "15", "every 99999999999 days",
                              "biweekly", "twice a week", "deux fois par semaine", "every 2 days on monday", "every month on monday",
                              "every week on the 15th", "every monday in december", "every 32nd", "every 30 february", "every 31 april",
                              "every sixth monday of the month", "every 2000 weeks", "monday the 15th", "every day every week", "at 9:00", "2 h",
                              "@daily", "30 2 * * *", "*/5 * * * *", "daily;COUNT", "каждый день", "every day at 25:00", "every day today", "+2h",
                              "2026-12-24", "every 30th and 31st", "jours ouvrables", "every monday Europe/Paris", "\x80\xff", "every monday\n\x01"};
  for (const auto* row : rows) {
    CAPTURE(row);
    const auto found = parse_recurrence(row, tuesday, "UTC");
    REQUIRE_FALSE(found.ok());
    CHECK(found.error().fault == Fault::usage);
    CHECK(found.error().hint.find("FREQ=WEEKLY") != std::string::npos);
  }
}

TEST_CASE("words that mean two things are refused") {
  const auto message = [](const char* said) {
    const auto found = parse_recurrence(said, tuesday, "UTC");
    CAPTURE(said);
    REQUIRE_FALSE(found.ok());
    return found.error().message;
  };
  CHECK(message("tous les 15 jours") == "“tous les 15 jours” can be every 2 weeks or every 15 days");
  CHECK(message("tous les quinze jours") == "“tous les quinze jours” can be every 2 weeks or every 15 days");
  CHECK(message("tous les huit jours") == "“tous les huit jours” can be every week or every 8 days");
  CHECK(message("every second monday") == "“every second monday” can count within each month, or from one to the next");
  CHECK(message("every second day") == "“every second day” can count within each month, or from one to the next");
  CHECK(message("every day at 9:00 and 18:30") == "“every day at 9:00 and 18:30” has times at different minutes");
}

TEST_CASE("words move what short months lack to their last day, a rule leaves those months out") {
  const auto january_31 = wall("2027-01-31T10:00"), january_30 = wall("2027-01-30T10:00"), leap_day = wall("2028-02-29T10:00");
  CHECK(first_walls(recurrence("every month", january_31), 3) == "2027-01-31 10:00, 2027-02-28 10:00, 2027-03-31 10:00");
  CHECK(first_walls(recurrence("tous les mois", january_30), 3) == "2027-01-30 10:00, 2027-02-28 10:00, 2027-03-30 10:00");
  CHECK(first_walls(recurrence("every 29th"), 4) == "2026-11-29 10:00, 2026-12-29 10:00, 2027-01-29 10:00, 2027-02-28 10:00");
  CHECK(first_walls(recurrence("le 15 et le 30 du mois", january_31), 4) == "2027-02-15 10:00, 2027-02-28 10:00, 2027-03-15 10:00, 2027-03-30 10:00");
  CHECK(first_walls(recurrence("every year", leap_day), 3) == "2028-02-29 10:00, 2029-02-28 10:00, 2030-02-28 10:00");
  CHECK(first_walls(recurrence("every 29 february", leap_day), 3) == "2028-02-29 10:00, 2029-02-28 10:00, 2030-02-28 10:00");
  CHECK(first_walls(recurrence("FREQ=MONTHLY", january_31), 3) == "2027-01-31 10:00, 2027-03-31 10:00, 2027-05-31 10:00");
  CHECK(first_walls(recurrence("FREQ=YEARLY", leap_day), 2) == "2028-02-29 10:00, 2032-02-29 10:00");
}

TEST_CASE("a rule of RFC 5545 gives its wall times") {
  struct RepeatRule {
    const char* rule;
    const char* first;
  };
  const RepeatRule rows[] = {
      {"FREQ=DAILY;COUNT=3", "2026-11-24 10:00, 2026-11-25 10:00, 2026-11-26 10:00"},
      {"rrule:freq=daily;count=1;", "2026-11-24 10:00"},
      {"FREQ=DAILY;INTERVAL=10", "2026-11-24 10:00, 2026-12-04 10:00, 2026-12-14 10:00"},
      {"FREQ=DAILY;BYHOUR=17,9", "2026-11-24 17:00, 2026-11-25 09:00, 2026-11-25 17:00"},
      {"FREQ=DAILY;BYMONTHDAY=-1", "2026-11-30 10:00, 2026-12-31 10:00, 2027-01-31 10:00"},
      {"FREQ=DAILY;UNTIL=20261125T100000Z", "2026-11-24 10:00, 2026-11-25 10:00"},
      {"FREQ=DAILY;UNTIL=20261125T095959", "2026-11-24 10:00"},
      {"FREQ=DAILY;UNTIL=20261125", "2026-11-24 10:00, 2026-11-25 10:00"},
      {"FREQ=DAILY;UNTIL=20200101T000000Z", ""},
      {"FREQ=HOURLY;INTERVAL=8", "2026-11-24 10:00, 2026-11-24 18:00, 2026-11-25 02:00"},
      {"FREQ=HOURLY;INTERVAL=36", "2026-11-24 10:00, 2026-11-25 22:00, 2026-11-27 10:00"},
      {"FREQ=HOURLY;INTERVAL=5;BYMINUTE=0,30", "2026-11-24 10:00, 2026-11-24 10:30, 2026-11-24 15:00"},
      {"FREQ=HOURLY;BYDAY=WE;BYHOUR=7", "2026-11-25 07:00, 2026-12-02 07:00, 2026-12-09 07:00"},
      {"FREQ=WEEKLY;WKST=SU;INTERVAL=2;BYDAY=TU,SU", "2026-11-24 10:00, 2026-12-06 10:00, 2026-12-08 10:00"},
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,SU", "2026-11-24 10:00, 2026-11-29 10:00, 2026-12-08 10:00"},
      {"FREQ=WEEKLY;BYMONTH=2", "2027-02-02 10:00, 2027-02-09 10:00, 2027-02-16 10:00"},
      {"FREQ=MONTHLY;BYMONTHDAY=31", "2026-12-31 10:00, 2027-01-31 10:00, 2027-03-31 10:00"},
      {"FREQ=MONTHLY;BYDAY=5FR", "2027-01-29 10:00, 2027-04-30 10:00, 2027-07-30 10:00"},
      {"FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", "2027-08-13 10:00, 2028-10-13 10:00, 2029-04-13 10:00"},
      {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", "2026-11-30 10:00, 2026-12-31 10:00, 2027-01-29 10:00"},
      {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2028-02-29 10:00, 2032-02-29 10:00, 2036-02-29 10:00"},
      {"FREQ=YEARLY;BYMONTHDAY=13;BYDAY=FR", "2027-08-13 10:00, 2028-10-13 10:00, 2029-04-13 10:00"},
      {"FREQ=YEARLY;BYDAY=20MO", "2027-05-17 10:00, 2028-05-15 10:00, 2029-05-14 10:00"},
      {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "2027-05-17 10:00, 2028-05-15 10:00, 2029-05-14 10:00"},
      {"FREQ=YEARLY;BYWEEKNO=53;BYDAY=FR", "2027-01-01 10:00, 2032-12-31 10:00, 2038-01-01 10:00"},
      {"FREQ=YEARLY;BYYEARDAY=366", "2028-12-31 10:00, 2032-12-31 10:00, 2036-12-31 10:00"},
      {"FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8", "2030-11-05 10:00, 2034-11-07 10:00, 2038-11-02 10:00"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.rule);
    CHECK(first_walls(recurrence(row.rule), 3) == row.first);
  }
}

TEST_CASE("weeks are counted right from any day, with any first day of the week") {
  const char* const names[] = {"SU", "MO", "TU", "WE", "TH", "FR", "SA"};
  for (unsigned week_start = 0; week_start < 7; ++week_start) {
    for (int shift = 0; shift < 7; ++shift) {
      for (unsigned first = 0; first < 7; ++first) {
        const unsigned second = (first + 3) % 7;
        const auto start = tuesday + days(shift);
        const auto rule = std::string("FREQ=WEEKLY;INTERVAL=3;WKST=") + names[week_start] + ";BYDAY=" + names[first] + "," + names[second];
        const auto day = floor<days>(start);
        const auto week = day - (weekday(day) - weekday(week_start));
        std::vector<Wall> expected;
        for (auto one = day; expected.size() < 8; one += days(1)) {
          const bool in_week = ((one - week) / days(7)) % 3 == 0;
          if (in_week && (weekday(one) == weekday(first) || weekday(one) == weekday(second))) expected.push_back(Wall(one) + hours(10));
        }
        const auto found = occurrences(recurrence(rule, start), Instant{}, Instant(sys_days(2100y / 1 / 1)), expected.size());
        REQUIRE(found.ok());
        std::vector<Wall> walls;
        for (const auto& one : *found) walls.push_back(one.wall);
        CAPTURE(rule);
        CAPTURE(shift);
        CHECK(walls == expected);
      }
    }
  }
}

TEST_CASE("a wall time that the clocks skip is shifted, never lost, and one that they repeat happens once") {
  const auto paris = recurrence("FREQ=DAILY", wall("2026-03-28T02:30"), "Europe/Paris");
  CHECK(shown(paris, "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z") ==
        std::vector<std::string>{"2026-03-28 02:30 +01:00", "2026-03-29 03:30 +02:00 shifted", "2026-03-30 02:30 +02:00"});
  CHECK(shown(paris, "2026-10-24T00:00:00Z", "2026-10-26T23:00:00Z") ==
        std::vector<std::string>{"2026-10-24 02:30 +02:00", "2026-10-25 02:30 +02:00", "2026-10-26 02:30 +01:00"});
  const auto montreal = recurrence("FREQ=DAILY", wall("2026-03-07T02:30"), "America/Montreal");
  CHECK(shown(montreal, "2027-03-13T12:00:00Z", "2027-03-15T12:00:00Z") ==
        std::vector<std::string>{"2027-03-14 03:30 -04:00 shifted", "2027-03-15 02:30 -04:00"});
  const auto at_night = recurrence("FREQ=DAILY", wall("2026-03-07T01:30"), "America/Montreal");
  CHECK(shown(at_night, "2026-11-01T00:00:00Z", "2026-11-02T12:00:00Z") ==
        std::vector<std::string>{"2026-11-01 01:30 -04:00", "2026-11-02 01:30 -05:00"});
  // Half an hour is skipped, from 02:00 on, and repeated, from 01:30 on.
  const auto lord_howe = recurrence("FREQ=DAILY", wall("2026-03-07T02:15"), "Australia/Lord_Howe");
  CHECK(shown(lord_howe, "2026-10-03T12:00:00Z", "2026-10-05T12:00:00Z") ==
        std::vector<std::string>{"2026-10-04 02:45 +11:00 shifted", "2026-10-05 02:15 +11:00"});
  const auto before_two = recurrence("FREQ=DAILY", wall("2026-03-07T01:45"), "Australia/Lord_Howe");
  CHECK(shown(before_two, "2027-04-03T12:00:00Z", "2027-04-05T12:00:00Z") ==
        std::vector<std::string>{"2027-04-04 01:45 +11:00", "2027-04-05 01:45 +10:30"});
}

TEST_CASE("each day has one occurrence through all clock changes of three years") {
  for (const char* const zone : {"Europe/Paris", "America/Montreal", "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Kathmandu", "America/Sao_Paulo"}) {
    for (int minute = 0; minute < 24 * 60; minute += 15) {
      const auto rule = recurrence("FREQ=DAILY;COUNT=1096", wall("2026-01-01T00:00") + minutes(minute), zone);
      const auto found = occurrences(rule, at("2025-12-01T00:00:00Z"), at("2029-02-01T00:00:00Z"), 2000);
      REQUIRE(found.ok());
      CAPTURE(zone);
      CAPTURE(minute);
      CHECK(found->size() == 1096);
      int wrong = 0, shifts = 0;
      for (std::size_t i = 0; i < found->size(); ++i) {
        const auto& one = (*found)[i];
        const auto local = to_local(one.at, zone);
        const auto gap = local->wall - one.wall;
        if (one.wall != rule.start + days(static_cast<int>(i))) ++wrong;
        if (one.shifted ? gap != 1h && gap != 30min : gap != 0s) ++wrong;
        if (i > 0 && one.at <= (*found)[i - 1].at) ++wrong;
        shifts += one.shifted ? 1 : 0;
      }
      CHECK(wrong == 0);
      CHECK(shifts <= 4);
    }
  }
}

TEST_CASE("two that a clock change puts on one moment count once, and all come in order") {
  // 02:30 becomes 03:30, where there is one already; 02:10 becomes 02:40 in Lord Howe, behind 02:35.
  const auto hourly = recurrence("FREQ=HOURLY", wall("2026-03-29T00:30"), "Europe/Paris");
  CHECK(shown(hourly, "2026-03-29T00:00:00Z", "2026-03-29T03:00:00Z") ==
        std::vector<std::string>{"2026-03-29 01:30 +01:00", "2026-03-29 03:30 +02:00", "2026-03-29 04:30 +02:00"});
  const auto twice = recurrence("FREQ=DAILY;BYHOUR=1,2;BYMINUTE=10,35", wall("2026-10-03T00:00"), "Australia/Lord_Howe");
  CHECK(shown(twice, "2026-10-03T14:00:00Z", "2026-10-04T12:00:00Z") ==
        std::vector<std::string>{"2026-10-04 01:10 +10:30", "2026-10-04 01:35 +10:30", "2026-10-04 02:35 +11:00", "2026-10-04 02:40 +11:00 shifted"});
  // Samoa left out 30 December 2011.
  const auto samoa = recurrence("FREQ=DAILY", wall("2011-12-28T09:00"), "Pacific/Apia");
  const auto days_of_samoa = occurrences(samoa, at("2011-12-01T00:00:00Z"), at("2012-01-02T00:00:00Z"), 10);
  REQUIRE(days_of_samoa.ok());
  REQUIRE(days_of_samoa->size() == 5);
  CHECK(iso_wall((*days_of_samoa)[2].wall) == "2011-12-31T09:00");
}

TEST_CASE("the end, the count and the exceptions are kept") {
  auto rule = recurrence("FREQ=DAILY;COUNT=5", tuesday, "Europe/Paris");
  rule.except = {wall("2026-11-25T10:00"), wall("2026-11-26T11:00")};
  CHECK(first_walls(rule, 10) == "2026-11-24 10:00, 2026-11-26 10:00, 2026-11-27 10:00, 2026-11-28 10:00");
  rule.until = at("2026-11-27T09:00:00Z");
  CHECK(first_walls(rule, 10) == "2026-11-24 10:00, 2026-11-26 10:00, 2026-11-27 10:00");
  rule.until = at("2026-11-27T08:59:59Z");
  CHECK(first_walls(rule, 10) == "2026-11-24 10:00, 2026-11-26 10:00");
  rule.until = at("1970-01-01T00:00:00Z");
  CHECK(first_walls(rule, 10).empty());
  // Counted from the start, wherever one looks.
  const auto three = recurrence("FREQ=DAILY;COUNT=3");
  const auto found = occurrences(three, at("2026-11-26T00:00:00Z"), at("2027-11-26T00:00:00Z"), 10);
  REQUIRE(found.ok());
  CHECK(found->size() == 1);
  CHECK_FALSE(next_occurrence(three, at("2027-06-01T00:00:00Z"))->has_value());
  CHECK(occurrences(recurrence("FREQ=DAILY;COUNT=20"), at("2026-12-09T00:00:00Z"), at("2027-11-26T00:00:00Z"), 100)->size() == 5);
  CHECK(occurrences(three, at("2026-11-26T00:00:00Z"), at("2027-11-26T00:00:00Z"), 0)->empty());
  CHECK(occurrences(three, at("2026-11-26T00:00:00Z"), at("2026-11-20T00:00:00Z"), 9)->empty());
}

TEST_CASE("each occurrence is the next one of that before it") {
  const char* const rules[] = {"FREQ=DAILY", "FREQ=HOURLY", "FREQ=HOURLY;INTERVAL=7;BYMINUTE=10,40", "FREQ=DAILY;BYHOUR=1,2,3;BYMINUTE=10,35",
                               "FREQ=DAILY;INTERVAL=3;BYDAY=MO,WE,FR", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1",
                               "FREQ=MONTHLY;INTERVAL=5;BYDAY=-1SU", "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "FREQ=DAILY;COUNT=700", "FREQ=DAILY;UNTIL=20270401"};
  for (const char* const zone : {"Europe/Paris", "America/Montreal", "Australia/Lord_Howe"}) {
    for (const char* const text : rules) {
      auto rule = recurrence(text, wall("2026-01-01T02:10"), zone);
      rule.except = {wall("2026-03-09T02:10"), wall("2026-04-06T02:10")};
      const auto all = occurrences(rule, at("2026-02-20T00:00:00Z"), at("2030-01-01T00:00:00Z"), 1000);
      REQUIRE(all.ok());
      auto after = at("2026-02-20T00:00:00Z") - 1ms;
      CAPTURE(zone);
      CAPTURE(text);
      int different = 0;
      // Each is searched anew, so a sample is enough where there are many.
      for (std::size_t i = 0; i < std::min<std::size_t>(all->size(), 150); ++i) {
        const auto next = next_occurrence(rule, after);
        REQUIRE(next.ok());
        if (!*next || !(**next == (*all)[i])) ++different;
        after = (*all)[i].at;
      }
      CHECK(different == 0);
      if (all->size() < 150) {
        const auto end = next_occurrence(rule, all->back().at);
        REQUIRE(end.ok());
        CHECK((!*end || (*end)->at >= at("2030-01-01T00:00:00Z")));
      }
    }
  }
}

TEST_CASE("a rule that never fires, or hardly ever, ends soon") {
  const char* const rules[] = {"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;BYMONTH=2;BYMONTHDAY=30",
                               "FREQ=HOURLY;BYMONTH=2;BYMONTHDAY=30", "FREQ=DAILY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=30", "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=31",
                               "FREQ=MONTHLY;INTERVAL=12;BYMONTH=5", "FREQ=HOURLY;INTERVAL=24;BYHOUR=5", "FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=31",
                               "FREQ=YEARLY;BYMONTHDAY=-31;BYDAY=SA,SU;BYSETPOS=15", "FREQ=YEARLY;BYYEARDAY=1;BYDAY=SU;BYSETPOS=-5",
                               "FREQ=YEARLY;INTERVAL=4;BYYEARDAY=366;WKST=SU",  // from 2026: never a leap year
                               "FREQ=YEARLY;BYMONTH=1,2,3,4,5,6,7,8,9,10,11,12;BYMONTHDAY=1,2,3,4,5,6,7,8,9,10,11,12,13,14,15,16,17,18,19,20,21,22;BYSETPOS=366",
                               "FREQ=WEEKLY;INTERVAL=1000;BYMONTH=2;BYDAY=MO;COUNT=9000", "FREQ=DAILY;UNTIL=00010101"};
  for (const char* const text : rules) {
    const auto began = steady_clock::now();
    const auto rule = recurrence(text);
    const auto next = next_occurrence(rule, at("2026-11-24T12:00:00Z"));
    CAPTURE(text);
    REQUIRE(next.ok());
    if (std::string_view(text).find("INTERVAL=1000") == std::string_view::npos) CHECK_FALSE(next->has_value());
    CHECK(occurrences(rule, Instant::min(), Instant::max(), 5).ok());
    CHECK(steady_clock::now() - began < 1s);
  }
}

TEST_CASE("hostile and impossible rules are refused with a reason") {
  const auto reason = [](const std::string& said) {
    const auto found = parse_recurrence(said, tuesday, "UTC");
    CAPTURE(said);
    REQUIRE_FALSE(found.ok());
    CHECK(found.error().fault == Fault::usage);
    CHECK_FALSE(found.error().hint.empty());
    const auto& message = found.error().message;
    return message.substr(message.rfind(": ") == std::string::npos ? 0 : message.rfind(": ") + 2);
  };
  CHECK(reason("FREQ=SECONDLY") == "nothing is repeated more often than every 5 minutes");
  CHECK(reason("FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30") == "nothing is repeated more often than every 5 minutes");
  CHECK(reason("FREQ=HOURLY;BYMINUTE=0,4") == "“FREQ=HOURLY;BYMINUTE=0,4” comes more often than every 5 minutes");
  CHECK(reason("FREQ=HOURLY;BYMINUTE=0,58").ends_with("more often than every 5 minutes"));
  CHECK(reason("FREQ=DAILY;BYSECOND=0,30").ends_with("more often than every 5 minutes"));
  CHECK(reason("FREQ=FORTNIGHTLY") == "FREQ is one of HOURLY, DAILY, WEEKLY, MONTHLY and YEARLY");
  CHECK(reason("COUNT=3") == "it has no FREQ");
  CHECK(reason("FREQ=DAILY;FREQ=DAILY") == "it has FREQ twice");
  CHECK(reason("FREQ=DAILY;COUNT=0") == "COUNT takes numbers from 1 to 10000");
  CHECK(reason("FREQ=DAILY;COUNT=99999999999") == "COUNT takes numbers from 1 to 10000");
  CHECK(reason("FREQ=DAILY;COUNT=5;UNTIL=20300101") == "COUNT does not go with UNTIL");
  CHECK(reason("FREQ=DAILY;INTERVAL=0") == "INTERVAL takes numbers from 1 to 1000");
  CHECK(reason("FREQ=DAILY;INTERVAL=-1") == "INTERVAL takes numbers from 1 to 1000");
  CHECK(reason("FREQ=DAILY;INTERVAL=99999999999") == "INTERVAL takes numbers from 1 to 1000");
  CHECK(reason("FREQ=YEARLY;INTERVAL=101") == "nothing is repeated more rarely than every 100 years");
  CHECK(reason("FREQ=MONTHLY;BYMONTHDAY=0") == "BYMONTHDAY takes numbers from 1 to 31, or negative ones");
  CHECK(reason("FREQ=MONTHLY;BYMONTHDAY=32") == "BYMONTHDAY takes numbers from 1 to 31, or negative ones");
  CHECK(reason("FREQ=MONTHLY;BYMONTHDAY=") == "BYMONTHDAY takes numbers from 1 to 31, or negative ones");
  CHECK(reason("FREQ=DAILY;UNTIL=20300230") == "UNTIL is written like 20301231 or 20301231T090000Z");
  CHECK(reason("FREQ=DAILY;UNTIL=20300101T250000") == "UNTIL is written like 20301231 or 20301231T090000Z");
  CHECK(reason("FREQ=DAILY;UNTIL=2030-1-1T00:0") == "UNTIL is written like 20301231 or 20301231T090000Z");
  CHECK(reason("FREQ=WEEKLY;BYDAY=XX") == "weekdays are written MO, TU, WE, TH, FR, SA and SU");
  CHECK(reason("FREQ=WEEKLY;BYDAY=1MO") == "numbered weekdays go with FREQ=MONTHLY and FREQ=YEARLY only");
  CHECK(reason("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=1") == "BYSETPOS does not go with FREQ=WEEKLY");
  CHECK(reason("FREQ=MONTHLY;BYWEEKNO=3;BYDAY=MO") == "BYWEEKNO does not go with FREQ=MONTHLY");
  CHECK(reason("FREQ=YEARLY;BYWEEKNO=53") == "BYWEEKNO needs BYDAY");
  CHECK(reason("FREQ=YEARLY;BYYEARDAY=1;BYMONTH=2") == "BYYEARDAY does not go with BYMONTH");
  CHECK(reason("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=3") == "BYMONTHDAY does not go with numbered weekdays");
  CHECK(reason("FREQ=MONTHLY;BYDAY=MO;BYHOUR=9,10;BYSETPOS=1") == "BYSETPOS goes with one time of day only");
  CHECK(reason("FREQ=YEARLY;BYMONTHDAY=-14,16;BYSETPOS=-2") == "BYSETPOS goes with days counted from one end only");
  CHECK(reason("FREQ=DAILY;RSCALE=HEBREW") == "it has an unknown part “RSCALE”");
  CHECK(reason("FREQ=DAILY;=") == "it has an unknown part “”");
  CHECK(reason("FREQ=DAILY;;COUNT=3") == "“” is not NAME=VALUE");
  CHECK(reason("FREQ=DAILY;RRULE:FREQ=DAILY") == "it has an unknown part “RRULE:FREQ”");
  CHECK(reason(std::string("FREQ=DAILY\0;COUNT=3", 19)) == "it holds characters that no rule has");
  CHECK(reason("FREQ=DAILY;\nCOUNT=3") == "it holds characters that no rule has");
  CHECK(reason("FREQ=DAILY;BYHOUR=" + std::string(500, '1')) == "it is longer than 500 bytes");
  CHECK_FALSE(reason("=" + std::string(90, '\xc3')).empty());
}

TEST_CASE("an unknown zone and a start out of reach are refused") {
  CHECK(parse_recurrence("daily", tuesday, "Europe/Nowhere").error().fault == Fault::usage);
  CHECK(parse_recurrence("daily", Wall(local_days(1969y / 12 / 31)), "UTC").error().fault == Fault::usage);
  CHECK(parse_recurrence("daily", Wall(local_days(2500y / 1 / 1)), "UTC").error().fault == Fault::usage);
  CHECK(parse_recurrence("daily", Wall::max(), "UTC").error().fault == Fault::usage);
  const Recurrence broken{.rule = "daily", .zone = "UTC", .start = tuesday};
  CHECK(next_occurrence(broken, Instant{}).error().fault == Fault::usage);
  const Recurrence nowhere{.rule = "FREQ=DAILY", .zone = "Nowhere", .start = tuesday};
  CHECK(occurrences(nowhere, Instant{}, Instant::max(), 1).error().fault == Fault::usage);
  const Recurrence far{.rule = "FREQ=DAILY", .zone = "UTC", .start = Wall::max()};
  CHECK_FALSE(next_occurrence(far, Instant{})->has_value());
  CHECK_FALSE(next_occurrence(recurrence("daily"), Instant::max())->has_value());
  CHECK(next_occurrence(recurrence("daily"), Instant::min())->has_value());
}

TEST_CASE("the machine's zone changes nothing") {
  const std::string old = ::getenv("TZ") == nullptr ? "" : ::getenv("TZ");
  ::setenv("TZ", "Pacific/Apia", 1);
  CHECK(first_walls(recurrence("FREQ=DAILY", wall("2011-12-29T00:00")), 3) == "2011-12-29 00:00, 2011-12-30 00:00, 2011-12-31 00:00");
  old.empty() ? ::unsetenv("TZ") : ::setenv("TZ", old.c_str(), 1);
}

TEST_CASE("a rule is said in words, and those that words can say are understood again") {
  struct Said {
    const char* rule;
    const char* words;
    bool again = true;
  };
  const Said rows[] = {
      {"FREQ=DAILY", "every day at 10:00"},
      {"FREQ=DAILY;INTERVAL=3", "every 3 days at 10:00"},
      {"FREQ=DAILY;BYHOUR=9,18", "every day at 09:00 and 18:00"},
      {"FREQ=HOURLY;INTERVAL=2", "every 2 hours"},
      {"FREQ=WEEKLY", "every Tuesday at 10:00", false},
      {"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "every weekday at 10:00"},
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "every 2 weeks on Monday and Thursday at 10:00"},
      {"FREQ=WEEKLY;BYDAY=MO,WE,SU", "every Monday, Wednesday and Sunday at 10:00"},
      {"FREQ=MONTHLY", "every month on the 24th at 10:00", false},
      {"FREQ=MONTHLY;BYMONTHDAY=1,15", "every month on the 1st and the 15th at 10:00"},
      {"FREQ=MONTHLY;BYMONTHDAY=-1", "every month on the last day at 10:00"},
      {"FREQ=MONTHLY;INTERVAL=2;BYDAY=1MO", "every 2 months on the first Monday at 10:00"},
      {"FREQ=MONTHLY;BYDAY=-1FR", "every month on the last Friday at 10:00"},
      {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "every month on the first working day at 10:00"},
      {"FREQ=MONTHLY;BYMONTHDAY=28,29,30;BYSETPOS=-1", "every month on the 30th or the last day of a shorter month at 10:00", false},
      {"FREQ=MONTHLY;BYMONTHDAY=15,28,29,30;BYSETPOS=-1,1", "every month on the 15th and the 30th or the last day of a shorter month at 10:00", false},
      {"FREQ=YEARLY", "every year on November 24th at 10:00", false},
      {"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "every year on December 24th at 10:00"},
      {"FREQ=YEARLY;BYMONTH=9;BYDAY=1MO", "every year on the first Monday of September at 10:00"},
      {"FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "by the rule FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", false},
      {"FREQ=DAILY;BYMONTH=2;COUNT=2", "by the rule FREQ=DAILY;BYMONTH=2, 2 times", false},
      {"FREQ=DAILY;COUNT=1", "every day at 10:00, 1 time", false},
      {"FREQ=DAILY;UNTIL=20261224", "every day at 10:00, until Thu 24 Dec 2026", false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.rule);
    const auto rule = recurrence(row.rule);
    CHECK(in_words(rule) == row.words);
    if (row.again) CHECK(recurrence(row.words).rule == rule.rule);
  }
  auto rule = recurrence("daily");
  rule.until = at("2026-12-24T09:00:00Z");
  rule.except = {tuesday, tuesday + days(1)};
  CHECK(in_words(rule) == "every day at 10:00, until Thu 24 Dec 2026, but for 2 dates");
}

TEST_CASE("a rule is said in good French, and what is said is understood again") {
  use_language("fr", CMTOOL_BUILD_DIR "/share/locale");
  const std::pair<const char*, const char*> rows[] = {
      {"FREQ=DAILY", "chaque jour à 10\u00A0h\u00A000"},
      {"FREQ=DAILY;INTERVAL=3", "tous les 3 jours à 10\u00A0h\u00A000"},
      {"FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR", "du lundi au vendredi à 10\u00A0h\u00A000"},
      {"FREQ=WEEKLY;BYDAY=MO,TH", "chaque lundi et jeudi à 10\u00A0h\u00A000"},
      {"FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH", "toutes les 2 semaines, lundi et jeudi à 10\u00A0h\u00A000"},
      {"FREQ=MONTHLY;BYMONTHDAY=1,15", "chaque mois, le 1er et le 15 à 10\u00A0h\u00A000"},
      {"FREQ=MONTHLY;BYDAY=-1FR", "chaque mois, le dernier vendredi à 10\u00A0h\u00A000"},
      {"FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1", "chaque mois, le premier jour ouvré à 10\u00A0h\u00A000"},
      {"FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=24", "chaque année, le 24 décembre à 10\u00A0h\u00A000"},
      {"FREQ=YEARLY;BYMONTH=5;BYDAY=1MO", "chaque année, le premier lundi de mai à 10\u00A0h\u00A000"},
      {"FREQ=YEARLY;BYMONTH=4;BYDAY=1MO", "chaque année, le premier lundi d’avril à 10\u00A0h\u00A000"},
  };
  for (const auto& [said, words] : rows) {
    const std::string shown(said);  // clang captures no structured binding
    CAPTURE(shown);
    const auto rule = recurrence(said);
    CHECK(in_words(rule) == words);
    CHECK(recurrence(words).rule == rule.rule);
  }
  use_language("en", CMTOOL_BUILD_DIR "/share/locale");
}

TEST_CASE("a rule is written in one way, and reads back as itself") {
  const auto text = [](std::string_view rule) { return rule_text(*parse_rule(rule)); };
  CHECK(text("rrule:wkst=su;byday=th,mo,MO;interval=2;freq=weekly;") == "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH;WKST=SU");
  CHECK(text("FREQ=YEARLY;INTERVAL=1;WKST=MO;BYDAY=-1SU,+2MO;BYMONTH=12,3") == "FREQ=YEARLY;BYMONTH=3,12;BYDAY=-1SU,2MO");
  CHECK(text("FREQ=DAILY;UNTIL=20301231T090507Z") == "FREQ=DAILY;UNTIL=20301231T090507Z");
  CHECK(text("FREQ=DAILY;BYHOUR=" + replaced(std::string(200, '1'), "1", "1,") + "1") == "FREQ=DAILY;BYHOUR=1");
  CHECK(text("FREQ=DAILY;UNTIL=20301231") == "FREQ=DAILY;UNTIL=20301231T235959");
}
