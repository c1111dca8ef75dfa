// SPDX-License-Identifier: MIT
// What the contract test cannot know: how servers with the Mastodon API differ, and what is done when an answer is lost.
#include <doctest/doctest.h>

#include "mastodon/sending.hpp"
#include "mastodon/server.hpp"
#include "mastodon/timeline.hpp"
#include "tests/support/platform_bench.hpp"

using namespace cmtool;
using mastodon::Server;

namespace {

const Platform& mastodon_itself() { return **find_platform("mastodon"); }

/// A bench for a server of a kind, as sign_in() would have kept it.
struct Bench : PlatformBench {
  explicit Bench(Http& over, const std::string& software = "mastodon") : PlatformBench(mastodon_itself(), over) {
    account.remote_id = "1";
    account.settings =
        Json{{"software", software}, {"version", "1.0"}, {"domain", "server.example"}, {"quotes", software == "mastodon"}};
  }
  /// An earlier attempt was made so long before now.
  void tried(std::chrono::minutes ago) { first_sent = last_sent = clock.now() - ago; }
};

Post bonjour() { return Post{.id = "01jd3k5v9q8x7m2c", .text = "Bonjour à tous"}; }

std::string status(const std::string& id, const std::string& content = "<p>Bonjour à tous</p>",
                   const std::string& at = "2026-11-22T09:00:00Z", const std::string& more = "") {
  return R"({"id":")" + id + R"(","url":"https://server.example/@a/)" + id + R"(","created_at":")" + at + R"(","content":")" +
         content + R"(","spoiler_text":"","in_reply_to_id":null,"media_attachments":[])" + more + "}";
}

const std::string list = "> GET /api/v1/accounts/1/statuses?exclude_reblogs=true&limit=40\n";
const std::string send = "> POST /api/v1/statuses\n";
const std::string body = "> {\"status\":\"Bonjour à tous\",\"visibility\":\"public\"}\n";
const std::string older = status("90", "<p>Hier</p>", "2026-11-20T09:00:00Z");
std::string answer(const std::string& json, const std::string& headers = "") {
  return "< 200\n< Content-Type: application/json\n" + headers + "< " + json + "\n\n";
}

}  // namespace

