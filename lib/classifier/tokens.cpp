// SPDX-License-Identifier: MIT
#include "classifier/tokens.hpp"

#include <algorithm>
#include <array>

#include "text/letters.hpp"
#include "text/top_level_domains.hpp"
#include "text/utf8.hpp"

namespace cmtool::classifier {
namespace {

constexpr bool is_digit(char32_t c) { return c >= '0' && c <= '9'; }
constexpr bool is_small(char32_t c) { return c >= 'a' && c <= 'z'; }
constexpr bool is_blank(char32_t c) { return c == ' ' || (c >= '\t' && c <= '\r'); }
bool is_letter(char32_t c) { return is_small(c) || (c >= 0x80 && is_word_letter(c)); }
bool is_word(char32_t c) { return is_small(c) || is_digit(c) || (c >= 0x80 && is_word_letter(c)); }

/// What a digit or a sign inside a word stands for; 0 for the others.
constexpr char32_t leet_letter(char32_t c) {
  switch (c) {
    case '0': return 'o';
    case '1': case '!': case '|': return 'i';
    case '3': return 'e';
    case '4': case '@': return 'a';
    case '5': case '$': return 's';
    case '7': return 't';
    case 0x20AC: return 'e';
    default: return 0;
  }
}
/// A host of more names is none; without a limit "a.a.a.…" would be read to its end again and again.
constexpr std::size_t most_host_labels = 16;
constexpr bool is_leet_sign(char32_t c) { return c == '@' || c == '$' || c == '!' || c == '|' || c == 0x20AC; }

class Reader {
 public:
  Reader(std::string_view message, Tokens& to) : message_(message), to_(to), units_(to.units) {}

  void read() {
    to_.list.clear();
    to_.letters.clear();
    to_.shape = {};
    fold();
    while (at_ < units_.size()) step();
    join_spelled();
  }

 private:
  void fold() {
    units_.clear();
    auto& shape = to_.shape;
    shape.bytes = static_cast<std::uint32_t>(message_.size());
    for (std::size_t at = 0; at < message_.size();) {
      const auto where = static_cast<std::uint32_t>(at);
      const auto byte = static_cast<unsigned char>(message_[at]);
      if (byte < 0x80) {
        const bool capital = byte >= 'A' && byte <= 'Z';
        const char32_t letter = capital ? byte + 0x20u : byte;
        shape.capitals += capital ? 1 : 0;
        shape.letters += is_small(letter) ? 1 : 0;
        shape.digits += is_digit(letter) ? 1 : 0;
        shape.exclamations += byte == '!' ? 1 : 0;
        shape.questions += byte == '?' ? 1 : 0;
        shape.lines += byte == '\n' ? 1 : 0;
        units_.push_back({.letter = letter, .at = where, .capital = capital});
        ++at;
        continue;
      }
      const auto point = decode(message_, at);
      at += point.bytes;
      const auto all = folded(point.value);
      const bool letter = all.count > 0 && is_word_letter(all.letters[0]);
      const bool latin = letter && is_small(all.letters[0]);
      const bool capital = latin && point.value < 0x180 && (point.value < 0x100 ? point.value < 0xE0 : (point.value & 1) == 0);
      shape.letters += letter ? 1 : 0;
      shape.foreign += letter && !latin && all.letters[0] >= 0x180 ? 1 : 0;
      shape.capitals += capital ? 1 : 0;
      for (int i = 0; i < all.count; ++i) units_.push_back({.letter = all.letters[i], .at = where, .capital = capital});
    }
  }

  [[nodiscard]] char32_t peek(std::size_t at) const { return at < units_.size() ? units_[at].letter : U' '; }
  [[nodiscard]] std::uint32_t byte_of(std::size_t at) const {
    return at < units_.size() ? units_[at].at : static_cast<std::uint32_t>(message_.size());
  }
  [[nodiscard]] bool begins_with(std::size_t at, std::string_view what) const {
    for (std::size_t i = 0; i < what.size(); ++i) {
      if (peek(at + i) != static_cast<unsigned char>(what[i])) return false;
    }
    return true;
  }

