// SPDX-License-Identifier: MIT
#include "cli/calendar_view.hpp"

#include <doctest/doctest.h>

using namespace cmtool;
using namespace std::chrono;

namespace {

Upcoming one(const std::string& at, const std::string& account, DeliveryState state = DeliveryState::waiting) {
  return {.post = {.text = "Bonjour"}, .delivery = {.id = "x." + account, .account = account, .state = state, .due = Due{.at = parse_iso(at).value()}}};
}

CalendarView view_of(const std::vector<Upcoming>& deliveries, const std::vector<Pause>& pauses = {}) {
  return {.deliveries = deliveries, .pauses = pauses, .now = parse_iso("2026-10-01T09:00:00Z").value(), .zone = "Europe/Paris", .lang = "en"};
}

const CalendarDays october{.first = local_days(2026y / October / 1), .last = local_days(2026y / October / 31)};

bool has(const std::string& text, std::string_view what) { return text.find(what) != std::string::npos; }

}  // namespace

TEST_CASE("how a delivery stands is seen without colour, and explained") {
  const std::vector<Upcoming> all{one("2026-10-05T07:00:00Z", "a"), one("2026-10-05T08:00:00Z", "b", DeliveryState::held), one("2026-10-06T08:00:00Z", "c"),
                                  one("2026-10-07T08:00:00Z", "d", DeliveryState::failed)};
  const std::vector<Pause> pauses{{.account = "c"}};
  const std::string month = month_view(view_of(all, pauses), october);
  for (const auto* const cell : {"│09:00 a   │", "│10:00?b   │", "│10:00=c   │", "│10:00!d   │"}) CHECK_MESSAGE(has(month, cell), month);
  CHECK(has(month, "! failed   = paused   ? held\n"));
  const std::string week = agenda_view(view_of(all, pauses), {.first = local_days(2026y / October / 5), .last = local_days(2026y / October / 11)}, true);
  CHECK(has(week, "  10:00  @c  paused   Bonjour\n"));
  CHECK(has(week, "Sun 11 Oct 2026  –\n"));
}

TEST_CASE("several accounts at one time are counted, unless they stand differently") {
  const std::vector<Upcoming> all{one("2026-10-05T07:00:00Z", "a"), one("2026-10-05T07:00:00Z", "b"), one("2026-10-05T07:00:00Z", "c", DeliveryState::held)};
  const std::string month = month_view(view_of(all), october);
  CHECK(has(month, "│09:00 ×2  │"));
  CHECK(has(month, "│09:00?c   │"));
}

TEST_CASE("the day on which clocks go back has all its hours, and a time that comes twice says which") {
  const std::vector<Upcoming> all{one("2026-10-24T22:00:00Z", "first"), one("2026-10-25T00:30:00Z", "a"), one("2026-10-25T01:30:00Z", "b"),
                                  one("2026-10-25T22:59:00Z", "last"), one("2026-10-25T23:00:00Z", "next")};
  const std::string days = agenda_view(view_of(all), {.first = local_days(2026y / October / 25), .last = local_days(2026y / October / 25)}, true);
  CHECK(days ==
        "Sun 25 Oct 2026\n"
        "  00:00         @first  waiting  Bonjour\n"
        "  02:30 +02:00  @a      waiting  Bonjour\n"
        "  02:30 +01:00  @b      waiting  Bonjour\n"
        "  23:59         @last   waiting  Bonjour\n");
  CHECK(start_of(local_days(2026y / October / 25), "Europe/Paris").value() == parse_iso("2026-10-24T22:00:00Z").value());
  CHECK(start_of(local_days(2026y / October / 26), "Europe/Paris").value() == parse_iso("2026-10-25T23:00:00Z").value());
  // In Asuncion the clocks went from 24:00 on the 5th to 1:00 on the 6th.
  CHECK(start_of(local_days(2024y / October / 6), "America/Asuncion").value() == parse_iso("2024-10-06T04:00:00Z").value());
}

TEST_CASE("where a month is too wide for the terminal, its days are listed") {
  const std::vector<Upcoming> all{one("2026-10-05T07:00:00Z", "a")};
  CalendarView view = view_of(all);
  view.width = 40;
  CHECK(month_view(view, october) == "Mon 5 Oct 2026\n  09:00  @a  waiting  Bonjour\n");
}
