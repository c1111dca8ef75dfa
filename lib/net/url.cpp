// SPDX-License-Identifier: MIT
#include "net/url.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_url = 8192;

Error bad(std::string_view url, std::string why) {
  // Only the beginning is shown, and no query: an address may carry a token.
  return Error{.fault = Fault::usage,
               .message = tr("the address “{}” cannot be used", url.substr(0, std::min<std::size_t>(url.find('?'), 100))),
               .hint = std::move(why)};
}

bool is_host_character(char c) {
  return is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || static_cast<unsigned char>(c) >= 0x80;
}

int hex_value(char c) {
  if (is_digit(c)) return c - '0';
  const char low = lower(c);
  return low >= 'a' && low <= 'f' ? low - 'a' + 10 : -1;
}

/// Percent-encodes what may not stand in an address, and leaves what does (also "%") as it is.
std::string made_printable(std::string_view text) {
  std::string result;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte <= 0x20 || byte >= 0x7f || std::string_view("\"<>\\^`{|}").find(c) != std::string_view::npos) {
      result += fmt::format("%{:02X}", static_cast<unsigned>(byte));
    } else {
      result += c;
    }
  }
  return result;
}

bool is_ipv6(std::string_view host) {
  if (host.size() < 4 || host.front() != '[' || host.back() != ']') return false;
  host = host.substr(1, host.size() - 2);
  return std::all_of(host.begin(), host.end(), [](char c) { return hex_value(c) >= 0 || c == ':' || c == '.'; });
}

/// Splits "host:port". False when either cannot be.
bool read_host(std::string_view authority, Url& url) {
  const auto bracket = authority.rfind(']');
  const auto colon = authority.find(':', bracket == std::string_view::npos ? 0 : bracket);
  url.host = lower(authority.substr(0, colon));
  if (colon != std::string_view::npos) {
    const std::string_view digits = authority.substr(colon + 1);
    const auto port = to_integer(digits);
    if (!port || !is_digit(digits.front()) || *port < 1 || *port > 65535) return false;
    url.port = static_cast<int>(*port);
    if (url.port == (url.scheme == "https" ? 443 : 80)) url.port = 0;
  }
  if (url.host.empty() || url.host.size() > 255) return false;
  if (url.host.front() == '[') return is_ipv6(url.host);
  return is_valid_utf8(url.host) && std::all_of(url.host.begin(), url.host.end(), is_host_character);
}

/// Removes "." and ".." from a path, as RFC 3986 5.2.4 says.
std::string without_dots(std::string_view path) {
  std::vector<std::string> kept;
  const auto pieces = split(path.substr(1), '/');
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    const bool last = i + 1 == pieces.size();
    if (pieces[i] == "..") {
      if (!kept.empty()) kept.pop_back();
      if (last) kept.emplace_back();
    } else if (pieces[i] == ".") {
      if (last) kept.emplace_back();
    } else {
      kept.push_back(pieces[i]);
    }
  }
  return "/" + joined(kept, "/");
}

}  // namespace

Result<Url> parse_url(std::string_view whole) {
  if (whole.size() > longest_url) return bad(whole, tr("it is longer than {} bytes", longest_url));
  for (const char c : whole) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) return bad("…", tr("it contains control characters"));
  }
  const auto colon = whole.find("://");
  if (colon == std::string_view::npos) return bad(whole, tr("it must begin with https://"));
  Url url{.scheme = lower(whole.substr(0, colon))};
  if (url.scheme != "https" && url.scheme != "http") return bad(whole, tr("it must begin with https://"));

  std::string_view rest = whole.substr(colon + 3);
  rest = rest.substr(0, rest.find('#'));
  const auto end = rest.find_first_of("/?");
  const std::string_view authority = rest.substr(0, end);
  if (authority.find('@') != std::string_view::npos) return bad("…", tr("it contains a user name or a password"));
  if (!read_host(authority, url)) return bad(whole, tr("its host or port cannot be read"));
  if (url.scheme == "http" && !is_loopback(url.host)) {
    return bad(whole, tr("http is not encrypted; use https (http is for this machine only)"));
  }
  rest = end == std::string_view::npos ? std::string_view() : rest.substr(end);
  const auto question = rest.find('?');
  url.path = made_printable(rest.substr(0, question));
  if (url.path.empty()) url.path = "/";
  if (question != std::string_view::npos) url.query = made_printable(rest.substr(question + 1));
  return url;
}

