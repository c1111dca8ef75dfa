// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "base/tr.hpp"
#include "model/account.hpp"
#include "model/delivery.hpp"
#include "model/item.hpp"
#include "model/post.hpp"
#include "model/sample.hpp"

using namespace cmtool;
using namespace std::chrono;

namespace {
const Instant noon{milliseconds(1'795'600'000'000)};

Post full_post() {
  Post post{.id = new_id(noon), .text = "Bonjour « monde » 👋"};
  post.thread = {"deux", "trois"};
  post.title = "Titre";
  post.media = {Media{.file = "a.jpg", .alt = "un chat", .focus = Focus{.x = 0.5, .y = -1}, .sha256 = "ab", .type = "image/jpeg", .bytes = 7}};
  post.language = "fr";
  post.visibility = Visibility::unlisted;
  post.link = Link{.url = "https://example.org/", .title = "Exemple"};
  post.poll = Poll{.options = {"oui", "non"}, .open_for = hours(2), .multiple = true};
  post.instead = {{"bluesky", "court"}, {"@atelier", "autre"}};
  post.tags = {"pain"};
  post.key = "2026-11-22";
  post.created = noon;
  return post;
}
}  // namespace

TEST_CASE("a post is read back as it was written") {
  const Post post = full_post();
  const auto back = post_from_json(to_json(post));
  REQUIRE(back.ok());
  CHECK(*back == post);
}

TEST_CASE("a delivery is read back as it was written") {
  Delivery delivery{.post = new_id(noon), .account = "atelier", .platform = "bluesky", .state = DeliveryState::unknown};
  delivery.id = delivery_id(delivery.post, delivery.account);
  delivery.due = Due{.at = noon, .wall = "2026-11-26T12:00", .zone = "Europe/Paris"};
  delivery.lease = Lease{.run = "r1", .until = noon};
  delivery.notes = {{"rkey", "3k"}};
  delivery.receipt = Receipt{.remote_id = "at://x", .url = "https://x", .at = noon, .parts = {"at://y"}};
  delivery.failure = Error{.fault = Fault::rate_limited, .message = "later", .retry_after = seconds(7)};
  const auto back = delivery_from_json(to_json(delivery));
  REQUIRE(back.ok());
  CHECK(*back == delivery);
}

TEST_CASE("keys of a newer cmtool survive a rewrite") {
  Json json = to_json(full_post());
  json.set("invented_later", Json{{"a", 1}});
  const auto post = post_from_json(json);
  REQUIRE(post.ok());
  CHECK(to_json(*post)["invented_later"]["a"].integer_or(0) == 1);
}

TEST_CASE("a damaged record is a fault and never an empty record") {
  struct Row {
    const char *key;
    Json value;
  };
  for (const auto& row : {Row{"id", "../../x"}, Row{"text", 5}, Row{"media", Json::array({Json(5)})}, Row{"visibility", "secret"},
                          Row{"created", "yesterday"}, Row{"thread", Json::array({Json(1)})}}) {
    CAPTURE(row.key);
    Json json = to_json(full_post());
    json.set(row.key, row.value);
    const auto post = post_from_json(json);
    REQUIRE_FALSE(post.ok());
    CHECK(post.error().fault == Fault::state);
  }
  CHECK_FALSE(post_from_json(Json::array()).ok());
  CHECK_FALSE(post_from_json(Json()).ok());
  CHECK_FALSE(delivery_from_json(Json::object()).ok());
}

TEST_CASE("an account's name can become part of a path") {
  CHECK(is_account_name("atelier-2.fr"));
  for (const char* bad : {"", "all", ".", "..", "-x", "a/b", "a b", "é", "a\n"}) {
    CAPTURE(bad);
    CHECK_FALSE(is_account_name(bad));
  }
}

TEST_CASE("accounts, items and samples are read back as they were written") {
  Account account{.name = "atelier", .platform = "mastodon", .handle = "a@b.example", .server = "https://b.example"};
  account.tags = {"acme"};
  account.secret_home = SecretHome::command;
  account.token_command = {"pass", "show", "x y"};
  account.token_expires = noon;
  REQUIRE(account_from_json(to_json(account)).ok());
  CHECK(*account_from_json(to_json(account)) == account);
  const Item item{.remote_id = "1", .account = "atelier", .author = Author{.handle = "x", .followers = 0}, .text = "?", .at = noon};
  CHECK(*item_from_json(to_json(item)) == item);
  const Sample unknown{.account = "atelier", .metric = "views", .at = noon};
  CHECK(*sample_from_json(to_json(unknown)) == unknown);
  CHECK(to_json(unknown)["value"].is_null());
}
