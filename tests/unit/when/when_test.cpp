// SPDX-License-Identifier: MIT
#include "when/when.hpp"

#include <doctest/doctest.h>

using namespace cmtool;
using namespace std::chrono_literals;

namespace {

/// Sunday 22 November 2026, 10:00 in Paris.
Instant now() { return *parse_iso("2026-11-22T09:00:00Z"); }

WhenContext in(std::string zone, Fold fold = Fold::refuse, std::string lang = "en") {
  return {.now = now(), .zone = std::move(zone), .fold = fold, .lang = std::move(lang)};
}

/// The moment in UTC, or the fault.
std::string moment(std::string_view phrase, const WhenContext& context = in("Europe/Paris")) {
  const auto due = parse_when(phrase, context);
  return due.ok() ? iso(due->at) : std::string(slug(due.error().fault));
}

struct Row {
  const char* phrase;
  const char* at;
};

}  // namespace

TEST_CASE("phrases in English mean a moment in the workspace's zone") {
  const Row rows[] = {
      {"now", "2026-11-22T09:00:00Z"},
      {" NOW ", "2026-11-22T09:00:00Z"},
      {"2026-12-24T09:00:00Z", "2026-12-24T09:00:00Z"},
      {"2026-12-24T09:00Z", "2026-12-24T09:00:00Z"},
      {"2026-12-24T09:00:00+01:00", "2026-12-24T08:00:00Z"},
      {"2026-12-24 09:00 +0530", "2026-12-24T03:30:00Z"},
      {"2026-12-24T09:00-05", "2026-12-24T14:00:00Z"},
      {"2026-12-24T09:00:00.250Z", "2026-12-24T09:00:00.250Z"},
      {"2026-12-24T09:00", "2026-12-24T08:00:00Z"},
      {"2026-12-24t09:00:30", "2026-12-24T08:00:30Z"},
      {"2026-12-24 09:00", "2026-12-24T08:00:00Z"},
      {"2026-12-24\t9:00", "2026-12-24T08:00:00Z"},
      {"2026/12/24 09:00", "2026-12-24T08:00:00Z"},
      {"2026-07-01 09:00", "2026-07-01T07:00:00Z"},
      {"2026-12-24", "2026-12-23T23:00:00Z"},
      {"2025-01-01 00:00", "2024-12-31T23:00:00Z"},
      {"14:30", "2026-11-22T13:30:00Z"},
      {"10:00", "2026-11-22T09:00:00Z"},
      {"9:59", "2026-11-23T08:59:00Z"},
      {"9am", "2026-11-23T08:00:00Z"},
      {"9 pm", "2026-11-22T20:00:00Z"},
      {"9 p.m.", "2026-11-22T20:00:00Z"},
      {"9:30 PM", "2026-11-22T20:30:00Z"},
      {"12am", "2026-11-22T23:00:00Z"},
      {"12pm", "2026-11-22T11:00:00Z"},
      {"noon", "2026-11-22T11:00:00Z"},
      {"midnight", "2026-11-22T23:00:00Z"},
      {"at 9 o'clock", "2026-11-23T08:00:00Z"},
      {"14:30 UTC", "2026-11-22T14:30:00Z"},
      {"9am America/New_York", "2026-11-22T14:00:00Z"},
      {"+2h30m", "2026-11-22T11:30:00Z"},
      {"+90s", "2026-11-22T09:01:30Z"},
      {"+1d", "2026-11-23T09:00:00Z"},
      {"+1w", "2026-11-29T09:00:00Z"},
      {"-7d", "2026-11-15T09:00:00Z"},
      {"-2h", "2026-11-22T07:00:00Z"},
      {"in 2 hours", "2026-11-22T11:00:00Z"},
      {"in an hour", "2026-11-22T10:00:00Z"},
      {"in half an hour", "2026-11-22T09:30:00Z"},
      {"in 1 hour and 5 minutes", "2026-11-22T10:05:00Z"},
      {"in three days", "2026-11-25T09:00:00Z"},
      {"in 3 days at 9am", "2026-11-25T08:00:00Z"},
      {"in a month", "2026-12-22T09:00:00Z"},
      {"2 hours from now", "2026-11-22T11:00:00Z"},
      {"3 days ago", "2026-11-19T09:00:00Z"},
      {"a week ago", "2026-11-15T09:00:00Z"},
      {"next week", "2026-11-29T09:00:00Z"},
      {"last month", "2026-10-22T08:00:00Z"},
      {"today 18:00", "2026-11-22T17:00:00Z"},
      {"today 9am", "2026-11-22T08:00:00Z"},
      {"tomorrow 9am", "2026-11-23T08:00:00Z"},
      {"9am tomorrow", "2026-11-23T08:00:00Z"},
      {"Tomorrow at 9:30 AM", "2026-11-23T08:30:00Z"},
      {"tomorrow", "2026-11-22T23:00:00Z"},
      {"tomorrow morning", "2026-11-23T08:00:00Z"},
      {"tomorrow at noon", "2026-11-23T11:00:00Z"},
      {"tomorrow 3:30 in the afternoon", "2026-11-23T14:30:00Z"},
      {"the day after tomorrow 8am", "2026-11-24T07:00:00Z"},
      {"yesterday 17:00", "2026-11-21T16:00:00Z"},
      {"tonight", "2026-11-22T17:00:00Z"},
      {"tonight at 8", "2026-11-22T19:00:00Z"},
      {"tonight at midnight", "2026-11-22T23:00:00Z"},
      {"this evening 19:30", "2026-11-22T18:30:00Z"},
      {"monday 9am", "2026-11-23T08:00:00Z"},
      {"mon 9am", "2026-11-23T08:00:00Z"},
      {"on Friday, at 17:00", "2026-11-27T16:00:00Z"},
      {"sunday 18:00", "2026-11-22T17:00:00Z"},
      {"sunday 9:00", "2026-11-29T08:00:00Z"},
      {"next monday 18:00", "2026-11-23T17:00:00Z"},
      {"next sunday 18:00", "2026-11-29T17:00:00Z"},
      {"last friday", "2026-11-19T23:00:00Z"},
      {"dec 24 9am", "2026-12-24T08:00:00Z"},
      {"Dec. 24 9am", "2026-12-24T08:00:00Z"},
      {"December 24th 2026 at 9:30 pm", "2026-12-24T20:30:00Z"},
      {"December 24, 2027, 9:30", "2027-12-24T08:30:00Z"},
      {"24 December 9:30", "2026-12-24T08:30:00Z"},
      {"the 1st of January at 00:00", "2026-12-31T23:00:00Z"},
      {"thursday 24 december 2026 9:00", "2026-12-24T08:00:00Z"},
      {"the 24th at 9am", "2026-11-24T08:00:00Z"},
      {"january 5 9am", "2027-01-05T08:00:00Z"},
      {"feb 29 9am", "2028-02-29T08:00:00Z"},
      {"24/12/2026 09:00", "2026-12-24T08:00:00Z"},
      {"12/24/2026 09:00", "2026-12-24T08:00:00Z"},
      {"24/12 09:00", "2026-12-24T08:00:00Z"},
      {"24.12.2026 09:00", "2026-12-24T08:00:00Z"},
      {"05/05/2027 09:00", "2027-05-05T07:00:00Z"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.phrase));
    CHECK(moment(row.phrase) == row.at);
  }
}

