// SPDX-License-Identifier: MIT
#include "text/length.hpp"

#include <string>

#include "text/facets.hpp"
#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

std::int64_t count(std::size_t n) { return static_cast<std::int64_t>(n); }

/// Both count a broken byte as one.
std::int64_t code_points(std::string_view text) {
  std::int64_t n = 0;
  each_code_point(text, [&](char32_t, std::size_t, std::size_t) { ++n; });
  return n;
}

std::int64_t utf16_units(std::string_view text) {
  std::int64_t n = 0;
  each_code_point(text, [&](char32_t value, std::size_t, std::size_t) { n += value > 0xFFFF ? 2 : 1; });
  return n;
}

std::int64_t graphemes(std::string_view text) {
  if (is_simple(text)) return code_points(text);
  const auto tables = unicode();
  // Without the tables marks count on their own: too long rather than too short.
  return tables.ok() ? count((*tables)->graphemes(text).size()) : code_points(text);
}

/// twitter-text config/v3.json, read 2026-11: these ranges weigh 100 of a scale of 100, everything else 200.
constexpr std::int64_t twitter_url = 23;
std::int64_t twitter_weight(char32_t c) {
  return c <= 4351 || (c >= 8192 && c <= 8205) || (c >= 8208 && c <= 8223) || (c >= 8242 && c <= 8247) ? 1 : 2;
}

/// An emoji sequence weighs 2 however many code points it has (emojiParsingEnabled).
bool is_emoji_sequence(std::string_view grapheme, const Unicode& tables) {
  const char32_t first = decode(grapheme, 0).value;
  const bool selected = grapheme.find("\uFE0F") != std::string_view::npos;
  const bool keycap = grapheme.find("\u20E3") != std::string_view::npos;
  return tables.is_emoji(first) || (selected && (tables.is_pictographic(first) || keycap));
}

std::int64_t twitter_weights(std::string_view text) {
  std::int64_t n = 0;
  const auto add = [&](char32_t value, std::size_t, std::size_t) { n += twitter_weight(value); };
  const auto tables = is_simple(text) ? Result<const Unicode*>(nullptr) : unicode();
  if (!tables.ok() || *tables == nullptr) {
    each_code_point(text, add);
    return n;
  }
  // It is weighed as it is posted: in NFC.
  const std::string composed = (*tables)->nfc(text);
  std::size_t begin = 0;
  for (const std::size_t end : (*tables)->graphemes(composed)) {
    const auto grapheme = std::string_view(composed).substr(begin, end - begin);
    if (is_emoji_sequence(grapheme, **tables)) {
      n += 2;
    } else {
      each_code_point(grapheme, add);
    }
    begin = end;
  }
  return n;
}

/// The text as it counts: "x" for what a link weighs, "@user" for "@user@host". One count over the whole, as the
/// platforms do it, because a grapheme may reach over the edge of a link.
std::string as_counted(std::string_view text, std::int64_t url, bool short_mentions, Reading reading) {
  std::string result;
  std::size_t at = 0;
  for (const auto& facet : find_facets(text, reading)) {
    if (facet.kind == Facet::Kind::hashtag) continue;
    result += text.substr(at, facet.begin - at);
    const auto written = text.substr(facet.begin, facet.end - facet.begin);
    if (facet.kind == Facet::Kind::link && url > 0) {
      result.append(static_cast<std::size_t>(url), 'x');
    } else if (facet.kind == Facet::Kind::mention && short_mentions) {
      result += written.substr(0, written.find('@', 1));
    } else {
      result += written;
    }
    at = facet.end;
  }
  return result.append(text.substr(at));
}

}  // namespace

std::string_view slug(Unit unit) {
  switch (unit) {
    case Unit::code_points: return "code_points";
    case Unit::utf16: return "utf16";
    case Unit::bytes: return "bytes";
    case Unit::graphemes: return "graphemes";
    case Unit::twitter: return "twitter";
  }
  return "";
}

std::int64_t length(std::string_view text, Unit unit, Weights weights) {
  const bool twitter = unit == Unit::twitter;
  const std::int64_t url = weights.url > 0 ? weights.url : twitter ? twitter_url : 0;
  if (url > 0 || weights.short_mentions) {
    const auto counted = as_counted(text, url, weights.short_mentions, twitter ? Reading::bluesky : Reading::mastodon);
    return twitter ? twitter_weights(counted) : length(counted, unit);
  }
  switch (unit) {
    case Unit::code_points: return code_points(text);
    case Unit::utf16: return utf16_units(text);
    case Unit::bytes: return count(text.size());
    case Unit::graphemes: return graphemes(text);
    case Unit::twitter: return twitter_weights(text);
  }
  return count(text.size());
}

}  // namespace cmtool
