// SPDX-License-Identifier: MIT
#include "text/split.hpp"

#include <doctest/doctest.h>

#include <random>

#include "text/facets.hpp"
#include "text/length.hpp"
#include "text/utf8.hpp"

using namespace cmtool;

namespace {

std::function<bool(std::string_view)> at_most(std::int64_t limit) {
  return [limit](std::string_view text) { return length(text, Unit::graphemes) <= limit; };
}

using Pieces = std::vector<std::string>;

Pieces thread(std::string_view text, std::int64_t limit, Numbering numbering = Numbering::no) {
  auto pieces = split_thread(text, at_most(limit), numbering);
  REQUIRE(pieces.ok());
  return *pieces;
}

std::string without_white_space(std::string_view text) {
  std::string result;
  each_code_point(text, [&](char32_t c, std::size_t begin, std::size_t end) {
    if (c != ' ' && c != '\r' && c != '\n' && c != '\t' && c != 0x3000) result += text.substr(begin, end - begin);
  });
  return result;
}

}  // namespace

TEST_CASE("a text that fits is one piece without a number") {
  CHECK(thread("  Bonjour à tous\n", 20, Numbering::yes) == Pieces{"Bonjour à tous"});
  CHECK(thread(" \n ", 20).empty());
  CHECK(thread("", 20).empty());
}

TEST_CASE("paragraphs are kept together where they fill a piece, then sentences, then words") {
  CHECK(thread("Un deux trois.\n\nQuatre cinq. Six sept huit.", 30) == Pieces{"Un deux trois.", "Quatre cinq. Six sept huit."});
  CHECK(thread("Un deux. Trois quatre. Cinq six.", 24) == Pieces{"Un deux. Trois quatre.", "Cinq six."});
  CHECK(thread("un deux trois quatre cinq", 13) == Pieces{"un deux trois", "quatre cinq"});
  CHECK(thread("Un deux trois\nquatre cinq six", 20) == Pieces{"Un deux trois", "quatre cinq six"});
}

TEST_CASE("a short first paragraph stands alone only if that keeps the next sentence whole") {
  CHECK(thread("Bon.\n\nun deux trois quatre.", 22) == Pieces{"Bon.", "un deux trois quatre."});
  CHECK(thread("Bon.\n\nun deux trois quatre cinq six.", 22) == Pieces{"Bon.\n\nun deux trois", "quatre cinq six."});
}

TEST_CASE("numbers are part of what must fit") {
  const auto pieces = thread("un deux trois quatre cinq six sept huit", 16, Numbering::yes);
  CHECK(pieces == Pieces{"un deux 1/4", "trois quatre 2/4", "cinq six 3/4", "sept huit 4/4"});
  std::string text;
  for (int i = 0; i < 300; ++i) text += "mot ";
  const auto many = thread(text, 18, Numbering::yes);
  CHECK(many.size() > 99);
  CHECK(many.back().ends_with(" " + std::to_string(many.size()) + "/" + std::to_string(many.size())));
  for (const auto& piece : many) CHECK(at_most(18)(piece));
}

TEST_CASE("a unit that does not fit is refused by name") {
  const auto refused = split_thread("voir https://example.org/tres-long-chemin ici", at_most(20), Numbering::no);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().fault == Fault::refused);
  CHECK(refused.error().message.find("https://example.org/tres-long-chemin") != std::string::npos);
  CHECK_FALSE(split_thread(std::string(500, 'a'), at_most(300), Numbering::yes).ok());
  CHECK_FALSE(split_thread(
                  "a b", [](std::string_view) { return false; }, Numbering::yes)
                  .ok());
}

TEST_CASE("a no-break space holds its words together") {
  CHECK(thread("dix mots à 10\u00A0€ oui", 16) == Pieces{"dix mots à 10\u00A0€", "oui"});
  CHECK(thread("dix mots à 10\u00A0€ oui", 14) == Pieces{"dix mots à", "10\u00A0€ oui"});
}