TEST_CASE("phrases in French mean a moment, whatever the program speaks") {
  const Row rows[] = {
      {"maintenant", "2026-11-22T09:00:00Z"},
      {"14h30", "2026-11-22T13:30:00Z"},
      {"14 h 30", "2026-11-22T13:30:00Z"},
      {"14\u00A0h\u00A030", "2026-11-22T13:30:00Z"},
      {"14\u202Fh\u202F30", "2026-11-22T13:30:00Z"},
      {"9h", "2026-11-23T08:00:00Z"},
      {"18 heures", "2026-11-22T17:00:00Z"},
      {"18 heures 15", "2026-11-22T17:15:00Z"},
      {"à 18h", "2026-11-22T17:00:00Z"},
      {"midi", "2026-11-22T11:00:00Z"},
      {"midi et demi", "2026-11-22T11:30:00Z"},
      {"minuit", "2026-11-22T23:00:00Z"},
      {"9 heures et quart", "2026-11-23T08:15:00Z"},
      {"9h moins le quart", "2026-11-23T07:45:00Z"},
      {"8h du soir", "2026-11-22T19:00:00Z"},
      {"8h du matin", "2026-11-23T07:00:00Z"},
      {"3h de l’après-midi", "2026-11-22T14:00:00Z"},
      {"dans 2 heures", "2026-11-22T11:00:00Z"},
      {"dans 2h30", "2026-11-22T11:30:00Z"},
      {"dans une heure", "2026-11-22T10:00:00Z"},
      {"dans une demi-heure", "2026-11-22T09:30:00Z"},
      {"dans deux jours", "2026-11-24T09:00:00Z"},
      {"dans 3 jours à 9h", "2026-11-25T08:00:00Z"},
      {"dans un an", "2027-11-22T09:00:00Z"},
      {"il y a 3 jours", "2026-11-19T09:00:00Z"},
      {"il y a une semaine", "2026-11-15T09:00:00Z"},
      {"la semaine prochaine", "2026-11-29T09:00:00Z"},
      {"le mois dernier", "2026-10-22T08:00:00Z"},
      {"+1j", "2026-11-23T09:00:00Z"},
      {"aujourd'hui 18h", "2026-11-22T17:00:00Z"},
      {"aujourd’hui à 18h", "2026-11-22T17:00:00Z"},
      {"demain 9h30", "2026-11-23T08:30:00Z"},
      {"DEMAIN À 9H30", "2026-11-23T08:30:00Z"},
      {"demain matin", "2026-11-23T08:00:00Z"},
      {"demain soir 8h", "2026-11-23T19:00:00Z"},
      {"demain à midi", "2026-11-23T11:00:00Z"},
      {"après-demain 9h", "2026-11-24T08:00:00Z"},
      {"apres demain 9h", "2026-11-24T08:00:00Z"},
      {"apre\u0300s-demain 9h", "2026-11-24T08:00:00Z"},
      {"hier", "2026-11-20T23:00:00Z"},
      {"avant-hier à 9h", "2026-11-20T08:00:00Z"},
      {"ce soir", "2026-11-22T17:00:00Z"},
      {"ce soir à 20h", "2026-11-22T19:00:00Z"},
      {"ce soir à 8h", "2026-11-22T19:00:00Z"},
      {"ce soir à minuit", "2026-11-22T23:00:00Z"},
      {"cet après-midi", "2026-11-22T13:00:00Z"},
      {"cet après midi à 3h", "2026-11-22T14:00:00Z"},
      {"ce matin", "2026-11-22T08:00:00Z"},
      {"lundi 9h", "2026-11-23T08:00:00Z"},
      {"lun. 9h", "2026-11-23T08:00:00Z"},
      {"lundi prochain 18h", "2026-11-23T17:00:00Z"},
      {"dimanche prochain 18h", "2026-11-29T17:00:00Z"},
      {"vendredi dernier", "2026-11-19T23:00:00Z"},
      {"mar. 14h", "2026-11-24T13:00:00Z"},
      {"mar. 24 nov. 14h", "2026-11-24T13:00:00Z"},
      {"jeudi 24 à 9h", "2026-12-24T08:00:00Z"},
      {"jeudi 24 décembre 2026 à 9h", "2026-12-24T08:00:00Z"},
      {"le 24 décembre à 9h", "2026-12-24T08:00:00Z"},
      {"24 décembre 2026 9h00", "2026-12-24T08:00:00Z"},
      {"le 24 decembre a 9 heures", "2026-12-24T08:00:00Z"},
      {"1er janvier 2027 à 0h", "2026-12-31T23:00:00Z"},
      {"le 1er à 9h", "2026-12-01T08:00:00Z"},
      {"le 31 à 9h", "2026-12-31T08:00:00Z"},
      {"9h le 24 décembre", "2026-12-24T08:00:00Z"},
      {"15 août 12:00", "2027-08-15T10:00:00Z"},
      {"24/12/2026 à 9h", "2026-12-24T08:00:00Z"},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.phrase));
    CHECK(moment(row.phrase) == row.at);
  }
}

