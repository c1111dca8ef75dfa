// SPDX-License-Identifier: MIT
// Answering a comment: once, whatever is lost, and taken back as a comment and never as a post.
#include <doctest/doctest.h>

#include "tests/support/answers.hpp"
#include "tests/support/platform_bench.hpp"

using namespace cmtool;

namespace {

const Platform& wordpress_itself() { return **find_platform("wordpress"); }

/// A site with one comment, which keeps what is answered and refuses the same words twice, as WordPress does.
struct Site {
  std::vector<Json> answers{};
  std::vector<std::string> deleted{};
  bool loses_answer = false;

  Answers http{[this](const Asked& asked) { return answer(asked); }};

  Response answer(const Asked& asked) {
    const std::string comments = "/wp-json/wp/v2/comments";
    if (asked.request->method == Method::del) {
      deleted.push_back(asked.path);
      return Answers::json(Json{{"id", 6}});
    }
    if (asked.path == comments + "/5") return Answers::json(Json{{"id", 5}, {"post", 12}});
    if (asked.path != comments) return Answers::json(Json{{"code", "rest_comment_invalid_id"}}, 404);
    if (asked.request->method == Method::get) {
      Json list = Json::array();
      for (const auto& one : answers) list.push(one);
      return Answers::json(list);
    }
    if (!answers.empty()) return Answers::json(Json{{"code", "comment_duplicate"}}, 409);
    answers.push_back(Json{{"id", 6}, {"post", 12}, {"parent", 5}, {"author", 1}, {"content", Json{{"raw", "Avec plaisir"}}}, {"link", "https://server.example/a/#comment-6"}});
    if (loses_answer) return {.status = 502, .headers = {{"Content-Type", "text/html"}}, .body = "<html>"};
    return Answers::json(answers.front(), 201);
  }
};

struct Bench : PlatformBench {
  explicit Bench(Http& over) : PlatformBench(wordpress_itself(), over) {
    account.remote_id = "1";
    account.settings = Json{{"rest", "/wp-json"}, {"user", "admin"}};
  }
};

Post a_reply(const std::string& to = "5") { return {.id = "01jd3k5v9q8x7m2c", .text = "Avec plaisir", .reply_to = to}; }

}  // namespace

TEST_CASE("a comment is answered below itself, on its own post") {
  Site site;
  Bench bench(site.http);
  Session session = bench.session();
  const auto receipt = wordpress_itself().publish(session, a_reply());
  REQUIRE(receipt.ok());
  CHECK(receipt->remote_id == "6");
  CHECK(receipt->url == "https://server.example/a/#comment-6");
}

TEST_CASE("an answer whose receipt was lost is found, and not written again") {
  Site site;
  site.loses_answer = true;
  Bench bench(site.http);
  Session session = bench.session();
  const auto lost = wordpress_itself().publish(session, a_reply());
  REQUIRE_FALSE(lost.ok());
  CHECK(lost.error().fault == Fault::unknown_outcome);
  CHECK((*wordpress_itself().find(session, a_reply(), Instant{}))->remote_id == "6");
  // Without having looked: the site says that it is there, and then it is looked for.
  CHECK(wordpress_itself().publish(session, a_reply())->remote_id == "6");
  bench.first_sent = bench.last_sent = bench.clock.now();
  Session later = bench.session();
  CHECK(wordpress_itself().publish(later, a_reply())->remote_id == "6");
  CHECK(site.answers.size() == 1);
}

TEST_CASE("an answer is taken back as the comment that it is") {
  Site site;
  Bench bench(site.http);
  Session session = bench.session();
  const auto receipt = wordpress_itself().publish(session, a_reply());
  REQUIRE(receipt.ok());
  REQUIRE(wordpress_itself().remove(session, *receipt).ok());
  CHECK(site.deleted == std::vector<std::string>{"/wp-json/wp/v2/comments/6"});
}

TEST_CASE("what is no comment is not answered") {
  Site site;
  Bench bench(site.http);
  Session session = bench.session();
  CHECK(wordpress_itself().publish(session, a_reply("https://server.example/a/")).error().fault == Fault::refused);
  CHECK(wordpress_itself().publish(session, a_reply("7")).error().fault == Fault::not_found);
  CHECK(site.answers.empty());
}
