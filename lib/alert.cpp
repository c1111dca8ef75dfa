// SPDX-License-Identifier: MIT
#include "alert.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "net/authorization.hpp"
#include "net/url.hpp"
#include "text/utf8.hpp"

namespace cmtool {

#define X(name) const AlertWay& name##_alert_way();
#include "alerts.inc"
#undef X

namespace {
constexpr std::array all_kinds{AlertKind::rule, AlertKind::crisis, AlertKind::failure, AlertKind::escalation, AlertKind::test};
}  // namespace

std::string_view slug(AlertKind kind) {
  switch (kind) {
    case AlertKind::rule: return "rule";
    case AlertKind::crisis: return "crisis";
    case AlertKind::failure: return "failure";
    case AlertKind::escalation: return "escalation";
    case AlertKind::test: return "test";
  }
  return "";
}

std::optional<AlertKind> alert_kind(std::string_view word) {
  const auto found = std::find_if(all_kinds.begin(), all_kinds.end(), [&](AlertKind kind) { return slug(kind) == word; });
  return found == all_kinds.end() ? std::nullopt : std::optional(*found);
}

Json to_json(const Alert& alert) {
  return Json{{"id", alert.id}, {"kind", slug(alert.kind)}, {"at", iso(alert.at)}, {"by", alert.by}, {"title", alert.title}, {"text", alert.text},
              {"items", Json::strings(alert.items)}, {"urgent", alert.urgent}, {"facts", alert.facts}};
}

Result<Alert> alert_from_json(const Json& json) {
  Alert alert{.by = json["by"].string_or(), .title = json["title"].string_or(), .text = json["text"].string_or(),
              .items = json["items"].string_items(), .urgent = json["urgent"].bool_or(false), .facts = json["facts"]};
  TRY(alert.id, json.text("id"));
  TRY(alert.at, parse_iso(json["at"].string_or()));
  alert.kind = alert_kind(json["kind"].string_or()).value_or(AlertKind::rule);
  return alert;
}

const std::vector<const AlertWay*>& alert_ways() {
  static const std::vector<const AlertWay*> all{
#define X(name) &name##_alert_way(),
#include "alerts.inc"
#undef X
  };
  return all;
}

Result<const AlertWay*> find_alert_way(std::string_view name) {
  std::vector<std::string> names;
  for (const AlertWay* way : alert_ways()) {
    if (way->name() == name) return way;
    names.push_back(way->name());
  }
  return Error{.fault = Fault::usage, .message = tr("there is no way “{}” to send an alert", std::string(name)), .hint = tr("the ways are {}", joined(names, ", "))};
}

std::string cut_short(const std::string& text, std::size_t most_bytes) {
  constexpr std::string_view left_out = "…";
  return text.size() <= most_bytes ? text : first_bytes(text, most_bytes > left_out.size() ? most_bytes - left_out.size() : 0);
}

std::string without_mentions(const std::string& text) { return replaced(text, "@", "＠"); }

Result<std::string> route_url(AlertTools& tools, const AlertRoute& route) {
  std::string url = route.with["url"].string_or();
  if (url.empty()) {
    const SecretWish wish{.name = "alert-" + route.who + "-" + route.to, .variable = route.with["url_from"].string_or(),
                          .command = route.with["url_command"].string_items()};
    TRY(const Secret kept, load_secret(tools.desk.world, wish));
    url = kept.reveal();
  } else if (const auto parsed = parse_url(url); parsed.ok()) {
    // Whoever knows such an address can write there; it is masked where the network is shown.
    guard_secret(Secret(parsed->path));
  }
  CHECK_OK(parse_url(url));
  return url;
}

Result<std::string> route_host(const Json& with) {
  const std::string url = with["url"].string_or();
  if (url.empty()) {
    if (!with["url_from"].string_or().empty()) return "$" + with["url_from"].string_or();
    if (!with["url_command"].string_items().empty()) return with["url_command"].string_items().front();
    return Error{.fault = Fault::usage, .message = tr("it needs an address: “url”"), .hint = tr("or “url_from”, a variable's name, or “url_command”, a list, since whoever knows it can write there")};
  }
  CHECK_OK(parse_url(url));
  return host_of(url);
}

Result<void> authorize(AlertTools& tools, const AlertRoute& route, Request& request) {
  TRY(const auto wish, secret_wish(route.with, "token", "alert-" + route.to));
  if (wish.variable.empty() && wish.command.empty()) return {};
  TRY(const Secret token, load_secret(tools.desk.world, wish));
  request.authorization = bearer_authorization(token);
  return {};
}

Result<void> send_alert_request(AlertTools& tools, const Request& request) {
  auto sent = tools.desk.http.send(request, tools.desk.world.stop);
  CHECK_OK(sent);
  const int status = sent->status;
  if (status >= 200 && status < 300) return {};
  const std::string host = host_of(request.url);
  Error error{.fault = Fault::refused, .message = tr("{} answered with {}", host, status), .detail = mask_secrets(cut_short(valid_utf8(sent->body), 300))};
  if (status == 429) {
    error.fault = Fault::rate_limited;
  } else if (status == 401 || status == 403) {
    error.fault = Fault::auth;
  } else if (status >= 500 || status == 408) {
    error.fault = Fault::unknown_outcome;
    error.message = tr("{} answered with {}; it may have been done all the same", host, status);
  }
  return error;
}

}  // namespace cmtool