TEST_CASE("servers are told apart by what they say of themselves") {
  struct Row {
    const char* name;
    const char* json;
    Server::Kind kind;
    bool keys;
  };
  const Row rows[] = {
      {"Mastodon", R"({"version":"4.5.0","source_url":"https://github.com/mastodon/mastodon"})", Server::Kind::mastodon, true},
      {"a release candidate", R"({"version":"4.4.0-rc.1"})", Server::Kind::mastodon, true},
      {"a fork", R"({"version":"4.3.2+glitch"})", Server::Kind::mastodon, true},
      {"Hollo", R"({"version":"0.6.20","source_url":"https://github.com/fedify-dev/hollo"})", Server::Kind::hollo, true},
      {"GoToSocial", R"({"version":"0.7.1 git-2a5cab8","source_url":"https://github.com/superseriousbusiness/gotosocial"})",
       Server::Kind::gotosocial, false},
      {"GoToSocial that pretends", R"({"version":"4.2.0+gotosocial-0.17.0"})", Server::Kind::gotosocial, false},
      {"GoToSocial without its address", R"({"version":"0.7.1 git-2a5cab8"})", Server::Kind::gotosocial, false},
      {"snac", R"j({"version":"4.0.0 (not true; really snac/2.94)"})j", Server::Kind::snac, false},
      {"WordPress", R"({"version":"WordPress/6.1.9, EMA/1.6.1"})", Server::Kind::wordpress, false},
      {"Pixelfed", R"j({"version":"3.5.3 (compatible; Pixelfed 0.11.13)"})j", Server::Kind::unknown, false},
      {"something at version 0", R"({"version":"0.1.2"})", Server::Kind::unknown, false},
      {"nothing", R"({})", Server::Kind::unknown, false},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const Server server = mastodon::read_server(*parse_json(row.json));
    CHECK(server.kind == row.kind);
    CHECK(server.keeps_keys() == row.keys);
  }
}

TEST_CASE("what is kept of a server at sign-in is what is read again") {
  const auto tape = Cassette::of("");
  Bench bench(*tape);
  for (const auto kind : {Server::Kind::mastodon, Server::Kind::hollo, Server::Kind::gotosocial, Server::Kind::snac,
                          Server::Kind::wordpress, Server::Kind::unknown}) {
    bench.account.settings = to_json(Server{.kind = kind, .version = "1", .domain = "d", .quotes = true});
    Session session = bench.session();
    CHECK(mastodon::known_server(session).kind == kind);
  }
}

TEST_CASE("a key goes only to servers that keep it") {
  for (const char* software : {"gotosocial", "snac", "wordpress", "unknown"}) {
    CAPTURE(software);
    const auto tape = Cassette::of(send + "> !Idempotency-Key\n" + body + answer(status("109")));
    Bench bench(*tape, software);
    Session session = bench.session();
    CHECK(mastodon_itself().publish(session, bonjour()).ok());
  }
  const auto tape = Cassette::of(send + "> Idempotency-Key: 0cmtool0delivery\n" + body + answer(status("109")));
  Bench bench(*tape, "hollo");
  Session session = bench.session();
  CHECK(mastodon_itself().publish(session, bonjour()).ok());
}

TEST_CASE("within fifty minutes a post is simply sent again under its key") {
  const auto tape = Cassette::of(send + "> Idempotency-Key: 0cmtool0delivery\n" + body + answer(status("109")));
  Bench bench(*tape);
  bench.tried(std::chrono::minutes(49));
  Session session = bench.session();
  CHECK(mastodon_itself().publish(session, bonjour())->remote_id == "109");
}

TEST_CASE("after fifty minutes a post is looked for before it is sent again") {
  SUBCASE("and not sent when it is there") {
    const auto tape =
        Cassette::of(list + answer("[" + status("109", "<p>Bonjour à tous</p>", "2026-11-22T08:09:01Z") + "," + older + "]"));
    Bench bench(*tape);
    bench.tried(std::chrono::minutes(51));
    Session session = bench.session();
    CHECK(mastodon_itself().publish(session, bonjour())->remote_id == "109");
    CHECK(tape->requests_with_effects() == 0);
  }
  SUBCASE("and sent when it is not") {
    const auto tape = Cassette::of(list + answer("[" + older + "]") + send + body + answer(status("110")));
    Bench bench(*tape);
    bench.tried(std::chrono::minutes(51));
    Session session = bench.session();
    CHECK(mastodon_itself().publish(session, bonjour())->remote_id == "110");
  }
}

TEST_CASE("where no key is kept a post is looked for at once, whatever the server made of its text") {
  const auto tape = Cassette::of(
      list + answer("[" + status("109", "<p>It\u2019s <i>5</i> o\u2019clock \U0001F642 \u2026</p>", "2026-11-22T08:59:30Z") +
                    "," + older + "]"));
  Bench bench(*tape, "snac");
  bench.tried(std::chrono::minutes(1));
  Session session = bench.session();
  Post post = bonjour();
  post.text = "It's *5* o'clock :-) ...";
  CHECK(mastodon_itself().publish(session, post)->remote_id == "109");
}

TEST_CASE("what a server does not list for sure stays unknown") {
  SUBCASE("snac lists only public posts") {
    const auto tape = Cassette::of(list + answer("[" + older + "]"));
    Bench bench(*tape, "snac");
    bench.tried(std::chrono::minutes(2));
    Session session = bench.session();
    Post post = bonjour();
    post.visibility = Visibility::direct;
    const auto result = mastodon_itself().publish(session, post);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().fault == Fault::unknown_outcome);
    CHECK(tape->requests_with_effects() == 0);
  }
  SUBCASE("WordPress gives times that are none") {
    const auto tape = Cassette::of(list + answer("[" + older + "]"));
    Bench bench(*tape, "wordpress");
    bench.tried(std::chrono::minutes(2));
    Session session = bench.session();
    const auto result = mastodon_itself().find(session, bonjour(), bench.clock.now());
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().fault == Fault::unknown_outcome);
  }
  SUBCASE("a list that does not go back far enough") {
    std::string page = "[";
    for (int i = 0; i < 40; ++i)
      page += status(std::to_string(200 - i), "<p>" + std::to_string(i) + "</p>") + (i < 39 ? "," : "]");
    const auto tape = Cassette::of(
        list + answer(page) + "> GET /api/v1/accounts/1/statuses?exclude_reblogs=true&limit=40&max_id=161\n" + answer(page));
    Bench bench(*tape, "unknown");
    bench.tried(std::chrono::minutes(2));
    Session session = bench.session();
    const auto result = mastodon_itself().find(session, bonjour(), bench.clock.now());
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().fault == Fault::unknown_outcome);
  }
}

