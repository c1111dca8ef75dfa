// SPDX-License-Identifier: MIT
// What every lint promises, whatever it looks for.
#include <doctest/doctest.h>

#include <set>

#include "lint.hpp"
#include "text/utf8.hpp"

using namespace cmtool;

namespace {

/// Posts as people write them on a good day.
std::vector<Post> good_posts() {
  const Media photo{.file = "zoo.jpg", .alt = "Un renard roux dort sur une branche, la queue sur le nez", .type = "image/jpeg"};
  return {
      {.text = "Bonjour à tous ! L'atelier ouvre ce dimanche à 10 h, 12 rue des Écoles à Saint-Étienne. https://example.org/ouverture #Rennes"},
      {.text = "Merci Zoé, Maëlle et Jean-François pour ce beau 1ᵉʳ concert avec l'OSB 🎻 Suite le 24/12 ❤️"},
      {.text = "La SNCF, la RATP et EDF étaient là. #SNCF #transition #environnement"},
      {.text = "New in the shop: our winter tea ☕ Come and smell it, Saturday from 9:00. https://example.org/AD/CLICKHERE", .media = {photo}, .language = "en"},
      {.text = "Collaboration commerciale avec Acme\n\nNos vélos sont arrivés, venez les essayer.", .language = "fr", .sponsored = "Acme"},
      {.text = "OUVERTURE CE DIMANCHE\n\nOn vous attend dès 10 h."},
      {.text = "Réponse de l'équipe : oui, bien sûr !", .reply_to = "01jd3k5v9q8x7m2c"},
      {.text = "Avis : ★★★★☆ — « très bon » ✓ livraison ✓ accueil (voir [1] et [Vidéo])"},
      {.text = "今日はお店が開いています。ＡＢＣＤＥ館の前です。Добрый день! مرحبا بكم"},
      {},
  };
}

std::vector<std::string> hostile_texts() {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  std::string joined;
  for (int i = 0; i < 20000; ++i) joined += "👨\u200D";
  return {all, joined, std::string(100000, '#'), std::string(100000, '@'), "\xFF\xFE#\xC3", "{{{{{{", "[[[[[[[", std::string(100000, '['), "https://", "#\xF0\x9F",
          std::string(50000, '{') + "}}"};
}

}  // namespace

TEST_CASE("each lint is named after its file and says what it looks for") {
  std::set<std::string> names;
  for (const Lint* lint : lints()) {
    CAPTURE(lint->name);
    CHECK(names.insert(lint->name).second);
    CHECK_FALSE(lint->title.empty());
    CHECK((lint->check != nullptr));
  }
  std::set<std::string> files;
#define X(name) files.insert(#name);
#include "lints.inc"
#undef X
  CHECK(names == files);
}

TEST_CASE("a good post gets no remark") {
  for (const auto& post : good_posts()) {
    CAPTURE(post.text);
    for (const auto& remark : remarks_on(post)) FAIL_CHECK(remark.lint << ": " << remark.message);
  }
}

TEST_CASE("any bytes may be checked, and what is said about them is well formed") {
  for (const auto& text : hostile_texts()) {
    Post post{.text = text, .thread = {text}, .title = text, .first_comment = text, .sponsored = text.substr(0, 50), .instead = {{"bluesky", text}}};
    post.media.push_back({.file = text.substr(0, 100), .alt = text});
    for (const auto& remark : remarks_on(post)) {
      CHECK_FALSE(remark.message.empty());
      CHECK(remark.message.back() != '.');
      CHECK_FALSE(remark.hint.empty());
    }
  }
}

TEST_CASE("a lint can be left out by its name") {
  const Post post{.text = "@zoo bonjour", .media = {{.file = "a.jpg"}}};
  const auto all = remarks_on(post);
  REQUIRE(all.size() == 2);
  CHECK(remarks_on(post, {"alt_text"}).size() == 1);
  CHECK(remarks_on(post, {"alt_text", "mention_at_start"}).empty());
}