TEST_CASE("a date whose order is open is refused with both readings, unless the language settles it") {
  const auto refused = parse_when("03/04/2027 09:00", in("Europe/Paris"));
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().message.find("2027-04-03") != std::string::npos);
  CHECK(refused.error().message.find("2027-03-04") != std::string::npos);
  CHECK(moment("03/04/2027 09:00", in("Europe/Paris", Fold::refuse, "fr")) == "2027-04-03T07:00:00Z");
  CHECK(moment("12/24/2026 09:00", in("Europe/Paris", Fold::refuse, "fr")) == "2026-12-24T08:00:00Z");
}

TEST_CASE("a time that a clock change skips or repeats is refused with both readings, unless a fold is chosen") {
  struct Change {
    const char* wall;
    const char* zone;
    const char* earlier;
    const char* later;
    const char* first;
    const char* second;
  };
  const Change changes[] = {
      {"2026-03-29 02:30", "Europe/Paris", "2026-03-29T00:30:00Z", "2026-03-29T01:30:00Z", "01:30 +01:00", "03:30 +02:00"},
      {"2026-10-25 02:30", "Europe/Paris", "2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "02:30 +02:00", "02:30 +01:00"},
      {"2027-03-28 02:00", "Europe/Paris", "2027-03-28T00:00:00Z", "2027-03-28T01:00:00Z", "01:00 +01:00", "03:00 +02:00"},
      {"2027-10-31 02:59", "Europe/Paris", "2027-10-31T00:59:00Z", "2027-10-31T01:59:00Z", "02:59 +02:00", "02:59 +01:00"},
      {"2026-03-08 02:30", "America/New_York", "2026-03-08T06:30:00Z", "2026-03-08T07:30:00Z", "01:30 -05:00", "03:30 -04:00"},
      {"2026-11-01 01:30", "America/New_York", "2026-11-01T05:30:00Z", "2026-11-01T06:30:00Z", "01:30 -04:00", "01:30 -05:00"},
      {"2027-03-14 02:30", "America/New_York", "2027-03-14T06:30:00Z", "2027-03-14T07:30:00Z", "01:30 -05:00", "03:30 -04:00"},
      {"2027-11-07 01:00", "America/New_York", "2027-11-07T05:00:00Z", "2027-11-07T06:00:00Z", "01:00 -04:00", "01:00 -05:00"},
  };
  for (const auto& change : changes) {
    CAPTURE(std::string(change.wall));
    const auto refused = parse_when(change.wall, in(change.zone));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().fault == Fault::usage);
    CHECK(refused.error().hint.find(change.first) != std::string::npos);
    CHECK(refused.error().hint.find(change.second) != std::string::npos);
    CHECK(moment(change.wall, in(change.zone, Fold::earlier)) == change.earlier);
    CHECK(moment(change.wall, in(change.zone, Fold::later)) == change.later);
  }
}