TEST_CASE("a post that a long list does not show may be sent again while its key holds, and not after") {
  std::string page = "[";
  for (int i = 0; i < 40; ++i) page += status(std::to_string(200 - i), "<p>" + std::to_string(i) + "</p>", "2026-11-22T08:59:59Z") + (i < 39 ? "," : "]");
  const auto find = [&](const std::string& software, int minutes) {
    const auto tape =
        Cassette::of(list + answer(page) + "> GET /api/v1/accounts/1/statuses?exclude_reblogs=true&limit=40&max_id=161\n" + answer(page));
    Bench bench(*tape, software);
    bench.clock.set("2026-11-22T09:00:00Z");
    bench.tried(std::chrono::minutes(minutes));
    Session session = bench.session();
    return mastodon_itself().find(session, bonjour(), bench.clock.now() - std::chrono::minutes(minutes));
  };
  for (const char* software : {"mastodon", "hollo"}) {
    const auto young = find(software, 49);
    REQUIRE(young.ok());
    CHECK_FALSE(young->has_value());
  }
  for (const auto& unsure : {find("mastodon", 51), find("gotosocial", 1)}) {
    REQUIRE_FALSE(unsure.ok());
    CHECK(unsure.error().fault == Fault::unknown_outcome);
  }
}

TEST_CASE("of posts that are alike the one nearest in time is ours, and earlier ones are not") {
  const auto tape =
      Cassette::of(list + answer("[" + status("112", "<p>Bonjour à tous</p>", "2026-11-22T09:00:40Z") + "," +
                                     status("111", "<p>Bonjour à tous</p>", "2026-11-22T09:00:01Z") + "," +
                                     status("110", "<p>Bonjour à tous</p>", "2026-11-22T08:58:00Z") + "," + older + "]",
                                 "< Date: Sun, 22 Nov 2026 09:01:00 GMT\n"));
  Bench bench(*tape, "gotosocial");
  bench.clock.set("2026-11-22T09:01:00Z");
  bench.tried(std::chrono::minutes(1));
  Session session = bench.session();
  const auto found = mastodon_itself().find(session, bonjour(), *bench.first_sent);
  REQUIRE(found.ok());
  REQUIRE(found->has_value());
  CHECK((*found)->remote_id == "111");
}

TEST_CASE("a server whose clock is slow is believed by its own Date") {
  const auto tape =
      Cassette::of(list +
                   answer("[" + status("109", "<p>Bonjour à tous</p>", "2026-11-22T08:00:00Z") + "," + older + "]",
                          "< Date: Sun, 22 Nov 2026 08:01:00 GMT\n") +
                   list + answer("[" + status("109", "<p>Bonjour à tous</p>", "2026-11-22T08:00:00Z") + "," + older + "]"));
  Bench bench(*tape, "gotosocial");
  bench.clock.set("2026-11-22T09:01:00Z");
  bench.tried(std::chrono::minutes(1));
  Session session = bench.session();
  const auto found = mastodon_itself().find(session, bonjour(), *bench.first_sent);
  REQUIRE(found.ok());
  REQUIRE(found->has_value());
}

