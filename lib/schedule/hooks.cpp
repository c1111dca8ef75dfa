// SPDX-License-Identifier: MIT
#include "schedule/hooks.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "sys/process.hpp"

namespace cmtool {
namespace {

constexpr std::chrono::seconds hook_limit{20};
constexpr std::size_t longest_output = 1u << 20;  // bytes; a text for a post at most

Json account_json(const Account& account) {
  return Json{{"name", "@" + account.name}, {"platform", account.platform}, {"handle", account.handle}, {"server", account.server}};
}

Json base_event(Hook hook, const Desk& desk) {
  return Json{{"event", slug(hook)}, {"at", iso(desk.world.clock->now())}, {"workspace", desk.store.where()}};
}

}  // namespace

std::string_view slug(Hook hook) {
  switch (hook) {
    case Hook::publishing: return "publishing";
    case Hook::published: return "published";
    case Hook::failed: return "failed";
    case Hook::unknown: return "unknown";
    case Hook::expired: return "expired";
    case Hook::held: return "held";
    case Hook::token_expiring: return "token-expiring";
    case Hook::alert: return "alert";
  }
  return "";
}

const std::vector<Hook>& all_hooks() {
  static const std::vector<Hook> all{Hook::publishing, Hook::published, Hook::failed, Hook::unknown,
                                     Hook::expired,    Hook::held,      Hook::token_expiring, Hook::alert};
  return all;
}

std::optional<Hook> hook_named(std::string_view name) {
  for (const auto hook : all_hooks()) {
    if (slug(hook) == name) return hook;
  }
  return std::nullopt;
}

Json hook_event(Hook hook, const Desk& desk, const Post& post, const Delivery& delivery) {
  Json event = base_event(hook, desk);
  event.set("account", "@" + delivery.account);
  event.set("text", delivery.said.is_object() ? delivery.said["text"] : Json(post.text));
  event.set("url", delivery.receipt ? Json(delivery.receipt->url) : Json());
  event.set("message", delivery.failure ? Json(delivery.failure->message) : Json());
  event.set("post", to_json(post));
  event.set("delivery", to_json(delivery));
  return event;
}

Json hook_event(Hook hook, const Desk& desk, const Account& account) {
  Json event = base_event(hook, desk);
  event.set("account", "@" + account.name);
  event.set("expires", account.token_expires ? Json(iso(*account.token_expires)) : Json());
  event.set("of", account_json(account));
  return event;
}

Json alert_event(const Desk& desk, const std::string& what, const std::string& why, const Json& items) {
  Json event = base_event(Hook::alert, desk);
  event.set("what", what);
  event.set("message", why);
  event.set("items", items);
  return event;
}

Json hook_example(Hook hook, const Desk& desk) {
  const Instant now = desk.world.clock->now();
  if (hook == Hook::alert) return alert_event(desk, "rule:example", tr("An example: nothing has happened"), Json::array());
  if (hook == Hook::token_expiring) {
    return hook_event(hook, desk, Account{.name = "example", .platform = "mastodon", .handle = "example@mastodon.example", .token_expires = now});
  }
  const Post post{.id = new_id(now), .text = tr("An example: nothing was published"), .created = now};
  Delivery delivery{.id = delivery_id(post.id, "example"), .post = post.id, .account = "example", .platform = "site", .due = Due{.at = now}};
  switch (hook) {
    case Hook::publishing: delivery.state = DeliveryState::waiting; break;
    case Hook::published:
      delivery.state = DeliveryState::sent;
      delivery.receipt = Receipt{.remote_id = "1", .url = "https://example.org/1", .at = now};
      break;
    case Hook::failed: delivery.state = DeliveryState::failed; break;
    case Hook::unknown: delivery.state = DeliveryState::unknown; break;
    case Hook::expired: delivery.state = DeliveryState::expired; break;
    case Hook::held: delivery.state = DeliveryState::held; break;
    case Hook::token_expiring:
    case Hook::alert: break;
  }
  if (hook == Hook::failed || hook == Hook::unknown || hook == Hook::expired) delivery.failure = Error{.message = tr("an example of a message")};
  return hook_event(hook, desk, post, delivery);
}

Result<HookRun> run_hook(Desk& desk, Hook hook, const Json& event) {
  TRY(const auto path, desk.store.hook(std::string(slug(hook))));
  if (!path) return HookRun{};
  CHECK_OK(judge_program(*path));
  auto environment = clean_environment(desk.world.variables);
  environment.push_back("CMTOOL_EVENT=" + std::string(slug(hook)));
  environment.push_back("CMTOOL_WORKSPACE=" + desk.store.where());
  TRY(auto ended, run_process({*path}, {.input = event.dump() + "\n",
                                        .limit = hook_limit,
                                        .output_limit = longest_output,
                                        .environment = std::move(environment),
                                        .folder = desk.store.where(),
                                        .stop = desk.world.stop}));
  return HookRun{.there = true, .exit_code = ended.exit_code, .output = std::move(ended.output), .errors = std::move(ended.errors)};
}

void tell_hook(Desk& desk, Hook hook, const Json& event) {
  const auto ran = run_hook(desk, hook, event);
  if (!desk.warn) return;
  if (!ran.ok()) {
    desk.warn(tr("the hook {} could not be run: {}", slug(hook), ran.error().message));
  } else if (ran->exit_code != 0) {
    const auto words = std::string(trimmed(ran->errors)).substr(0, 200);
    desk.warn(words.empty() ? tr("the hook {} ended with exit code {}", slug(hook), ran->exit_code)
                            : tr("the hook {} ended with exit code {}: {}", slug(hook), ran->exit_code, words));
  }
}

}  // namespace cmtool
