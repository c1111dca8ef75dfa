// SPDX-License-Identifier: MIT
// The inbox of a server with the Mastodon API: that nothing is passed over on any of them, and what can be done about it.
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

const Platform& mastodon_itself() { return **find_platform("mastodon"); }

struct Bench : PlatformBench {
  Bench(Http& over, const std::string& software) : PlatformBench(mastodon_itself(), over) {
    account.remote_id = "1";
    account.settings = Json{{"software", software}, {"domain", "server.example"}};
  }
};

Json status(int id, const std::string& text, const std::string& at, int author = 7, int answers = 0, int answered_author = 0) {
  return Json{{"id", std::to_string(id)},
              {"created_at", at},
              {"content", "<p>" + text + "</p>"},
              {"in_reply_to_id", answers == 0 ? Json() : Json(std::to_string(answers))},
              {"in_reply_to_account_id", answers == 0 ? Json() : Json(std::to_string(answered_author))},
              {"account", Json{{"id", std::to_string(author)}, {"acct", "lea"}, {"display_name", "Léa"}, {"followers_count", 12}}}};
}

/// A server as Mastodon, GoToSocial and snac are.
struct Server {
  enum class Kind { mastodon, links, bare };  ///< bare: it ignores every parameter of paging, and links to nothing
  explicit Server(Kind it) : kind(it) {}
  struct Notification {
    int id = 0;
    std::string type{}, at{};
  };
  Kind kind;
  std::vector<Notification> list{};  ///< the oldest first
  int next_id = 1;
  int reports_status = 403;
  std::map<int, std::string> edited{};
  std::set<int> deleted{};
  Instant clock = parse_iso("2026-11-01T00:00:00Z").value();
  Answers http{[this](const Asked& asked) { return answer(asked); }};

  void add(const std::string& type) {
    clock += std::chrono::minutes(1);
    list.push_back({.id = next_id++, .type = type, .at = iso(clock)});
  }

  Response answer(const Asked& asked) const {
    if (asked.path == "/api/v1/notifications") return notifications(asked);
    if (asked.path == "/api/v1/admin/reports") return Answers::json(reports_status == 200 ? Json::array() : Json{{"error", "no"}}, reports_status);
    if (asked.path.ends_with("/context")) return Answers::json(Json{{"descendants", Json::array()}});
    const int id = static_cast<int>(to_integer(asked.path.substr(asked.path.rfind('/') + 1)).value_or(0));
    if (deleted.contains(id)) return Answers::json(Json{{"error", "Record not found"}}, 404);
    return Answers::json(status(id, edited.contains(id) ? edited.at(id) : "x", "2026-11-01T00:00:00Z"));
  }

  Response notifications(const Asked& asked) const {
    const std::size_t limit = kind == Kind::mastodon ? std::min<std::size_t>(80, static_cast<std::size_t>(to_integer(asked["limit"]).value_or(40))) : kind == Kind::links ? 20 : 40;
    const auto types = asked.all("types[]");
    const auto below = to_integer(asked["max_id"]).value_or(1'000'000), above = to_integer(asked["min_id"]).value_or(-1);
    std::vector<Notification> found;
    for (const auto& one : list) {
      const bool wanted = kind != Kind::mastodon || std::find(types.begin(), types.end(), one.type) != types.end();
      if (wanted && (kind == Kind::bare || one.id < below) && (kind != Kind::mastodon || one.id > above)) found.push_back(one);
    }
    if (found.size() > limit) {
      if (kind == Kind::mastodon && above >= 0) {
        found.resize(limit);
      } else {
        found.erase(found.begin(), found.end() - static_cast<std::ptrdiff_t>(limit));
      }
    }
    Json page = Json::array();
    for (auto one = found.rbegin(); one != found.rend(); ++one) {
      page.push(Json{{"id", std::to_string(one->id)}, {"type", one->type}, {"created_at", one->at}, {"status", status(one->id, "x", one->at)}});
    }
    Headers headers;
    if (kind == Kind::links && !found.empty()) headers.emplace_back("Link", "<https://server.example/api/v1/notifications?limit=20&max_id=" + std::to_string(found.front().id) + ">; rel=\"next\"");
    return Answers::json(page, 200, headers);
  }
};

struct Reader : test::InboxReader<Bench> {
  Reader(Server& it, const std::string& software) : InboxReader(mastodon_itself(), it.http, software) {}
};