TEST_CASE("scripts without spaces are cut where a line may be broken") {
  CHECK(thread("今日は良い天気です。明日も晴れるでしょう。", 11) == Pieces{"今日は良い天気です。", "明日も晴れるでしょう。"});
  for (const auto& piece : thread("スーパーで「りんご」を買った", 6)) CHECK_FALSE(piece.starts_with("」"));
  CHECK_FALSE(split_thread("#日本語日本語日本語", at_most(5), Numbering::no).ok());
}

TEST_CASE("whatever the text: each piece fits, no facet is cut, and together they are the text") {
  const std::string words[] = {"mot",
                               "été.",
                               "\n\n",
                               "\n",
                               " ",
                               "  ",
                               "https://a.io/b",
                               "@lea@piaille.fr",
                               "#été",
                               "👩‍👩‍👧‍👦",
                               "日本",
                               "。",
                               "e\u0301!",
                               "12",
                               "\t",
                               "fin?",
                               "(https://a.io/)",
                               "\xFF",
                               "\r\n",
                               "»"};
  std::mt19937 random(20261122);
  for (int round = 0; round < 300; ++round) {
    std::string text;
    const auto count = random() % 60;
    for (unsigned i = 0; i < count; ++i) {
      text += words[random() % std::size(words)];
      if (random() % 3 != 0) text += ' ';
    }
    CAPTURE(text);
    const auto limit = static_cast<std::int64_t>(20 + random() % 60);
    const auto numbering = random() % 2 == 0 ? Numbering::no : Numbering::yes;
    const auto pieces = split_thread(text, at_most(limit), numbering);
    if (!pieces.ok()) {
      CHECK(pieces.error().fault == Fault::refused);
      continue;
    }
    std::string together, facets, facets_of_pieces;
    for (std::size_t i = 0; i < pieces->size(); ++i) {
      std::string piece = (*pieces)[i];
      CHECK(at_most(limit)(piece));
      if (numbering == Numbering::yes && pieces->size() > 1) {
        const auto number = " " + std::to_string(i + 1) + "/" + std::to_string(pieces->size());
        REQUIRE(piece.ends_with(number));
        piece.resize(piece.size() - number.size());
      }
      CHECK_FALSE(piece.empty());
      together += piece;
      for (const auto& facet : find_facets(piece)) facets_of_pieces += facet.value + " ";
    }
    for (const auto& facet : find_facets(text)) facets += facet.value + " ";
    CHECK(without_white_space(together) == without_white_space(text));
    CHECK(facets_of_pieces == facets);
  }
}

TEST_CASE("a megabyte becomes a thread without measuring it whole for each piece") {
  std::string text;
  while (text.size() < (1u << 18)) text += "des mots et encore des mots ";
  std::size_t measured = 0;
  const auto pieces = split_thread(
      text,
      [&](std::string_view piece) {
        measured += piece.size();
        return piece.size() <= 300;
      },
      Numbering::no);
  REQUIRE(pieces.ok());
  CHECK(measured < 40 * text.size());
}

TEST_CASE("a delimiter cuts on its own lines if there are such lines, else wherever it stands") {
  CHECK(split_at("un\n---\ndeux --- trois\n---\n", "---") == Pieces{"un", "deux --- trois"});
  CHECK(split_at("un --- deux---trois", "---") == Pieces{"un", "deux", "trois"});
  CHECK(split_at("un\r\n---\r\ndeux", "---") == Pieces{"un", "deux"});
  CHECK(split_at("un\n---\ndeux", "\n---\n") == Pieces{"un", "deux"});
  CHECK(split_at("un\n\ndeux\nbis\n\n\ntrois", "\n\n") == Pieces{"un", "deux\nbis", "trois"});
  CHECK(split_at("||a||||b||", "||") == Pieces{"a", "b"});
  CHECK(split_at("a", "") == Pieces{"a"});
  CHECK(split_at("", "---").empty());
}
