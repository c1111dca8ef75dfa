// SPDX-License-Identifier: MIT
#include "compose.hpp"

#include <doctest/doctest.h>

#include "tests/support/island.hpp"

using namespace cmtool;

namespace {

const Account atelier{.name = "atelier", .platform = "site", .server = "/srv/site"};

Post said(const std::string& text) { return Post{.id = new_id(Instant{}), .text = text, .language = "fr"}; }

Result<Post> made(const Post& post, const Island& island, const ComposeWish& wish = {}) {
  return adapted(post, atelier, island, island.about().limits, wish);
}

std::vector<std::string> faults(const Post& post, const Island& island) {
  std::vector<std::string> messages;
  for (const auto& error : misfits(post, atelier, island, island.about().limits)) {
    CHECK(error.fault == Fault::refused);
    CHECK(error.where == "@atelier (Site)");
    CHECK_FALSE(error.hint.empty());
    messages.push_back(error.message);
  }
  return messages;
}

}  // namespace

TEST_CASE("an account's own text wins over its platform's, and that over the common one") {
  const Island island;
  Post post = said("commun");
  CHECK(made(post, island)->text == "commun");
  post.instead["site"] = "pour le site";
  CHECK(made(post, island)->text == "pour le site");
  post.instead["@atelier"] = "pour l'atelier";
  CHECK(made(post, island)->text == "pour l'atelier");
  CHECK(made(post, island)->instead.empty());
}

TEST_CASE("a text that is too long says how long it is, what the limit is, and by how much") {
  const Island island;
  const auto errors = misfits(said(std::string(62, 'a')), atelier, island, island.about().limits);
  REQUIRE(errors.size() == 1);
  CHECK(errors.front().message == "the text has 62 characters; the limit is 50");
  CHECK(errors.front().hint.find("12") != std::string::npos);
  CHECK(faults(said(std::string(50, 'a')), island).empty());
}

TEST_CASE("--thread makes a thread only of what does not fit, and every part fits") {
  const Island island;
  CHECK(made(said("court"), island, {.thread = true})->thread.empty());
  std::string text;
  for (int i = 0; i < 30; ++i) text += "mot" + std::to_string(i) + " ";
  const auto post = made(said(text), island, {.thread = true, .numbering = Numbering::yes});
  REQUIRE(post.ok());
  CHECK(post->thread.size() >= 3);
  CHECK(faults(*post, island).empty());
}

TEST_CASE("--split cuts where the author says") {
  const Island island;
  const auto post = made(said("un\n---\ndeux\n---\ntrois"), island, {.split = "---"});
  REQUIRE(post.ok());
  CHECK(post->text == "un");
  CHECK(post->thread == std::vector<std::string>{"deux", "trois"});
}

TEST_CASE("what a platform has not is refused before anything is sent, and named") {
  const Island island;  // publishes, deletes, threads: nothing else
  Post post = said("x");
  post.poll = Poll{.options = {"a", "b"}};
  CHECK(faults(post, island) == std::vector<std::string>{"Island has no polls"});
  post = said("x");
  post.visibility = Visibility::followers;
  CHECK(faults(post, island).size() == 1);
  post = said("x");
  post.reply_to = "https://elsewhere.example/1";
  CHECK(faults(post, island).size() == 1);
  post = said("x");
  post.status = "draft";
  CHECK(faults(post, island).size() == 1);
  post = said("");
  CHECK(faults(post, island).size() == 1);
}

TEST_CASE("a content warning is never lost: where the platform has none it stands before the text") {
  Island island;
  Post post = said("la fin du film");
  post.warning = "divulgâcheur";
  CHECK(made(post, island)->text == "divulgâcheur\n\nla fin du film");
  island.mutable_about().can.insert(Can::warning);
  CHECK(made(post, island)->text == "la fin du film");
  CHECK(made(post, island)->warning == "divulgâcheur");
}

TEST_CASE("a link that the platform shows no card for is put into the text, once") {
  Island island;
  Post post = said("à lire");
  post.link = Link{.url = "https://example.org/a"};
  CHECK(made(post, island)->text == "à lire\n\nhttps://example.org/a");
  post.text = "à lire https://example.org/a";
  CHECK(made(post, island)->text == post.text);
  island.mutable_about().can.insert(Can::link_card);
  post.text = "à lire";
  CHECK(made(post, island)->text == "à lire");
}

TEST_CASE("a paid post says so, in the language of the text") {
  const Island island;
  Post post = said("Essayez ceci");
  post.sponsored = "Acme";
  CHECK(made(post, island)->text.find("Collaboration commerciale") != std::string::npos);
}

TEST_CASE("--utm marks the links with the platform and the campaign") {
  const Island island;
  Post post = said("voir https://example.org/a");
  post.campaign = "Noël 2026";
  const auto text = made(post, island, {.utm = true})->text;
  CHECK(text.find("utm_source=site") != std::string::npos);
  CHECK(text.find("utm_medium=social") != std::string::npos);
  CHECK(text.find("utm_campaign=") != std::string::npos);
}
