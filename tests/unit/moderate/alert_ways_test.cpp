// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "tests/support/alert_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

std::string header_of(const Request& request, const char* name) { return header(request.headers, name); }

}  // namespace

TEST_CASE("ntfy gets the text as body, and title, priority, tags and token as its manual says") {
  AlertPlace here(R"([{"to": "ntfy", "url": "https://ntfy.example/acme-3f9c2a", "token_from": "NTFY_TOKEN"}])");
  here.place.world.variables["NTFY_TOKEN"] = "tk_secret123";
  here.raise("Où\r\nêtes-vous ?", true);
  CHECK_FALSE(here.deliver().outcomes.front().error);
  const Request& request = here.requests.front();
  CHECK(request.url == "https://ntfy.example/acme-3f9c2a");
  CHECK(request.method == Method::post);
  CHECK(request.effects == Effects::yes);
  CHECK(request.authorization == Secret("Bearer tk_secret123"));
  CHECK(header_of(request, "title") == "The rule x");
  CHECK(header_of(request, "priority") == "5");
  CHECK(header_of(request, "tags") == "rotating_light");
  CHECK(request.body.bytes.find("Où") != std::string::npos);
  CHECK(mask_secrets("POST https://ntfy.example/acme-3f9c2a").find("3f9c2a") == std::string::npos);
}

TEST_CASE("each chat gets its form, and strangers' text calls nobody") {
  AlertPlace here(R"([{"to": "webhook", "url": "https://a.example/x"}, {"to": "webhook", "url": "https://b.example/x", "format": "slack"},
    {"to": "webhook", "url": "https://c.example/x", "format": "discord"}, {"to": "webhook", "url": "https://d.example/x", "format": "mattermost"}])");
  here.raise("<!channel> @everyone @all & co " + std::string(4000, 'x'));
  CHECK(here.deliver().outcomes.size() == 4);
  REQUIRE(here.requests.size() == 4);
  const auto body = [&](std::size_t i) { return parse_json(here.requests[i].body.bytes).value(); };
  CHECK(body(0)["event"].string_or() == "alert");
  CHECK(body(0)["kind"].string_or() == "rule");
  CHECK(body(0)["items"].items().size() == 1);
  CHECK(body(1)["text"].string_or().find("&lt;!channel&gt;") != std::string::npos);
  CHECK(body(2)["content"].string_or().size() <= 2000);
  CHECK(body(2)["allowed_mentions"]["parse"].is_array());
  CHECK(body(3)["text"].string_or().find("@all") == std::string::npos);
}

TEST_CASE("what a chat's server answers says whether it is told again") {
  struct Row {
    int status;
    const char* outcome;
  };
  for (const Row& row : {Row{204, "sent"}, Row{429, "failed"}, Row{500, "unknown"}, Row{503, "unknown"}, Row{404, "refused"}, Row{403, "refused"}, Row{302, "refused"}}) {
    CAPTURE(row.status);
    AlertPlace here(R"([{"to": "webhook", "url": "https://a.example/x"}])");
    here.answer = Response{.status = row.status, .body = "no\xff"};
    here.raise("x");
    here.deliver();
    CHECK(here.only().told.front().outcome == row.outcome);
    here.place.clock.advance(std::chrono::hours(1));
    here.deliver();
    CHECK((here.requests.size() == 2) == (std::string(row.outcome) == "failed"));
  }
}

TEST_CASE("an account is used only where a post can stay between two people") {
  AlertPlace here(R"([{"to": "account", "account": "@a", "recipient": "@lea@mastodon.example"}])");
  const auto outcome = here.test().value().front();
  REQUIRE(outcome.error);
  CHECK(outcome.error->fault == Fault::unsupported);
  here.raise("x");
  here.deliver();
  CHECK(here.place.harbour.posts.empty());
  CHECK(here.only().told.front().outcome == "refused");
}

TEST_CASE("a test goes by every route, or by one, and a rehearsal sends nothing") {
  AlertPlace here(R"({"quiet": {"daily": "00:00-24:00"}, "people": [{"name": "lea", "on_call": {"mon": "09:00-10:00"}, "routes": [{"to": "mail", "address": "lea@example.org"}]}],
    "routes": [{"to": "webhook", "url": "https://a.example/x"}]})");
  CHECK(here.test("", true)->size() == 2);
  CHECK(here.mails.empty());
  CHECK(here.test()->size() == 2);
  CHECK(here.mails.size() == 1);
  CHECK(here.requests.size() == 1);
  CHECK(here.test("lea")->size() == 1);
  CHECK(here.mails.size() == 2);
  CHECK(here.test("nobody").error().fault == Fault::not_found);
  Desk desk = here.place.desk();
  CHECK(kept_alerts(desk)->empty());
}

TEST_CASE("a secret stands in no setting, and comes from systemd, a variable or a command") {
  InboxPlace place;
  place.world.variables["X"] = "from-variable";
  CHECK(load_secret(place.world, {.name = "mail", .variable = "X"})->empty() == false);
  CHECK(load_secret(place.world, {.name = "mail", .variable = "X"}).value() == Secret("from-variable"));
  CHECK(load_secret(place.world, {.name = "mail", .command = {"printf", "from-command\nuser: x"}}).value() == Secret("from-command"));
  CHECK(load_secret(place.world, {.name = "mail", .command = {"false"}}).error().fault == Fault::auth);
  CHECK(load_secret(place.world, {.name = "mail"}).error().fault == Fault::auth);
  REQUIRE(place.disk->write_new(place.folder / "cmtool-mail", "from-systemd\n").ok());
  place.world.variables["CREDENTIALS_DIRECTORY"] = place.folder.path();
  CHECK(load_secret(place.world, {.name = "mail", .variable = "X"}).value() == Secret("from-systemd"));
  CHECK(secret_wish(json_of_text(R"({"password": "x"})"), "password", "mail").error().fault == Fault::usage);
  CHECK(mail_setup(json_of_text(R"({"mail": {"server": "smtp://localhost?tls=none", "from": "a@b.c", "user": "x"}})")).error().fault == Fault::usage);
}

TEST_CASE("a mail server is read strictly, and an open line is for this machine") {
  CHECK(mail_server("smtp://mail.example.org")->port == 587);
  CHECK(mail_server("mail.example.org")->safety == MailServer::Safety::starttls);
  CHECK(mail_server("smtps://mail.example.org")->port == 465);
  CHECK(mail_server("mail.example.org:465")->safety == MailServer::Safety::tls);
  CHECK(mail_server("smtp://localhost?tls=none")->port == 25);
  for (const char* wrong : {"", "http://x", "smtp://a b", "smtp://x/y", "smtp://user:pass@x", "smtp://x:0", "smtp://x:99999", "smtp://mail.example.org?tls=none", "smtps://localhost?tls=none", "smtp://x\r\ny", "smtp://-x"}) {
    CAPTURE(wrong);
    CHECK_FALSE(mail_server(wrong).ok());
  }
}
