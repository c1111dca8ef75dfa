// SPDX-License-Identifier: MIT
// What platforms ask to learn numbers: as few requests as may be, and nobody's credentials for others' accounts.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>

#include "tests/support/platform_bench.hpp"

using namespace cmtool;

namespace {

struct Bench : PlatformBench {
  Bench(const char* name, Http& http) : PlatformBench(*find_platform(name).value(), http) {
    account.remote_id = platform.about().name == "bluesky" ? "did:plc:atelieratelieratelieratel" : "1";
    account.settings = Json{{"rest", "/wp-json"}, {"user", "admin"}};
  }
};

/// "POST METRIC" -> value, -1 where it is unknown.
std::map<std::string, std::int64_t> values(const Result<MeasurePage>& page) {
  REQUIRE_MESSAGE(page.ok(), (page.ok() ? "" : page.error().message));
  std::map<std::string, std::int64_t> all;
  for (const auto& sample : page->samples) all[sample.post + " " + sample.metric] = sample.value.value_or(-1);
  return all;
}

std::string status(const std::string& id) { return "{\"id\":\"" + id + "\",\"favourites_count\":1,\"reblogs_count\":0,\"replies_count\":2}"; }

}  // namespace

TEST_CASE("Mastodon: twenty posts are one request, and those that are gone have no numbers") {
  const auto tape = Cassette::of("> GET /api/v1/statuses?id[]=10&id[]=11&id[]=12\n< 200\n< Content-Type: application/json\n< [" + status("10") + "," + status("12") + "]\n");
  Bench bench("mastodon", *tape);
  auto session = bench.session();
  const auto all = values(bench.platform.measure(session, {.posts = {{.remote_id = "10"}, {.remote_id = "11"}, {.remote_id = "12"}}}));
  CHECK(all.at("10 likes") == 1);
  CHECK(all.at("12 replies") == 2);
  CHECK(all.size() == 6);
  CHECK(tape->requests() == 1);
}

TEST_CASE("Mastodon: a server that cannot answer for many at once is asked for each") {
  const auto tape = Cassette::of("> GET /api/v1/statuses?id[]=10&id[]=11\n< 405\n<\n< \n\n> GET /api/v1/statuses/10\n< 200\n< Content-Type: application/json\n< " + status("10") +
                                 "\n\n> GET /api/v1/statuses/11\n< 404\n< Content-Type: application/json\n< {\"error\":\"Record not found\"}\n");
  Bench bench("mastodon", *tape);
  auto session = bench.session();
  const auto all = values(bench.platform.measure(session, {.posts = {{.remote_id = "10"}, {.remote_id = "11"}}}));
  CHECK(all.at("10 likes") == 1);
  CHECK(all.size() == 3);
}

TEST_CASE("Mastodon: an account that is only followed is asked for without credentials, and its latest posts come with it") {
  const auto tape = Cassette::of(
      "> GET /api/v1/accounts/1\n> !Authorization\n< 200\n< Content-Type: application/json\n< {\"id\":\"1\",\"followers_count\":-1,\"following_count\":3,\"statuses_count\":4}\n\n"
      "> GET /api/v1/accounts/1/statuses?exclude_reblogs=true&exclude_replies=true&limit=40\n> !Authorization\n< 200\n< Content-Type: application/json\n< [" +
      status("20") + "]\n");
  Bench bench("mastodon", *tape);
  bench.account.follow_only = true;
  auto session = bench.session();
  const auto all = values(bench.platform.measure(session, {.account = true}));
  CHECK(all.at(" followers") == -1);  // hidden there: unknown
  CHECK(all.at(" following") == 3);
  CHECK(all.at("20 likes") == 1);
}

TEST_CASE("Mastodon: what an account has published by another program is found, and its answers, boosts and private words are not") {
  const std::string common = "\"created_at\":\"2026-11-21T08:00:00.000Z\",\"url\":\"https://social.example/@atelier/";
  const auto tape = Cassette::of(
      "> GET /api/v1/accounts/1\n< 200\n< Content-Type: application/json\n< {\"id\":\"1\",\"followers_count\":3,\"following_count\":3,\"statuses_count\":4}\n\n"
      "> GET /api/v1/accounts/1/statuses?exclude_reblogs=true&exclude_replies=true&limit=40\n< 200\n< Content-Type: application/json\n< ["
      "{\"id\":\"20\"," + common + "20\",\"visibility\":\"public\",\"language\":\"fr\",\"spoiler_text\":\"Recette\",\"content\":\"<p>Bonjour &amp; merci<br>à tous</p>\"},"
      "{\"id\":\"21\"," + common + "21\",\"visibility\":\"public\",\"in_reply_to_id\":\"20\",\"content\":\"<p>2/2</p>\"},"
      "{\"id\":\"22\"," + common + "22\",\"visibility\":\"direct\",\"content\":\"<p>secret</p>\"},"
      "{\"id\":\"23\",\"visibility\":\"public\",\"content\":\"<p>when?</p>\"}]\n");
  Bench bench("mastodon", *tape);
  auto session = bench.session();
  const auto page = bench.platform.measure(session, {.account = true});
  REQUIRE_MESSAGE(page.ok(), (page.ok() ? "" : page.error().message));
  REQUIRE(page->posts.size() == 1);
  CHECK(page->posts[0] == FoundPost{.receipt = {.remote_id = "20", .url = "https://social.example/@atelier/20", .at = parse_iso("2026-11-21T08:00:00Z").value()},
                                    .text = "Recette\n\nBonjour & merci\nà tous",
                                    .language = "fr"});
}