  Token& add(Token::Kind kind, std::size_t from, std::size_t until) {
    to_.list.push_back({.kind = kind, .begin = byte_of(from), .end = byte_of(until), .at = static_cast<std::uint32_t>(to_.letters.size())});
    return to_.list.back();
  }
  void put(Token& token, char32_t letter) {
    to_.letters.push_back(letter);
    ++token.size;
  }
  void add_whole(Token::Kind kind, std::size_t from, std::size_t until) {
    auto& token = add(kind, from, until);
    for (std::size_t i = from; i < until; ++i) put(token, units_[i].letter);
  }

  void step() {
    const char32_t c = units_[at_].letter;
    if (is_blank(c)) ++at_;
    else if (c == 'h' && (begins_with(at_, "http://") || begins_with(at_, "https://"))) address(begins_with(at_, "https") ? 8 : 7);
    else if (c == 'w' && begins_with(at_, "www.") && is_word(peek(at_ + 4))) address(0);
    else if (is_word(c) && bare_address()) hashtag_ = false;
    else if (is_word(c)) word();
    else if (c == '@' && (is_word(peek(at_ + 1)) || peek(at_ + 1) == '_')) user();
    else if (c == '&' && entity()) return;
    else if (c == '#' && is_word(peek(at_ + 1))) { hashtag_ = true; ++at_; }
    else if (is_picture(c)) picture();
    else mark();
  }

  /// An address that begins here; its host begins `scheme` letters on.
  void address(std::size_t scheme) {
    const auto from = at_;
    while (at_ < units_.size() && !is_blank(peek(at_)) && peek(at_) != '<' && peek(at_) != '>' && peek(at_) != '"') ++at_;
    auto host = from + scheme, end = host;
    if (begins_with(host, "www.")) host += 4;
    for (end = host; end < at_ && (is_word(peek(end)) || peek(end) == '.' || peek(end) == '-');) ++end;
    add(Token::Kind::url, from, at_);
    if (end > host) add_whole(Token::Kind::host, host, end);
  }

  /// "example.com/x" without a scheme: the last label must be a known one, and the rest look like a host.
  bool bare_address() {
    std::size_t end = at_, label = at_, labels = 1;
    for (;; ++end) {
      const char32_t c = peek(end);
      if (is_small(c) || is_digit(c) || c == '-') continue;
      if (c != '.' || end == label || !(is_small(peek(end + 1)) || is_digit(peek(end + 1)))) break;
      label = end + 1;
      if (++labels > most_host_labels) return false;
    }
    if (labels == 1 || is_word(peek(end)) || end - label < 2 || end - label > 12) return false;
    std::array<char, 12> last{};
    for (std::size_t i = label; i < end; ++i) last[i - label] = static_cast<char>(peek(i));
    const std::string_view tld(last.data(), end - label);
    static constexpr std::array<std::string_view, 28> usual = {"be", "biz", "ca", "ch", "club", "co", "com", "de", "edu", "eu", "fr", "gg", "info", "io",
                                                               "live", "ltd", "ly", "net", "online", "org", "ru", "shop", "site", "store", "tv", "uk", "us", "xyz"};
    if (!std::binary_search(usual.begin(), usual.end(), tld) && !(peek(end) == '/' && is_top_level_domain(tld))) return false;
    const auto host = begins_with(at_, "www.") ? at_ + 4 : at_, host_end = end, from = at_;
    if (peek(end) == '/') {
      while (end < units_.size() && !is_blank(peek(end))) ++end;
    }
    at_ = end;
    add(Token::Kind::url, from, end);
    add_whole(Token::Kind::host, host, host_end);
    return true;
  }

