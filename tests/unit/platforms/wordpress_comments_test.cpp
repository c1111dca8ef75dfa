// SPDX-License-Identifier: MIT
// A site's comments: that none is passed over, what is made of one, and what moderators do.
#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

#include "base/ascii.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/inbox_reader.hpp"
#include "tests/support/platform_bench.hpp"

using namespace cmtool;

namespace {

const Platform& wordpress_itself() { return **find_platform("wordpress"); }

struct Bench : PlatformBench {
  explicit Bench(Http& over) : PlatformBench(wordpress_itself(), over) {
    account.remote_id = "1";
    account.settings = Json{{"rest", "/wp-json"}, {"user", "admin"}};
  }
};

/// A site whose comments come and go between requests.
struct Site {
  struct Comment {
    std::int64_t id = 0;
    std::string text{}, status{"hold"};
    std::int64_t author = 0;
    bool visible = true;  ///< to this user
  };
  std::vector<Comment> comments{};
  std::int64_t next_id = 1;
  bool eats_headers = false;
  Answers http{[this](const Asked& asked) { return answer(asked); }};

  std::int64_t add(const std::string& text = "x") {
    comments.push_back({.id = next_id, .text = text});
    return next_id++;
  }
  void erase(std::int64_t id) { std::erase_if(comments, [&](const Comment& one) { return one.id == id; }); }

  Response answer(const Asked& asked) const {
    if (asked.path != "/wp-json/wp/v2/comments" || asked["status"] != "any") return Answers::json(Json{{"code", "rest_no_route"}}, 404);
    std::vector<Comment> found;
    const auto wanted = split(asked["include"], ',');
    for (const Comment& one : comments) {
      if (asked["include"].empty() || std::find(wanted.begin(), wanted.end(), std::to_string(one.id)) != wanted.end()) found.push_back(one);
    }
    const auto offset = static_cast<std::size_t>(to_integer(asked["offset"]).value_or(0));
    const auto count = static_cast<std::size_t>(to_integer(asked["per_page"]).value_or(10));
    Json list = Json::array();
    for (std::size_t i = offset; i < std::min(found.size(), offset + count); ++i) {
      if (!found[i].visible) continue;
      list.push(Json{{"id", found[i].id},
                     {"post", 12},
                     {"parent", 0},
                     {"author", found[i].author},
                     {"author_name", "Zoé"},
                     {"author_email", "zoe@example.org"},
                     {"date_gmt", "2026-11-22T09:00:00"},
                     {"content", Json{{"raw", found[i].text}}},
                     {"status", found[i].status}});
    }
    Headers headers;
    if (!eats_headers) headers.emplace_back("X-WP-Total", std::to_string(found.size()));
    return Answers::json(list, 200, headers);
  }
};

struct Reader : test::InboxReader<Bench> {
  explicit Reader(Site& it) : InboxReader(wordpress_itself(), it.http) {}
};

Fault fault(const Result<void>& result) { return result.ok() ? Fault::internal : result.error().fault; }

}  // namespace

TEST_CASE("a comment becomes an item, and our own are none") {
  Cassette tape("wordpress/inbox.http");
  Bench bench(tape);
  Session session = bench.session();
  const auto page = wordpress_itself().inbox(session, {});
  REQUIRE(page.ok());
  CHECK_FALSE(page->more);
  REQUIRE(page->items.size() == 1);
  const Item& item = page->items.front();
  CHECK(item.remote_id == "5");
  CHECK(item.account == "atelier");
  CHECK(item.kind == ItemKind::comment);
  CHECK(item.author == Author{.remote_id = "email:zoe@example.org", .handle = "zoe@example.org", .name = "Zoé", .url = "https://zoe.example"});
  CHECK(item.text == "Et lundi ?");
  CHECK(item.url == "https://server.example/bonjour-a-tous/#comment-5");
  CHECK(item.on == "12");
  CHECK(item.answers == "4");
  CHECK(item.remote_state == "hold");
  CHECK(item.at == parse_iso("2026-11-22T09:05:00Z").value());
}

