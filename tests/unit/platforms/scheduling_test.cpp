// SPDX-License-Identifier: MIT
// A platform's own schedule: what its servers do differently from what they say, and what is believed of their answers.
#include <doctest/doctest.h>

#include "platform.hpp"
#include "tests/support/platform_bench.hpp"

using namespace cmtool;
using namespace std::chrono_literals;
using State = NativeStatus::State;

namespace {

struct Bench : PlatformBench {
  Bench(const std::string& name, Http& over, const std::string& software = "mastodon") : PlatformBench(**find_platform(name), over) {
    account.remote_id = "1";
    account.settings = name == "wordpress" ? Json{{"rest", "/wp-json"}, {"user", "admin"}}
                                           : Json{{"software", software}, {"version", "1.0"}, {"domain", "server.example"}, {"quotes", true}};
  }
  Result<NativeStatus> schedule(Instant at) {
    Session here = session();
    return platform.schedule(here, bonjour, at);
  }
  Result<NativeStatus> look(const Native& native) {
    Session here = session();
    return platform.look_at_scheduled(here, bonjour, native);
  }
  Result<NativeStatus> move(const Native& native, Instant at) {
    Session here = session();
    return platform.reschedule(here, bonjour, native, at);
  }
  Result<NativeStatus> take_back(const Native& native) {
    Session here = session();
    return platform.unschedule(here, bonjour, native);
  }
  Result<void> may() {
    Session here = session();
    return platform.may_schedule(here, bonjour);
  }
  Post bonjour{.id = "01jd3k5v9q8x7m2c", .text = "Bonjour à tous"};
};

Instant at(const char* text) { return parse_iso(text).value(); }

constexpr const char* ten = "2026-11-22T10:00:00Z";  // the clock stands at nine
constexpr const char* eleven = "2026-11-22T11:00:00Z";
Native kept() { return Native{.id = "3221", .at = at(ten), .key = "k", .since = at("2026-11-22T08:00:00Z")}; }
Native lost() { return Native{.at = at(ten), .key = "k", .since = at("2026-11-22T08:59:00Z")}; }

std::string answer(const std::string& json, int status = 200) {
  return "< " + std::to_string(status) + "\n< Content-Type: application/json\n< " + json + "\n\n";
}
std::string status(const std::string& id, const std::string& when) {
  return R"({"id":")" + id + R"(","url":"https://server.example/@a/)" + id + R"(","created_at":")" + when +
         R"(","content":"<p>Bonjour à tous</p>","spoiler_text":"","in_reply_to_id":null,"media_attachments":[]})";
}
std::string scheduled(const std::string& id, const std::string& when, const std::string& text = "Bonjour à tous") {
  return R"({"id":")" + id + R"(","scheduled_at":")" + when + R"(","params":{"text":")" + text + R"("},"media_attachments":[]})";
}
const std::string own_posts = "> GET /api/v1/accounts/1/statuses?exclude_reblogs=true&limit=40\n";
const std::string older = status("90", "2026-11-20T09:00:00Z");
const std::string nothing_there = answer(R"({"error":"Record not found"})", 404);
const std::string one = "> GET /api/v1/scheduled_statuses/3221\n";

}  // namespace

TEST_CASE("an answer without scheduled_at is a post that is out") {
  const auto tape = Cassette::of("> POST /api/v1/statuses\n> {\"status\":\"*\",\"visibility\":\"*\",\"scheduled_at\":\"*\"}\n" +
                                 answer(status("109", "2026-11-22T09:00:00Z")));
  Bench bench("mastodon", *tape);
  const auto done = bench.schedule(at(ten));
  REQUIRE(done.ok());
  CHECK(done->state == State::published);
  CHECK(done->receipt->remote_id == "109");
}

TEST_CASE("servers that post at once are not asked to wait") {
  for (const char* software : {"hollo", "gotosocial", "wordpress", "unknown"}) {
    const auto tape = Cassette::of("> GET /api/v1/scheduled_statuses?limit=1\n" + nothing_there);
    Bench bench("mastodon", *tape, software);
    const auto may = bench.may();
    REQUIRE_FALSE(may.ok());
    CHECK(may.error().fault == Fault::refused);
  }
  const auto snac = Cassette::of("> GET /api/v1/scheduled_statuses?limit=1\n" + answer("[]"));
  CHECK_FALSE(Bench("mastodon", *snac, "snac").may().ok());
  const auto another = Cassette::of("> GET /api/v1/scheduled_statuses?limit=1\n" + answer("[]"));
  CHECK(Bench("mastodon", *another, "unknown").may().ok());
  const auto silent = Cassette::of("");
  CHECK(Bench("mastodon", *silent).may().ok());
}

TEST_CASE("what no server can do later is refused at once") {
  const auto silent = Cassette::of("");
  Bench thread("mastodon", *silent);
  thread.bonjour.thread = {"Deuxième"};
  CHECK(thread.may().error().fault == Fault::refused);
  Bench comment("wordpress", *silent);
  comment.bonjour.first_comment = "Ouvert";
  CHECK(comment.may().error().fault == Fault::refused);
  Bench pending("wordpress", *silent);
  pending.bonjour.status = "pending";
  CHECK(pending.may().error().fault == Fault::refused);
}

