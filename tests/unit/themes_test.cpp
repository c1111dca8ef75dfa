// SPDX-License-Identifier: MIT
#include "themes.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <set>

#include "listen/phrases.hpp"

using namespace cmtool;

namespace {

struct Message {
  std::string text{}, author{};
};

/// Texts that live as long as their messages.
std::vector<ThemeText> texts(const std::vector<Message>& messages) {
  std::vector<ThemeText> all;
  static std::vector<std::string> ids = [] {
    std::vector<std::string> made;
    for (int i = 0; i < 20000; ++i) made.push_back("id" + std::to_string(i));
    return made;
  }();
  for (const auto& message : messages) all.push_back({.id = ids[all.size()], .text = message.text, .author = message.author});
  return all;
}

std::vector<std::string> phrases(const std::vector<Theme>& themes) {
  std::vector<std::string> all;
  for (const auto& theme : themes) all.push_back(theme.phrase);
  return all;
}

const Theme* find(const std::vector<Theme>& themes, const std::string& phrase) {
  const auto found = std::find_if(themes.begin(), themes.end(), [&](const Theme& theme) { return theme.phrase == phrase; });
  return found == themes.end() ? nullptr : &*found;
}

std::set<std::string> phrases_of(std::string_view text, std::string_view tag = {}) {
  listen::PhraseReader reader;
  std::set<std::string> all;
  for (const auto& phrase : reader.read(text, tag)) all.emplace(reader.as_written(phrase));
  return all;
}

using Phrases = std::set<std::string>;

}  // namespace

TEST_CASE("the phrases of a message have no small words at their ends, and end where a thought ends") {
  CHECK(phrases_of("Les frais de livraison sont trop chers !") == Phrases{"frais", "frais de livraison", "livraison", "chers"});
  CHECK(phrases_of("the state of the art, delivered late", "en") == Phrases{"state", "state of the art", "art", "delivered", "delivered late", "late"});
  CHECK(phrases_of("Le temps d’attente", "fr") == Phrases{"temps", "temps d’attente", "attente"});
  CHECK(phrases_of("Écharpe : œuvre.", "fr") == Phrases{"Écharpe", "œuvre"});
  CHECK(phrases_of("service client\nnul", "fr") == Phrases{"service", "service client", "client"});
}

TEST_CASE("addresses, names, numbers and pictures are no phrases; hashtags are") {
  CHECK(phrases_of("voir https://rose.example/boutique?x=soldes @lea lea@example.org www.rose.example 12 345 🔥🔥", "fr") == Phrases{});
  CHECK(phrases_of("#AtelierRose 100 fleurs", "fr") == Phrases{"AtelierRose", "fleurs"});
  CHECK(phrases_of(std::string("\xff\xfe\0 \xc3", 6)).empty());
}

TEST_CASE("a theme is what several voices say, whatever the case, accents and plural, in its most common spelling") {
  const std::vector<Message> messages{{"Frais de livraison trop chers", "a"}, {"les FRAIS DE LIVRAISON !", "b"}, {"frais de livraisons élevés", "c"}, {"vos frais de livraison", "d"},
                                      {"promo montres suisses", "spam"}, {"promo montres suisses", "spam"}, {"promo montres suisses", "spam"}, {"bonjour et merci", "e"}, {"merci bonjour", "f"}};
  const auto all = texts(messages);
  const auto themes = find_themes(all, {});
  CHECK(phrases(themes) == std::vector<std::string>{"frais de livraison"});
  CHECK(themes.front().count == 4);
  CHECK(themes.front().voices == 4);
  CHECK(themes.front().example == "id0");
  CHECK(themes.front().messages == std::vector<std::uint32_t>{0, 1, 2, 3});
  CHECK(find_themes(all, {}, {.fewest_voices = 1}).size() > 1);
}

