// SPDX-License-Identifier: MIT
// What the contract test cannot know: what is done when an answer is lost, and what a post becomes on a page.
#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "tests/support/platform_bench.hpp"
#include "wordpress/article.hpp"
#include "wordpress/site.hpp"

using namespace cmtool;

namespace {

const Platform& wordpress_itself() { return **find_platform("wordpress"); }

struct Bench : PlatformBench {
  explicit Bench(Http& over) : PlatformBench(wordpress_itself(), over) {
    account.remote_id = "1";
    account.settings = Json{{"rest", "/wp-json"}, {"user", "admin"}};
  }
  void tried() { first_sent = last_sent = clock.now() - std::chrono::minutes(1); }
};

const std::string draft_slug = "cmtool-" + sha256_hex("0cmtool0deliveryatelier").substr(0, 24);
Post bonjour() { return Post{.id = "01jd3k5v9q8x7m2c", .text = "Bonjour à tous"}; }

std::string post(const std::string& id, const std::string& status, const std::string& slug, const std::string& more = "") {
  return R"({"id":)" + id + R"(,"status":")" + status + R"(","slug":")" + slug +
         R"(","link":"https://server.example/bonjour/","date_gmt":"2026-11-22T09:00:00")" + more + "}";
}
std::string answer(const std::string& json, const std::string& status = "200") {
  return "< " + status + "\n< Content-Type: application/json\n< " + json + "\n\n";
}
const std::string find_draft = "> GET /wp-json/wp/v2/posts?slug=" + draft_slug + "&status=any&context=edit\n";
const std::string make_draft =
    "> POST /wp-json/wp/v2/posts\n> {\"title\":\"Bonjour à tous\",\"content\":\"*\",\"status\":\"draft\",\"slug\":\"" +
    draft_slug + "\"}\n";
std::string finish(const std::string& id) {
  return "> POST /wp-json/wp/v2/posts/" + id + "\n> {\"status\":\"publish\",\"slug\":\"\"}\n";
}

Fault fault_of(const Result<Receipt>& result) { return result.ok() ? Fault::internal : result.error().fault; }

}  // namespace

TEST_CASE("a draft whose answer was lost is found by its slug and published") {
  const auto tape = Cassette::of(find_draft + answer("[" + post("12", "draft", draft_slug) + "]") + finish("12") +
                                 answer(post("12", "publish", "bonjour")));
  Bench bench(*tape);
  bench.tried();
  Session session = bench.session();
  const auto receipt = wordpress_itself().publish(session, bonjour());
  REQUIRE_MESSAGE(receipt.ok(), tape->difference());
  CHECK(receipt->remote_id == "12");
  CHECK(bench.notes["id"] == "12");
}

TEST_CASE("a post whose number is noted is only given its place again") {
  const auto tape = Cassette::of(finish("12") + answer(post("12", "publish", "bonjour")));
  Bench bench(*tape);
  bench.notes["id"] = "12";
  bench.tried();
  Session session = bench.session();
  CHECK(wordpress_itself().publish(session, bonjour())->url == "https://server.example/bonjour/");
}

TEST_CASE("a second draft under the same key is known by its slug and thrown away") {
  const auto tape =
      Cassette::of(make_draft + answer(post("13", "draft", draft_slug + "-2"), "201") + find_draft +
                   answer("[" + post("12", "draft", draft_slug) + "]") + "> DELETE /wp-json/wp/v2/posts/13?force=true\n" +
                   answer("{\"deleted\":true}") + finish("12") + answer(post("12", "publish", "bonjour")));
  Bench bench(*tape);
  Session session = bench.session();
  const auto receipt = wordpress_itself().publish(session, bonjour());
  REQUIRE_MESSAGE(receipt.ok(), tape->difference());
  CHECK(receipt->remote_id == "12");
}

TEST_CASE("when the answer to publishing is lost, that is said, and the number is known") {
  Cassette tape("wordpress/publish.http");
  Faults faults(tape, {.at = 2, .kind = Faults::after_reset});
  Bench bench(faults);
  Session session = bench.session();
  CHECK(fault_of(wordpress_itself().publish(session, bonjour())) == Fault::unknown_outcome);
  CHECK(bench.notes["id"] == "12");
}

TEST_CASE("when the answer to the draft is lost and it is not there, nothing was published") {
  Cassette tape("wordpress/publish.http");
  tape.lenient();
  Faults faults(tape, {.at = 1, .kind = Faults::after_reset});
  Bench bench(faults);
  Session session = bench.session();
  CHECK(fault_of(wordpress_itself().publish(session, bonjour())) == Fault::network);
}

