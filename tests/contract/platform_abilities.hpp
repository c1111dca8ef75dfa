// SPDX-License-Identifier: MIT
// What each ability of a platform means, as a post to try it with and a call to make.
//
// The contract test, and cassettes written for it, share these: the text is "Bonjour à tous", a picture is jardin.png, and
// so on, so that a cassette can say word for word what must be sent.
#pragma once
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "platform.hpp"
#include "tests/support/platform_bench.hpp"

namespace cmtool {

inline const std::vector<Can>& all_abilities() {
  static const std::vector<Can> all{
      Can::publish,       Can::edit,       Can::remove,   Can::find,   Can::media, Can::alt_text, Can::video,     Can::poll,
      Can::warning,       Can::visibility, Can::language, Can::thread, Can::reply, Can::quote,    Can::link_card, Can::title,
      Can::first_comment, Can::tags,       Can::excerpt,  Can::status, Can::schedule, Can::inbox, Can::act, Can::measure, Can::follow};
  return all;
}

/// tests/cassettes/PLATFORM/account.json; null if there is none.
inline Json cassette_account(const std::string& platform) {
  std::ifstream file(std::string(CMTOOL_SOURCE_DIR) + "/tests/cassettes/" + platform + "/account.json");
  std::stringstream text;
  text << file.rdbuf();
  auto parsed = parse_json(text.str());
  return parsed.ok() ? *parsed : Json();
}

/// A bench with the account of account.json.
inline void take_account(PlatformBench& bench, const Json& json) {
  bench.account.server = json["server"].string_or(bench.account.server);
  bench.account.remote_id = json["remote_id"].string_or();
  bench.account.handle = json["handle"].string_or();
  if (json["settings"].is_object()) bench.account.settings = json["settings"];
}

inline Receipt receipt_of(const Json& account) {
  auto receipt = receipt_from_json(account["receipt"]);
  return receipt.ok() ? *receipt : Receipt{.remote_id = "109", .url = "https://server.example/109"};
}

/// Whom to follow: "follow" of account.json.
inline Account followed_by(const Json& account) {
  return {.name = "rival", .handle = account["follow"]["handle"].string_or(), .server = account["follow"]["server"].string_or(), .follow_only = true};
}

/// The item that is acted on: "item" of account.json.
inline Item item_of(const Json& account) {
  auto item = item_from_json(account["item"]);
  return item.ok() ? *item : Item{.remote_id = "110", .account = "atelier"};
}

/// The act that is tried: the first of those that the platform declares.
inline Act first_act(const Platform& platform) { return platform.about().acts.empty() ? Act::hide : *platform.about().acts.begin(); }

/// The post with which an ability is shown.
inline Post post_for(Can ability, PlatformBench& bench, const Json& account) {
  Post post{.id = "01jd3k5v9q8x7m2c", .text = "Bonjour à tous", .created = bench.clock.now()};
  switch (ability) {
    case Can::edit: post.text = "Bonjour à toutes"; break;
    case Can::media: post.media = {bench.medium("jardin.png", "image/png", "bytes of a picture")}; break;
    case Can::alt_text:
      post.media = {bench.medium("jardin.png", "image/png", "bytes of a picture", "Un jardin sous la pluie")};
      break;
    case Can::video: post.media = {bench.medium("film.mp4", "video/mp4", "bytes of a film", "La pluie tombe")}; break;
    case Can::poll: post.poll = Poll{.options = {"Oui", "Non"}}; break;
    case Can::warning: post.warning = "Araignée"; break;
    case Can::visibility: post.visibility = Visibility::followers; break;
    case Can::language: post.language = "fr-CA"; break;
    case Can::thread: post.thread = {"Deuxième", "Troisième"}; break;
    case Can::reply: post.reply_to = account["reply_to"].string_or("7"); break;
    case Can::quote: post.quote = account["quote"].string_or("7"); break;
    case Can::link_card:
      post.link = Link{.url = "https://example.com/jardin", .title = "Le jardin", .description = "Ouvert le dimanche"};
      break;
    case Can::title: post.title = "Le jardin"; break;
    case Can::first_comment: post.first_comment = "Ouvert à 10h"; break;
    case Can::tags:
      post.tags = {"jardin"};
      post.categories = {"Nouvelles"};
      break;
    case Can::excerpt:
      post.excerpt = "En bref";
      post.slug = "le-jardin";
      break;
    case Can::status: post.status = "draft"; break;
    case Can::publish:
    case Can::remove:
    case Can::find:
    case Can::schedule:
    case Can::inbox:
    case Can::act:
    case Can::measure:
    case Can::follow: break;
  }
  return post;
}

/// Does what the ability is about.
inline Result<void> use_ability(Can ability, Session& session, const Platform& platform, const Post& post,
                                const Receipt& receipt, Instant since) {
  const auto only = [](const auto& result) -> Result<void> {
    if (!result.ok()) return result.error();
    return {};
  };
  switch (ability) {
    case Can::edit: return only(platform.edit(session, receipt, post));
    case Can::remove: return platform.remove(session, receipt);
    case Can::find: return only(platform.find(session, post, since));
    case Can::inbox: return only(platform.inbox(session, {.own = {receipt}}));
    case Can::schedule: return only(platform.schedule(session, post, since + std::chrono::hours(1)));
    case Can::measure: return only(platform.measure(session, {.posts = {receipt}, .account = true}));
    case Can::follow: return only(platform.follow(session, followed_by(cassette_account(platform.about().name))));
    case Can::act: return platform.act(session, item_of(cassette_account(platform.about().name)), first_act(platform), "");
    case Can::publish:
    case Can::media:
    case Can::alt_text:
    case Can::video:
    case Can::poll:
    case Can::warning:
    case Can::visibility:
    case Can::language:
    case Can::thread:
    case Can::reply:
    case Can::quote:
    case Can::link_card:
    case Can::title:
    case Can::first_comment:
    case Can::tags:
    case Can::excerpt:
    case Can::status: break;
  }
  return only(platform.publish(session, post));
}

}  // namespace cmtool