TEST_CASE("a time beside a clock change is as good as any other") {
  CHECK(moment("2026-03-29 01:59") == "2026-03-29T00:59:00Z");
  CHECK(moment("2026-03-29 03:00") == "2026-03-29T01:00:00Z");
  CHECK(moment("2026-10-25 01:59") == "2026-10-24T23:59:00Z");
  CHECK(moment("2026-10-25 03:00") == "2026-10-25T02:00:00Z");
  CHECK(moment("2026-11-01 02:00", in("America/New_York")) == "2026-11-01T07:00:00Z");
}

TEST_CASE("days added keep the time on the wall over a clock change, hours are exact") {
  WhenContext before{.now = *parse_iso("2026-10-24T16:00:00Z"), .zone = "Europe/Paris"};
  CHECK(moment("+1d", before) == "2026-10-25T17:00:00Z");
  CHECK(moment("+24h", before) == "2026-10-25T16:00:00Z");
  CHECK(moment("+1d2h", before) == "2026-10-25T19:00:00Z");
}

TEST_CASE("a month added ends in the month meant") {
  const WhenContext last{.now = *parse_iso("2027-01-31T12:00:00Z"), .zone = "UTC"};
  CHECK(moment("in a month", last) == "2027-02-28T12:00:00Z");
}

TEST_CASE("wall time and zone are kept where they were said") {
  const auto due = parse_when("tomorrow 9am", in("Europe/Paris"));
  REQUIRE(due.ok());
  CHECK(due->wall == "2026-11-23T09:00");
  CHECK(due->zone == "Europe/Paris");
  const auto elsewhere = parse_when("9am America/New_York", in("Europe/Paris"));
  REQUIRE(elsewhere.ok());
  CHECK(elsewhere->zone == "America/New_York");
  const auto instant = parse_when("2026-12-24T09:00:00Z", in("Europe/Paris"));
  REQUIRE(instant.ok());
  CHECK(instant->wall.empty());
  CHECK(instant->zone.empty());
}

