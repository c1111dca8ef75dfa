// SPDX-License-Identifier: MIT
// Any address that takes JSON: {"to": "webhook", "url_command": ["pass", "show", "slack-webhook"], "format": "slack"}.
//
// "json" (the default) is the alert as the hook reads it. "slack" and "mattermost" take {"text"}, "discord" {"content"} of at most 2000 characters. Strangers'
// text must not call a whole channel: each format says how that is kept from happening.
#include "alert.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_for_discord = 1900, longest_for_others = 12'000;  // bytes

std::string format_of(const Json& with) { return with["format"].string_or("json"); }

Json body_in(const std::string& format, const AlertMessage& message) {
  const std::string text = message.title + "\n" + message.text;
  if (format == "slack") {  // its three characters of control
    return Json{{"text", cut_short(replaced(replaced(replaced(text, "&", "&amp;"), "<", "&lt;"), ">", "&gt;"), longest_for_others)}};
  }
  if (format == "mattermost") return Json{{"text", cut_short(without_mentions(text), longest_for_others)}};
  if (format == "discord") return Json{{"content", cut_short(text, longest_for_discord)}, {"allowed_mentions", Json{{"parse", Json::array()}}}};
  return message.event;
}

class WebhookWay final : public AlertWay {
 public:
  std::string name() const override { return "webhook"; }
  std::vector<std::string> members() const override { return {"url", "url_from", "url_command", "token_from", "token_command", "format"}; }
  Result<std::string> address(const Json& with) const override {
    CHECK_OK(secret_wish(with, "token", "alert-webhook"));
    const std::string format = format_of(with);
    if (format != "json" && format != "slack" && format != "mattermost" && format != "discord") {
      return Error{.fault = Fault::usage, .message = tr("there is no format “{}” for a webhook", format), .hint = tr("the formats are {}", "json, slack, mattermost, discord")};
    }
    return route_host(with);
  }

  Result<void> send(AlertTools& tools, const AlertRoute& route, const AlertMessage& message) const override {
    Request request{.method = Method::post, .body = {.bytes = body_in(format_of(route.with), message).dump(), .type = "application/json"}, .effects = Effects::yes};
    TRY(request.url, route_url(tools, route));
    CHECK_OK(authorize(tools, route, request));
    return send_alert_request(tools, request);
  }
};

}  // namespace

const AlertWay& webhook_alert_way() {
  static const WebhookWay it;
  return it;
}

}  // namespace cmtool
