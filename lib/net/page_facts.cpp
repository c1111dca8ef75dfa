// SPDX-License-Identifier: MIT
#include "net/page_facts.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <utility>
#include <vector>

#include "base/ascii.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_title = 300, longest_description = 1000, longest_address = 4096, longest_value = 16u << 10;
constexpr char32_t unknown_character = 0xFFFD;

struct Entity {
  std::string_view name;
  char32_t character;
};
// HTML 4's names for Latin-1, punctuation and a few signs, sorted by byte.
constexpr Entity entities[]{
    {"AElig", 0xC6}, {"Aacute", 0xC1}, {"Acirc", 0xC2}, {"Agrave", 0xC0}, {"Aring", 0xC5}, {"Atilde", 0xC3}, {"Auml", 0xC4},
    {"Ccedil", 0xC7}, {"Dagger", 0x2021}, {"ETH", 0xD0}, {"Eacute", 0xC9}, {"Ecirc", 0xCA}, {"Egrave", 0xC8}, {"Euml", 0xCB},
    {"Iacute", 0xCD}, {"Icirc", 0xCE}, {"Igrave", 0xCC}, {"Iuml", 0xCF}, {"Ntilde", 0xD1}, {"OElig", 0x152}, {"Oacute", 0xD3},
    {"Ocirc", 0xD4}, {"Ograve", 0xD2}, {"Oslash", 0xD8}, {"Otilde", 0xD5}, {"Ouml", 0xD6}, {"Scaron", 0x160}, {"THORN", 0xDE},
    {"Uacute", 0xDA}, {"Ucirc", 0xDB}, {"Ugrave", 0xD9}, {"Uuml", 0xDC}, {"Yacute", 0xDD}, {"Yuml", 0x178}, {"aacute", 0xE1},
    {"acirc", 0xE2}, {"acute", 0xB4}, {"aelig", 0xE6}, {"agrave", 0xE0}, {"amp", 0x26}, {"apos", 0x27}, {"aring", 0xE5},
    {"atilde", 0xE3}, {"auml", 0xE4}, {"bdquo", 0x201E}, {"brvbar", 0xA6}, {"bull", 0x2022}, {"ccedil", 0xE7},
    {"cedil", 0xB8}, {"cent", 0xA2}, {"circ", 0x2C6}, {"copy", 0xA9}, {"curren", 0xA4}, {"dagger", 0x2020}, {"darr", 0x2193},
    {"deg", 0xB0}, {"divide", 0xF7}, {"eacute", 0xE9}, {"ecirc", 0xEA}, {"egrave", 0xE8}, {"emsp", 0x2003}, {"ensp", 0x2002},
    {"eth", 0xF0}, {"euml", 0xEB}, {"euro", 0x20AC}, {"frac12", 0xBD}, {"frac14", 0xBC}, {"frac34", 0xBE}, {"ge", 0x2265},
    {"gt", 0x3E}, {"hearts", 0x2665}, {"hellip", 0x2026}, {"iacute", 0xED}, {"icirc", 0xEE}, {"iexcl", 0xA1},
    {"igrave", 0xEC}, {"infin", 0x221E}, {"iquest", 0xBF}, {"iuml", 0xEF}, {"laquo", 0xAB}, {"larr", 0x2190},
    {"ldquo", 0x201C}, {"le", 0x2264}, {"lrm", 0x200E}, {"lsaquo", 0x2039}, {"lsquo", 0x2018}, {"lt", 0x3C}, {"macr", 0xAF},
    {"mdash", 0x2014}, {"micro", 0xB5}, {"middot", 0xB7}, {"minus", 0x2212}, {"nbsp", 0xA0}, {"ndash", 0x2013},
    {"ne", 0x2260}, {"not", 0xAC}, {"ntilde", 0xF1}, {"oacute", 0xF3}, {"ocirc", 0xF4}, {"oelig", 0x153}, {"ograve", 0xF2},
    {"ordf", 0xAA}, {"ordm", 0xBA}, {"oslash", 0xF8}, {"otilde", 0xF5}, {"ouml", 0xF6}, {"para", 0xB6}, {"permil", 0x2030},
    {"plusmn", 0xB1}, {"pound", 0xA3}, {"prime", 0x2032}, {"quot", 0x22}, {"raquo", 0xBB}, {"rarr", 0x2192},
    {"rdquo", 0x201D}, {"reg", 0xAE}, {"rlm", 0x200F}, {"rsaquo", 0x203A}, {"rsquo", 0x2019}, {"sbquo", 0x201A},
    {"scaron", 0x161}, {"sect", 0xA7}, {"shy", 0xAD}, {"sup1", 0xB9}, {"sup2", 0xB2}, {"sup3", 0xB3}, {"szlig", 0xDF},
    {"thinsp", 0x2009}, {"thorn", 0xFE}, {"tilde", 0x2DC}, {"times", 0xD7}, {"trade", 0x2122}, {"uacute", 0xFA},
    {"uarr", 0x2191}, {"ucirc", 0xFB}, {"ugrave", 0xF9}, {"uml", 0xA8}, {"uuml", 0xFC}, {"yacute", 0xFD}, {"yen", 0xA5},
    {"yuml", 0xFF}, {"zwj", 0x200D}, {"zwnj", 0x200C},
};
// What Windows-1252 has from 0x80 to 0x9F.
constexpr std::array<char32_t, 32> windows_1252{
    0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD, 0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

void add_utf8(std::string& text, char32_t c) {
  if (c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF) || c == 0) c = unknown_character;
  const auto put = [&](char32_t byte) { text += static_cast<char>(static_cast<unsigned char>(byte)); };
  if (c < 0x80) {
    put(c);
  } else if (c < 0x800) {
    put(0xC0 | (c >> 6));
    put(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    put(0xE0 | (c >> 12));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  } else {
    put(0xF0 | (c >> 18));
    put(0x80 | ((c >> 12) & 0x3F));
    put(0x80 | ((c >> 6) & 0x3F));
    put(0x80 | (c & 0x3F));
  }
}

/// How many bytes the character at the front has; 0 when it is none.
std::size_t utf8_length(std::string_view text) {
  const auto byte = [&](std::size_t i) { return i < text.size() ? static_cast<unsigned char>(text[i]) : 0u; };
  const auto follows = [&](std::size_t i, unsigned least = 0x80, unsigned most = 0xBF) { return byte(i) >= least && byte(i) <= most; };
  const unsigned first = byte(0);
  if (first < 0x80) return 1;
  if (first >= 0xC2 && first <= 0xDF) return follows(1) ? 2 : 0;
  if (first >= 0xE0 && first <= 0xEF) {
    return follows(1, first == 0xE0 ? 0xA0 : 0x80, first == 0xED ? 0x9F : 0xBF) && follows(2) ? 3 : 0;
  }
  if (first >= 0xF0 && first <= 0xF4) {
    return follows(1, first == 0xF0 ? 0x90 : 0x80, first == 0xF4 ? 0x8F : 0xBF) && follows(2) && follows(3) ? 4 : 0;
  }
  return 0;
}

bool is_utf8(std::string_view text) {
  while (!text.empty()) {
    const auto length = utf8_length(text);
    if (length == 0) return false;
    text.remove_prefix(length);
  }
  return true;
}

std::string valid_utf8(std::string_view text) {
  std::string result;
  result.reserve(text.size());
  while (!text.empty()) {
    const auto length = utf8_length(text);
    if (length == 0) add_utf8(result, unknown_character);
    else result += text.substr(0, length);
    text.remove_prefix(std::max<std::size_t>(length, 1));
  }
  return result;
}

std::string from_one_byte(std::string_view text, bool latin_9) {
  static constexpr std::pair<unsigned, char32_t> in_latin_9[]{{0xA4, 0x20AC}, {0xA6, 0x160}, {0xA8, 0x161}, {0xB4, 0x17D},
                                                              {0xB8, 0x17E}, {0xBC, 0x152}, {0xBD, 0x153}, {0xBE, 0x178}};
  std::string result;
  for (const char raw : text) {
    const auto byte = static_cast<unsigned char>(raw);
    char32_t c = byte;
    if (latin_9) {
      for (const auto& [code, character] : in_latin_9) {
        if (code == byte) c = character;
      }
    } else if (byte >= 0x80 && byte < 0xA0) {
      c = windows_1252[byte - 0x80u];
    }
    add_utf8(result, byte == 0 ? U' ' : c);
  }
  return result;
}

/// The value of "charset=" in a text, in lower case.
std::string charset_in(std::string_view text) {
  const std::string low = lower(text);
  const auto at = low.find("charset=");
  if (at == std::string::npos) return {};
  std::string_view rest = std::string_view(low).substr(at + 8);
  while (!rest.empty() && (rest.front() == '"' || rest.front() == '\'' || is_space(rest.front()))) rest.remove_prefix(1);
  const auto end = std::find_if(rest.begin(), rest.end(), [](char c) { return !is_letter_or_digit(c) && c != '-' && c != '_'; });
  return std::string(rest.substr(0, static_cast<std::size_t>(end - rest.begin())));
}

// --- The scanner ---

using Attributes = std::vector<std::pair<std::string, std::string>>;

/// Finds `needle` (lower case) in any case, from `from` on.
std::size_t find_any_case(std::string_view text, std::string_view needle, std::size_t from) {
  const auto found = std::search(text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size())), text.end(), needle.begin(),
                                 needle.end(), [](char a, char b) { return lower(a) == b; });
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