TEST_CASE("Bluesky: what an account has published by another program is found with what it takes to edit it") {
  const auto tape = Cassette::of(
      "> GET /xrpc/app.bsky.actor.getProfile?actor=did:plc:atelieratelieratelieratel\n< 200\n< Content-Type: application/json\n< {\"did\":\"did:plc:atelieratelieratelieratel\"}\n\n"
      "> GET /xrpc/app.bsky.feed.getAuthorFeed?actor=did:plc:atelieratelieratelieratel&filter=posts_no_replies&limit=50\n< 200\n< Content-Type: application/json\n"
      "< {\"feed\":[{\"post\":{\"uri\":\"at://did:plc:atelieratelieratelieratel/app.bsky.feed.post/3kabcdefghi2b\",\"cid\":\"bafy\",\"author\":{\"did\":\"did:plc:atelieratelieratelieratel\"},"
      "\"record\":{\"text\":\"Bonjour\",\"langs\":[\"fr\"],\"createdAt\":\"2026-11-21T08:00:00Z\"}}}]}\n");
  Bench bench("bluesky", *tape);
  bench.account.handle = "atelier.test";
  auto session = bench.session();
  const auto page = bench.platform.measure(session, {.account = true});
  REQUIRE_MESSAGE(page.ok(), (page.ok() ? "" : page.error().message));
  REQUIRE(page->posts.size() == 1);
  CHECK(page->posts[0] == FoundPost{.receipt = {.remote_id = "at://did:plc:atelieratelieratelieratel/app.bsky.feed.post/3kabcdefghi2b",
                                                .url = "https://bsky.app/profile/atelier.test/post/3kabcdefghi2b",
                                                .at = parse_iso("2026-11-21T08:00:00Z").value(),
                                                .extra = Json{{"cid", "bafy"}}},
                                    .text = "Bonjour",
                                    .language = "fr"});
}

TEST_CASE("WordPress: what was published on the site by hand is found") {
  const auto tape = Cassette::of(
      "> GET /wp-json/wp/v2/posts?per_page=40&_fields=id,link,date_gmt,title,excerpt\n< 200\n< Content-Type: application/json\n< X-WP-Total: 31\n"
      "< [{\"id\":7,\"link\":\"https://blog.example/a/\",\"date_gmt\":\"2026-11-21T08:00:00\",\"title\":{\"rendered\":\"L&rsquo;atelier\"},\"excerpt\":{\"rendered\":\"<p>Bonjour</p>\"}}]\n\n"
      "> GET /wp-json/?_fields=namespaces\n< 200\n< Content-Type: application/json\n< {\"namespaces\":[\"wp/v2\"]}\n");
  Bench bench("wordpress", *tape);
  auto session = bench.session();
  const auto page = bench.platform.measure(session, {.account = true});
  CHECK(values(page).at(" posts") == 31);
  REQUIRE(page->posts.size() == 1);
  CHECK(page->posts[0] == FoundPost{.receipt = {.remote_id = "7", .url = "https://blog.example/a/", .at = parse_iso("2026-11-21T08:00:00Z").value()}, .text = "Bonjour", .title = "L’atelier"});
}

TEST_CASE("Bluesky: others' posts come with their account, but not what they passed on") {
  const auto tape = Cassette::of(
      "> GET /xrpc/app.bsky.feed.getAuthorFeed?actor=did:plc:atelieratelieratelieratel&filter=posts_no_replies&limit=50\n> !Authorization\n< 200\n< Content-Type: application/json\n"
      "< {\"feed\":[{\"post\":{\"uri\":\"at://did:plc:atelieratelieratelieratel/app.bsky.feed.post/3kabcdefghi2b\",\"author\":{\"did\":\"did:plc:atelieratelieratelieratel\"},\"likeCount\":5,\"repostCount\":0,"
      "\"replyCount\":0}},{\"post\":{\"uri\":\"at://did:plc:lealealealealealealealea/app.bsky.feed.post/3kabcdefghi3b\",\"author\":{\"did\":\"did:plc:lealealealealealealealea\"},\"likeCount\":9},"
      "\"reason\":{\"$type\":\"app.bsky.feed.defs#reasonRepost\"}}]}\n");
  Bench bench("bluesky", *tape);
  bench.account.follow_only = true;
  auto session = bench.session();
  const auto all = values(bench.platform.measure(session, {}));
  CHECK(all.at("at://did:plc:atelieratelieratelieratel/app.bsky.feed.post/3kabcdefghi2b likes") == 5);
  CHECK(all.at("at://did:plc:atelieratelieratelieratel/app.bsky.feed.post/3kabcdefghi2b quotes") == -1);
  CHECK(all.size() == 4);
}