TEST_CASE("a user who may not publish leaves no draft behind") {
  const auto tape = Cassette::of(
      make_draft + answer(post("12", "draft", draft_slug), "201") + finish("12") +
      answer(R"({"code":"rest_cannot_publish","message":"Sorry, you are not allowed to publish posts in this post type."})",
             "403") +
      "> DELETE /wp-json/wp/v2/posts/12?force=true\n" + answer("{\"deleted\":true}"));
  Bench bench(*tape);
  Session session = bench.session();
  const auto result = wordpress_itself().publish(session, bonjour());
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().fault == Fault::refused);
  CHECK(result.error().hint.find("pending") != std::string::npos);
}

TEST_CASE("only what is finished is found") {
  SUBCASE("a draft is not") {
    const auto tape = Cassette::of(find_draft + answer("[" + post("12", "draft", draft_slug) + "]") +
                                   "> GET /wp-json/wp/v2/posts/12?context=edit\n" + answer(post("12", "draft", draft_slug)));
    Bench bench(*tape);
    Session session = bench.session();
    CHECK_FALSE(wordpress_itself().find(session, bonjour(), bench.clock.now())->has_value());
  }
  SUBCASE("a published one is") {
    const auto tape = Cassette::of("> GET /wp-json/wp/v2/posts/12?context=edit\n" + answer(post("12", "publish", "bonjour")));
    Bench bench(*tape);
    bench.notes["id"] = "12";
    Session session = bench.session();
    CHECK((*wordpress_itself().find(session, bonjour(), bench.clock.now()))->remote_id == "12");
  }
}

TEST_CASE("a comment that is there already counts as sent") {
  const auto tape = Cassette::of(finish("12") + answer(post("12", "publish", "bonjour")) +
                                 "> POST /wp-json/wp/v2/comments\n> {\"post\":12,\"content\":\"Premier\"}\n" +
                                 answer(R"({"code":"comment_duplicate","message":"Duplicate comment detected"})", "409"));
  Bench bench(*tape);
  bench.notes["id"] = "12";
  bench.tried();
  Session session = bench.session();
  Post with_comment = bonjour();
  with_comment.first_comment = "Premier";
  CHECK(wordpress_itself().publish(session, with_comment).ok());
}

TEST_CASE("where comments are closed nothing is published") {
  const auto tape = Cassette::of(make_draft + answer(post("12", "draft", draft_slug, R"(,"comment_status":"closed")"), "201") +
                                 "> DELETE /wp-json/wp/v2/posts/12?force=true\n" + answer("{\"deleted\":true}"));
  Bench bench(*tape);
  Session session = bench.session();
  Post with_comment = bonjour();
  with_comment.first_comment = "Premier";
  CHECK(fault_of(wordpress_itself().publish(session, with_comment)) == Fault::refused);
}