TEST_CASE("the next page is followed where the server says it is, also in Hollo's way") {
  using mastodon::next_link;
  CHECK(next_link(R"(<https://a.example/x?max_id=5>; rel="next", <https://a.example/x?min_id=9>; rel="prev")") ==
        "https://a.example/x?max_id=5");
  CHECK(next_link(R"(<https://a.example/x?min_id=9>; rel="prev", <https://a.example/x?max_id=5>; rel="next")") ==
        "https://a.example/x?max_id=5");
  CHECK(next_link(R"(<https://a.example/x?older_than=2026-11-22 09:00:00, z>; rel=next)") ==
        "https://a.example/x?older_than=2026-11-22 09:00:00, z");
  CHECK(next_link("").empty());
  CHECK(next_link("<never closed").empty());

  const std::string link =
      "< Link: <https://server.example/api/v1/accounts/1/statuses?limit=40&older_than=2026-11-22 08:00:00+00>; rel=\"next\"\n";
  const auto tape = Cassette::of(list + answer("[" + status("120", "<p>Autre</p>") + "]", link) +
                                 "> GET /api/v1/accounts/1/statuses?limit=40&older_than=2026-11-22%2008:00:00%2000\n" +
                                 answer("[" + older + "]"));
  tape->partial();
  Bench bench(*tape, "hollo");
  Session session = bench.session();
  const auto own = mastodon::read_own_posts(session, bench.clock.now() - std::chrono::hours(1), 10);
  REQUIRE_MESSAGE(own.ok(), tape->difference());
  CHECK(own->complete);
  CHECK(own->posts.size() == 2);
}

TEST_CASE("a link to another server is not followed") {
  const std::string link = "< Link: <https://elsewhere.example/api/v1/accounts/1/statuses?max_id=1>; rel=\"next\"\n";
  const auto tape = Cassette::of(list + answer("[" + status("120", "<p>Autre</p>") + "]", link));
  Bench bench(*tape);
  Session session = bench.session();
  const auto own = mastodon::read_own_posts(session, bench.clock.now() - std::chrono::hours(1), 10);
  REQUIRE(own.ok());
  CHECK(own->complete);
}

TEST_CASE("a thread that broke off goes on where it was") {
  const auto tape = Cassette::of(send +
                                 "> Idempotency-Key: 0cmtool0delivery.1\n> "
                                 "{\"status\":\"Deuxième\",\"visibility\":\"public\",\"in_reply_to_id\":\"109\"}\n" +
                                 answer(status("110", "<p>Deuxième</p>")));
  Bench bench(*tape);
  bench.notes["part.0"] = "109 1795338000000 https://server.example/@a/109";
  bench.tried(std::chrono::minutes(5));
  Session session = bench.session();
  Post post = bonjour();
  post.thread = {"Deuxième"};
  const auto receipt = mastodon_itself().publish(session, post);
  REQUIRE(receipt.ok());
  CHECK(receipt->remote_id == "109");
  CHECK(receipt->url == "https://server.example/@a/109");
  CHECK(receipt->parts == std::vector<std::string>{"110"});
}

TEST_CASE("half a thread is not found, so that the rest is sent") {
  const auto tape = Cassette::of(list + answer("[" + older + "]"));
  Bench bench(*tape);
  bench.notes["part.0"] = "109 1795338000000 https://server.example/@a/109";
  Session session = bench.session();
  Post post = bonjour();
  post.thread = {"Deuxième"};
  const auto found = mastodon_itself().find(session, post, bench.clock.now());
  REQUIRE(found.ok());
  CHECK_FALSE(found->has_value());
}

TEST_CASE("an answer that shows something else than a post leaves the outcome unknown") {
  for (const char* json : {R"({})", R"([])", R"({"error":"oops"})", R"({"id":""})", R"({"id":"a/b"})",
                           R"({"id":"109","url":"https://server.example/109","content":""})"}) {
    CAPTURE(json);
    const auto tape = Cassette::of(send + body + answer(json));
    Bench bench(*tape);
    Session session = bench.session();
    const auto result = mastodon_itself().publish(session, bonjour());
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().fault == Fault::unknown_outcome);
  }
}