std::string origin(const Url& url) {
  return url.scheme + "://" + url.host + (url.port == 0 ? std::string() : fmt::format(":{}", url.port));
}

std::string text_of(const Url& url) { return origin(url) + url.path + (url.query.empty() ? "" : "?" + url.query); }

std::string host_of(std::string_view text) {
  const auto url = parse_url(text);
  return url.ok() ? origin(url.value()).substr(url->scheme.size() + 3) : std::string("?");
}

bool is_loopback(std::string_view host) {
  if (host == "localhost" || host == "[::1]") return true;
  const auto pieces = split(host, '.');
  return pieces.size() == 4 && pieces[0] == "127" && std::all_of(pieces.begin(), pieces.end(), [](const std::string& piece) {
           const auto value = to_integer(piece);
           return value && is_digit(piece.front()) && *value <= 255 && (piece.size() == 1 || piece.front() != '0');
         });
}

Result<Url> resolve(const Url& base, std::string_view reference) {
  reference = trimmed(reference);
  if (reference.starts_with("//")) return parse_url(base.scheme + ":" + std::string(reference));
  const auto stop = reference.find_first_of("/?#");
  if (reference.substr(0, stop).find(':') != std::string_view::npos) return parse_url(reference);
  reference = reference.substr(0, reference.find('#'));
  if (reference.empty()) return base;
  if (reference.front() == '?') return parse_url(origin(base) + base.path + std::string(reference));
  const auto question = reference.find('?');
  std::string path(reference.substr(0, question));
  if (path.front() != '/') path = base.path.substr(0, base.path.rfind('/') + 1) + path;
  return parse_url(origin(base) + without_dots(path) +
                   (question == std::string_view::npos ? std::string() : std::string(reference.substr(question))));
}

std::string joined_url(std::string_view base, std::string_view path) {
  while (base.ends_with('/')) base.remove_suffix(1);
  std::string result(base);
  if (!path.empty() && path.front() != '/' && path.front() != '?') result += '/';
  return result.append(path);
}

std::string with_query(std::string_view url, const Query& query) {
  std::string result(url);
  if (query.empty()) return result;
  result += url.find('?') == std::string_view::npos ? '?' : '&';
  return result + form_text(query);
}

std::string percent_encoded(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || c == '~') result += c;
    else result += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return result;
}

std::string percent_decoded(std::string_view text, Plus plus) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && hex_value(text[i + 1]) >= 0 && hex_value(text[i + 2]) >= 0) {
      result += static_cast<char>(hex_value(text[i + 1]) * 16 + hex_value(text[i + 2]));
      i += 2;
    } else {
      result += text[i] == '+' && plus == Plus::is_space ? ' ' : text[i];
    }
  }
  return result;
}

std::string form_text(const Query& fields) {
  std::string result;
  for (const auto& [name, value] : fields) {
    if (!result.empty()) result += '&';
    result += percent_encoded(name) + "=" + percent_encoded(value);
  }
  return result;
}

Query parse_form(std::string_view text) {
  Query fields;
  if (text.empty()) return fields;
  for (const auto& piece : split(text, '&')) {
    const std::string_view field(piece);
    const auto equals = field.find('=');
    fields.emplace_back(percent_decoded(field.substr(0, equals), Plus::is_space),
                        equals == std::string_view::npos ? "" : percent_decoded(field.substr(equals + 1), Plus::is_space));
  }
  return fields;
}

}  // namespace cmtool