TEST_CASE("an upload whose answer was lost is found by its slug") {
  const auto tape =
      Cassette::of(find_draft + answer("[]") + "> GET /wp-json/wp/v2/media?slug=" + draft_slug + "-1\n" +
                   answer(R"([{"id":31,"source_url":"https://server.example/jardin.png"}])") +
                   "> POST /wp-json/wp/v2/posts\n> "
                   "{\"title\":\"*\",\"content\":\"*\",\"featured_media\":31,\"status\":\"draft\",\"slug\":\"*\"}\n" +
                   answer(post("12", "draft", draft_slug), "201") + finish("12") + answer(post("12", "publish", "bonjour")));
  Bench bench(*tape);
  bench.tried();
  Session session = bench.session();
  Post with_picture = bonjour();
  with_picture.media = {bench.medium("jardin.png", "image/png", "picture", "Un jardin")};
  const auto receipt = wordpress_itself().publish(session, with_picture);
  REQUIRE_MESSAGE(receipt.ok(), tape->difference());
  CHECK(receipt->extra["media"][0]["id"].string_or() == "31");
}

TEST_CASE("a status that is none, and a comment on a draft, are refused before anything is sent") {
  const auto tape = Cassette::of("");
  Bench bench(*tape);
  Session session = bench.session();
  Post future = bonjour(), commented = bonjour();
  future.status = "future";
  commented.status = "draft";
  commented.first_comment = "Premier";
  CHECK(fault_of(wordpress_itself().publish(session, future)) == Fault::refused);
  CHECK(fault_of(wordpress_itself().publish(session, commented)) == Fault::refused);
  CHECK(tape->requests() == 0);
}

TEST_CASE("a file type that the site forbids is refused, though WordPress answers 500") {
  const auto tape = Cassette::of(
      "> POST /wp-json/wp/v2/media\n> file file image/svg+xml {*}\n> part title: dessin\n> part slug: " + draft_slug + "-1\n" +
      answer(R"({"code":"rest_upload_sideload_error","message":"Sorry, you are not allowed to upload this file type."})",
             "500"));
  Bench bench(*tape);
  Session session = bench.session();
  Post with_drawing = bonjour();
  with_drawing.media = {bench.medium("dessin.svg", "image/svg+xml", "<svg/>")};
  CHECK(fault_of(wordpress_itself().publish(session, with_drawing)) == Fault::refused);
}

TEST_CASE("a deleted post is gone, also for the second time, and also where there is no trash") {
  SUBCASE("in the trash already") {
    const auto tape =
        Cassette::of("> DELETE /wp-json/wp/v2/posts/12\n" + answer(R"({"code":"rest_already_trashed","message":"x"})", "410"));
    Bench bench(*tape);
    Session session = bench.session();
    CHECK(wordpress_itself().remove(session, {.remote_id = "12"}).ok());
  }
  SUBCASE("no trash") {
    const auto tape = Cassette::of("> DELETE /wp-json/wp/v2/posts/12\n" +
                                   answer(R"({"code":"rest_trash_not_supported","message":"x"})", "501") +
                                   "> DELETE /wp-json/wp/v2/posts/12?force=true\n" + answer(R"({"deleted":true})"));
    Bench bench(*tape);
    Session session = bench.session();
    CHECK(wordpress_itself().remove(session, {.remote_id = "12"}).ok());
  }
}

TEST_CASE("the REST interface is found wherever a site has it") {
  const std::string names =
      R"({"namespaces":["oembed/1.0","wp/v2"],"authentication":{"application-passwords":{"endpoints":{"authorization":"https://server.example/wp-admin/authorize-application.php"}}}})";
  const std::string page = "< 200\n< Content-Type: text/html\n< <html></html>\n\n",
                    none = "< 404\n< Content-Type: text/html\n< <html></html>\n\n";
  const auto found = [&](const std::string& text) {
    const auto tape = Cassette::of(text);
    Bench bench(*tape);
    Session session = bench.session();
    const auto site = wordpress::find_site(session, "https://server.example");
    return site.ok() ? site->rest : std::string(slug(site.error().fault)) + tape->difference();
  };
  const std::string pretty = "> GET /wp-json/\n> !Authorization\n", plain = "> GET /?rest_route=%2F\n> !Authorization\n",
                    home = "> GET /\n";
  CHECK(found(pretty + answer(names)) == "/wp-json");
  CHECK(found(pretty + page + plain + answer(names)) == "/?rest_route=");
  CHECK(found(pretty + none + plain + page + home +
              "< 200\n< Content-Type: text/html\n< Link: <https://server.example/index.php/wp-json/>; "
              "rel=\"https://api.w.org/\"\n< <html></html>\n\n" +
              "> GET /index.php/wp-json/\n" + answer(names)) == "/index.php/wp-json");
  CHECK(found(pretty + none + plain + page + home +
              "< 200\n< Link: <https://elsewhere.example/wp-json/>; rel=\"https://api.w.org/\"\n< <html></html>\n") ==
        "not_found");
  CHECK(found(pretty + none + plain + none + home + page) == "not_found");
}

TEST_CASE("without pretty links the route goes into the query") {
  const auto tape = Cassette::of("> DELETE /?rest_route=%2Fwp%2Fv2%2Fposts%2F12\n> Authorization: Basic " +
                                 base64("admin:canary-password") + "\n" + answer(post("12", "trash", "x")));
  Bench bench(*tape);
  bench.account.settings.set("rest", "/?rest_route=");
  Session session = bench.session();
  CHECK(wordpress_itself().remove(session, {.remote_id = "12"}).ok());
}

TEST_CASE("signing in learns who we are") {
  const auto tape = Cassette::of("> GET /wp-json/\n" + answer(R"({"namespaces":["wp/v2"]})") +
                                 "> GET https://server.example/wp-json/wp/v2/users/me?context=edit\n> Authorization: Basic " +
                                 base64("ann:abcd efgh") + "\n" + answer(R"({"id":3,"username":"ann","slug":"ann"})"));
  PlatformBench bench(wordpress_itself(), *tape);
  bench.credentials.fields = {{"handle", Secret("ann")}, {"password", Secret("abcd efgh")}};
  Session session = bench.session();
  Account wanted = bench.account;
  wanted.server = "server.example/wp-admin/";
  const auto signed_in = wordpress_itself().sign_in(session, wanted);
  REQUIRE_MESSAGE(signed_in.ok(), tape->difference());
  CHECK(signed_in->account.server == "https://server.example");
  CHECK(signed_in->account.handle == "ann@server.example");
  CHECK(signed_in->account.settings["rest"].string_or() == "/wp-json");
  CHECK(signed_in->account.settings["user"].string_or() == "ann");
}

TEST_CASE("a wrong password is told from a role that is too small") {
  const auto fault = [](const std::string& status, const std::string& code) {
    const auto tape =
        Cassette::of("> DELETE /wp-json/wp/v2/posts/12\n" + answer(R"({"code":")" + code + R"(","message":"x"})", status));
    Bench bench(*tape);
    Session session = bench.session();
    return wordpress_itself().remove(session, {.remote_id = "12"}).error().fault;
  };
  CHECK(fault("401", "rest_not_logged_in") == Fault::auth);
  CHECK(fault("401", "incorrect_password") == Fault::auth);
  CHECK(fault("403", "rest_cannot_delete") == Fault::refused);
  CHECK(fault("403", "rest_forbidden") == Fault::auth);
}

TEST_CASE("a title is the author's, else the heading, else the first sentence, else of the picture") {
  struct Row {
    const char* name;
    Post post;
    const char* title;
    const char* html;
  };
  Post titled{.text = "# Pas lui\n\nTexte", .title = "Le titre"};
  Post picture{.media = {Media{.file = "a/jardin.png", .alt = "Un jardin"}}};
  Post nameless{.media = {Media{.file = "a/jardin.png"}}};
  const Row rows[] = {
      {"the author's", titled, "Le titre", "<h2>Pas lui</h2>\n<p>Texte</p>\n"},
      {"a heading", {.text = "# Le *jardin*\n\nOuvert"}, "Le jardin", "<p>Ouvert</p>\n"},
      {"a sentence", {.text = "Ouvert dimanche. Venez !"}, "Ouvert dimanche", "<p>Ouvert dimanche. Venez !</p>\n"},
      {"a question", {.text = "Ouvert ? Oui"}, "Ouvert ?", "<p>Ouvert ? Oui</p>\n"},
      {"a line", {.text = "Ouvert\nVenez"}, "Ouvert", "<p>Ouvert<br />\nVenez</p>\n"},
      {"a picture's description", picture, "Un jardin", ""},
      {"a picture's name", nameless, "jardin", ""},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto article = wordpress::article_of(row.post, {});
    CHECK(article.title == row.title);
    CHECK(article.html == row.html);
  }
  const auto article = wordpress::article_of({.text = std::string(30, 'a') + " " + std::string(60, 'b')}, {});
  CHECK(article.title == std::string(30, 'a') + "…");
  CHECK(wordpress::article_of({.text = std::string(79, 'a') + "é" + std::string(20, 'b')}, {}).title ==
        std::string(79, 'a') + "…");
}

TEST_CASE("media after the featured picture follow the text, their descriptions made harmless") {
  Post post{.text = "Texte",
            .media = {Media{.file = "a.png"}, Media{.file = "b.png", .alt = "\"b\" <b>"},
                      Media{.file = "c.mp4", .kind = MediaKind::video}}};
  const std::vector<wordpress::Upload> uploads{
      {.id = "1", .url = "https://s/a.png"}, {.id = "2", .url = "https://s/b.png"}, {.id = "3", .url = "https://s/c.mp4"}};
  const auto article = wordpress::article_of(post, uploads);
  CHECK(article.html.find("a.png") == std::string::npos);
  CHECK(article.html.find(R"(alt="&quot;b&quot; &lt;b&gt;" class="wp-image-2")") != std::string::npos);
  CHECK(article.html.find(R"(<video controls src="https://s/c.mp4">)") != std::string::npos);
  CHECK(wordpress::featured(post) == 0U);
  CHECK_FALSE(wordpress::featured(Post{.media = {Media{.kind = MediaKind::video}}}).has_value());
}
