// SPDX-License-Identifier: MIT
#include "site/comments.hpp"

#include <doctest/doctest.h>

#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace cmtool::site;

namespace {

struct Drop {
  Drop() { std::filesystem::create_directories(scratch / "www/.cmtool/comments"); }
  Session session() {
    SessionParts parts{};
    parts.account = account;
    parts.account.name = "site";
    parts.account.server = (scratch / "www").string();
    parts.clock = &clock;
    parts.disk = disk.get();
    return Session(std::move(parts));
  }
  void put(const std::string& file, const std::string& text) { scratch.put("www/.cmtool/comments/" + file, text); }
  InboxPage read(const std::string& cursor) {
    auto on = session();
    auto page = read_comments(on, "https://site.example", cursor);
    REQUIRE(page.ok());
    return page.value();
  }

  test::ScratchDir scratch{};
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};
  Account account{};
};

}  // namespace

TEST_CASE("a line of the drop is an item of the inbox") {
  const auto item = comment_of(R"({"id":"c7","post":"https://site.example/2026/11/a/index.html#x","author":"Zoé","email":"Zoe@Example.org",)"
                               R"("url":"https://zoe.example","text":"Merci !","at":"2026-11-22T09:00:00Z","in_reply_to":"c5","language":"fr"})",
                               "site", "https://site.example", Instant{});
  REQUIRE(item.has_value());
  CHECK(item->remote_id == "c7");
  CHECK(item->on == "2026/11/a");
  CHECK(item->url == "https://site.example/2026/11/a/");
  CHECK(item->kind == ItemKind::reply);
  CHECK(item->answers == "c5");
  CHECK(item->author == Author{.remote_id = "email:zoe@example.org", .handle = "zoe@example.org", .name = "Zoé", .url = "https://zoe.example"});
  CHECK(iso(item->at) == "2026-11-22T09:00:00Z");
}

TEST_CASE("hostile lines are passed over or made harmless") {
  for (const std::string bad : {"", "{", "[]", "\"x\"", "null", R"({"text":""})", R"({"text":7.5})", R"({"id":"x"})"}) {
    CAPTURE(bad);
    CHECK_FALSE(comment_of(bad, "site", "", Instant{}).has_value());
  }
  CHECK_FALSE(comment_of(std::string(100000, '['), "site", "", Instant{}).has_value());
  const auto item = comment_of("{\"id\":12,\"text\":\"a\xff\",\"url\":\"javascript:x\",\"author\":[1],\"post\":{}}", "site", "", Instant{});
  if (item) {
    CHECK(item->text.find('\xff') == std::string::npos);
    CHECK(item->author.url.empty());
  }
}

TEST_CASE("the cursor goes on where the last reading ended, in every file") {
  Drop drop;
  drop.put("a.ndjson", "{\"text\":\"un\"}\n{\"text\":\"deux\"}\n");
  drop.put("b.ndjson", "{\"text\":\"trois\"}\n");
  drop.put("notes.txt", "{\"text\":\"not a comment\"}\n");
  const auto first = drop.read("");
  REQUIRE(first.items.size() == 3);
  CHECK(first.items[0].text == "un");
  CHECK(first.items[2].text == "trois");
  CHECK_FALSE(first.cursor.empty());
  const auto nothing = drop.read(first.cursor);
  CHECK(nothing.items.empty());
  CHECK(nothing.cursor == first.cursor);
  CHECK_FALSE(nothing.more);
  drop.put("a.ndjson", "{\"text\":\"un\"}\n{\"text\":\"deux\"}\n{\"text\":\"quatre\"}\n");
  const auto more = drop.read(first.cursor);
  REQUIRE(more.items.size() == 1);
  CHECK(more.items[0].text == "quatre");
}

TEST_CASE("a torn last line waits for its end") {
  Drop drop;
  drop.put("a.ndjson", "{\"text\":\"un\"}\n{\"text\":\"de");
  const auto first = drop.read("");
  CHECK(first.items.size() == 1);
  drop.put("a.ndjson", "{\"text\":\"un\"}\n{\"text\":\"deux\"}\n");
  const auto rest = drop.read(first.cursor);
  REQUIRE(rest.items.size() == 1);
  CHECK(rest.items[0].text == "deux");
}

TEST_CASE("a line without an end, broken lines and a file begun anew do not stop the reading") {
  Drop drop;
  drop.put("a.ndjson", std::string(2'000'000, 'x') + "\n\xff\xfe\n{\"text\":\"un\"}\n");
  const auto first = drop.read("");
  REQUIRE(first.items.size() == 1);
  drop.put("a.ndjson", "{\"text\":\"anew\"}\n");
  const auto again = drop.read(first.cursor);
  REQUIRE(again.items.size() == 1);
  CHECK(again.items[0].text == "anew");
}

TEST_CASE("many comments come in pages") {
  Drop drop;
  std::string lines;
  for (int i = 0; i < 450; ++i) lines += "{\"id\":\"" + std::to_string(i) + "\",\"text\":\"x\"}\n";
  drop.put("a.ndjson", lines);
  std::string cursor;
  std::size_t count = 0;
  for (bool more = true; more;) {
    const auto page = drop.read(cursor);
    CHECK(page.items.size() <= 200);
    count += page.items.size();
    cursor = page.cursor;
    more = page.more;
  }
  CHECK(count == 450);
}

TEST_CASE("without a drop there are no comments; a folder that was named must be there") {
  Drop drop;
  std::filesystem::remove_all(drop.scratch / "www");
  CHECK(drop.read("").items.empty());
  drop.account.settings = Json{{"comments", (drop.scratch / "missing").string()}};
  auto session = drop.session();
  CHECK_FALSE(read_comments(session, "", "").ok());
  drop.scratch.put("one.ndjson", "{\"text\":\"seul\"}\n");
  drop.account.settings = Json{{"comments", (drop.scratch / "one.ndjson").string()}};
  CHECK(drop.read("").items.size() == 1);
}
