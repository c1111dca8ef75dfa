// SPDX-License-Identifier: MIT
#include "text/utm.hpp"

#include <algorithm>
#include <utility>
#include <vector>

#include "base/ascii.hpp"
#include "text/facets.hpp"
#include "text/slug.hpp"

namespace cmtool {
namespace {

/// RFC 3986: all but the unreserved characters. (net/url.hpp has the same, but text knows nothing of net.)
std::string percent_encoded_value(std::string_view value) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : value) {
    if (is_letter_or_digit(c) || c == '-' || c == '.' || c == '_' || c == '~') {
      result += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      result += {'%', digits[byte >> 4], digits[byte & 15]};
    }
  }
  return result;
}

bool is_tagged(std::string_view query, std::string_view name) {
  const auto parameters = split(query, '&');
  return std::any_of(parameters.begin(), parameters.end(), [&](const std::string& parameter) {
    return same_ignoring_case(std::string_view(parameter).substr(0, parameter.find('=')), name);
  });
}

bool is_web_address(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme != std::string_view::npos && scheme < url.find_first_of("/?#")) {
    return same_ignoring_case(url.substr(0, scheme), "https") || same_ignoring_case(url.substr(0, scheme), "http");
  }
  const auto found = find_facets(url);
  return found.size() == 1 && found.front().kind == Facet::Kind::link && found.front().begin == 0;
}

}  // namespace

std::string url_with_utm(std::string_view url, const Utm& utm) {
  if (!is_web_address(url)) return std::string(url);
  const auto fragment_at = std::min(url.find('#'), url.size());
  const auto fragment = url.substr(fragment_at);
  std::string result(url.substr(0, fragment_at));
  const auto query_at = result.find('?');
  const std::string query = query_at == std::string::npos ? "" : result.substr(query_at + 1);
  bool first = query_at == std::string::npos;
  // After "?" or "&" nothing need stand between.
  bool separated = query_at != std::string::npos && (query.empty() || query.back() == '&');
  const std::pair<std::string_view, std::string> parameters[] = {
      {"utm_source", utm.source}, {"utm_medium", utm.medium}, {"utm_campaign", url_slug(utm.campaign)}};
  for (const auto& [name, value] : parameters) {
    if (value.empty() || is_tagged(query, name)) continue;
    if (!separated) result += first ? '?' : '&';
    first = separated = false;
    result.append(name).append("=").append(percent_encoded_value(value));
  }
  return result.append(fragment);
}

std::string with_utm(std::string_view text, const Utm& utm) {
  std::string result;
  std::size_t at = 0;
  for (const auto& facet : find_facets(text)) {
    if (facet.kind != Facet::Kind::link) continue;
    result += text.substr(at, facet.begin - at);
    result += url_with_utm(text.substr(facet.begin, facet.end - facet.begin), utm);
    at = facet.end;
  }
  return result.append(text.substr(at));
}

}  // namespace cmtool