TEST_CASE("WordPress: a site without a statistics plug-in has comments and posts, and unknown views") {
  const auto tape = Cassette::of(
      "> GET /wp-json/wp/v2/comments?post=12,13&per_page=100&page=1&_fields=id,post\n< 200\n< Content-Type: application/json\n< X-WP-TotalPages: 1\n< [{\"id\":4,\"post\":12},{\"id\":5,\"post\":12}]\n\n"
      "> GET /wp-json/wp/v2/posts?per_page=40&_fields=id,link,date_gmt,title,excerpt\n< 200\n< Content-Type: application/json\n< X-WP-Total: 31\n< []\n\n"
      "> GET /wp-json/?_fields=namespaces\n< 200\n< Content-Type: application/json\n< {\"namespaces\":[\"wp/v2\"]}\n\n"
      "> GET /wp-json/wp/v2/posts?per_page=40&_fields=id,link,date_gmt,title,excerpt\n< 200\n< Content-Type: application/json\n< X-WP-Total: 31\n< []\n");
  Bench bench("wordpress", *tape);
  auto session = bench.session();
  const auto page = bench.platform.measure(session, {.posts = {{.remote_id = "12"}, {.remote_id = "13"}}, .account = true});
  const auto all = values(page);
  CHECK(all.at("12 comments") == 2);
  CHECK(all.at("13 comments") == 0);
  CHECK(all.at(" posts") == 31);
  CHECK(all.at(" views") == -1);
  // Neither is looked for again the same day, nor said again.
  bench.clock.advance(std::chrono::hours(1));
  auto later = bench.session();
  CHECK(values(bench.platform.measure(later, {.cursor = page->cursor, .account = true})).size() == 1);
}

TEST_CASE("WordPress: what Jetpack counted by the day is read by the day") {
  const std::string json = "< 200\n< Content-Type: application/json\n< ";
  std::string text = "> GET /wp-json/wp/v2/posts?per_page=40&_fields=id,link,date_gmt,title,excerpt\n< 200\n< Content-Type: application/json\n< X-WP-Total: 31\n< []\n\n"
                     "> GET /wp-json/?_fields=namespaces\n" + json + "{\"namespaces\":[\"wp/v2\",\"jetpack/v4\",\"jetpack/v4/stats-app\"]}\n\n";
  const std::string site = "> GET /wp-json/jetpack/v4/site\n" + json + "{\"code\":\"success\",\"data\":\"{\\\"ID\\\":999}\"}\n\n";
  text += site + "> GET /wp-json/jetpack/v4/stats-app/sites/999/stats/visits?unit=day&quantity=31&date=2026-11-22&stat_fields=views,visitors\n" + json +
          "{\"unit\":\"day\",\"fields\":[\"period\",\"views\",\"visitors\"],\"data\":[[\"2026-11-21\",12,7],[\"2026-11-22\",3,2]]}\n\n";
  for (int day = 15; day <= 22; ++day) {
    const std::string date = "2026-11-" + std::to_string(day);
    text += site + "> GET /wp-json/jetpack/v4/stats-app/sites/999/stats/top-posts?period=day&date=" + date + "&num=1&max=0\n" + json + "{\"days\":{\"" + date +
            "\":{\"postviews\":[{\"id\":12,\"views\":" + std::to_string(day) + "},{\"id\":0,\"views\":9}]}}}\n\n";
  }
  const auto tape = Cassette::of(text);
  Bench bench("wordpress", *tape);
  auto session = bench.session();
  const auto page = bench.platform.measure(session, {.account = true, .zone = "Europe/Paris"});
  REQUIRE_MESSAGE(page.ok(), (page.ok() ? "" : page.error().message));
  const auto has = [&](const std::string& post, const std::string& metric, std::int64_t value, const std::string& at) {
    return std::ranges::any_of(page->samples, [&](const Sample& one) { return one.post == post && one.metric == metric && one.value == value && iso(one.at) == at; });
  };
  CHECK(has("", "views", 12, "2026-11-21T22:59:59Z"));
  CHECK(has("", "visitors", 2, "2026-11-22T09:00:00Z"));
  CHECK(has("12", "views", 15, "2026-11-15T22:59:59Z"));
  CHECK(has("12", "views", 22, "2026-11-22T09:00:00Z"));
}