TEST_CASE("a reply that is answered with the post it replies to has an id that nobody knows") {
  const auto tape =
      Cassette::of(send + body + answer(status("4")) + send +
                   "> {\"status\":\"Deux\",\"visibility\":\"public\",\"in_reply_to_id\":\"4\"}\n" + answer(status("4")) + send +
                   "> {\"status\":\"Trois\",\"visibility\":\"public\",\"in_reply_to_id\":\"4\"}\n" + answer(status("4")) +
                   "> DELETE /api/v1/statuses/4\n" + answer(status("4")));
  Bench bench(*tape, "wordpress");
  Session session = bench.session();
  Post post = bonjour();
  post.thread = {"Deux", "Trois"};
  const auto receipt = mastodon_itself().publish(session, post);
  REQUIRE_MESSAGE(receipt.ok(), tape->difference());
  CHECK(receipt->remote_id == "4");
  // What is not known is not deleted: it would be the first post a second time.
  CHECK(mastodon_itself().remove(session, *receipt).ok());
}

TEST_CASE("what a server would get wrong is refused before anything is sent") {
  struct Row {
    const char* name;
    const char* software;
    Post post;
  };
  Post followers = bonjour(), quote = bonjour(), nothing, both = bonjour();
  followers.visibility = Visibility::followers;
  quote.quote = "77";
  both.poll = Poll{.options = {"a", "b"}};
  both.media = {Media{.file = "a.png"}};
  for (const Row& row :
       {Row{"who may see it, on WordPress", "wordpress", followers}, Row{"a quote, on GoToSocial", "gotosocial", quote},
        Row{"nothing at all", "snac", nothing}, Row{"a poll and pictures", "mastodon", both}}) {
    CAPTURE(row.name);
    const auto tape = Cassette::of("");
    Bench bench(*tape, row.software);
    Session session = bench.session();
    const auto result = mastodon_itself().publish(session, row.post);
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().fault == Fault::refused);
    CHECK_FALSE(result.error().hint.empty());
    CHECK(tape->requests() == 0);
  }
}