InboxPage read(const std::string& notifications, const std::string& software = "mastodon", const std::string& cursor = "") {
  Answers http([&](const Asked& asked) {
    if (asked.path == "/api/v1/notifications") return Response{.status = 200, .body = notifications};
    return Response{.status = 404};
  });
  Bench bench(http, software);
  Session session = bench.session();
  auto page = mastodon_itself().inbox(session, {.cursor = cursor});
  REQUIRE_MESSAGE(page.ok(), (page.ok() ? "" : page.error().message));
  return *page;
}

Fault act_fault(const std::string& text, Act act, const Item& item = {.remote_id = "110", .author = {.remote_id = "7"}}, const std::string& why = "") {
  const auto tape = Cassette::of(text);
  Bench bench(*tape, "mastodon");
  Session session = bench.session();
  const auto done = mastodon_itself().act(session, item, act, why);
  return done.ok() ? Fault::internal : done.error().fault;
}
constexpr Fault done = Fault::internal;  // nothing went wrong

}  // namespace

TEST_CASE("mentions and deeper replies become items, once each") {
  Cassette tape("mastodon/inbox.http");
  Bench bench(tape, "mastodon");
  Session session = bench.session();
  const auto page = mastodon_itself().inbox(session, {.own = {Receipt{.remote_id = "109"}}});
  REQUIRE(page.ok());
  REQUIRE(page->items.size() == 2);
  const Item& mention = page->items[0];
  CHECK(mention.remote_id == "110");
  CHECK(mention.kind == ItemKind::reply);
  CHECK(mention.author == Author{.remote_id = "7", .handle = "lea@autre.example", .name = "Léa", .url = "https://autre.example/@lea", .followers = 12});
  CHECK(mention.text == "@atelier Et lundi ?");
  CHECK(mention.language == "fr");
  CHECK(mention.url == "https://autre.example/@lea/7");
  CHECK(mention.on == "109");
  CHECK(mention.answers == "109");
  CHECK(mention.at == parse_iso("2026-11-22T08:30:00Z").value());
  const Item& deeper = page->items[1];
  CHECK(deeper.remote_id == "111");
  CHECK(deeper.kind == ItemKind::reply);
  CHECK(deeper.on == "109");
  CHECK(deeper.answers == "110");
  CHECK(deeper.author.handle == "zoe@server.example");
}

TEST_CASE("no mention is passed over on any kind of server, whatever comes and breaks between two pages") {
  struct Row {
    Server::Kind kind;
    const char* software;
    unsigned burst;
  };
  // A bare server shows its newest 40 and nothing else: more than that at once cannot be had from it.
  for (const Row& row : {Row{Server::Kind::mastodon, "mastodon", 300}, Row{Server::Kind::links, "gotosocial", 90}, Row{Server::Kind::links, "unknown", 90}, Row{Server::Kind::bare, "snac", 9}}) {
    for (unsigned seed = 0; seed < 25; ++seed) {
      CAPTURE(std::string(row.software));
      CAPTURE(seed);
      std::mt19937 random(seed);
      const auto chance = [&](unsigned n) { return random() % n; };
      Server server(row.kind);
      Reader reader(server, row.software);
      for (int step = 0; step < 25; ++step) {
        for (unsigned i = chance(3) == 0 ? chance(row.burst) : chance(4); i > 0; --i) server.add(chance(2) == 0 ? "mention" : chance(2) == 0 ? "favourite" : "quote");
        server.http.fail_at = row.kind != Server::Kind::bare && chance(4) == 0 ? server.http.requests + 1 + static_cast<int>(chance(6)) : 0;
        reader.page();
      }
      server.http.fail_at = 0;
      reader.drain();  // ends the round that is under way
      reader.drain();
      for (const auto& one : server.list) CHECK_MESSAGE(reader.had.contains(std::to_string(one.id)) == (one.type != "favourite"), one.id);
    }
  }
}

TEST_CASE("edits and deletions of statuses of late are found, each in its turn") {
  Server server(Server::Kind::mastodon);
  for (int i = 0; i < 20; ++i) server.add("mention");
  Reader reader(server, "mastodon");
  reader.drain();
  server.edited[4] = "changed";
  server.deleted.insert(9);
  for (int round = 0; round < 4; ++round) reader.drain();
  CHECK(reader.last["4"].text == "changed");
  CHECK(reader.last["4"].kind == ItemKind::mention);
  CHECK(reader.gone == std::set<std::string>{"9"});
}

