// SPDX-License-Identifier: MIT
#include "text/facets.hpp"

#include <algorithm>
#include <optional>

#include "base/ascii.hpp"
#include "text/top_level_domains.hpp"
#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

using Kind = Facet::Kind;

/// Invisible and ends a link or a hashtag: soft hyphen, zero-width space and joiner, directions, byte order mark.
bool is_invisible(char32_t c) {
  return c == 0xAD || (c >= 0x200A && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
         c == 0xFEFF;
}

/// Cannot be in a link: spaces, controls, what encloses quotations, East Asian punctuation.
bool ends_link(char32_t c) {
  if (c < 0x80) return c <= 0x20 || c == 0x7F || c == '<' || c == '>' || c == '"' || c == '`';
  return is_white_space(c) || is_invisible(c) || c < 0xA0 || c == 0xFFFD || c == 0xAB || c == 0xBB ||
         (c >= 0x2018 && c <= 0x201F) || (c >= 0x3000 && c <= 0x3020) || (c >= 0xFF08 && c <= 0xFF0C) || c == 0xFF1B;
}

/// What a scanner over one text needs: it looks at a position and says which facet begins there.
class Finder {
 public:
  Finder(std::string_view text, Reading reading) : text_(text), reading_(reading) {}

  std::vector<Facet> all() {
    std::vector<Facet> found;
    char32_t before = 0;
    for (std::size_t at = 0; at < text_.size();) {
      if (auto facet = facet_at(at, before)) {
        at = facet->end;
        before = decode_before(text_, at);
        found.push_back(*std::move(facet));
        continue;
      }
      const auto byte = static_cast<unsigned char>(text_[at]);
      const auto point = byte < 0x80 ? CodePoint{.value = byte} : decode(text_, at);
      before = point.value;
      at += point.bytes;
    }
    return found;
  }

 private:
  [[nodiscard]] char byte(std::size_t at) const { return at < text_.size() ? text_[at] : '\0'; }

  std::optional<Facet> facet_at(std::size_t at, char32_t before) {
    const char c = text_[at];
    if (c != '#' && c != '@' && c != '\xEF' && !is_letter_or_digit(c)) return std::nullopt;
    if (c == '#' || text_.substr(at, 3) == "＃") return hashtag_at(at, before);
    if (c == '@') return mention_at(at, before);
    if (!is_letter_or_digit(c) || at < domain_scanned_) return std::nullopt;
    if (before != 0 && (before == '@' || before == '#' || before == '$' || before == '/' || before == '.' || before == '-' ||
                        is_word_character(before))) {
      return std::nullopt;
    }
    if (auto link = link_at(at)) return link;
    return reading_ == Reading::bluesky ? bare_domain_at(at) : std::nullopt;
  }

  // --- Links ---

  std::optional<Facet> link_at(std::size_t at) {
    if (at < link_scanned_) return std::nullopt;
    for (const std::string_view scheme : {"https://", "http://"}) {
      if (!same_ignoring_case(text_.substr(at, scheme.size()), scheme)) continue;
      const std::size_t host = at + scheme.size();
      link_scanned_ = link_end(host);
      const std::size_t end = without_trailing(host, link_scanned_);
      if (!is_host(text_.substr(host, end - host))) return std::nullopt;
      return Facet{.kind = Kind::link, .begin = at, .end = end, .value = std::string(text_.substr(at, end - at))};
    }
    return std::nullopt;
  }

  /// Where the link that goes on at `at` meets something that cannot be in one.
  [[nodiscard]] std::size_t link_end(std::size_t at) const {
    while (at < text_.size()) {
      const auto point = decode(text_, at);
      if (ends_link(point.value)) break;
      at += point.bytes;
    }
    return at;
  }

  /// Takes punctuation from the end of a link: "(see https://example.org/a_(b).)" keeps "(b)".
  [[nodiscard]] std::size_t without_trailing(std::size_t begin, std::size_t end) const {
    const auto link = text_.substr(begin, end - begin);
    const auto surplus = [&](char open, char close) {
      return std::count(link.begin(), link.end(), close) - std::count(link.begin(), link.end(), open);
    };
    auto round = surplus('(', ')'), square = surplus('[', ']'), curly = surplus('{', '}');
    while (end > begin) {
      const char last = text_[end - 1];
      constexpr std::string_view marks = ".,;:!?'";
      if (marks.find(last) != std::string_view::npos) {
        --end;
      } else if (last == ')' && round > 0) {
        --end, --round;
      } else if (last == ']' && square > 0) {
        --end, --square;
      } else if (last == '}' && curly > 0) {
        --end, --curly;
      } else if (text_.substr(begin, end - begin).ends_with("…")) {
        end -= std::string_view("…").size();
      } else {
        break;
      }
    }
    return end;
  }

  /// Does what follows "://" begin with a host that has a dot, or is it "localhost"?
  static bool is_host(std::string_view rest) {
    auto host = rest.substr(0, rest.find_first_of("/?#"));
    if (const auto user = host.rfind('@'); user != std::string_view::npos) host.remove_prefix(user + 1);
    host = host.substr(0, host.find(':'));
    if (host.empty() || host.front() == '.' || host.front() == '-') return false;
    for (const char c : host) {
      if (static_cast<unsigned char>(c) < 0x80 && !is_letter_or_digit(c) && c != '-' && c != '.' && c != '_') return false;
    }
    return host == "localhost" || (host.find('.') != std::string_view::npos && host.find("..") == std::string_view::npos);
  }

  std::optional<Facet> bare_domain_at(std::size_t at) {
    std::size_t end = at, last_dot = 0;
    while (is_letter_or_digit(byte(end)) || ((byte(end) == '-' || byte(end) == '.') && is_letter_or_digit(byte(end + 1)))) {
      if (byte(end) == '.') last_dot = end;
      ++end;
    }
    domain_scanned_ = end;
    if (last_dot == 0 || !is_letter(text_[at])) return std::nullopt;
    const auto label = text_.substr(last_dot + 1, end - last_dot - 1);
    // "demain.La" is a missing space, not a Laotian site.
    const bool new_sentence = is_upper(label.front()) && std::any_of(label.begin(), label.end(), is_lower);
    if (new_sentence || !is_top_level_domain(label)) return std::nullopt;
    const char next = byte(end);
    const bool port = next == ':' && is_digit(byte(end + 1));
    if (next == '/' || next == '?' || next == '#' || port) {
      end = std::max(end, without_trailing(at, link_end(end)));
    } else if (next == '@' || next == '_' || next == '=' ||
               (end < text_.size() && is_word_character(decode(text_, end).value))) {
      return std::nullopt;
    }
    return Facet{.kind = Kind::link, .begin = at, .end = end, .value = "https://" + std::string(text_.substr(at, end - at))};
  }

  // --- Mentions ---

  static bool is_name(char c) { return is_letter_or_digit(c) || c == '_'; }

  [[nodiscard]] std::optional<Facet> mention_at(std::size_t at, char32_t before) const {
    constexpr std::string_view glued = "@/=#$&.-";
    if (before != 0 && (is_word_character(before) || (before < 0x80 && glued.find(static_cast<char>(before)) != glued.npos))) {
      return std::nullopt;
    }
    std::size_t end = name_end(at + 1);
    if (end == at + 1) return std::nullopt;
    if (byte(end) == '@') {
      if (const std::size_t host = host_end(end + 1); host > end + 1) end = host;
    }
    return Facet{.kind = Kind::mention, .begin = at, .end = end, .value = std::string(text_.substr(at + 1, end - at - 1))};
  }

  /// Letters, digits and "_", with "." and "-" inside.
  [[nodiscard]] std::size_t name_end(std::size_t at) const {
    std::size_t end = at;
    for (std::size_t i = at; is_name(byte(i)) || (i > at && (byte(i) == '.' || byte(i) == '-')); ++i) {
      if (is_name(byte(i))) end = i + 1;
    }
    return end;
  }

  /// A host with a dot in it, or `at` where there is none.
  [[nodiscard]] std::size_t host_end(std::size_t at) const {
    std::size_t end = at;
    bool dot = false, dotted = false;
    for (std::size_t i = at; i < text_.size();) {
      const auto point = decode(text_, i);
      i += point.bytes;
      if (point.value == '.') {
        if (i == at + 1) break;
        dot = true;
      } else if (is_word_character(point.value)) {
        end = i;
        dotted = dotted || dot;
      } else if (point.value != '-') {
        break;
      }
    }
    return dotted ? end : at;
  }

  // --- Hashtags ---

  [[nodiscard]] std::optional<Facet> hashtag_at(std::size_t at, char32_t before) const {
    constexpr std::string_view glued = "=/)#&";
    if (before != 0 && (is_word_character(before) || before == 0xFF03 ||
                        (before < 0x80 && glued.find(static_cast<char>(before)) != glued.npos))) {
      return std::nullopt;
    }
    const std::size_t name = at + decode(text_, at).bytes;
    const std::size_t end = reading_ == Reading::bluesky ? bluesky_tag_end(name) : mastodon_tag_end(name);
    if (end == name) return std::nullopt;
    return Facet{.kind = Kind::hashtag, .begin = at, .end = end, .value = std::string(text_.substr(name, end - name))};
  }

  /// To the next white space, "#" or invisible character, then without the punctuation at the end; not of digits only.
  [[nodiscard]] std::size_t bluesky_tag_end(std::size_t name) const {
    constexpr std::int64_t most_code_points = 640;  // 64 graphemes and 640 bytes, app.bsky.richtext.facet, read 2026-11-22
    std::size_t end = name;
    std::int64_t points = 0;
    bool meaningful = false;
    for (std::size_t i = name; i < text_.size();) {
      const auto point = decode(text_, i);
      const char32_t c = point.value;
      if (is_white_space(c) || is_invisible(c) || c == 0x20E2 || c == 0xFFFD || c < 0x20 || c == '#' || c == 0xFF03) break;
      if (i == name && c == 0xFE0F) return name;
      i += point.bytes;
      if (++points > most_code_points) return name;
      if (is_punctuation(c)) continue;
      end = i;
      meaningful = meaningful || c > 0x7F || !is_digit(static_cast<char>(c));
    }
    return meaningful && fits_bluesky(text_.substr(name, end - name)) ? end : name;
  }

  static bool fits_bluesky(std::string_view tag) {
    if (tag.size() > 640) return false;
    std::size_t points = 0;
    each_code_point(tag, [&](char32_t, std::size_t, std::size_t) { ++points; });
    if (points <= 64) return true;
    const auto tables = is_simple(tag) ? Result<const Unicode*>(nullptr) : unicode();
    return tables.ok() && *tables != nullptr && (*tables)->graphemes(tag).size() <= 64;
  }

  /// Word characters with "·", "・" and the zero-width non-joiner inside; at least one that is no digit.
  [[nodiscard]] std::size_t mastodon_tag_end(std::size_t name) const {
    std::size_t end = name;
    bool letter = false;
    for (std::size_t i = name; i < text_.size();) {
      const auto point = decode(text_, i);
      const char32_t c = point.value;
      const bool separator = c == 0xB7 || c == 0x30FB || c == 0x200C;
      if (!separator && (c == 0xFFFD || !is_word_character(c))) break;
      if (i == name && (separator || c == 0xFE0F)) break;  // U+FE0F: the keycap #️⃣
      i += point.bytes;
      if (!separator) end = i;
      // A separator counts as a letter once it is inside ("1·2").
      letter = letter || separator || is_alphabetic(c);
    }
    return letter ? with_letter(name, end) : name;
  }

  /// "12·" ends before its separator, and then there may be no letter left.
  [[nodiscard]] std::size_t with_letter(std::size_t name, std::size_t end) const {
    bool letter = false;
    each_code_point(text_.substr(name, end - name), [&](char32_t c, std::size_t, std::size_t) {
      letter = letter || c == 0xB7 || c == 0x30FB || c == 0x200C || is_alphabetic(c);
    });
    return letter ? end : name;
  }

  std::string_view text_;
  Reading reading_;
  // Up to here it is known that no domain, no link begins: what was looked at in vain is not looked at again.
  std::size_t domain_scanned_ = 0, link_scanned_ = 0;
};

}  // namespace

std::vector<Facet> find_facets(std::string_view text, Reading reading) { return Finder(text, reading).all(); }

}  // namespace cmtool
