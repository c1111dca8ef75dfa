// SPDX-License-Identifier: MIT
#include "preview/gather.hpp"

#include <doctest/doctest.h>

#include "preview/pictures.hpp"
#include "schedule/approval_code.hpp"
#include "tests/support/media_store.hpp"
#include "tests/support/schedule_place.hpp"

using namespace cmtool;
using namespace cmtool::test;
using namespace cmtool::preview;

namespace {

const Json needs_one = Json{{"zone", "UTC"}, {"approval", Json{{"needed", 1}}}};

Gathered page_of(SchedulePlace& place) {
  Desk desk = place.desk();
  const auto from = parse_iso("2026-11-01T00:00:00Z").value(), until = parse_iso("2027-01-01T00:00:00Z").value();
  return gathered(desk, upcoming(desk, from, until, {}).value(), {.language = "en", .zone = "UTC"}).value();
}

}  // namespace

TEST_CASE("the code on the page is the one that approves, and is gone once somebody has") {
  Island island;
  SchedulePlace place(island, needs_one);
  const auto record = place.add("hello", "2026-12-01T10:00:00Z", 2);
  const auto page = page_of(place).page;
  REQUIRE(page.entries.size() == 1);  // one post on two accounts is one entry, with one code
  CHECK(page.entries[0].cards.size() == 2);
  REQUIRE(page.entries[0].held);
  Desk desk = place.desk();
  REQUIRE(approve_scheduled(desk, post_of_code(page.entries[0].code), page.entries[0].code, place.policy, {.who = "client"}).ok());
  const auto after = page_of(place).page;
  CHECK_FALSE(after.entries[0].held);
  CHECK(after.entries[0].code.empty());
  CHECK(after.entries[0].approved_by == std::vector<std::string>{"client"});
  CHECK(record.post.id == after.entries[0].post);
}

TEST_CASE("a refusal stands on the page with its reason until the post is changed") {
  Island island;
  SchedulePlace place(island, needs_one);
  const auto record = place.add("hello", "2026-12-01T10:00:00Z");
  Desk desk = place.desk();
  REQUIRE(reject_scheduled(desk, record.post.id, {.who = "tom", .why = "too short"}).ok());
  const auto refused = page_of(place).page.entries.at(0);
  CHECK(refused.rejected_by == "tom");
  CHECK(refused.rejected_why == "too short");
  Plan changed = place.plan("a longer text");
  changed.post.id = record.post.id;
  changed.adapted.front() = changed.post;
  REQUIRE(edit_scheduled(desk, changed, place.policy, {.who = "lea"}).ok());
  CHECK(page_of(place).page.entries.at(0).rejected_by.empty());
}

TEST_CASE("an account that is paused is shown as paused") {
  Island island;
  SchedulePlace place(island, Json{{"zone", "UTC"}});
  place.add("hello", "2026-12-01T10:00:00Z", 2);
  REQUIRE(place.store->save_pause({.account = "b", .why = "a crisis", .by = "lea", .at = place.clock.now()}).ok());
  const auto page = page_of(place).page;
  CHECK_FALSE(page.entries.at(0).cards.at(0).paused);
  CHECK(page.entries.at(0).cards.at(1).paused);
  CHECK(page_html(page).find("a crisis") == std::string::npos);  // the reason is no business of the client's
}

TEST_CASE("what failed is not on the client's page") {
  Island island;
  SchedulePlace place(island, Json{{"zone", "UTC"}});
  const auto record = place.add("hello", "2026-12-01T10:00:00Z");
  Delivery failed = record.deliveries.front();
  failed.state = DeliveryState::failed;
  Desk desk = place.desk();
  const auto page = gathered(desk, {{.post = record.post, .delivery = failed}}, {.language = "en", .zone = "UTC"}).value().page;
  CHECK(page.entries.empty());
}

TEST_CASE("a small picture is in the page as it is, a lost one is left out, and neither stops the page") {
  MediaStore store;
  store.kept["abc.png"] = "bytes";
  PictureAlbum album;
  const Media small{.file = "a.png", .sha256 = "abc", .type = "image/png", .width = 4, .height = 3};
  Media lost = small, foreign = small, video = small;
  lost.sha256 = "def";
  foreign.type = "image/svg+xml";
  foreign.sha256 = "0123";
  store.kept["0123.bin"] = "<svg onload=alert(1)>";
  video.kind = MediaKind::video;
  for (const auto& media : {small, lost, foreign, video}) album.add(media);
  const auto pictures = album.embedded(store, {});
  REQUIRE(pictures.size() == 1);
  CHECK(pictures.at("abc").base64 == "Ynl0ZXM=");
  CHECK(album.left_out() == 2);
}

TEST_CASE("all pictures of a page together keep to its limit") {
  MediaStore store;
  PictureAlbum album;
  for (int i = 0; i < 2000; ++i) {
    const std::string name = "p" + std::to_string(i);
    store.kept[name + ".png"] = std::string(5'900, 'x');
    album.add({.file = name, .sha256 = name, .type = "image/png", .width = 4, .height = 3});
  }
  std::size_t bytes = 0;
  for (const auto& [name, picture] : album.embedded(store, {})) bytes += picture.base64.size();
  CHECK(bytes > 2'000'000);
  CHECK(bytes < 6'000'000);
  CHECK(album.left_out() > 1000);
}
