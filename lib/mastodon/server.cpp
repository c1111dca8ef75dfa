// SPDX-License-Identifier: MIT
#include "mastodon/server.hpp"

#include <array>
#include <utility>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "net/url.hpp"

namespace cmtool::mastodon {
namespace {

using Kind = Server::Kind;
constexpr std::array<std::pair<Kind, std::string_view>, 6> slugs{{{Kind::unknown, "unknown"},
                                                                  {Kind::mastodon, "mastodon"},
                                                                  {Kind::hollo, "hollo"},
                                                                  {Kind::gotosocial, "gotosocial"},
                                                                  {Kind::snac, "snac"},
                                                                  {Kind::wordpress, "wordpress"}}};

/// "4.5.0", "4.4.0-rc.1", "4.3.2+glitch": Mastodon and its forks. Others say more: "4.0.0 (not true; really snac/2.94)",
/// "3.5.3 (compatible; Pixelfed 0.11.13)", or are at version 0.
bool looks_like_mastodon(std::string_view version) {
  if (version.empty() || !is_digit(version.front()) || version.front() == '0') return false;
  int dots = 0;
  for (const char c : version) {
    if (is_space(c) || c == '(' || c == '/' || c == ';') return false;
    if (c == '.') ++dots;
  }
  return dots >= 2;
}

/// Hollo says only "0.6.20", so its source address is asked first; GoToSocial can be told to pretend to be Mastodon, but keeps
/// its name.
Kind kind_of(const std::string& source, const std::string& version) {
  const auto says = [&](std::string_view name) {
    return source.find(name) != std::string::npos || version.find(name) != std::string::npos;
  };
  if (says("/hollo")) return Kind::hollo;
  if (says("gotosocial")) return Kind::gotosocial;
  if (says("snac")) return Kind::snac;
  if (says("wordpress")) return Kind::wordpress;
  // GoToSocial without a source address: "0.7.1 git-2a5cab8".
  if (version.starts_with("0.") && version.find("git") != std::string::npos) return Kind::gotosocial;
  if (version.find("compatible") != std::string::npos) return Kind::unknown;
  return looks_like_mastodon(version) ? Kind::mastodon : Kind::unknown;
}

}  // namespace

Result<Json> instance_of(Session& session, const std::string& server) {
  auto second = session.get(server + "/api/v2/instance");
  if (second.ok() && second->is_object() && second->contains("version")) return second;
  const auto told = [](const Result<Json>& answer) { return answer.ok() || answer.error().fault != Fault::network; };
  if (!told(second) ||
      (!second.ok() && (second.error().fault == Fault::cancelled || second.error().fault == Fault::rate_limited))) {
    return second;
  }
  TRY(Json first, session.get(server + "/api/v1/instance"));
  if (!first.is_object() || !first.contains("version")) {
    return Error{.fault = Fault::protocol,
                 .message = tr("{} does not say which server it is", host_of(server.empty() ? session.page("/") : server)),
                 .hint = tr("does a server with the Mastodon API live there?")};
  }
  return first;
}

Server read_server(const Json& instance) {
  Server server;
  server.version = instance["version"].string_or().substr(0, 200);
  server.kind = kind_of(lower(instance["source_url"].string_or()), lower(server.version));
  server.domain = instance["domain"].string_or(instance["uri"].string_or());
  if (const auto scheme = server.domain.find("://"); scheme != std::string::npos) server.domain.erase(0, scheme + 3);
  server.quotes = instance["api_versions"]["mastodon"].integer_or(0) >= 7 ||
                  (server.kind == Kind::hollo && instance["feature_quote"].bool_or(false));
  return server;
}

Json to_json(const Server& server) {
  std::string_view slug;
  for (const auto& [kind, name] : slugs) {
    if (kind == server.kind) slug = name;
  }
  return Json{{"software", slug}, {"version", server.version}, {"domain", server.domain}, {"quotes", server.quotes}};
}

Server known_server(Session& session) {
  const Json& kept = session.account().settings;
  Server server{
      .version = kept["version"].string_or(), .domain = kept["domain"].string_or(), .quotes = kept["quotes"].bool_or(false)};
  for (const auto& [kind, name] : slugs) {
    if (kept["software"].string_or() != name) continue;
    server.kind = kind;
    return server;
  }
  const auto instance = instance_of(session);
  return instance.ok() ? read_server(*instance) : server;
}

}  // namespace cmtool::mastodon
