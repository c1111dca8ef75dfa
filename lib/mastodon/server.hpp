// SPDX-License-Identifier: MIT
// Which software speaks the Mastodon API at an address, and what of the API can be relied on there.
//
// A dozen servers speak it and differ where it matters most: some keep no idempotency keys, one ignores who may see a post.
// What is known of them is here, once; it was seen on snac 2.94, Hollo 0.6, GoToSocial 0.7 and WordPress with Enable Mastodon
// Apps 1.6 (November 2026) and read in the servers' own sources. Of software that is not known nothing is believed that could
// double a post or show it to the wrong people.
#pragma once
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "net/session.hpp"

namespace cmtool::mastodon {

struct Server {
  enum class Kind { unknown, mastodon, hollo, gotosocial, snac, wordpress };
  Kind kind = Kind::unknown;
  std::string version{};  ///< as the server says it: "4.5.0"
  std::string domain{};   ///< what stands after the "@" of its users' names
  bool quotes = false;    ///< a post can quote another (Mastodon 4.5, API version 7)

  /// A repeat with the same Idempotency-Key answers the first post: Mastodon and Hollo, for one hour. GoToSocial 0.7, snac and
  /// WordPress ignore the key and post twice.
  [[nodiscard]] bool keeps_keys() const { return kind == Kind::mastodon || kind == Kind::hollo; }
  /// The text comes back with the letters and signs that were sent. Hollo and snac read it as Markdown, WordPress makes its
  /// quotes curly.
  [[nodiscard]] bool keeps_text() const { return kind == Kind::mastodon || kind == Kind::gotosocial; }
  /// The account's own list shows it all its posts, whoever may see them, with what they answer. snac lists the public ones.
  [[nodiscard]] bool lists_everything() const {
    return kind == Kind::mastodon || kind == Kind::hollo || kind == Kind::gotosocial;
  }
  /// Its times are times: WordPress gives local ones as if they were UTC.
  [[nodiscard]] bool keeps_time() const { return kind != Kind::wordpress; }
  /// A post with pictures or a poll goes as a form: its documentation and its OpenAPI description know it so. Of the others,
  /// which all read JSON, Hollo makes a form's post public.
  [[nodiscard]] bool wants_form() const { return kind == Kind::mastodon || kind == Kind::unknown; }
  /// It obeys `visibility`. WordPress shows a post to everyone or to nobody.
  [[nodiscard]] bool keeps_visibility() const { return kind != Kind::wordpress; }
};

/// What the server says of itself: /api/v2/instance, or /api/v1/instance where that is missing (snac). `server` is its
/// base URL, "" for the account's. Fault::not_found or ::protocol when no Mastodon API is there.
Result<Json> instance_of(Session&, const std::string& server = {});

/// Reads it. Never fails: what is not understood is Kind::unknown.
Server read_server(const Json& instance);

/// What of it is kept with the account.
Json to_json(const Server&);
/// The server of an account: as it was kept at sign-in, else asked now (an error then counts as Kind::unknown).
Server known_server(Session&);

}  // namespace cmtool::mastodon
