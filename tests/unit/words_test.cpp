// SPDX-License-Identifier: MIT
#include "words.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <fstream>
#include <iterator>

using namespace cmtool;

namespace {

WordList french() {
  return {.name = "fr",
          .language = Language::french,
          .entries = {{"connard", "insult", 2}, {"con", "insult", 1}, {"bite", "sexual", 2}, {"enculé", "insult", 3}, {"pute", "insult", 2}, {"merde", "vulgar", 2},
                      {"fils de pute", "insult", 3}, {"va te faire foutre", "insult", 3}, {"t'emmerde", "vulgar", 2}, {"couilles", "vulgar", 2}, {"abruti", "insult", 2},
                      {"nique", "insult", 3}, {"cul", "sexual", 1}, {"garce", "insult", 2}},
          .exemptions = {"cul-de-sac", "pique-nique", "grace"}};
}
WordList english() {
  return {.name = "en",
          .language = Language::english,
          .entries = {{"fuck", "vulgar", 3}, {"retard", "slur", 3}, {"shit", "vulgar", 2}, {"ass", "vulgar", 1}, {"asshole", "insult", 2}, {"bastard", "insult", 2},
                      {"kill yourself", "threat", 3}, {"son of a bitch", "insult", 2}, {"cock", "sexual", 2}, {"tit", "sexual", 1}, {"dick", "insult", 2}},
          .exemptions = {"blue tit"}};
}

/// The entries that are found, one after another.
std::string found(std::string_view text, Language hint = Language::unknown) {
  static const WordFilter filter({french(), english()});
  std::string all;
  for (const auto& hit : filter.find(text, hint)) {
    CHECK(hit.begin < hit.end);
    CHECK(hit.end <= text.size());
    all += all.empty() ? std::string(hit.words) : ", " + std::string(hit.words);
  }
  return all;
}

struct Row {
  const char* text;
  const char* words;
};
template <std::size_t N>
void check(const Row (&rows)[N], Language hint = Language::unknown) {
  for (const auto& row : rows) {
    CAPTURE(std::string(row.text));
    CHECK(found(row.text, hint) == row.words);
  }
}

}  // namespace

TEST_CASE("a word is found as it stands, in any case, with or without its accents") {
  check({{"quel connard !", "connard"},
         {"CONNARD", "connard"},
         {"CoNnArD.", "connard"},
         {"un enculé", "enculé"},
         {"un encule", "enculé"},
         {"un ENCULÉ", "enculé"},
         {"l'enculé", "enculé"},
         {"l’enculé", "enculé"},
         {"« merde »", "merde"},
         {"(merde)", "merde"},
         {"merde,connard", "merde, connard"},
         {"#merde", "merde"},
         {"**merde**", "merde"},
         {"merde2", "merde"},
         {"💩merde💩", "merde"}});
}

TEST_CASE("a part of a word is never found") {
  check({{"le député du concours culmine", ""},
         {"Scunthorpe et Cockburn", ""},
         {"la classe assassine le cocktail", ""},
         {"the class of assessment", ""},
         {"putois, amputer, réputé", ""},
         {"shiitake mushrooms and a Hitchcock film", ""},
         {"mas.sage, bas-sin", ""},
         {"h4ss4n", ""},
         {"t h e  c l a s s i c", ""},
         {"t h e c l a s s i c", ""}});
}

TEST_CASE("disguises do not hide a word") {
  check({{"c0nn4rd", "connard"},
         {"k0nn4rd", ""},
         {"m3rd3", "merde"},
         {"@$$h013", "asshole"},
         {"c0u111es", "couilles"},
         {"84$7@rd", "bastard"},
         {"abrut!", "abruti"},
         {"a 8 r u t ! !", "abruti"},
         {"m*rde", "merde"},
         {"m#rde", "merde"},
         {"f**k", "fuck"},
         {"*uck", ""},
         {"****", ""},
         {"5h17", ""},
         {"$h17", "shit"},
         {"m.e.r.d.e", "merde"},
         {"m-e-r-d-e", "merde"},
         {"m_e_r_d_e", "merde"},
         {"(m)(e)(r)(d)(e)", "merde"},
         {"m e r d e", "merde"},
         {"what a f u c k", "fuck"},
         {"con.nard", "connard"},
         {"f i l s  d e  p u t e", "fils de pute"},
         {"v a  t e  f a i r e  f o u t r e", "va te faire foutre"},
         {"filsdepute", "fils de pute"},
         {"fils-de-pute", "fils de pute"},
         {"j e  t ' e m m e r d e", "t'emmerde"},
         {"meeeerde", "merde"},
         {"mmeerrddee", "merde"},
         {"merrde", ""},
         {"cnnrd", "connard"},
         {"conanrd", "connard"}});
}