  void user() {
    const auto from = at_++;
    while (is_word(peek(at_)) || peek(at_) == '_' || (peek(at_) == '.' && is_word(peek(at_ + 1)))) ++at_;
    add(Token::Kind::user, from, at_);
  }

  /// "&amp;" and its like, left by those who fetch pages.
  bool entity() {
    auto end = at_ + 1;
    if (peek(end) == '#') ++end;
    while (end < at_ + 8 && (is_small(peek(end)) || is_digit(peek(end)))) ++end;
    if (end == at_ + 1 || peek(end) != ';') return false;
    at_ = end + 1;
    return true;
  }

  void picture() {
    const auto from = at_;
    while (peek(at_) == peek(from)) ++at_;
    auto& token = add(Token::Kind::picture, from, at_);
    put(token, units_[from].letter);
    token.stretched = at_ - from > 2;
  }

  /// A run of signs, such as ":)", "!!!" and "<3". Lone commas, full stops and quotation marks say nothing.
  void mark() {
    const auto from = at_;
    while (at_ < units_.size() && at_ < from + 8) {
      const char32_t c = peek(at_);
      if (is_blank(c) || is_picture(c) || (at_ > from && (c == '@' || c == '#' || c == '&'))) break;
      if (is_word(c)) {
        const char32_t before = peek(at_ - 1), after = peek(at_ + 1);
        const bool eyes = before == ':' || before == ';' || before == '=' || before == '-';
        const bool mouth = c == 'd' || c == 'p' || c == 'o' || c == 's' || c == 'x';
        const bool face = at_ > from && ((eyes && mouth && peek(from) != '-') || (before == '<' && c == '3')) && !is_word(after);
        if (face) ++at_;
        break;
      }
      ++at_;
    }
    if (at_ == from) ++at_;
    const char32_t first = peek(from);
    if (at_ - from == 1 && (first == ',' || first == '.' || first == '"' || first == '\'' || first == '-' || first == ';' || first == '_')) return;
    auto& token = add(Token::Kind::mark, from, at_);
    for (std::size_t i = from; i < at_ && token.size < 4; ++i) {
      if (i < from + 3 || peek(i) != peek(i - 1)) put(token, units_[i].letter);
    }
    token.stretched = at_ - from > 2;
  }

  [[nodiscard]] bool goes_on(std::size_t at) const {
    const char32_t c = peek(at);
    if (is_word(c)) return true;
    if (c == '*') return is_masked(at);
    if (!is_leet_sign(c)) return false;
    auto first = at, end = at + 1;  // "a$$hole"; but "stop!!now" is two words
    if (c != '!' && c != '|') {
      if (peek(first - 1) == c) --first;
      if (peek(end) == c) ++end;
    }
    return first > 0 && is_letter(peek(first - 1)) && is_letter(peek(end));
  }
  /// Stars in a word's place of letters: "f**tre", "m****", but not "2*3" and "*word*".
  [[nodiscard]] bool is_masked(std::size_t at) const {
    auto first = at, end = at;
    while (first > 0 && peek(first - 1) == '*') --first;
    while (peek(end) == '*') ++end;
    if (first == 0 || !is_word(peek(first - 1)) || is_digit(peek(first - 1)) || end - first > 5) return false;
    return is_word(peek(end)) ? !is_digit(peek(end)) : end - first >= 2;
  }
  /// "don't" is one word, "l'arbre" two.
  [[nodiscard]] std::size_t english_end(std::size_t at) const {
    for (const std::string_view end : {"'t", "'s", "'m", "'d", "'re", "'ll", "'ve"}) {
      if (begins_with(at, end) && !is_word(peek(at + end.size()))) return end.size();
    }
    return 0;
  }