std::string_view value_of(const Attributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes) {
    if (key == name) return value;
  }
  return {};
}

/// Reads the attributes of a tag from `at` on, and moves `at` behind its ">".
Attributes read_attributes(std::string_view html, std::size_t& at) {
  constexpr std::size_t most = 50;
  Attributes found;
  while (at < html.size() && html[at] != '>') {
    if (is_space(html[at]) || html[at] == '/') {
      ++at;
      continue;
    }
    const auto begin = at;
    while (at < html.size() && html[at] != '=' && html[at] != '>' && !is_space(html[at])) ++at;
    std::string name = lower(html.substr(begin, std::min<std::size_t>(at - begin, 64)));
    if (at == begin) ++at;  // a stray "="
    while (at < html.size() && is_space(html[at])) ++at;
    std::string_view value;
    if (at < html.size() && html[at] == '=' && at != begin) {
      ++at;
      while (at < html.size() && is_space(html[at])) ++at;
      const char quote = at < html.size() ? html[at] : '\0';
      const bool quoted = quote == '"' || quote == '\'';
      const auto end = quoted ? html.find(quote, at + 1) : html.find_first_of(" \t\r\n\f>", at);
      value = html.substr(at + (quoted ? 1 : 0), end == std::string_view::npos ? end : end - at - (quoted ? 1 : 0));
      at = end == std::string_view::npos ? html.size() : end + (quoted ? 1 : 0);
    }
    if (found.size() < most) found.emplace_back(std::move(name), value.substr(0, longest_value));
  }
  if (at < html.size()) ++at;
  return found;
}

