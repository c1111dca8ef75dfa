// SPDX-License-Identifier: MIT
#include "topic.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <random>

using namespace cmtool;

namespace {

TopicQuery query(std::string_view text) {
  auto parsed = parse_topic_query(text);
  REQUIRE_MESSAGE(parsed.ok(), std::string(text) << ": " << (parsed.ok() ? "" : parsed.error().message));
  return *parsed;
}

bool matches(std::string_view text, const TopicText& said) {
  const TopicSet set({query(text)});
  return !TopicReader(set).matching(said).empty();
}
bool matches(std::string_view text, std::string_view said) { return matches(text, TopicText{.text = said}); }

std::string fault(std::string_view text) {
  const auto parsed = parse_topic_query(text);
  return parsed.ok() ? "none" : parsed.error().message;
}

struct Row {
  const char* query;
  const char* text;
  bool found;
};
template <std::size_t N>
void check(const Row (&rows)[N]) {
  for (const auto& row : rows) {
    CAPTURE(std::string(row.query));
    CAPTURE(std::string(row.text));
    CHECK(matches(row.query, row.text) == row.found);
  }
}

}  // namespace

TEST_CASE("a word of a topic matches whole words, whatever their case and accents") {
  check({{"atelier", "L’ATELIER ferme", true},
         {"atelier", "les ateliers", false},
         {"été", "cet ete la", true},
         {"ETE", "l'été", true},
         {"coeur", "de tout cœur", true},
         {"député", "depute", true},
         {"rose", "roseraie", false},
         {"rose", "#Rose", true},
         {"rose", "@rose", true},
         {"rose", "", false},
         {"3d", "impression 3D", true},
         {"🔥", "trop bien🔥🔥", true}});
}

TEST_CASE("a star matches any word that begins so, and a sign only what stands behind it") {
  check({{"rose*", "la roseraie", true},
         {"rose*", "la rose", true},
         {"rose*", "arrosé", false},
         {"\"la ros*\"", "dans la roseraie", true},
         {"#rose", "une rose", false},
         {"#rose", "une #Rose", true},
         {"@rose", "#rose", false},
         {"@rose", "bravo @rose !", true},
         {"#ros*", "vive #roseraie", true}});
}

TEST_CASE("AND, OR, NOT and parentheses bind as people expect, and AND may be left out") {
  check({{"a1 b1", "b1 x a1", true},
         {"a1 b1", "a1", false},
         {"a1 AND b1", "b1 a1", true},
         {"a1 OR b1 c1", "a1", true},
         {"a1 OR b1 c1", "b1", false},
         {"(a1 OR b1) c1", "a1", false},
         {"(a1 OR b1) c1", "c1 b1", true},
         {"a1 NOT b1", "a1 c1", true},
         {"a1 NOT b1", "a1 b1", false},
         {"a1 -b1", "a1 b1", false},
         {"a1 NOT (b1 OR c1)", "a1 c1", false},
         {"a1 NOT NOT b1", "a1 b1", true},
         {"NOT a1", "b1", true},
         {"this and that", "this that", false},
         {"this and that", "this and that", true}});
}

TEST_CASE("a phrase is words that follow one another, in any quotation marks; so is what is written in one piece") {
  check({{"\"chez rose\"", "on va chez Rose", true},
         {"\"chez rose\"", "rose chez", false},
         {"\"chez rose\"", "chez la rose", false},
         {"« chez rose »", "chez   rose", true},
         {"«\u00A0chez rose\u00A0»", "chez rose", true},
         {"“chez rose”", "chez, Rose", true},
         {"wi-fi", "le Wi Fi", true},
         {"wi-fi", "fi wi", false},
         {"l'atelier", "à l’atelier", true},
         {"\"a1 a1\"", "a1 b1 a1", false},
         {"\"a1 a1\"", "b1 a1 a1", true},
         {"\"AND\"", "me and you", true},
         {"10:30", "à 10:30", true},
         {"https://rose.example/shop", "voir rose.example/shop", false},
         {"https://rose.example/shop", "voir https://rose.example/shop", true}});
}

TEST_CASE("NEAR counts words, in any order, and joins phrases and groups") {
  check({{"a1 NEAR/1 b1", "a1 b1", true},
         {"a1 NEAR/1 b1", "b1 a1", true},
         {"a1 NEAR/1 b1", "a1 x b1", false},
         {"a1 NEAR/2 b1", "a1 x b1", true},
         {"a1 NEAR/3 b1", "b1 x y a1", true},
         {"a1 NEAR b1", "a1 1 2 3 4 5 6 7 8 9 b1", true},
         {"a1 NEAR b1", "a1 1 2 3 4 5 6 7 8 9 10 b1", false},
         {"a1 NEAR/2 a1", "a1", false},
         {"a1 NEAR/2 a1", "a1 x a1", true},
         {"\"a1 b1\" NEAR/2 c1", "c1 x a1 b1", true},
         {"\"a1 b1\" NEAR/2 c1", "a1 b1 x c1", true},
         {"\"a1 b1\" NEAR/2 c1", "a1 b1 x y c1", false},
         {"(a1 OR \"b1 c1\") NEAR/1 d1", "b1 c1 d1", true},
         {"(a1 OR b1) NEAR/1 d1", "a1 x b1 d1", true},
         {"a1 NEAR/1 b1 NEAR/1 c1", "a1 b1 c1", true},
         {"a1 NEAR/1 b1 NEAR/1 c1", "a1 b1 x c1", false},
         {"NOT a1 NEAR/1 b1", "a1 x b1", true}});
}