  void word() {
    const auto from = at_;
    std::size_t digits = 0, capitals = 0, latin = 0, alike = 0, stars = 0;
    for (; at_ < units_.size() && goes_on(at_); ++at_) {
      const auto& unit = units_[at_];
      digits += is_digit(unit.letter) ? 1 : 0;
      capitals += unit.capital ? 1 : 0;
      latin += is_small(unit.letter) ? 1 : 0;
      alike += latin_lookalike(unit.letter) != 0 ? 1 : 0;
      stars += unit.letter == '*' ? 1 : 0;
    }
    auto until = at_;
    if (digits == until - from) return number(from);
    const auto ending = peek(at_) == '\'' ? english_end(at_) : 0;
    at_ += ending;
    auto& token = add(Token::Kind::word, from, at_);
    token.capitals = capitals >= 2 && capitals + digits == until - from;
    token.hashtag = hashtag_;
    hashtag_ = false;
    const bool plain_script = to_.shape.foreign * 2 < to_.shape.letters;
    const bool unmask = alike > 0 && (latin > 0 || (plain_script && alike == until - from));
    const bool decode_digits = stands_for_letters(from, until);
    token.disguised = unmask || decode_digits || stars > 0;
    token.masked = stars > 0;
    for (std::size_t i = from; i < at_ && token.size < 64; ++i) {
      char32_t c = units_[i].letter;
      if (c == '\'') continue;
      if (unmask && latin_lookalike(c) != 0) c = latin_lookalike(c);
      if (decode_digits && leet_letter(c) != 0) c = leet_letter(c);
      const auto held = to_.text(token);
      if (held.size() >= 2 && held.back() == c && held[held.size() - 2] == c && !is_digit(c)) token.stretched = true;
      else put(token, c);
    }
  }

  /// Does a digit or a sign between two letters of this word stand for a letter? "c0nn4rd", but not "2nd", "150ppm", "h4".
  [[nodiscard]] bool stands_for_letters(std::size_t from, std::size_t until) const {
    std::size_t letters = 0, others = 0;
    bool inside = false;
    for (auto i = from; i < until; ++i) {
      const char32_t c = peek(i);
      if (!is_digit(c) && !is_leet_sign(c) && c != '*') {
        ++letters;
        continue;
      }
      ++others;
      if (c == '*' || leet_letter(c) == 0) return false;
      inside = inside || (i > from && !is_digit(peek(i - 1)) && i + 1 < until);
    }
    const bool last_is_letter = until > from && !is_digit(peek(until - 1));
    return inside && others > 0 && letters >= others && (last_is_letter || letters > 2);
  }

  void number(std::size_t from) {
    hashtag_ = false;
    std::size_t digits = at_ - from;
    while ((peek(at_) == '.' || peek(at_) == ',') && is_digit(peek(at_ + 1))) {
      for (++at_; is_digit(peek(at_)); ++at_) ++digits;
    }
    auto& token = add(Token::Kind::number, from, at_);
    put(token, static_cast<char32_t>('0' + std::min<std::size_t>(digits, 9)));
  }

  /// "f u c k" and "f.u.c.k": three single letters or more in a row are a word as well.
  void join_spelled() {
    const auto count = to_.list.size();
    for (std::size_t first = 0; first < count;) {
      auto end = first;
      while (end < count && to_.list[end].kind == Token::Kind::word && to_.list[end].size == 1) ++end;
      if (end - first >= 3) {
        Token joined{.disguised = true, .begin = to_.list[first].begin, .end = to_.list[end - 1].end, .at = static_cast<std::uint32_t>(to_.letters.size())};
        for (auto i = first; i < end && joined.size < 64; ++i) put(joined, to_.letters[to_.list[i].at]);
        to_.list.push_back(joined);
      }
      first = end == first ? first + 1 : end;
    }
  }

  std::string_view message_;
  Tokens& to_;
  std::vector<Unit>& units_;
  std::size_t at_ = 0;
  bool hashtag_ = false;
};

}  // namespace

void read_tokens(std::string_view message, Tokens& to) { Reader(message.substr(0, longest_message), to).read(); }

}  // namespace cmtool::classifier
