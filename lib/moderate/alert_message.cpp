// SPDX-License-Identifier: MIT
// What an alert says: written when it leaves, from the inbox as it stands then, so that nothing of a person is kept beside the inbox.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"
#include "inbox.hpp"
#include "moderate/alerts.hpp"
#include "schedule/hooks.hpp"
#include "text/harmless.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_items = 5, longest_quote = 280, longest_title = 120;

/// "Zoé on @atelier: …", its address, and how to look at it.
std::string quoted(const Item& item) {
  if (item.gone) return tr("on @{}: deleted meanwhile", item.account) + "\n";
  std::string text = tr("{} wrote to @{}: {}", shown_name(item.author), item.account, cut_short(harmless(item.text, Lines::show), longest_quote)) + "\n";
  if (!item.url.empty()) text += "  " + item.url + "\n";
  return text + "  cmtool moderate show " + item.id + "\n";
}

std::string section(const Alert& alert, const std::vector<Item>& items, bool with_title) {
  std::string text = with_title ? alert.title + "\n" : std::string();
  if (!alert.text.empty()) text += alert.text + "\n";
  for (std::size_t i = 0; i < items.size() && i < most_items; ++i) text += quoted(items[i]);
  if (items.size() > most_items) text += tr("and {} more", items.size() - most_items) + "\n";
  return text;
}

}  // namespace

AlertMessage alert_message(Desk& desk, const std::vector<const KeptAlert*>& about, const AlertRoute& route, bool escalated) {
  const Alert& first = about.front()->alert;
  AlertMessage message{.kind = escalated ? AlertKind::escalation : first.kind};
  Json all_items = Json::array(), ids = Json::array();
  std::string key = route.name + "|" + route.who, text;
  for (const auto* kept : about) {
    const Alert& alert = kept->alert;
    message.urgent = message.urgent || alert.urgent || alert.kind == AlertKind::crisis;
    key += "|" + alert.id;
    ids.push(alert.id);
    std::vector<Item> items;
    for (const auto& id : alert.items) {
      // One that was forgotten meanwhile is no reason to say nothing of the others.
      if (auto entry = desk.store.inbox().item(id); entry.ok()) {
        all_items.push(to_json(entry->item));
        items.push_back(std::move(entry->item));
      }
    }
    text += (text.empty() ? "" : "\n") + section(alert, items, about.size() > 1);
  }
  message.id = sha256_hex(key).substr(0, 24);
  message.title = about.size() == 1 ? first.title : trn("{} alert has waited", "{} alerts have waited", static_cast<long>(about.size()), about.size());
  if (escalated) {
    message.title = tr("Nobody has acted: {}", message.title);
    for (const auto& told : about.front()->told) {
      if (told.outcome != "sent" && told.outcome != "unknown") continue;
      if (!told.who.empty() && told.who != route.who) text += "\n" + tr("{} was told at {}", told.who, iso(told.at));
    }
  }
  if (first.kind != AlertKind::test) text += "\n" + tr("I deal with it: cmtool moderate alerts ack {}", joined(ids.string_items(), " ")) + "\n";
  message.title = cut_short(harmless(message.title, Lines::show), longest_title);
  message.text = harmless(text, Lines::keep);
  message.event = alert_event(desk, first.by, message.title + "\n" + message.text, all_items);
  message.event.set("kind", slug(message.kind));
  message.event.set("urgent", message.urgent);
  message.event.set("title", message.title);
  message.event.set("alerts", ids);
  return message;
}

}  // namespace cmtool
