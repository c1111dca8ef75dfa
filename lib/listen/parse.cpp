// SPDX-License-Identifier: MIT
// From the text of a query to its tree, by recursive descent: OR, then AND, then NOT, then NEAR, then what they join.
#include <algorithm>
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "listen/words.hpp"
#include "text/language.hpp"
#include "text/utf8.hpp"
#include "topic.hpp"

namespace cmtool {
namespace {

using listen::QueryNode;
using listen::QueryWord;
using Node = QueryNode::Kind;

constexpr int deepest = 32;
constexpr std::size_t most_words = 512;
constexpr std::size_t longest_word = 60;
constexpr std::size_t shortest_beginning = 2;
constexpr int usual_distance = 10, widest_distance = 100;
constexpr int most_near = 8;

struct Token {
  enum class Kind { end, open, close, and_word, or_word, not_word, near_word, phrase, words };
  Kind kind = Kind::end;
  std::string_view text{};  ///< a phrase without its marks
  std::size_t at = 0;       ///< byte
  int distance = 0;
};

/// Pairs in which a phrase may stand, since keyboards and word processors write all of them.
constexpr std::array<std::pair<std::string_view, std::string_view>, 4> marks{{{"\"", "\""}, {"“", "”"}, {"«", "»"}, {"„", "“"}}};

class Reader {
 public:
  explicit Reader(std::string_view query) : query_(query) {}

  Result<QueryNode> read() {
    CHECK_OK(step());
    if (token_.kind == Token::Kind::end) return expected(tr("a word, a phrase or “(”"));
    TRY(auto node, any_of(0));
    if (token_.kind != Token::Kind::end) return expected(tr("AND, OR or the end"));
    return node;
  }

 private:
  // --- Tokens

  Result<void> step() {
    while (const auto blank = blank_at(at_)) at_ += blank;
    token_ = {.at = at_};
    if (at_ == query_.size()) return {};
    const auto rest = query_.substr(at_);
    if (rest.front() == '(' || rest.front() == ')') {
      token_.kind = rest.front() == '(' ? Token::Kind::open : Token::Kind::close;
      ++at_;
      return {};
    }
    for (const auto& [open, close] : marks) {
      if (!rest.starts_with(open)) continue;
      const auto end = rest.find(close, open.size());
      if (end == std::string_view::npos) return at_column(token_.at, tr("the quotation mark is never closed"), tr("put one at the end of the phrase"));
      token_.kind = Token::Kind::phrase;
      token_.text = rest.substr(open.size(), end - open.size());
      at_ += end + close.size();
      return {};
    }
    // "-word" is what search engines taught people to write for NOT.
    if (rest.front() == '-' && rest.size() > 1 && !is_space(rest[1]) && rest[1] != '-') {
      token_.kind = Token::Kind::not_word;
      ++at_;
      return {};
    }
    std::size_t end = 1;  // a closing mark alone is no word, which is said later
    while (end < rest.size() && !ends_piece(at_ + end)) ++end;
    token_.text = rest.substr(0, end);
    at_ += end;
    return named();
  }

  /// How many bytes of white space begin here: one character's, or none. Spaces that do not break belong to French quotation marks.
  [[nodiscard]] std::size_t blank_at(std::size_t at) const {
    const auto rest = query_.substr(at);
    if (rest.empty()) return 0;
    if (is_space(rest.front())) return 1;
    return rest.starts_with("\u00A0") ? 2 : rest.starts_with("\u202F") ? 3 : 0;
  }
  [[nodiscard]] bool ends_piece(std::size_t at) const {
    const auto rest = query_.substr(at);
    if (blank_at(at) != 0 || rest.front() == '(' || rest.front() == ')') return true;
    return std::any_of(marks.begin(), marks.end(), [&](const auto& pair) { return rest.starts_with(pair.first) || rest.starts_with(pair.second); });
  }

  /// Is the piece a word, or an operator?
  Result<void> named() {
    const auto text = token_.text;
    token_.kind = text == "AND" ? Token::Kind::and_word : text == "OR" ? Token::Kind::or_word : text == "NOT" ? Token::Kind::not_word : Token::Kind::words;
    if (text != "NEAR" && !text.starts_with("NEAR/")) return {};
    token_.kind = Token::Kind::near_word;
    token_.distance = usual_distance;
    if (text == "NEAR") return {};
    const auto distance = to_integer(text.substr(5));
    if (!distance || *distance < 1 || *distance > widest_distance) {
      return at_column(token_.at + 5, tr("a number of words from 1 to {} was expected after NEAR/", widest_distance), tr("such as NEAR/5"));
    }
    token_.distance = static_cast<int>(*distance);
    return {};
  }