TEST_CASE("language, author and account can be asked for") {
  const TopicText french{.text = "une rose", .language = "fr-CA", .handle = "@Lea@example.org", .author_id = "42", .account = "atelier"};
  CHECK(matches("lang:fr", french));
  CHECK(matches("rose lang:FR", french));
  CHECK_FALSE(matches("lang:en", french));
  CHECK(matches("from:lea@example.org", french));
  CHECK(matches("from:@LEA@example.org", french));
  CHECK(matches("from:42", french));
  CHECK_FALSE(matches("from:le", french));
  CHECK(matches("on:@atelier", french));
  CHECK_FALSE(matches("on:atel", french));
  CHECK(matches("lang:fr", "est-ce que vous êtes ouverts dimanche"));
  CHECK(matches("lang:en", "are you open on Sunday, or what is going on"));
  CHECK_FALSE(matches("lang:fr", "🔥"));
}

TEST_CASE("a query that cannot be read says in which column, and what was expected") {
  const std::pair<const char*, const char*> rows[] = {
      {"", "column 1: a word, a phrase or “(” was expected, and the query ends"},
      {"rose AND", "column 9: a word, a phrase or “(” was expected, and the query ends"},
      {"été OR OR b", "column 8: a word, a phrase or “(” was expected, and “OR” stands there"},
      {"(rose", "column 1: the parenthesis is never closed"},
      {"rose)", "column 5: AND, OR or the end was expected, and “)” stands there"},
      {"()", "column 2: a word, a phrase or “(” was expected, and “)” stands there"},
      {"a \"b c", "column 3: the quotation mark is never closed"},
      {"a NEAR/x b", "column 8: a number of words from 1 to 100 was expected after NEAR/"},
      {"a NEAR/0 b", "column 8: a number of words from 1 to 100 was expected after NEAR/"},
      {"(a b) NEAR/2 c", "column 1: NEAR joins words, phrases, and words in parentheses that are joined by OR"},
      {"c NEAR/2 lang:fr", "column 10: NEAR joins words, phrases, and words in parentheses that are joined by OR"},
      {"NEAR/2 c", "column 1: a word, a phrase or “(” was expected, and “NEAR/2” stands there"},
      {"language:fr", "column 1: there is no field language:"},
      {"lang:", "column 6: a language such as fr was expected"},
      {"from:", "column 6: a name was expected"},
      {"ro*se", "column 1: “*” stands at the end of a word"},
      {"a ** b", "column 3: “*” stands at the end of a word"},
      {"r*", "column 1: at least 2 letters were expected before “*”"},
      {"rose !!!", "column 6: a word, a phrase or “(” was expected, and “!!!” stands there"},
  };
  for (const auto& [text, message] : rows) {
    CAPTURE(std::string(text));
    CHECK(fault(text) == message);
  }
}

TEST_CASE("a topic's query is shown as it was understood, and reads the same again") {
  CHECK(in_full(query("rose atelier OR -\"chez rose\"")) == "((\"rose\" AND \"atelier\") OR NOT \"chez rose\")");
  CHECK(in_full(query("Été NEAR/3 (ros* OR #Shop) lang:fr-CA from:@Lea on:@site")) == "((\"ete\" NEAR/3 (\"ros*\" OR \"#shop\")) AND lang:fr AND from:lea AND on:site)");
  for (const auto* const text : {"a b OR c", "a NEAR b NEAR/2 \"c de*\"", "NOT (a OR NOT b)", "wi-fi #x @y -z"}) {
    CHECK(query(in_full(query(text))) == query(text));
  }
}