TEST_CASE("no comment is passed over, whatever comes, goes and breaks between two pages") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto chance = [&](unsigned n) { return random() % n; };
    Site site;
    site.eats_headers = seed % 5 == 0;
    Reader reader(site);
    std::set<std::string> ever;
    for (int step = 0; step < 30; ++step) {
      for (unsigned i = chance(3) == 0 ? chance(260) : chance(4); i > 0; --i) site.add();
      // Whole heaps of spam go at once.
      if (chance(3) == 0) {
        const auto from = chance(static_cast<unsigned>(site.comments.size() + 1));
        for (unsigned i = chance(180); i > 0 && from < site.comments.size(); --i) site.erase(site.comments[from].id);
      }
      site.http.fail_at = chance(4) == 0 ? site.http.requests + 1 + static_cast<int>(chance(3)) : 0;
      reader.page();
    }
    site.http.fail_at = 0;
    reader.drain();
    for (const auto& comment : site.comments) CHECK_MESSAGE(reader.had.contains(std::to_string(comment.id)), comment.id);
  }
}

TEST_CASE("comments that this user may not see do not stop the reading") {
  Site site;
  for (int i = 0; i < 450; ++i) {
    site.add();
    site.comments.back().visible = i % 7 == 0 || i > 420;
  }
  Reader reader(site);
  reader.drain();
  for (int i = 0; i < 30; ++i) site.add();
  reader.drain();
  for (const auto& comment : site.comments) CHECK(reader.had.contains(std::to_string(comment.id)) == comment.visible);
}

TEST_CASE("a quiet site is asked twice, and at most once more after deletions") {
  Site site;
  for (int i = 0; i < 350; ++i) site.add();
  Reader reader(site);
  reader.drain();
  site.http.requests = 0;
  reader.drain();
  CHECK(site.http.requests == 2);
  for (int i = 0; i < 60; ++i) site.erase(site.comments[10].id);
  site.http.requests = 0;
  reader.drain();
  CHECK(site.http.requests == 3);
}

TEST_CASE("a site that was put back from a backup gives ids a second time, and those comments are read too") {
  Site site;
  for (int i = 0; i < 130; ++i) site.add("before");
  Reader reader(site);
  reader.drain();
  for (int id = 121; id <= 130; ++id) site.erase(id);
  site.next_id = 121;
  reader.drain();
  for (int i = 0; i < 3; ++i) site.add("after");
  reader.drain();
  for (const char* id : {"121", "122", "123"}) CHECK(reader.last[id].text == "after");
}

TEST_CASE("edits, new states and deletions of comments of late are found") {
  Site site;
  for (int i = 0; i < 80; ++i) site.add();
  Reader reader(site);
  reader.drain();
  site.comments[70].text = "changed";
  site.comments[71].status = "trash";
  site.erase(site.comments[72].id);
  reader.drain();
  reader.drain();
  CHECK(reader.last["71"].text == "changed");
  CHECK(reader.last["72"].remote_state == "trash");
  CHECK_FALSE(reader.last["72"].gone);
  CHECK(reader.gone == std::set<std::string>{"73"});
  CHECK(reader.last["73"].account == "atelier");
  reader.drain();
  reader.drain();
  CHECK(reader.gone == std::set<std::string>{"73"});
}

TEST_CASE("who may not moderate is told so") {
  const auto tape = Cassette::of("> GET /wp-json/wp/v2/comments?status=any&context=edit&orderby=id&order=asc&per_page=100\n< 403\n"
                                 "< {\"code\":\"rest_forbidden_context\",\"message\":\"Sorry, you are not allowed to edit comments.\"}\n");
  Bench bench(*tape);
  Session session = bench.session();
  const auto page = wordpress_itself().inbox(session, {});
  REQUIRE_FALSE(page.ok());
  CHECK(page.error().fault == Fault::refused);
  CHECK(page.error().hint.find("moderate") != std::string::npos);
}