TEST_CASE("letters of other alphabets do not hide a word either") {
  check({{"сonnаrd", "connard"},              // Cyrillic c and a
         {"ｍｅｒｄｅ", "merde"},             // full width
         {"𝐦𝐞𝐫𝐝𝐞", "merde"},                  // mathematical
         {"ⓜⓔⓡⓓⓔ", "merde"},
         {"🅼🅴🆁🅳🅴", "merde"},
         {"🇲🇪🇷🇩🇪", "merde"},
         {"m\u0336e\u0336r\u0336d\u0336e\u0336", "merde"},  // struck through
         {"m\u200Be\u200Dr\u00ADde", "merde"},
         {"mërdë", "merde"},
         {"ᴍᴇʀᴅᴇ", "merde"},
         {"ɛnculé", "enculé"},
         {"pµte", "pute"}});
}

TEST_CASE("what only looks Latin is not, in a text of another script") {
  CHECK(found("соск", Language::english).empty() == false);
  CHECK(found("это соск, детское питание", Language::english).empty());
  CHECK(found("καλημέρα φίλε μου").empty());
}

TEST_CASE("a list is applied to texts of its language only, or to those of which it is not known") {
  check({{"le train est en retard", ""},
         {"you are such a retard", "retard"},
         {"retard", "retard"},
         {"I would like a bite of that", ""},
         {"quelle bite", "bite"},
         {"the pros and the con of it", ""}});
  CHECK(found("retard", Language::french).empty());
  CHECK(found("bite", Language::english).empty());
  CHECK(found("le train est en retard", Language::english) == "retard");
}

TEST_CASE("phrases are found over blanks and signs, not over the end of a sentence") {
  check({{"espèce de fils de pute", "fils de pute"},
         {"fils  de   pute", "fils de pute"},
         {"f1ls d3 put3", "fils de pute"},
         {"fils de. pute", "pute"},
         {"fils de\npute", "pute"},
         {"kill your.self", "kill yourself"},
         {"just kill yourself !", "kill yourself"},
         {"you son of a bitch", "son of a bitch"},
         {"fils de", ""}});
}

TEST_CASE("what is exempt is not found, and makes nothing around it harmless") {
  check({{"une impasse en cul-de-sac", ""},
         {"un cul de sac", ""},
         {"quel cul", "cul"},
         {"un pique-nique, et nique", "nique"},
         {"quelle grace", ""},
         {"quelle garce", "garce"},
         {"we saw a blue tit, you tit", "tit"}});
  const WordFilter filter({french(), english()}, {"con", "merde alors"});
  CHECK(filter.find("quel con").empty());
  CHECK(filter.find("merde alors").empty());
  CHECK(filter.find("merde").size() == 1);
}

TEST_CASE("addresses and names are not words") {
  check({{"https://example.com/merde", ""}, {"www.merde.example", ""}, {"@merde bonjour", ""}, {"merde@example.com", ""}, {"@sshole", "asshole"}});
}

TEST_CASE("a finding says where, which entry, and of which list") {
  const WordFilter filter({french(), {.name = "ours", .entries = {{"Marque-X", "brand", 1}, {"соси", "insult", 3}}}});
  const std::string text = "Ah, l\u2019e\u0336nculé de marque x !";
  const auto hits = filter.find(text);
  REQUIRE(hits.size() == 2);
  CHECK(text.substr(hits[0].begin, hits[0].end - hits[0].begin) == "e\u0336nculé");
  CHECK(hits[0] == WordHit{.begin = hits[0].begin, .end = hits[0].end, .words = "enculé", .category = "insult", .severity = 3, .list = "fr"});
  CHECK(text.substr(hits[1].begin, hits[1].end - hits[1].begin) == "marque x");
  CHECK(hits[1].list == "ours");
  CHECK(filter.find("marquex").size() == 1);
  CHECK(filter.find("это соси, да").size() == 1);  // the entry is Cyrillic itself
}