TEST_CASE("hostile queries and texts take no more than a moment") {
  const auto begun = std::chrono::steady_clock::now();
  CHECK(fault(std::string(4000, '(')) == "column 34: there are more than 32 parentheses inside one another");
  CHECK(fault(std::string(5000, 'a')) == "a query has at most 4096 bytes, and this one has 5000");
  CHECK(fault(std::string(100, 'a')) == "column 1: a word has more than 60 letters");
  std::string nots, nears = "aa", many;
  for (int i = 0; i < 800; ++i) nots += "NOT ";
  CHECK(query(nots + "a") == query("a"));
  for (int i = 0; i < 20; ++i) nears += " NEAR aa";
  CHECK(fault(nears) == "column 76: more than 8 NEAR follow one another");
  for (int i = 0; i < 600; ++i) many += "a OR ";
  CHECK(fault(many + "a") == "column 2561: there are more than 512 words");

  std::string text;
  while (text.size() < 10'000'000) text += "aa ";
  CHECK(matches("aa NEAR/100 aa NEAR/100 (aa OR aa* OR \"aa aa aa\") NEAR/100 \"aa aa\"", text));
  CHECK_FALSE(matches("\"aa aa aa aa aa aa aa b\"", text));
  CHECK_FALSE(matches("rose", std::string("\xff\xfe\0\xc0 r\0se", 11)));
  CHECK(matches("rose", std::string("\xff rose \0", 8)));
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(10));
}

namespace {

/// The same question, asked as slowly and plainly as it can be: words are letters and blanks only.
struct Plain {
  std::vector<std::string> words;
  [[nodiscard]] std::vector<std::size_t> at(const listen::QueryWord& word) const {
    std::vector<std::size_t> found;
    for (std::size_t i = 0; i < words.size(); ++i) {
      if (word.beginning ? words[i].starts_with(word.letters) : words[i] == word.letters) found.push_back(i);
    }
    return found;
  }
  [[nodiscard]] std::vector<std::pair<std::size_t, std::size_t>> phrases(const TopicQuery& node) const {
    std::vector<std::pair<std::size_t, std::size_t>> found;
    if (node.kind == TopicQuery::Kind::any_of) {
      for (const auto& part : node.parts) {
        for (const auto& each : phrases(part)) found.push_back(each);
      }
      return found;
    }
    for (const auto first : at(node.words.front())) {
      bool whole = true;
      for (std::size_t i = 1; i < node.words.size(); ++i) {
        const auto places = at(node.words[i]);
        whole = whole && std::find(places.begin(), places.end(), first + i) != places.end();
      }
      if (whole) found.emplace_back(first, first + node.words.size() - 1);
    }
    return found;
  }
  [[nodiscard]] bool matches(const TopicQuery& node) const {
    using Kind = TopicQuery::Kind;
    const auto part_matches = [&](const TopicQuery& part) { return matches(part); };
    switch (node.kind) {
      case Kind::phrase: return !phrases(node).empty();
      case Kind::all_of: return std::all_of(node.parts.begin(), node.parts.end(), part_matches);
      case Kind::any_of: return std::any_of(node.parts.begin(), node.parts.end(), part_matches);
      case Kind::none_of: return !part_matches(node.parts.front());
      case Kind::near:
        for (const auto& one : phrases(node.parts[0])) {
          for (const auto& other : phrases(node.parts[1])) {
            const auto distance = static_cast<std::size_t>(node.distance);
            if (other.first > one.second && other.first - one.second <= distance) return true;
            if (one.first > other.second && one.first - other.second <= distance) return true;
          }
        }
        return false;
      default: return false;
    }
  }
};

}  // namespace

TEST_CASE("random topics find in random texts what a plain reading finds") {
  std::mt19937 random(7);
  const auto pick = [&](int most) { return static_cast<int>(random() % static_cast<unsigned>(most)); };
  const auto word = [&] { return std::string(1, static_cast<char>('a' + pick(3))) + static_cast<char>('a' + pick(3)); };
  const std::function<std::string(int)> piece = [&](int depth) -> std::string {
    switch (pick(depth > 2 ? 4 : 8)) {
      case 0: case 1: return word();
      case 2: return word() + "*";
      case 3: return "\"" + word() + " " + word() + "\"";
      case 4: return "(" + piece(depth + 1) + " OR " + piece(depth + 1) + ")";
      case 5: return "(" + piece(depth + 1) + " " + piece(depth + 1) + ")";
      case 6: return "NOT " + piece(depth + 1);
      default: return "((" + word() + " OR \"" + word() + " " + word() + "\") NEAR/" + std::to_string(1 + pick(4)) + " " + word() + ")";
    }
  };
  std::vector<TopicQuery> queries;
  for (int i = 0; i < 60; ++i) queries.push_back(query(piece(0)));
  const TopicSet set(queries);
  TopicReader reader(set);
  std::size_t found = 0;
  for (int i = 0; i < 300; ++i) {
    Plain plain;
    std::string text;
    for (int n = pick(10); n > 0; --n) {
      plain.words.push_back(word() + (pick(4) == 0 ? "x" : ""));
      text += plain.words.back() + " ";
    }
    std::vector<std::uint32_t> expected;
    for (std::uint32_t q = 0; q < queries.size(); ++q) {
      if (plain.matches(queries[q])) expected.push_back(q);
    }
    CAPTURE(text);
    CHECK(reader.matching({.text = text}) == expected);
    found += expected.size();
  }
  CHECK(found > 1000);
}