/// One line of text: entities resolved, controls and runs of white space made one space, bounded between characters.
std::string one_line(std::string_view text, std::size_t limit) {
  const std::string plain = without_entities(text.substr(0, longest_value));
  std::string result;
  for (std::string_view rest = plain; !rest.empty();) {
    const auto length = std::max<std::size_t>(utf8_length(rest), 1);
    const auto character = rest.substr(0, length);
    rest.remove_prefix(length);
    const auto byte = static_cast<unsigned char>(character.front());
    const bool control = byte == 0x7f || (length == 2 && byte == 0xC2 && static_cast<unsigned char>(character[1]) < 0xA0);
    if (is_space(character.front()) || byte < 0x20 || control || character == "\xC2\xA0") {
      if (!result.empty() && result.back() != ' ') result += ' ';
    } else if (utf8_length(character) == length) {
      if (result.size() + length > limit) break;
      result += character;
    }
  }
  return std::string(trimmed(result));
}

/// What the first of several sources says.
struct Best {
  std::string_view value{};
  int rank = 1000;
  void offer(std::string_view candidate, int its_rank) {
    if (its_rank < rank && !trimmed(candidate).empty()) {
      value = candidate;
      rank = its_rank;
    }
  }
};

struct Found {
  Best title{}, description{}, picture{}, alt{};
  std::vector<Attributes> kept{};  // the values above point into these
};

void take_meta(Found& found, Attributes attributes) {
  std::string name = lower(value_of(attributes, "property"));
  if (name.empty()) name = lower(value_of(attributes, "name"));
  if (name.empty()) name = lower(value_of(attributes, "itemprop"));
  constexpr std::size_t most_kept = 200;
  if (found.kept.size() >= most_kept) return;
  found.kept.push_back(std::move(attributes));
  const std::string_view content = value_of(found.kept.back(), "content");
  if (name == "og:title") found.title.offer(content, 0);
  else if (name == "twitter:title") found.title.offer(content, 1);
  else if (name == "og:description") found.description.offer(content, 0);
  else if (name == "twitter:description") found.description.offer(content, 1);
  else if (name == "description") found.description.offer(content, 2);
  else if (name == "og:image:secure_url") found.picture.offer(content, 0);
  else if (name == "og:image" || name == "og:image:url") found.picture.offer(content, 1);
  else if (name == "twitter:image" || name == "twitter:image:src") found.picture.offer(content, 2);
  else if (name == "image") found.picture.offer(content, 3);
  else if (name == "og:image:alt") found.alt.offer(content, 0);
  else if (name == "twitter:image:alt") found.alt.offer(content, 1);
}