TEST_CASE("a list is read from its file, and what is wrong in it is named") {
  const auto list = parse_word_list("\xEF\xBB\xBF# language: fr\r\n# a comment\n\nconnard\tinsult\t2\r\nfils de pute\tinsult\t3\nzut\n!cul-de-sac\n", "fr");
  REQUIRE(list.ok());
  CHECK(list->language == Language::french);
  REQUIRE(list->entries.size() == 3);
  CHECK(list->entries[1].words == "fils de pute");
  CHECK(list->entries[1].severity == 3);
  CHECK(list->entries[2].severity == 2);
  CHECK(list->exemptions == std::vector<std::string>{"cul-de-sac"});
  for (const char* bad : {"ok\nmot\tinsult\t4\n", "ok\nmot\tinsult\tgrave\n", "ok\nun deux trois quatre cinq\n", "ok\n...\n", "ok\n!\n", "ok\n\xFF\xFE\n"}) {
    CAPTURE(std::string(bad));
    const auto broken = parse_word_list(bad, "ours.txt");
    REQUIRE_FALSE(broken.ok());
    CHECK(broken.error().fault == Fault::usage);
    CHECK(broken.error().where == "ours.txt:2");
  }
}

TEST_CASE("any bytes are stood, however many, in little time") {
  const WordFilter filter({french(), english()});
  WordFinder finder(filter);
  finder.find("");
  finder.find(std::string_view("\0merde\0", 7));
  CHECK(finder.find("\xFF\xC3 merde \xF0\x9F").size() == 1);
  const auto many = [](std::string_view what, std::size_t bytes) {
    std::string all;
    while (all.size() < bytes) all += what;
    return all;
  };
  for (const char* what : {"*", "f*c* ", "a", "a ", "f u c k ", "1!", "fils de ", "m.e.r.d.e.", "@", "\xD0\xB0", "\xD0\xB0 ", "\xCC\xB6", "((((", "c0*nn*rd ", "соск фф "}) {
    CAPTURE(std::string(what));
    for (const auto& hit : finder.find(many(what, 1'000'000))) CHECK(hit.begin < hit.end);
  }
  CHECK(finder.find(many("merde ", 600'000)).size() == 100'000);
}

TEST_CASE("the lists that ship are read whole, and pass what is harmless") {
  std::vector<WordList> lists;
  for (const std::string name : {"fr", "en"}) {
    std::ifstream file(std::filesystem::path(CMTOOL_SOURCE_DIR) / "share/words" / (name + ".txt"), std::ios::binary);
    auto list = parse_word_list(std::string{std::istreambuf_iterator<char>(file), {}}, name);
    REQUIRE(list.ok());
    CHECK(list->language == language_of_tag(name));
    CHECK(list->entries.size() > 500);
    lists.push_back(std::move(*list));
  }
  const WordFilter filter(lists);
  for (const char* clean : {"Le concours du député se tient à Scunthorpe, en retard.", "Un pique-nique au bout du cul-de-sac, un violon, des coquillages.",
                            "Nous avons mis la sauce dans le panier et le moule au four.", "The cocktail class at Essex was a classic.", "Grace and her wife bite into pears.",
                            "La salopette du tapissier est à la Manche.", "Un chien, un chat, une conseillère et son fichier."}) {
    CAPTURE(std::string(clean));
    CHECK(filter.find(clean).empty());
  }
  for (const char* rude : {"espèce de connard", "va te faire f0utre", "s@l0pe", "you are such an a$$hole", "ｆｕｃｋ off", "n1gger", "e n c u l é"}) {
    CAPTURE(std::string(rude));
    CHECK_FALSE(filter.find(rude).empty());
  }
}