TEST_CASE("hostile answers and cursors are answered with a fault or nothing") {
  for (const std::string body : {"[1, null, \"x\", [], {}]", "[{\"id\": -5}, {\"id\": 1e300}, {\"id\": \"7\", \"content\": 3}]", "{}", "null", "[{\"id\": 9223372036854775807, \"date_gmt\": \"0000-00-00T00:00:00\"}]",
                                 "[{\"id\": 3, \"content\": {\"raw\": \"\\u0000<\\ud800\"}, \"author_name\": [], \"post\": {}, \"status\": 7}]"}) {
    for (const std::string cursor : {"", "nonsense", "{\"last\":-1,\"offset\":-7}", "{\"last\":9223372036854775807,\"offset\":9223372036854775807,\"loose\":true,\"seen\":[]}", "[]"}) {
      CAPTURE(body);
      CAPTURE(cursor);
      Answers http([&](const Asked&) { return Response{.status = 200, .headers = {{"X-WP-Total", "99999999999999999999"}}, .body = body}; });
      Bench bench(http);
      Session session = bench.session();
      const auto page = wordpress_itself().inbox(session, {.cursor = cursor});
      CHECK(http.requests <= 6);
      if (!page.ok()) CHECK(page.error().fault == Fault::protocol);
    }
  }
}

TEST_CASE("every act is one request that may be repeated") {
  struct Row {
    Act act;
    const char* tape;
  };
  const std::string set = "> POST /wp-json/wp/v2/comments/5\n";
  for (const Row& row : {Row{Act::approve, "> {\"status\":\"approved\"}\n< 200\n< {\"id\":5,\"status\":\"approved\"}\n"}, Row{Act::unhide, "> {\"status\":\"approved\"}\n< 200\n< {\"id\":5,\"status\":\"approved\"}\n"},
                         Row{Act::hide, "> {\"status\":\"hold\"}\n< 200\n< {\"id\":5,\"status\":\"hold\"}\n"}, Row{Act::spam, "> {\"status\":\"spam\"}\n< 200\n< {\"id\":5,\"status\":\"spam\"}\n"}}) {
    CAPTURE(slug(row.act));
    const auto tape = Cassette::of(set + row.tape);
    Bench bench(*tape);
    Session session = bench.session();
    CHECK(wordpress_itself().act(session, {.remote_id = "5"}, row.act, "").ok());
    CHECK(wordpress_itself().about().acts.contains(row.act));
  }
}

TEST_CASE("a comment goes into the trash, or away where there is none, and one that is there or gone is done with") {
  const std::string trash = "> DELETE /wp-json/wp/v2/comments/5\n";
  for (const std::string& text : {trash + "< 200\n< {\"id\":5,\"status\":\"trash\"}\n", trash + "< 410\n< {\"code\":\"rest_already_trashed\"}\n", trash + "< 404\n< {\"code\":\"rest_comment_invalid_id\"}\n",
                                  trash + "< 501\n< {\"code\":\"rest_trash_not_supported\"}\n\n> DELETE /wp-json/wp/v2/comments/5?force=true\n< 200\n< {\"deleted\":true}\n"}) {
    const auto tape = Cassette::of(text);
    Bench bench(*tape);
    Session session = bench.session();
    CHECK(wordpress_itself().act(session, {.remote_id = "5"}, Act::remove, "").ok());
  }
}

TEST_CASE("hiding what is gone is done, approving it is not") {
  for (const Act act : {Act::hide, Act::spam, Act::approve, Act::unhide}) {
    const auto tape = Cassette::of("> POST /wp-json/wp/v2/comments/5\n> {\"status\":\"*\"}\n< 404\n< {\"code\":\"rest_comment_invalid_id\",\"message\":\"Invalid comment ID.\"}\n");
    Bench bench(*tape);
    Session session = bench.session();
    const auto done = wordpress_itself().act(session, {.remote_id = "5"}, act, "");
    CHECK(done.ok() == (act == Act::hide || act == Act::spam));
    if (!done.ok()) CHECK(fault(done) == Fault::not_found);
  }
}

TEST_CASE("a site that leaves a comment as it was is not believed, and no address is made of a name") {
  const auto tape = Cassette::of("> POST /wp-json/wp/v2/comments/5\n> {\"status\":\"approved\"}\n< 200\n< {\"id\":5,\"status\":\"spam\"}\n");
  Bench bench(*tape);
  Session session = bench.session();
  CHECK(fault(wordpress_itself().act(session, {.remote_id = "5"}, Act::approve, "")) == Fault::refused);
  for (const std::string id : {"", "../posts/5", "5?force=true", "-5", "0", "99999999999999999999"}) CHECK(fault(wordpress_itself().act(session, {.remote_id = id}, Act::remove, "")) == Fault::not_found);
}