TEST_CASE("a medium is waited for as each server needs it") {
  const std::string upload = "> POST /api/v2/media\n> file file image/png jardin.png\n";
  const std::string status_body = "> {\"status\":\"Bonjour à tous\",\"visibility\":\"public\",\"media_ids\":[\"31\"]}\n";
  const std::string post = send + status_body + answer(status("109"));
  const std::string post_form =
      send + "> status=Bonjour%20%C3%A0%20tous&visibility=public&media_ids%5B%5D=31\n" + answer(status("109"));
  const auto publish = [&](const std::string& tape_text, const std::string& software) {
    const auto tape = Cassette::of(tape_text);
    Bench bench(*tape, software);
    Session session = bench.session();
    Post with_picture = bonjour();
    with_picture.media = {bench.medium("jardin.png", "image/png", "picture")};
    const auto result = mastodon_itself().publish(session, with_picture);
    CHECK_MESSAGE(result.ok(), tape->difference());
  };
  SUBCASE("snac has it at once, and no question about it") {
    publish(upload + answer(R"({"id":"31","url":"https://x/31"})") + post, "snac");
  }
  SUBCASE("GoToSocial tells its address late") {
    publish(upload + answer(R"({"id":"31","url":null})") + "> GET /api/v1/media/31\n" +
                answer(R"({"id":"31","url":"https://x/31"})") + post,
            "gotosocial");
  }
  SUBCASE("a server that has it but no question about it") {
    publish(upload + answer(R"({"id":"31","url":null})") + "> GET /api/v1/media/31\n< 404\n< {\"error\":\"Not Found\"}\n\n" +
                post_form,
            "unknown");
  }
  SUBCASE("an old server knows only the first version") {
    publish(upload + "< 404\n< {\"error\":\"Not Found\"}\n\n> POST /api/v1/media\n> file file image/png jardin.png\n" +
                answer(R"({"id":"31","url":"https://x/31"})") + post_form,
            "unknown");
  }
}

TEST_CASE("a medium that is never ready ends in an error that is safe to repeat") {
  std::string tape_text = "> POST /api/v2/media\n> file file image/png jardin.png\n< 202\n< {\"id\":\"31\",\"url\":null}\n\n";
  for (int i = 0; i < 70; ++i) tape_text += "> GET /api/v1/media/31\n< 206\n< {\"id\":\"31\",\"url\":null}\n\n";
  const auto tape = Cassette::of(tape_text);
  tape->partial();
  Bench bench(*tape);
  Session session = bench.session();
  Post post = bonjour();
  post.media = {bench.medium("jardin.png", "image/png", "picture")};
  const auto result = mastodon_itself().publish(session, post);
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().fault == Fault::network);
  CHECK(bench.clock.now() - parse_iso("2026-11-22T09:00:00Z").value() < std::chrono::minutes(6));
}

TEST_CASE("a post is deleted whether the server says so with 200, 404 or 410") {
  for (const char* code : {"200", "404", "410"}) {
    const auto tape = Cassette::of(std::string("> DELETE /api/v1/statuses/109abc\n< ") + code + "\n< {\"id\":\"109ABC\"}\n");
    Bench bench(*tape, "snac");
    Session session = bench.session();
    CHECK(mastodon_itself().remove(session, {.remote_id = "109abc"}).ok());
  }
}

TEST_CASE("editing on a server that cannot is told apart from a post that is gone") {
  const std::string put =
      "> PUT /api/v1/statuses/109\n> {\"status\":\"Bonjour à tous\",\"spoiler_text\":\"\"}\n< 404\n< {\"error\":\"Not "
      "Found\"}\n\n> GET /api/v1/statuses/109\n";
  SUBCASE("it cannot") {
    const auto tape = Cassette::of(put + answer(status("109")));
    Bench bench(*tape, "gotosocial");
    Session session = bench.session();
    CHECK(mastodon_itself().edit(session, {.remote_id = "109"}, bonjour()).error().fault == Fault::unsupported);
  }
  SUBCASE("it is gone") {
    const auto tape = Cassette::of(put + "< 404\n< {\"error\":\"Record not found\"}\n");
    Bench bench(*tape);
    Session session = bench.session();
    CHECK(mastodon_itself().edit(session, {.remote_id = "109"}, bonjour()).error().fault == Fault::not_found);
  }
}

TEST_CASE("a bad token is a bad token, however the server says it") {
  for (const char* said : {"< 401\n< Content-Type: application/json\n< {\"error\":\"The access token is invalid\"}\n",
                           "< 401\n< Content-Type: text/html\n< <html>401</html>\n",
                           "< 403\n< Content-Type: application/json\n< {\"error\":\"no\"}\n",
                           "< 400\n< Content-Type: application/json\n< {\"error\":\"no\"}\n", "< 422\n"}) {
    CAPTURE(said);
    const auto tape = Cassette::of(
        std::string("> GET /api/v1/accounts/verify_credentials\n> Authorization: Bearer canary-access_token\n") + said);
    Bench bench(*tape);
    Session session = bench.session();
    const auto who = mastodon_itself().who(session);
    REQUIRE_FALSE(who.ok());
    CHECK(who.error().fault == Fault::auth);
  }
}

TEST_CASE("limits come from the instance, from its first version, or from the table") {
  const std::string second = "> GET /api/v2/instance\n", first = "> GET /api/v1/instance\n",
                    page = "< 404\n< Content-Type: text/html\n< <h1>404</h1>\n\n";
  const auto limits = [&](const std::string& text) {
    const auto tape = Cassette::of(text);
    Bench bench(*tape);
    Session session = bench.session();
    const auto told = mastodon_itself().limits(session);
    REQUIRE(told.ok());
    return *told;
  };
  SUBCASE("Mastodon tells all") {
    const Limits told = limits(
        second +
        answer(
            R"({"version":"4.5.0","configuration":{"statuses":{"max_characters":1000,"max_media_attachments":6,"characters_reserved_per_url":23},"polls":{"max_options":5},"media_attachments":{"image_size_limit":1234,"description_limit":2000,"supported_mime_types":["image/png"]}}})"));
    CHECK(told.text == 1000);
    CHECK(told.unit == Unit::graphemes);
    CHECK(told.short_mentions);
    CHECK(told.media.count == 6);
    CHECK(told.media.image_bytes == 1234);
    CHECK(told.media.alt_text == 2000);
    CHECK(told.media.types == std::vector<std::string>{"image/png"});
    CHECK(told.poll_options == 5);
    CHECK(told.source.find("4.5.0") != std::string::npos);
  }
  SUBCASE("snac has only the first version, and counts in its own way") {
    const Limits told = limits(
        second + page + first +
        answer(R"j({"version":"4.0.0 (not true; really snac/2.94)","configuration":{"statuses":{"max_characters":100000}}})j"));
    CHECK(told.text == 100000);
    CHECK(told.unit == Unit::code_points);
    CHECK_FALSE(told.short_mentions);
  }
  SUBCASE("WordPress does not tell") {
    CHECK(
        limits(
            second +
            answer(R"({"version":"WordPress/6.1.9, EMA/1.6.1","configuration":{"media_attachment":{"image_size_limit":99}}})"))
            .media.image_bytes == 99);
  }
  SUBCASE("nonsense is not believed") {
    const Limits told = limits(
        second +
        answer(
            R"({"version":"4.5.0","configuration":{"statuses":{"max_characters":-5,"max_media_attachments":"many","characters_reserved_per_url":99999999999999}}})"));
    CHECK(told.text == 500);
    CHECK(told.media.count == 4);
    CHECK(told.url_weight == 23);
  }
  SUBCASE("a server that is no Mastodon") { CHECK(limits(second + page + first + page).text == 500); }
}

TEST_CASE("signing in learns who we are and which server it is") {
  const auto tape = Cassette::of(
      "> GET https://server.example/api/v1/accounts/verify_credentials\n> Authorization: Bearer canary-access_token\n" +
      answer(R"({"id":"1","username":"ann","acct":"ann"})") + "> GET https://server.example/api/v2/instance\n" +
      answer(R"({"version":"4.5.1","domain":"social.example","api_versions":{"mastodon":7}})"));
  PlatformBench bench(mastodon_itself(), *tape);
  bench.account.server = "";
  bench.account.handle = "ann@server.example";
  Session session = bench.session();
  const auto signed_in = mastodon_itself().sign_in(session, bench.account);
  REQUIRE_MESSAGE(signed_in.ok(), tape->difference());
  CHECK(signed_in->account.server == "https://server.example");
  CHECK(signed_in->account.handle == "ann@social.example");
  CHECK(signed_in->account.remote_id == "1");
  CHECK(signed_in->account.settings["software"].string_or() == "mastodon");
  CHECK(signed_in->account.settings["quotes"].bool_or(false));
}

TEST_CASE("an application registers with one address as text, or as a list where that is asked for") {
  const std::string form =
      "> POST /api/v1/apps\n> client_name=cmtool&redirect_uris=http%3A%2F%2F127.0.0.1%3A9%2Fcb&scopes=read%20write\n";
  SUBCASE("text") {
    const auto tape = Cassette::of(form + answer(R"({"client_id":"c","client_secret":"s"})"));
    Bench bench(*tape);
    Session session = bench.session();
    const auto plan = mastodon_itself().oauth(session, "http://127.0.0.1:9/cb");
    REQUIRE_MESSAGE(plan.ok(), tape->difference());
    CHECK(plan->client_id == "c");
    CHECK(plan->token_url == "https://server.example/oauth/token");
  }
  SUBCASE("a list") {
    const auto tape =
        Cassette::of(form +
                     "< 422\n< {\"error\":\"must be array\"}\n\n> POST /api/v1/apps\n> "
                     "{\"client_name\":\"cmtool\",\"redirect_uris\":[\"http://127.0.0.1:9/cb\"],\"scopes\":\"read write\"}\n" +
                     answer(R"({"client_id":"c","client_secret":"s"})"));
    Bench bench(*tape);
    Session session = bench.session();
    CHECK(mastodon_itself().oauth(session, "http://127.0.0.1:9/cb").ok());
  }
}

TEST_CASE("a server's words are shown, also when its error is no text") {
  const auto tape = Cassette::of(send + body + R"(< 400
< Content-Type: application/json
< {"success":false,"error":{"issues":[{"message":"Required"},{"message":"Too small"}],"name":"ZodError"}}
)");
  Bench bench(*tape);
  Session session = bench.session();
  const auto result = mastodon_itself().publish(session, bonjour());
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().fault == Fault::refused);
  CHECK(result.error().message.find("Required; Too small") != std::string::npos);
}