TEST_CASE("a word that is also said alone is a theme beside the longer one, and one that is not is none") {
  std::vector<Message> messages;
  for (int i = 0; i < 10; ++i) messages.push_back({"le service client", "a" + std::to_string(i)});
  for (int i = 0; i < 10; ++i) messages.push_back({"un client content", "b" + std::to_string(i)});
  for (int i = 0; i < 9; ++i) messages.push_back({"le client", "c" + std::to_string(i)});
  const auto themes = find_themes(texts(messages), {});
  CHECK(find(themes, "service client") != nullptr);
  CHECK(find(themes, "client") != nullptr);
  CHECK(find(themes, "service") == nullptr);
  CHECK(find(themes, "content") == nullptr);
}

TEST_CASE("what is said more than before weighs more, and is told from chance") {
  std::vector<Message> now, before;
  for (int i = 0; i < 40; ++i) {
    now.push_back({"vitrine magnifique", "a" + std::to_string(i)});
    before.push_back({"vitrine magnifique", "a" + std::to_string(i)});
    now.push_back({i < 20 ? "panne du site" : "rien", "b" + std::to_string(i)});
    before.push_back({i < 2 ? "panne du site" : i < 30 ? "vieille rumeur" : "rien", "b" + std::to_string(i)});
  }
  for (int i = 0; i < 3; ++i) now.push_back({"vieille rumeur", "c" + std::to_string(i)});
  const auto themes = find_themes(texts(now), texts(before));
  const auto* const rising = find(themes, "panne du site");
  const auto* const steady = find(themes, "vitrine magnifique");
  const auto* const falling = find(themes, "vieille rumeur");
  REQUIRE(rising != nullptr);
  REQUIRE(steady != nullptr);
  REQUIRE(falling != nullptr);
  CHECK(rising->before == 2);
  CHECK(rising->surprise > surprising);
  CHECK(std::abs(steady->surprise) < surprising);
  CHECK(falling->surprise < -surprising);
  CHECK(rising->weight / static_cast<double>(rising->voices) > steady->weight / static_cast<double>(steady->voices));
}

TEST_CASE("the log-likelihood ratio is Dunning's") {
  // 2 × (Σ O ln O - Σ rows ln rows - Σ columns ln columns + N ln N) of the table 20, 80 / 5, 195.
  CHECK(surprise_of(20, 100, 5, 200) == doctest::Approx(25.2584).epsilon(0.0001));
  CHECK(surprise_of(5, 200, 20, 100) == doctest::Approx(-25.2584).epsilon(0.0001));
  CHECK(surprise_of(10, 100, 20, 200) == doctest::Approx(0));
  CHECK(surprise_of(0, 0, 20, 200) == 0);
  CHECK(surprise_of(100, 100, 200, 200) == doctest::Approx(0));
}

TEST_CASE("counts of themes are those of a plain recount") {
  static const char* const words[] = {"vitrine", "colis", "retard", "vélo", "panier"};
  std::vector<Message> messages;
  for (unsigned i = 0; i < 500; ++i) messages.push_back({std::string(words[i % 5]) + " " + words[i / 5 % 5] + " " + words[i / 25 % 3], "p" + std::to_string(i % 37)});
  const auto all = texts(messages);
  const auto themes = find_themes(all, {}, {.most = 1000});
  CHECK(themes.size() > 10);
  for (const auto& theme : themes) {
    std::set<std::string> voices;
    std::uint64_t count = 0;
    for (const auto& message : messages) {
      if ((" " + message.text + " ").find(" " + theme.phrase + " ") == std::string::npos) continue;
      ++count;
      voices.insert(message.author);
    }
    CAPTURE(theme.phrase);
    CHECK(theme.count == count);
    CHECK(theme.voices == voices.size());
  }
}

TEST_CASE("themes of hostile messages take no more than a moment") {
  const auto begun = std::chrono::steady_clock::now();
  std::vector<Message> messages{{std::string(10'000'000, 'a'), "a"}, {"", "b"}, {std::string("\0\xff", 2), "c"}};
  std::string many;
  for (int i = 0; many.size() < 1'000'000; ++i) many += "mot" + std::to_string(i) + " ";
  messages.push_back({many, "d"});
  messages.push_back({many, "e"});
  CHECK(find_themes(texts(messages), texts(messages)).size() == 20);
  CHECK(std::chrono::steady_clock::now() - begun < std::chrono::seconds(10));
}
