// SPDX-License-Identifier: MIT
// A WordPress site's REST interface: where it is, and how to talk to it.
//
// It lies at /wp-json, or behind ?rest_route= where a site has plain permalinks, or elsewhere as its pages' Link header says;
// sign_in() finds out once and the account remembers (settings "rest"). Signing in is HTTP Basic with an application password,
// whose blanks do not count. https://developer.wordpress.org/rest-api/, checked on WordPress 6.1.9, November 2026.
#pragma once
#include <string>
#include <string_view>

#include "net/session.hpp"

namespace cmtool::wordpress {

/// A call of a route ("/wp/v2/posts") on the account's site, signed in.
Call rest(const Session&, Method, std::string_view route, Query = {});

/// What a site was found to be.
struct Site {
  std::string server{};     ///< its base address, which may differ from the one given by "www."
  std::string rest{};       ///< "/wp-json", "/?rest_route=", "/index.php/wp-json"
  std::string authorize{};  ///< the page that makes application passwords; "" when they are switched off
};
/// Asks an address for its REST interface. Fault::not_found when it has none.
Result<Site> find_site(Session&, const std::string& server);

/// "Basic …" from the fields "handle" (or "user_login") and "password".
Secret basic(const std::string& user, const Credentials&);

/// The id of a thing, which is a number; "" when it is none.
std::string id_text(const Json&);

/// Its error code, "rest_not_logged_in"; "".
std::string code_of(const Answer&);

}  // namespace cmtool::wordpress