TEST_CASE("a token that may not see reports is not asked again for a day") {
  Server server(Server::Kind::mastodon);
  Reader reader(server, "mastodon");
  reader.drain();
  CHECK(server.http.requests == 2);
  reader.drain();
  CHECK(server.http.requests == 3);
  reader.bench.clock.advance(std::chrono::hours(25));
  server.reports_status = 200;
  reader.drain();
  reader.drain();
  CHECK(server.http.requests == 7);
}

TEST_CASE("reports to the moderators become items, also those of notifications") {
  Answers http([&](const Asked& asked) {
    if (asked.path == "/api/v1/admin/reports") {
      return Response{.status = 200,
                      .body = R"([{"id":"3","action_taken":false,"comment":"spam","created_at":"2026-11-22T08:00:00Z","account":{"id":"5","email":"lea@example.org","account":{"id":"5","acct":"lea"}},"target_account":{"id":"6","account":{"id":"6","acct":"bad","url":"https://server.example/@bad"}},"statuses":[{"id":"44"}]}])"};
    }
    return Response{.status = 200, .body = R"([{"id":"9","type":"admin.report","created_at":"2026-11-22T08:00:00Z","account":{"id":"5","acct":"lea"},"report":{"id":"3","comment":"spam","created_at":"2026-11-22T08:00:00Z","status_ids":["44"],"target_account":{"id":"6","acct":"bad","url":"https://server.example/@bad"}}}])"};
  });
  Bench bench(http, "mastodon");
  Session session = bench.session();
  const auto page = mastodon_itself().inbox(session, {});
  REQUIRE(page.ok());
  REQUIRE(page->items.size() == 1);
  CHECK(page->items[0].remote_id == "report:3");
  CHECK(page->items[0].kind == ItemKind::report);
  CHECK(page->items[0].author.handle == "lea@server.example");
  CHECK(page->items[0].text == "spam");
  CHECK(page->items[0].url == "https://server.example/@bad");
  CHECK(page->items[0].answers == "44");
  CHECK(page->items[0].remote_state == "open");
}

TEST_CASE("a quote is about the status that it quotes, and a warning is part of what is said") {
  const auto page = read(R"([{"id":"9","type":"quote","created_at":"2026-11-22T08:00:00Z","status":{"id":"12","created_at":"2026-11-22T08:00:00Z","content":"<p>Voyez</p>","spoiler_text":"Attention","quote":{"state":"accepted","quoted_status":{"id":"109"}},"account":{"id":"7","acct":"lea"}}},
                              {"id":"8","type":"mention","status":{"id":"11","content":"<p>moi</p>","account":{"id":"1"}}}])");
  REQUIRE(page.items.size() == 1);
  CHECK(page.items[0].kind == ItemKind::mention);
  CHECK(page.items[0].on == "109");
  CHECK(page.items[0].text == "Attention\n\nVoyez");
}

TEST_CASE("what was said to us alone is a message") {
  const auto page = read(R"([{"id":"9","type":"mention","created_at":"2026-11-22T08:00:00Z","status":{"id":"12","visibility":"direct","in_reply_to_id":"109","in_reply_to_account_id":"1","content":"<p>entre nous</p>","account":{"id":"7","acct":"lea"}}}])");
  REQUIRE(page.items.size() == 1);
  CHECK(page.items[0].kind == ItemKind::message);
  CHECK(page.items[0].on == "109");
}

TEST_CASE("hostile answers and cursors give nothing, or a fault") {
  const std::string deep = "[{\"id\":\"../../x\",\"type\":\"mention\",\"status\":{\"id\":\"a/b\",\"account\":[]}},{\"id\":{},\"type\":7},null,[[]],{\"type\":\"mention\",\"status\":null},{\"type\":\"admin.report\",\"report\":{\"id\":\"?\"}}]";
  for (const char* software : {"mastodon", "snac"}) {
    for (const std::string cursor : {"", "nonsense", "[]", R"({"last":"../x","sweep":{"at":"/../../x"},"own":-4,"seen":{"items":[1]},"no_reports":"never"})", R"({"own":9223372036854775807,"sweep":7})"}) {
      CHECK(read(deep, software, cursor).items.empty());
    }
  }
  for (const std::string body : {"{}", "null", "\"x\"", ""}) {
    Answers http([&](const Asked&) { return Response{.status = 200, .body = body}; });
    Bench bench(http, "mastodon");
    Session session = bench.session();
    const auto page = mastodon_itself().inbox(session, {});
    REQUIRE_FALSE(page.ok());
    CHECK(page.error().fault == Fault::protocol);
  }
}

TEST_CASE("a gateway's page of HTML does not pass for a deletion") {
  Server server(Server::Kind::mastodon);
  server.add("mention");
  Reader reader(server, "mastodon");
  reader.drain();
  const std::string before = reader.cursor;
  Answers http([&](const Asked& asked) {
    if (asked.path.starts_with("/api/v1/statuses/")) return Response{.status = 404, .body = "<html>not found</html>"};
    return server.answer(asked);
  });
  Bench bench(http, "mastodon");
  Session session = bench.session();
  const auto page = mastodon_itself().inbox(session, {.cursor = before});
  REQUIRE(page.ok());
  CHECK(page->items.empty());
}

TEST_CASE("every act is asked for at its address") {
  CHECK(act_fault("> POST /api/v1/statuses/110/favourite\n< 200\n< {\"id\":\"110\"}\n", Act::like) == done);
  CHECK(act_fault("> POST /api/v1/statuses/110/unfavourite\n< 200\n< {\"id\":\"110\"}\n", Act::unlike) == done);
  for (const Act act : {Act::mute, Act::unmute, Act::block, Act::unblock}) CHECK(act_fault("> POST /api/v1/accounts/7/" + std::string(slug(act)) + "\n< 200\n< {\"id\":\"7\"}\n", act) == done);
  CHECK(act_fault("> POST /api/v1/reports\n> {\"account_id\":\"7\",\"status_ids\":[\"110\"],\"comment\":\"insulte\"}\n< 200\n< {\"id\":\"48914\"}\n", Act::report, {.remote_id = "110", .author = {.remote_id = "7"}}, "insulte") == done);
}

TEST_CASE("a 404 says that the server cannot, or that it is gone: then what takes away is done") {
  const std::string missing = "< 404\n< {\"error\":\"Record not found\"}\n\n", there = "< 200\n< {\"id\":\"7\"}\n\n";
  const std::string account = "> GET /api/v1/accounts/7\n", post = "> GET /api/v1/statuses/110\n";
  CHECK(act_fault("> POST /api/v1/accounts/7/mute\n" + missing + account + there, Act::mute) == Fault::unsupported);
  CHECK(act_fault("> POST /api/v1/accounts/7/unmute\n" + missing + account + there, Act::unmute) == Fault::unsupported);
  CHECK(act_fault("> POST /api/v1/accounts/7/mute\n" + missing + account + missing, Act::mute) == Fault::not_found);
  CHECK(act_fault("> POST /api/v1/accounts/7/unblock\n" + missing + account + missing, Act::unblock) == done);
  CHECK(act_fault("> POST /api/v1/statuses/110/favourite\n" + missing + post + missing, Act::like) == Fault::not_found);
  CHECK(act_fault("> POST /api/v1/statuses/110/unfavourite\n" + missing + post + missing, Act::unlike) == done);
}

TEST_CASE("a report whose answer is lost is not called done, and is not sent again") {
  CHECK(act_fault("> POST /api/v1/reports\n> {\"account_id\":\"7\",\"status_ids\":[\"110\"]}\n< 500\n< {}\n", Act::report) == Fault::unknown_outcome);
  CHECK(act_fault("> POST /api/v1/reports\n> {\"account_id\":\"7\",\"status_ids\":[\"110\"]}\n< 200\n< {}\n", Act::report) == Fault::unknown_outcome);
}

TEST_CASE("no address is made of a hostile id, and a report is no post") {
  for (const std::string id : {"", "..", "a/b", "1?x=y"}) {
    CHECK(act_fault("", Act::like, {.remote_id = id, .author = {.remote_id = id}}) == Fault::not_found);
    CHECK(act_fault("", Act::block, {.remote_id = id, .author = {.remote_id = id}}) == Fault::not_found);
  }
  CHECK(act_fault("", Act::like, {.remote_id = "report:3", .author = {.remote_id = "7"}}) == Fault::unsupported);
  CHECK(act_fault("", Act::report, {.remote_id = "report:3", .author = {.remote_id = "7"}}) == Fault::unsupported);
}
