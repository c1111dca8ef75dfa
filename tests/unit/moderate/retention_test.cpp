// SPDX-License-Identifier: MIT
#include "moderate/retention.hpp"

#include <doctest/doctest.h>

#include "moderate/fetch.hpp"
#include "moderate/handle.hpp"
#include "tests/support/inbox_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

Json keeping(const Json& keep) { return Json{{"zone", "Europe/Paris"}, {"moderation", Json{{"keep", keep}}}}; }

bool anywhere(const InboxPlace& place, const std::string& sign) { return place.all_bytes().find(sign) != std::string::npos; }

}  // namespace

TEST_CASE("what is older than it may be kept is erased by whole months, and counted") {
  InboxPlace place(keeping("365d"));
  Desk desk = place.desk();
  place.clock.set("2025-10-05T09:00:00Z");
  const auto old = place.file("a", {"Vieux secret"}, "zoe-martin");
  REQUIRE(handle(desk, old, {.what = "note", .note = "appel de zoe-martin"}, {.who = "lea"}).front().ok());
  place.clock.set("2025-11-30T09:00:00Z");
  place.file("a", {"Fin du mois"}, "max-durand");
  place.clock.set("2025-12-01T00:00:00Z");
  place.file("a", {"Tout juste"}, "ana-petit");
  place.clock.set("2026-11-22T09:00:00Z");
  const auto expired = expire_items(desk);
  REQUIRE_MESSAGE(expired.ok(), expired.error().message);
  CHECK(expired->items == 2);
  CHECK(expired->decisions == 1);
  for (const char* sign : {"Vieux secret", "zoe-martin", "Fin du mois", "max-durand"}) {
    CAPTURE(sign);
    CHECK_FALSE(anywhere(place, sign));
  }
  CHECK(anywhere(place, "Tout juste"));
  CHECK(place.store->inbox().items({}).value().size() == 3);
  CHECK(place.store->inbox().verify()->fault.empty());
  CHECK(place.store->check()->empty());
  CHECK(expire_items(desk)->items == 0);
  place.clock.set("2026-12-22T09:00:00Z");
  CHECK(expire_items(desk)->items == 1);
}

TEST_CASE("nothing expires where no limit is set") {
  InboxPlace place;
  Desk desk = place.desk();
  place.clock.set("2000-01-01T09:00:00Z");
  place.file("a", {"Vieux"});
  place.clock.set("2026-11-22T09:00:00Z");
  CHECK(expire_items(desk)->items == 0);
  CHECK(place.store->inbox().items({}).value().front().item.text == "Vieux");
}

TEST_CASE("what is older than it may be kept is not filed again") {
  InboxPlace place(keeping("365d"));
  Desk desk = place.desk();
  Item old = place.item("vieux");
  old.at = place.clock.now() - std::chrono::days(400);
  place.harbour.pages["a"] = {{old, place.item("neuf")}};
  CHECK(fetch_inboxes(desk, {.accounts = {place.accounts[0]}})[0].fresh == 1);
  CHECK(place.store->inbox().items({}).value().front().item.text == "neuf");
}

TEST_CASE("a limit that is none is an error, and nothing is erased") {
  for (const Json& keep : {Json("soon"), Json("7d"), Json(365), Json("-1000d")}) {
    CAPTURE(keep.dump());
    InboxPlace place(keeping(keep));
    Desk desk = place.desk();
    place.clock.set("2000-01-01T09:00:00Z");
    place.file("a", {"Vieux"});
    place.clock.set("2026-11-22T09:00:00Z");
    const auto expired = expire_items(desk);
    REQUIRE_FALSE(expired.ok());
    CHECK(expired.error().fault == Fault::usage);
    CHECK(expired.error().where == "settings.json");
    CHECK(anywhere(place, "Vieux"));
  }
}