  // --- Faults

  [[nodiscard]] Error at_column(std::size_t at, const std::string& what, std::string hint = {}) const {
    std::size_t column = 1;
    each_code_point(query_.substr(0, at), [&](char32_t, std::size_t, std::size_t) { ++column; });
    return Error{.fault = Fault::usage, .message = tr("column {}: {}", column, what), .hint = std::move(hint)};
  }
  [[nodiscard]] Error expected(const std::string& what) const {
    if (token_.kind == Token::Kind::end) return at_column(token_.at, tr("{} was expected, and the query ends", what));
    const auto found = query_.substr(token_.at, at_ - token_.at);
    return at_column(token_.at, tr("{} was expected, and “{}” stands there", what, first_bytes(valid_utf8(found), 40)));
  }
  [[nodiscard]] Error too_deep() const { return at_column(token_.at, tr("there are more than {} parentheses inside one another", deepest)); }

  // --- Levels

  [[nodiscard]] bool begins_operand() const {
    using enum Token::Kind;
    return token_.kind == open || token_.kind == phrase || token_.kind == words || token_.kind == not_word;
  }

  static QueryNode joined(Node kind, std::vector<QueryNode> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    QueryNode node{.kind = kind};
    for (auto& part : parts) {
      if (part.kind != kind) node.parts.push_back(std::move(part));
      else for (auto& inner : part.parts) node.parts.push_back(std::move(inner));
    }
    return node;
  }

  Result<QueryNode> any_of(int depth) {
    if (depth > deepest) return too_deep();
    std::vector<QueryNode> parts;
    while (true) {
      TRY(auto part, all_of(depth));
      parts.push_back(std::move(part));
      if (token_.kind != Token::Kind::or_word) break;
      CHECK_OK(step());
    }
    return joined(Node::any_of, std::move(parts));
  }

  Result<QueryNode> all_of(int depth) {
    std::vector<QueryNode> parts;
    while (true) {
      TRY(auto part, not_of(depth));
      parts.push_back(std::move(part));
      if (token_.kind == Token::Kind::and_word) {
        CHECK_OK(step());
      } else if (!begins_operand()) {
        break;
      }
    }
    return joined(Node::all_of, std::move(parts));
  }

  Result<QueryNode> not_of(int depth) {
    bool excluded = false;
    while (token_.kind == Token::Kind::not_word) {
      excluded = !excluded;
      CHECK_OK(step());
    }
    TRY(auto node, near(depth));
    if (!excluded) return node;
    if (node.kind == Node::none_of) return std::move(node.parts.front());
    QueryNode none{.kind = Node::none_of};
    none.parts.push_back(std::move(node));
    return none;
  }

  Result<QueryNode> near(int depth) {
    auto begin = token_.at;
    int chained = 0;
    TRY(auto node, operand(depth));
    while (token_.kind == Token::Kind::near_word) {
      const int distance = token_.distance;
      CHECK_OK(can_be_near(node, begin));
      CHECK_OK(step());
      begin = token_.at;
      TRY(auto other, operand(depth));
      CHECK_OK(can_be_near(other, begin));
      QueryNode pair{.kind = Node::near, .distance = distance};
      pair.parts.push_back(std::move(node));
      pair.parts.push_back(std::move(other));
      node = std::move(pair);
      if (++chained > most_near) return at_column(token_.at, tr("more than {} NEAR follow one another", most_near));
    }
    return node;
  }

  /// Only what stands at a place can be near another.
  [[nodiscard]] Result<void> can_be_near(const QueryNode& node, std::size_t at) const {
    const bool fits = node.kind == Node::phrase || node.kind == Node::near ||
                      (node.kind == Node::any_of && std::all_of(node.parts.begin(), node.parts.end(), [](const QueryNode& part) { return part.kind == Node::phrase; }));
    if (fits) return {};
    return at_column(at, tr("NEAR joins words, phrases, and words in parentheses that are joined by OR"));
  }

  Result<QueryNode> operand(int depth) {
    switch (token_.kind) {
      case Token::Kind::open: {
        const auto at = token_.at;
        CHECK_OK(step());
        TRY(auto node, any_of(depth + 1));
        if (token_.kind == Token::Kind::end) return at_column(at, tr("the parenthesis is never closed"));
        if (token_.kind != Token::Kind::close) return expected(tr("AND, OR or “)”"));
        CHECK_OK(step());
        return node;
      }
      case Token::Kind::phrase: {
        TRY(auto node, phrase(token_.text));
        CHECK_OK(step());
        return node;
      }
      case Token::Kind::words: {
        TRY(auto node, piece(token_.text));
        CHECK_OK(step());
        return node;
      }
      default:
        return expected(tr("a word, a phrase or “(”"));
    }
  }

