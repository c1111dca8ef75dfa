// SPDX-License-Identifier: MIT
#include "classifier/tokens.hpp"

#include <doctest/doctest.h>

#include <vector>

#include "text/utf8.hpp"

using namespace cmtool;
using namespace cmtool::classifier;

namespace {

/// The tokens one after another, "word", "<url>", "<user>" and so on.
std::string tokens_of(std::string_view message) {
  Tokens tokens;
  read_tokens(message, tokens);
  std::string all;
  for (const auto& token : tokens.list) {
    if (!all.empty()) all += ' ';
    if (token.kind == Token::Kind::url) all += "<url>";
    else if (token.kind == Token::Kind::user) all += "<user>";
    else if (token.kind == Token::Kind::number) all += "<number " + std::string(1, static_cast<char>(tokens.text(token)[0])) + ">";
    else for (const char32_t c : tokens.text(token)) append_utf8(all, c);
  }
  return all;
}

Tokens read(std::string_view message) {
  Tokens tokens;
  read_tokens(message, tokens);
  return tokens;
}

struct Row {
  const char* message;
  const char* tokens;
};

void check(const std::vector<Row>& rows) {
  for (const auto& row : rows) {
    CAPTURE(row.message);
    CHECK(tokens_of(row.message) == row.tokens);
  }
}

}  // namespace

TEST_CASE("words are folded and cut where people cut them") {
  check({{"L'été à Orléans", "l ete a orleans"},
         {"I don't know, you're right", "i dont know youre right"},
         {"well-known", "well known"},
         {"#JeSuisLà", "jesuisla"},
         {"Tom &amp; Jerry &#39;x", "tom jerry x"},
         {"", ""},
         {" \t\r\n", ""},
         {"sooooo goooood", "soo good"}});
}

TEST_CASE("addresses, people and numbers are told by their kind") {
  check({{"see https://www.Example.com/a?b=c now", "see <url> example.com now"},
         {"http://a.example", "<url> a.example"},
         {"www.shop.fr", "<url> shop.fr"},
         {"go to casino.xyz/win or mail.ru", "go to <url> casino.xyz or <url> mail.ru"},
         {"fin.Mais", "fin mais"},
         {"@lea_m. hello", "<user> hello"},
         {"call 0612345678 or 12", "call <number 9> or <number 2>"},
         {"1,000.50 euros", "<number 6> euros"}});
}

TEST_CASE("marks and pictures that mean something are kept") {
  check({{"well :) done!!!", "well :) done !!!"},
         {"ok, fine.", "ok fine"},
         {"really?!", "really ?!"},
         {"<3 you", "<3 you"},
         {"\U0001F602\U0001F602\U0001F602 lol", "\U0001F602 lol"}});
}

TEST_CASE("disguised words are read, and what only looks so is left alone") {
  check({{"c0nn4rd", "connard"},
         {"a$$hole", "asshole"},
         {"fr€€dom", "freedom"},
         {"сonnаrd", "connard"},          // two Cyrillic letters among Latin ones
         {"f u c k you", "f u c k you fuck"},
         {"s.p.a.m", "s p a m spam"},
         {"stop!!now it's 5$ or 5€", "stop !! now its <number 1> $ or <number 1> €"},
         {"2nd h4 150ppm", "2nd h4 150ppm"},
         {"сом и ток", "сом и ток"},      // Russian, though each letter looks Latin
         {"m*rde f**k", "m*rde f**k"}});
  const auto tokens = read("m*rde CAPITALS noooo c0n #tag plain");
  REQUIRE(tokens.list.size() == 6);
  CHECK(tokens.list[0].masked);
  CHECK(tokens.list[1].capitals);
  CHECK(tokens.list[2].stretched);
  CHECK(tokens.list[3].disguised);
  CHECK(tokens.list[4].hashtag);
  const auto& plain = tokens.list[5];
  CHECK_FALSE((plain.masked || plain.capitals || plain.stretched || plain.disguised || plain.hashtag));
}

TEST_CASE("each token knows where it stands in the message") {
  const std::string message = "Été à https://x.example/y, c0nn4rd 😀";
  const auto tokens = read(message);
  std::vector<std::string> pieces;
  for (const auto& token : tokens.list) pieces.push_back(message.substr(token.begin, token.end - token.begin));
  CHECK(pieces == std::vector<std::string>{"Été", "à", "https://x.example/y,", "x.example", "c0nn4rd", "😀"});
}

TEST_CASE("the shape of a message is counted") {
  const auto shape = read("WHY? Déjà 42!!\nпривет").shape;
  CHECK(shape.capitals == 4);
  CHECK(shape.digits == 2);
  CHECK(shape.exclamations == 2);
  CHECK(shape.questions == 1);
  CHECK(shape.lines == 2);
  CHECK(shape.letters == 13);
  CHECK(shape.foreign == 6);
}

TEST_CASE("any bytes are read, in bounds, and only the beginning of very many") {
  std::vector<std::string> hostile = {"\xff\xfe\xc3", std::string("\0a\0", 3), std::string(3, '\xf0'), "&", "#", "@", "www.", "http://", "a.b.", "*", "a*", "\xe2\x82"};
  for (const char* unit : {"a", "*", "a*", "@", "a.", "!", "&a", "#a", "www.", "http://a ", "a@", "1,", "\xcc\xb6", "😀", "c0"}) {
    std::string many;
    while (many.size() < 100'000) many += unit;
    hostile.push_back(many);
  }
  std::string noise;
  std::uint32_t random = 1;
  for (int i = 0; i < 50'000; ++i) noise += static_cast<char>((random = random * 1664525 + 1013904223) >> 24);
  hostile.push_back(noise);
  for (const auto& message : hostile) {
    CAPTURE(message.substr(0, 8));
    const auto tokens = read(message);
    for (const auto& token : tokens.list) {
      REQUIRE(token.begin <= token.end);
      REQUIRE(token.end <= std::min(message.size(), longest_message));
      REQUIRE(token.at + token.size <= tokens.letters.size());
    }
  }
}

TEST_CASE("what was read before makes no difference") {
  Tokens tokens;
  read_tokens("a much longer message, with https://example.com and more!!!", tokens);
  read_tokens("short", tokens);
  CHECK(tokens.list.size() == 1);
  CHECK(tokens.shape.exclamations == 0);
  CHECK(tokens.text(tokens.list[0]) == U"short");
}
