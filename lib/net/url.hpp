// SPDX-License-Identifier: MIT
// Addresses on the web, read strictly.
//
// Servers, redirects and links of previews come from people and strangers, so everything that has ever been
// used to fool a URL parser is refused: control characters, credentials, other schemes, backslashes in the
// host. http is for this machine only (tests, a local server); everything else is https. Two addresses
// belong together, and may see each other's credentials, only when origin() is the same text.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

/// Names and values of a query or of a form, in order.
using Query = std::vector<std::pair<std::string, std::string>>;

/// The pieces of an address. The fragment is dropped: it is never sent.
struct Url {
  std::string scheme{};  ///< "https", or "http" for this machine
  std::string host{};    ///< lower case; an IPv6 address in brackets
  int port = 0;          ///< 0: the scheme's own
  std::string path{};    ///< begins with "/"; spaces and non-ASCII bytes are percent-encoded
  std::string query{};   ///< without "?"; percent-encoded

  bool operator==(const Url&) const = default;
};

/// Reads an address of at most 8 KiB. Fault::usage for one that is broken, has credentials, or a scheme other than https
/// (or http on this machine).
Result<Url> parse_url(std::string_view);

/// The whole address as text.
std::string text_of(const Url&);
/// "https://host" or "https://host:8443": what two addresses share when they are the same server.
std::string origin(const Url&);
/// The host with its port if it has one: for messages. Never the path or the query, which may hold secrets.
std::string host_of(std::string_view url);
/// Is this host surely this machine: "localhost", 127.x.y.z or [::1]?
bool is_loopback(std::string_view host);

/// Where `reference` (of a redirect, or a picture in a page) leads, seen from `base`. The same refusals as parse_url().
Result<Url> resolve(const Url& base, std::string_view reference);

/// `base` without a slash at its end, then `path` with one at its beginning.
std::string joined_url(std::string_view base, std::string_view path);
/// The address with more parameters at the end of its query.
std::string with_query(std::string_view url, const Query&);

/// RFC 3986 percent-encoding of everything but letters, digits and "-._~".
std::string percent_encoded(std::string_view);
/// The bytes behind percent-encoding; a broken escape stays as it is. "+" is a space only in forms.
enum class Plus { stays, is_space };
std::string percent_decoded(std::string_view, Plus = Plus::stays);

/// "a=1&b=x%20y": both for queries and for application/x-www-form-urlencoded bodies.
std::string form_text(const Query&);
/// What form_text() made, or a browser.
Query parse_form(std::string_view);

}  // namespace cmtool