TEST_CASE("what is no time, or two, is refused with examples") {
  const char* const phrases[] = {"",
                                 "   ",
                                 "soon",
                                 "bientôt",
                                 "25:00",
                                 "24:00",
                                 "12:60",
                                 "13pm",
                                 "0am",
                                 "9:5",
                                 "31 February",
                                 "30 février 2027",
                                 "2026-02-29",
                                 "2026-13-01",
                                 "2026-00-10",
                                 "2026-12-32",
                                 "99999-01-01",
                                 "2026-12-24T25:00",
                                 "99/99/2026",
                                 "0/0/2026",
                                 "13/13/2026",
                                 "24/12/26 9h",
                                 "tomorrow tomorrow",
                                 "9am 10am",
                                 "now 9am",
                                 "demain mardi",
                                 "in 2 hours 9am",
                                 "friday 24 december 2026",
                                 "9999-12-31 23:00",
                                 "0000-01-01",
                                 "+",
                                 "-",
                                 "+2",
                                 "+2x",
                                 "in",
                                 "+99999999999h",
                                 "+999999999d",
                                 "le",
                                 "at",
                                 "1:2:3:4",
                                 "2026-12-24T09:00+99:00",
                                 "Z",
                                 "🎉",
                                 "\xFF\xFE",
                                 "9am\x01",
                                 "UTC",
                                 "ce soir à 3h",
                                 "demain matin 15h",
                                 "9",
                                 "2026",
                                 "09-00",
                                 "next",
                                 "1234567890",
                                 "-1000000 months"};
  for (const auto* const phrase : phrases) {
    CAPTURE(std::string(phrase));
    const auto due = parse_when(phrase, in("Europe/Paris"));
    REQUIRE_FALSE(due.ok());
    CHECK(due.error().fault == Fault::usage);
    CHECK_FALSE(due.error().hint.empty());
  }
  CHECK(moment(std::string(100'000, '9')) == "usage");
  std::string many;
  for (int i = 0; i < 100'000; ++i) many += "+1d ";
  CHECK(moment(many) == "usage");
}

TEST_CASE("no phrase of words that are known crashes") {
  const char* const words[] = {"monday", "next", "24",   "december", "9",    "h",    "30",   ":",     "at",  "le", "demain",
                               "soir",   "/",    "2026", "-",        "+",    "in",   "day",  "after", "am",  "il", "y",
                               "a",      "mois", "last", "er",       "29",   "t",    "12",   ".",     "feb", "un", "an",
                               "et",     "z",    "ce",   "du",       "midi", "half", "hour", "0",     "99"};
  unsigned seed = 20261122;
  for (int round = 0; round < 20'000; ++round) {
    std::string phrase;
    for (unsigned i = 0; i < 1 + static_cast<unsigned>(round) % 6; ++i) {
      seed = seed * 1664525u + 1013904223u;
      phrase += words[(seed >> 8) % std::size(words)];
      if ((seed >> 4) % 3 != 0) phrase += ' ';
    }
    CAPTURE(phrase);
    const auto due = parse_when(phrase, in("Europe/Paris", Fold::later));
    if (!due.ok()) {
      CHECK(due.error().fault == Fault::usage);
    } else {
      CHECK(due->at > *parse_iso("0001-01-01T00:00:00Z"));
      CHECK(due->at < *parse_iso("9999-12-31T00:00:00Z"));
    }
  }
}

TEST_CASE("a day without a time can be asked back") {
  auto context = in("Europe/Paris");
  context.no_time = NoTime::refuse;
  CHECK(moment("tomorrow", context) == "usage");
  CHECK(moment("24 décembre", context) == "usage");
  CHECK(moment("demain soir", context) == "2026-11-23T17:00:00Z");
  CHECK(moment("tomorrow 9am", context) == "2026-11-23T08:00:00Z");
  CHECK(moment("+1d", context) == "2026-11-23T09:00:00Z");
}

TEST_CASE("an unknown zone is refused with the one that was probably meant") {
  const auto misspelt = parse_when("9am", in("Europe/Pari"));
  REQUIRE_FALSE(misspelt.ok());
  CHECK(misspelt.error().fault == Fault::usage);
  CHECK(misspelt.error().hint.find("Europe/Paris") != std::string::npos);
  const auto beside = parse_when("9am europe/paris", in("UTC"));
  REQUIRE_FALSE(beside.ok());
  CHECK(beside.error().hint.find("Europe/Paris") != std::string::npos);
}

TEST_CASE("lengths of time are read in both languages") {
  struct Length {
    const char* text;
    std::chrono::seconds value;
  };
  const Length rows[] = {
      {"2h30m", 9000s},       {"90s", 90s},      {"+1d", 24h},    {"2 jours", 48h},  {"1 semaine", 168h},
      {"1h30", 5400s},        {"1 h 30", 5400s}, {"1d 12h", 36h}, {"2 weeks", 336h}, {"une heure et demie", 90min},
      {"1 heure", 1h},        {"30 min", 1800s}, {"-2h", -2h},    {"un jour", 24h},  {"0s", 0s},
      {"half an hour", 30min}};
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    const auto value = parse_duration(row.text);
    REQUIRE(value.ok());
    CHECK(*value == row.value);
  }
  for (const auto* const text :
       {"", "2", "h", "1 month", "1 an", "2h tomorrow", "1000000w", "9999999999s", "1.5h", "--2h", "\xFF"}) {
    CAPTURE(std::string(text));
    const auto value = parse_duration(text);
    REQUIRE_FALSE(value.ok());
    CHECK(value.error().fault == Fault::usage);
  }
}