TEST_CASE("a handing over whose answer was lost is found by its mark, its text and its time") {
  // What the server was sent is what it must be found by.
  const auto first = Cassette::of("> POST /api/v1/statuses\n> {\"status\":\"*\",\"visibility\":\"*\",\"scheduled_at\":\"{*at}\"}\n" +
                                  answer(scheduled("3221", "{*at}")));
  Bench sender("mastodon", *first);
  REQUIRE(sender.schedule(at(ten)).ok());
  const std::string marked = first->heard("at");
  REQUIRE(marked.size() == 24);
  CHECK(marked != "2026-11-22T10:00:00.000Z");
  const std::string list = "> GET /api/v1/scheduled_statuses?limit=40\n";
  const std::string next = "> GET /api/v1/scheduled_statuses?limit=40&max_id=1\n";
  SUBCASE("among others, on a later page") {
    const auto tape = Cassette::of(list + answer("[" + scheduled("2", marked, "Autre") + "," + scheduled("1", "2026-11-22T10:00:01.000Z") + "]") + next +
                                   answer("[" + scheduled("0", marked) + "]"));
    Bench bench("mastodon", *tape);
    const auto seen = bench.look(lost());
    REQUIRE(seen.ok());
    CHECK(seen->state == State::scheduled);
    CHECK(seen->id == "0");
    CHECK(seen->at == at(ten));
  }
  SUBCASE("not taken for another of ours that says the same in the same second") {
    const std::string other = marked.substr(0, 20) + (marked.substr(20, 3) == "123" ? "124Z" : "123Z");
    const auto tape = Cassette::of(list + answer("[" + scheduled("1", other) + "]") + next + answer("[]") + own_posts + answer("[" + older + "]"));
    Bench bench("mastodon", *tape);
    const auto seen = bench.look(lost());
    REQUIRE(seen.ok());
    CHECK(seen->state == State::gone);
    CHECK(seen->surely);
  }
  SUBCASE("posted at once after all") {
    const auto tape = Cassette::of(list + nothing_there + own_posts + answer("[" + status("109", "2026-11-22T08:59:01Z") + "," + older + "]"));
    Bench bench("mastodon", *tape);
    const auto seen = bench.look(lost());
    REQUIRE(seen.ok());
    CHECK(seen->state == State::published);
  }
}

TEST_CASE("what left the schedule is found among the account's posts, and only the time tells what it means when it is missing") {
  SUBCASE("before its time: removed") {
    const auto tape = Cassette::of(one + nothing_there);
    Bench bench("mastodon", *tape);
    const auto seen = bench.look(kept());
    REQUIRE(seen.ok());
    CHECK(seen->state == State::gone);
    CHECK(seen->surely);
  }
  SUBCASE("published") {
    const auto tape = Cassette::of(one + nothing_there + own_posts + answer("[" + status("109", "2026-11-22T10:00:03Z") + "," + older + "]"));
    Bench bench("mastodon", *tape);
    bench.clock.set("2026-11-22T10:01:00Z");
    const auto seen = bench.look(kept());
    REQUIRE(seen.ok());
    REQUIRE(seen->state == State::published);
    CHECK(seen->receipt->remote_id == "109");
  }
  SUBCASE("at its time, and not to be seen yet") {
    const auto tape = Cassette::of(one + nothing_there + own_posts + answer("[" + older + "]"));
    Bench bench("mastodon", *tape);
    bench.clock.set("2026-11-22T10:01:00Z");
    const auto seen = bench.look(kept());
    REQUIRE_FALSE(seen.ok());
    CHECK(seen.error().fault == Fault::unknown_outcome);
  }
  SUBCASE("long after it: changed, deleted, or never published") {
    const auto tape = Cassette::of(one + nothing_there + own_posts + answer("[" + older + "]"));
    Bench bench("mastodon", *tape);
    bench.clock.set("2026-11-22T10:30:00Z");
    const auto seen = bench.look(kept());
    REQUIRE(seen.ok());
    CHECK(seen->state == State::gone);
    CHECK_FALSE(seen->surely);
  }
  SUBCASE("the same text of another hour is not it") {
    const auto tape = Cassette::of(one + nothing_there + own_posts + answer("[" + status("80", "2026-11-22T08:00:00Z") + "," + older + "]"));
    Bench bench("mastodon", *tape);
    bench.clock.set("2026-11-22T10:30:00Z");
    CHECK(bench.look(kept())->state == State::gone);
  }
}