  /// A piece without white space: a field with its value, or words.
  Result<QueryNode> piece(std::string_view text) {
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || text.substr(colon).starts_with("://")) return phrase(text);
    const auto field = text.substr(0, colon);
    if (!std::all_of(field.begin(), field.end(), is_letter)) return phrase(text);
    auto value = text.substr(colon + 1);
    const auto kind = field == "lang" ? std::optional(Node::language) : field == "from" ? std::optional(Node::from) : field == "on" ? std::optional(Node::account) : std::nullopt;
    if (!kind) {
      return at_column(token_.at, tr("there is no field {}:", valid_utf8(field)), tr("lang:, from: and on: are there; words with a colon stand in quotation marks"));
    }
    while (*kind != Node::language && value.starts_with('@')) value.remove_prefix(1);
    if (value.empty()) return at_column(token_.at + colon + 1, *kind == Node::language ? tr("a language such as fr was expected") : tr("a name was expected"));
    if (*kind == Node::language && !is_language_tag(value)) return at_column(token_.at + colon + 1, tr("a language such as fr was expected"));
    return QueryNode{.kind = *kind, .value = *kind == Node::language ? primary_language(value) : lower(valid_utf8(value))};
  }

  /// Does a word go on here?
  bool begins_with_word(std::string_view rest) {
    if (rest.empty()) return false;
    listen::hear(rest.substr(0, decode(rest, 0).bytes), after_);
    return rest.front() == '*' || !after_.list.empty();
  }

  /// Words that follow one another, each perhaps with a star at its end.
  Result<QueryNode> phrase(std::string_view text) {
    QueryNode node{.kind = Node::phrase};
    // A star would be lost in folding, and so the text is cut there.
    for (std::size_t at = 0; at <= text.size();) {
      const auto star = std::min(text.find('*', at), text.size());
      listen::hear(text.substr(at, star - at), heard_);
      const auto& letters = heard_.text.letters;
      const bool ends_a_word = !heard_.list.empty() && heard_.list.back().at + heard_.list.back().size == letters.size();
      if (star < text.size() && (!ends_a_word || begins_with_word(text.substr(star + 1)))) return at_column(token_.at, tr("“*” stands at the end of a word"));
      for (const auto& word : heard_.list) {
        const bool last = &word == &heard_.list.back();
        QueryWord found{.letters = std::string(heard_.letters(word)), .beginning = last && star < text.size(), .sign = word.sign};
        if (found.letters.size() > longest_word) return at_column(token_.at, tr("a word has more than {} letters", longest_word));
        if (found.beginning && found.letters.size() < shortest_beginning) {
          return at_column(token_.at, tr("at least {} letters were expected before “*”", shortest_beginning));
        }
        node.words.push_back(std::move(found));
      }
      at = star + 1;
    }
    if (node.words.empty()) return expected(tr("a word, a phrase or “(”"));
    words_ += node.words.size();
    if (words_ > most_words) return at_column(token_.at, tr("there are more than {} words", most_words));
    return node;
  }

  std::string_view query_;
  std::size_t at_ = 0, words_ = 0;
  Token token_{};
  listen::HeardWords heard_{}, after_{};
};

std::string shown(const QueryNode& node);

std::string shown_parts(const QueryNode& node, const std::string& between) {
  std::string text = "(";
  for (const auto& part : node.parts) text += (text.size() == 1 ? "" : between) + shown(part);
  return text + ")";
}

std::string shown(const QueryNode& node) {
  switch (node.kind) {
    case Node::phrase: {
      std::string text;
      for (const auto& word : node.words) {
        if (!text.empty()) text += ' ';
        if (word.sign != 0) text += word.sign;
        text += word.letters;
        if (word.beginning) text += '*';
      }
      return "\"" + text + "\"";
    }
    case Node::near: return shown_parts(node, fmt::format(" NEAR/{} ", node.distance));
    case Node::language: return "lang:" + node.value;
    case Node::from: return "from:" + node.value;
    case Node::account: return "on:" + node.value;
    case Node::all_of: return shown_parts(node, " AND ");
    case Node::any_of: return shown_parts(node, " OR ");
    case Node::none_of: return "NOT " + shown(node.parts.front());
  }
  return {};
}

}  // namespace

Result<TopicQuery> parse_topic_query(std::string_view query) {
  if (query.size() > longest_topic_query) {
    return Error{.fault = Fault::usage, .message = tr("a query has at most {} bytes, and this one has {}", longest_topic_query, query.size())};
  }
  return Reader(query).read();
}

std::string in_full(const TopicQuery& query) { return shown(query); }

}  // namespace cmtool
