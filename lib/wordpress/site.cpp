// SPDX-License-Identifier: MIT
#include "wordpress/site.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "net/authorization.hpp"

namespace cmtool::wordpress {
namespace {

constexpr std::string_view plain_root = "/?rest_route=";

bool is_rest_root(const Answer& answer) {
  const auto names = answer.json["namespaces"].string_items();
  return answer.status == 200 && std::find(names.begin(), names.end(), "wp/v2") != names.end();
}

Site site_at(const std::string& server, const std::string& root, const Json& description) {
  return Site{.server = server,
              .rest = root,
              .authorize = description["authentication"]["application-passwords"]["endpoints"]["authorization"].string_or()};
}

/// "https://www.a.example/blog" when that is where the answer came from and it is the same site but for "www.".
std::string arrived_at(const std::string& server, const std::string& asked, const Answer& answer) {
  const auto given = parse_url(server), now = parse_url(answer.url);
  if (!given.ok() || !now.ok() || origin(*given) == origin(*now)) return server;
  const bool www = "www." + given->host == now->host || given->host == "www." + now->host;
  if (!www || given->port != now->port || !answer.url.ends_with(asked)) return server;
  return answer.url.substr(0, answer.url.size() - asked.size());
}

/// The path behind <https://a.example/index.php/wp-json/>; rel="https://api.w.org/", below the server; "" if there is none.
std::string root_in_links(std::string_view links, const std::string& server) {
  const auto mark = links.find("https://api.w.org/");
  const auto start = links.rfind('<', mark);
  const auto end = links.find('>', start == std::string_view::npos ? 0 : start);
  if (mark == std::string_view::npos || start == std::string_view::npos || end > mark) return {};
  const auto link = parse_url(links.substr(start + 1, end - start - 1)), own = parse_url(server);
  if (!link.ok() || !own.ok() || link->host != own->host) return {};
  if (link->query.find("rest_route=") != std::string::npos) return std::string(plain_root);
  std::string path = link->path, below = own->path;
  while (path.ends_with('/')) path.pop_back();
  while (below.ends_with('/')) below.pop_back();
  return path.starts_with(below) ? path.substr(below.size()) : std::string();
}

}  // namespace

Secret basic(const std::string& user, const Credentials& credentials) {
  for (const char* field : {"handle", "user_login"}) {
    if (!credentials[field].empty()) return basic_authorization(credentials[field], credentials["password"]);
  }
  return basic_authorization(Secret(user), credentials["password"]);
}

Call rest(const Session& session, Method method, std::string_view route, Query query) {
  const std::string root = session.account().settings["rest"].string_or("/wp-json");
  Call call{.method = method, .effects = method == Method::get ? Effects::no : Effects::yes};
  call.authorization = basic(session.account().settings["user"].string_or(), session.credentials());
  if (root.find("rest_route=") != std::string::npos) {
    call.path = "/";
    query.insert(query.begin(), {"rest_route", std::string(route)});
  } else {
    call.path = root + std::string(route);
  }
  call.query = std::move(query);
  return call;
}

Result<Site> find_site(Session& session, const std::string& server) {
  const auto ask = [&](const std::string& path) { return session.send({.path = server + path, .signed_in = false}); };
  TRY(const Answer pretty, ask("/wp-json/"));
  if (is_rest_root(pretty)) return site_at(arrived_at(server, "/wp-json/", pretty), "/wp-json", pretty.json);
  TRY(const Answer plain, ask(std::string(plain_root) + "%2F"));
  if (is_rest_root(plain)) return site_at(server, std::string(plain_root), plain.json);
  TRY(const Answer page, ask("/"));
  if (const std::string root = root_in_links(header(page.headers, "link"), server); !root.empty()) {
    TRY(const Answer linked, ask(root + (root == plain_root ? "%2F" : "/")));
    if (is_rest_root(linked)) return site_at(server, root, linked.json);
  }
  return Error{.fault = Fault::not_found,
               .message = tr("there is no WordPress with a REST interface at {}", host_of(server)),
               .hint = tr("is the address right, and does a plug-in switch the REST interface off?"),
               .detail = "GET /wp-json/ answered " + std::to_string(pretty.status)};
}

std::string id_text(const Json& id) {
  if (id.is_integer() && id.integer_or(0) > 0) return std::to_string(id.integer_or(0));
  return {};
}

std::string code_of(const Answer& answer) { return answer.json["code"].string_or(); }

}  // namespace cmtool::wordpress