TEST_CASE("another time is asked for in place, but not once the server has queued the post") {
  const auto tape = Cassette::of("> PUT /api/v1/scheduled_statuses/3221\n> {\"scheduled_at\":\"2026-11-22T11:00:00.{*ms}Z\"}\n" +
                                 answer(scheduled("3221", "2026-11-22T11:00:00.{*ms}Z")));
  Bench bench("mastodon", *tape);
  const auto moved = bench.move(kept(), at(eleven));
  REQUIRE(moved.ok());
  CHECK(moved->at == at(eleven));
  const auto silent = Cassette::of("");
  Bench late("mastodon", *silent);
  late.clock.set("2026-11-22T09:51:00Z");
  CHECK(late.move(kept(), at(eleven)).error().fault == Fault::unsupported);
}

TEST_CASE("taking back twice is harmless, and too late is said") {
  const std::string remove = "> DELETE /api/v1/scheduled_statuses/3221\n";
  const auto tape = Cassette::of(remove + answer("{}"));
  CHECK(Bench("mastodon", *tape).take_back(kept())->state == State::gone);
  const auto again = Cassette::of(remove + nothing_there + one + nothing_there);
  CHECK(Bench("mastodon", *again).take_back(kept())->state == State::gone);
  const auto late =
      Cassette::of(remove + nothing_there + one + nothing_there + own_posts + answer("[" + status("109", "2026-11-22T10:00:03Z") + "," + older + "]"));
  Bench bench("mastodon", *late);
  bench.clock.set("2026-11-22T10:00:10Z");
  CHECK(bench.take_back(kept())->state == State::published);
}

// --- WordPress ------------------------------------------------------------------------------------------------

namespace {

const std::string draft = "> POST /wp-json/wp/v2/posts\n> {\"title\":\"*\",\"content\":\"*\",\"status\":\"draft\",\"slug\":\"{*slug}\"}\n";
const std::string drafted = R"({"id":12,"status":"draft","slug":"{*slug}"})";
const std::string entry_12 = "> GET /wp-json/wp/v2/posts/12?context=edit\n";
std::string entry(const std::string& state, const std::string& when = "2026-11-22T10:00:00") {
  return answer(R"({"id":12,"status":")" + state + R"(","date_gmt":")" + when + R"(","slug":"bonjour","link":"https://server.example/bonjour/"})");
}
Native at_site() { return Native{.id = "12", .at = at(ten)}; }

}  // namespace

TEST_CASE("a site that publishes at once is believed") {
  const auto tape = Cassette::of(draft + answer(drafted, 201) +
                                 "> POST /wp-json/wp/v2/posts/12\n> {\"status\":\"future\",\"date_gmt\":\"2026-11-22T10:00:00\",\"slug\":\"\"}\n" +
                                 entry("publish", "2026-11-22T09:00:00"));
  const auto done = Bench("wordpress", *tape).schedule(at(ten));
  REQUIRE(done.ok());
  CHECK(done->state == State::published);
  CHECK(done->receipt->url == "https://server.example/bonjour/");
}

TEST_CASE("a time that has become too near meanwhile is not asked for, since the site would publish at once") {
  const auto tape = Cassette::of(draft + answer(drafted, 201) + "> DELETE /wp-json/wp/v2/posts/12?force=true\n" + answer(R"({"deleted":true})"));
  Bench bench("wordpress", *tape);
  bench.clock.set("2026-11-22T09:59:00Z");
  CHECK(bench.schedule(at(ten)).error().fault == Fault::refused);
}

TEST_CASE("how a post of the site stands is what its status says") {
  struct Row {
    const char* state;
    State is;
  };
  for (const Row& row : {Row{"future", State::scheduled}, {"publish", State::published}, {"private", State::published}, {"trash", State::gone}, {"draft", State::gone}}) {
    CAPTURE(row.state);
    const auto tape = Cassette::of(entry_12 + entry(row.state));
    const auto seen = Bench("wordpress", *tape).look(at_site());
    REQUIRE(seen.ok());
    CHECK(seen->state == row.is);
    CHECK(seen->surely);
  }
  const auto tape = Cassette::of(entry_12 + nothing_there);
  CHECK(Bench("wordpress", *tape).look(at_site())->state == State::gone);
}

TEST_CASE("a post of the site is moved and taken back only while it waits") {
  const auto moved = Cassette::of(entry_12 + entry("future") +
                                  "> POST /wp-json/wp/v2/posts/12\n> {\"status\":\"future\",\"date_gmt\":\"2026-11-22T11:00:00\"}\n" +
                                  entry("future", "2026-11-22T11:00:00"));
  CHECK(Bench("wordpress", *moved).move(at_site(), at(eleven))->at == at(eleven));
  const auto out = Cassette::of(entry_12 + entry("publish"));
  CHECK(Bench("wordpress", *out).move(at_site(), at(eleven))->state == State::published);
  CHECK(out->requests_with_effects() == 0);
  const auto taken = Cassette::of(entry_12 + entry("future") + "> DELETE /wp-json/wp/v2/posts/12\n" + entry("trash"));
  CHECK(Bench("wordpress", *taken).take_back(at_site())->state == State::gone);
  const auto late = Cassette::of(entry_12 + entry("publish"));
  CHECK(Bench("wordpress", *late).take_back(at_site())->state == State::published);
  CHECK(late->requests_with_effects() == 0);
}
