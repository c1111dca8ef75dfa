// SPDX-License-Identifier: MIT
// Posts and accounts for tests of stores.
#pragma once
#include <string>
#include <vector>

#include "inbox.hpp"
#include "store.hpp"
#include "tests/support/fake_clock.hpp"

namespace cmtool::test {

/// A post whose id is made of `number`, so that two runs make the same one.
inline Post a_post(const std::string& text, int number = 1, const std::string& key = {}) {
  const Instant made = parse_iso("2026-11-20T10:00:00Z").value() + std::chrono::seconds(number);
  std::string id = new_id(made);
  id.replace(9, 7, "0000000");
  return {.id = id, .text = text, .key = key, .created = made};
}

inline Delivery to(const std::string& account, DeliveryState state = DeliveryState::sending) {
  return {.account = account, .platform = "mastodon", .state = state, .key = "k-" + account};
}

inline Account an_account(const std::string& name) { return {.name = name, .platform = "mastodon", .server = "https://example.org"}; }

inline Delivery sent(Delivery delivery) {
  delivery.state = DeliveryState::sent;
  delivery.receipt = Receipt{.remote_id = "1", .url = "https://example.org/1", .at = parse_iso("2026-11-22T09:00:01Z").value()};
  return delivery;
}

/// Everything that a store keeps, as one text; leases without the run's random name.
inline Result<std::string> everything(Store& store) {
  Json all = Json::object();
  TRY(const auto accounts, store.accounts());
  for (const auto& account : accounts) {
    all.member("accounts").push(to_json(account));
    const auto secret = store.secret(account.name);
    if (!secret.ok() && secret.error().fault != Fault::not_found) return secret.error();
    all.member("secrets").push(secret.ok() ? *secret : Json());
  }
  TRY(const auto settings, store.settings());
  all.set("settings", settings);
  TRY(const auto series, store.all_series());
  for (const auto& one : series) all.member("series").push(to_json(one));
  TRY(const auto pauses, store.pauses());
  for (const auto& pause : pauses) all.member("pauses").push(to_json(pause));
  TRY(const auto posts, store.posts({}));
  for (const auto& record : posts) {
    Json json = to_json(record.post);
    for (auto delivery : record.deliveries) {
      if (delivery.lease) delivery.lease->run = "run";
      json.member("deliveries").push(to_json(delivery));
    }
    all.member("posts").push(json);
  }
  TRY(const auto items, store.inbox().items({}));
  for (const auto& entry : items) {
    Json item = to_json(entry.item);
    item.erase("id");
    item.set("handling", to_json(entry.handling));
    all.member("items").push(item);
  }
  TRY(const auto decisions, store.inbox().decisions({}, std::nullopt));
  for (const auto& decision : decisions) all.member("decisions").push(Json{{"what", decision.what}, {"after", decision.after}});
  TRY(const auto chain, store.inbox().verify());
  if (!chain.fault.empty()) return Error{.fault = Fault::state, .message = chain.fault};
  for (const auto& account : accounts) {
    TRY(const auto cursor, store.inbox().cursor(account.name));
    all.member("cursors").push(cursor);
  }
  return all.dump(1);
}

inline Item an_item(const std::string& remote_id, const std::string& text = "Bonjour") {
  return {.remote_id = remote_id, .author = {.remote_id = "9", .handle = "zoe@example.org", .name = "Zoé"}, .text = text,
          .at = parse_iso("2026-11-22T08:00:00Z").value()};
}

}  // namespace cmtool::test