/// Goes over the tags; text between them is passed over.
void scan(std::string_view html, Found& found) {
  static constexpr std::string_view opaque[]{"script", "style", "noscript", "template", "svg", "textarea", "xmp", "iframe"};
  std::size_t at = 0;
  while ((at = html.find('<', at)) != std::string_view::npos) {
    if (html.substr(at, 4) == "<!--") {
      const auto end = html.find("-->", at + 4);
      if (end == std::string_view::npos) return;
      at = end + 3;
      continue;
    }
    const auto begin = ++at;
    while (at < html.size() && (is_letter_or_digit(html[at]) || html[at] == '-')) ++at;
    if (at == begin) continue;
    const std::string name = lower(html.substr(begin, std::min<std::size_t>(at - begin, 20)));
    Attributes attributes = read_attributes(html, at);
    if (name == "meta") {
      take_meta(found, std::move(attributes));
    } else if (name == "title" && found.title.rank > 2) {
      const auto end = find_any_case(html, "</title", at);
      found.title.offer(html.substr(at, end == std::string_view::npos ? longest_value : end - at), 2);
    } else if (std::find(std::begin(opaque), std::end(opaque), name) != std::end(opaque)) {
      at = find_any_case(html, "</" + name, at);
      if (at == std::string_view::npos) return;
    }
  }
}

}  // namespace

std::string without_entities(std::string_view text) {
  std::string result;
  while (!text.empty()) {
    const auto ampersand = text.find('&');
    result += text.substr(0, ampersand);
    if (ampersand == std::string_view::npos) break;
    text.remove_prefix(ampersand);
    constexpr std::size_t longest_name = 12;
    const auto semicolon = text.substr(0, longest_name).find(';');
    std::optional<char32_t> character;
    const std::string_view name = semicolon == std::string_view::npos ? std::string_view() : text.substr(1, semicolon - 1);
    if (name.size() > 1 && name.front() == '#') {
      const bool hex = name[1] == 'x' || name[1] == 'X';
      std::uint32_t value = 0;
      bool good = name.size() > (hex ? 2u : 1u);
      for (const char c : name.substr(hex ? 2 : 1)) {
        const char low = lower(c);
        const bool letter = hex && low >= 'a' && low <= 'f';
        if (!is_digit(c) && !letter) good = false;
        value = std::min<std::uint32_t>(value * (hex ? 16 : 10) + static_cast<std::uint32_t>(letter ? low - 'a' + 10 : c - '0'), 0x110000);
      }
      // Numbers from 0x80 to 0x9F mean Windows-1252, as browsers have it.
      if (good && value >= 0x80 && value < 0xA0) character = windows_1252[value - 0x80];
      else if (good) character = value;
    } else if (const auto* found = std::lower_bound(std::begin(entities), std::end(entities), name,
                                                    [](const Entity& entity, std::string_view wanted) { return entity.name < wanted; });
               found != std::end(entities) && !name.empty() && found->name == name) {
      character = found->character;
    }
    if (character) add_utf8(result, *character);
    else result += '&';
    text.remove_prefix(character ? semicolon + 1 : 1);
  }
  return result;
}

std::string page_text(std::string_view html, std::string_view content_type) {
  constexpr std::size_t where_charsets_are = 2048;
  if (html.starts_with("\xEF\xBB\xBF")) return valid_utf8(html.substr(3));
  std::string charset = charset_in(content_type);
  if (charset.empty()) charset = charset_in(html.substr(0, where_charsets_are));
  if (charset == "iso-8859-15" || charset == "latin-9" || charset == "latin9") return from_one_byte(html, true);
  const bool western = charset == "iso-8859-1" || charset == "latin1" || charset == "latin-1" || charset == "windows-1252" ||
                       charset == "cp1252" || charset == "us-ascii" || charset == "ascii";
  if (western || (charset.empty() && !is_utf8(html))) return from_one_byte(html, false);
  return valid_utf8(html);
}

PageFacts page_facts(std::string_view html, std::string_view content_type) {
  const std::string text = page_text(html, content_type);
  Found found;
  scan(text, found);
  return {.title = one_line(found.title.value, longest_title),
          .description = one_line(found.description.value, longest_description),
          .picture = one_line(found.picture.value, longest_address),
          .picture_alt = one_line(found.alt.value, longest_description)};
}

}  // namespace cmtool
