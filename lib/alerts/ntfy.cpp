// SPDX-License-Identifier: MIT
// ntfy, of ntfy.sh or of one's own: {"to": "ntfy", "url": "https://ntfy.sh/acme-3f9c2a", "token_command": ["pass", "show", "ntfy"]}.
//
// As docs.ntfy.sh/publish has it: the text is the body, the rest are headers; a title that is not ASCII is an encoded word (RFC 2047).
#include "alert.hpp"
#include "base/hash.hpp"
#include "text/harmless.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_text = 4000;  // bytes; above 4096 ntfy makes a file of it
constexpr std::size_t longest_title = 240;

std::string title_header(const std::string& title) {
  const std::string one = cut_short(harmless(title, Lines::show), longest_title);
  return is_ascii(one) ? one : "=?UTF-8?B?" + base64(one) + "?=";
}

class NtfyWay final : public AlertWay {
 public:
  std::string name() const override { return "ntfy"; }
  std::vector<std::string> members() const override { return {"url", "url_from", "url_command", "token_from", "token_command", "priority"}; }
  Result<std::string> address(const Json& with) const override {
    CHECK_OK(secret_wish(with, "token", "alert-ntfy"));
    return route_host(with);
  }

  Result<void> send(AlertTools& tools, const AlertRoute& route, const AlertMessage& message) const override {
    Request request{.method = Method::post, .body = {.bytes = cut_short(message.text, longest_text), .type = "text/plain; charset=utf-8"}, .effects = Effects::yes};
    TRY(request.url, route_url(tools, route));
    const bool crisis = message.kind == AlertKind::crisis;
    request.headers = {{"Title", title_header(message.title)}, {"Priority", message.urgent ? "5" : std::to_string(route.with["priority"].integer_or(3))},
                       {"Tags", crisis || message.urgent ? "rotating_light" : message.kind == AlertKind::test ? "white_check_mark" : "speech_balloon"}};
    CHECK_OK(authorize(tools, route, request));
    return send_alert_request(tools, request);
  }
};

}  // namespace

const AlertWay& ntfy_alert_way() {
  static const NtfyWay it;
  return it;
}

}  // namespace cmtool
