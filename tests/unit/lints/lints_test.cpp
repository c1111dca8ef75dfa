// SPDX-License-Identifier: MIT
// One table for each lint: what it must see, and what it must leave alone.
#include <doctest/doctest.h>

#include "lint.hpp"

using namespace cmtool;

namespace {

bool remarks(const Post& post, std::string_view lint) {
  for (const auto& remark : remarks_on(post))
    if (remark.lint == lint) return true;
  return false;
}

void check_texts(std::string_view lint, const std::vector<std::string>& bad, const std::vector<std::string>& good) {
  for (const auto& text : bad) {
    CAPTURE(text);
    CHECK(remarks({.text = text}, lint));
    CHECK(remarks({.text = "Bonjour", .instead = {{"mastodon", text}}}, lint));
  }
  for (const auto& text : good) {
    CAPTURE(text);
    CHECK_FALSE(remarks({.text = text}, lint));
  }
}

}  // namespace

TEST_CASE("alt_text wants a description of each picture and video") {
  const auto with = [](std::string alt) { return Post{.media = {{.file = "photos/IMG_1234.jpg", .alt = std::move(alt)}}}; };
  for (const auto* alt : {"", "  ", "IMG_1234.jpg", "img_1234", "photo", "DSC00042", "."}) CHECK(remarks(with(alt), "alt_text"));
  for (const auto* alt : {"Un renard", "La place de 1789", "Zoé"}) CHECK_FALSE(remarks(with(alt), "alt_text"));
  CHECK_FALSE(remarks({.media = {{.file = "a.mp3", .kind = MediaKind::audio}}}, "alt_text"));
}

TEST_CASE("caps_wall hears sentences that are shouted, not acronyms and titles") {
  check_texts("caps_wall", {"VENEZ TOUS FÊTER L'ÉTÉ AVEC NOUS CE SOIR", "Bonjour. CE WEEKEND TOUT EST À MOITIÉ PRIX !"},
              {"SNCF, RATP, EDF, GDF, CGT, CFDT", "GRANDE OUVERTURE CE SAMEDI", "La SNCF et la RATP", "https://example.org/A/VERY/LONG/PATH/IN/CAPITALS/ONLY",
               "ÉTÉ 2027", ""});
}

TEST_CASE("disclosure wants a paid post to say so in the post's own language") {
  const auto paid = [](std::string text, std::string language) { return Post{.text = std::move(text), .language = std::move(language), .sponsored = "Acme"}; };
  CHECK(remarks(paid("Nos vélos sont là", "fr"), "disclosure"));
  CHECK(remarks(paid("Nos vélos sont là #ad", "fr"), "disclosure"));
  CHECK(remarks(paid("Nos vélos sont là #collab", "fr-CA"), "disclosure"));
  CHECK(remarks(paid("See https://example.org/ad/publicite", "en"), "disclosure"));
  CHECK_FALSE(remarks(paid("[Publicité] Nos vélos", "fr"), "disclosure"));
  CHECK_FALSE(remarks(paid("#CollaborationCommerciale Nos vélos", "fr"), "disclosure"));
  CHECK_FALSE(remarks(paid("Collaboration commerciale avec Acme", "fr"), "disclosure"));
  CHECK_FALSE(remarks(paid("#Ad: our bikes", "en"), "disclosure"));
  CHECK_FALSE(remarks(paid("Paid partnership with Acme", ""), "disclosure"));
  auto variant = paid("Publicité : nos vélos", "fr");
  variant.instead["mastodon"] = "Nos vélos";
  CHECK(remarks(variant, "disclosure"));
  check_texts("disclosure", {"Un thé délicieux #collab", "-10 % avec le code promo ZOO10", "En partenariat avec Acme, ce jeudi"},
              {"La collaboration entre voisins", "Notre pub préférée est le pub irlandais", "Publicité : code promo ZOO10", "Madame Addison"});
}

TEST_CASE("emoji_wall counts what is seen: a family or a flag is one") {
  check_texts("emoji_wall", {"Super 🎉🎉🎉🎉", "🎉 🎈 🎁 🎂", "🇫🇷🇧🇪🇨🇭🇨🇦", "a😀b😀c😀d😀e😀f😀g😀h😀i😀j😀k😀"},
              {"Super 🎉🎉🎉", "👨‍👩‍👧‍👦 et 🏴󠁧󠁢󠁳󠁣󠁴󠁿", "👍🏽👍🏽👍🏽", "★★★★★", "✓ ✓ ✓ ✓ ✓", "→ → → → →", "1️⃣ un 2️⃣ deux 3️⃣ trois", "❤️‍🔥", "© ® ™ €"});
}

TEST_CASE("fancy_letters sees letters that are dressed up, not the letters of the world") {
  check_texts("fancy_letters", {"𝓢𝓸𝓵𝓭𝓮𝓼", "𝗚𝗿𝗮𝗻𝗱𝗲 ouverture", "Ⓢⓞⓛⓓⓔⓢ", "🅂🄾🄻🄳🄴🅂", "ｓｏｌｄｅｓ", "ᴏᴜᴠᴇʀᴛᴜʀᴇ", "s\u0336o\u0336l\u0336d\u0336e\u0336s\u0336"},
              {"Mᵐᵉ Dupont, la 1ʳᵉ du XIXᵉ", "ℹ️ 🅰️🅱️🅾️", "x² + y³ = z", "Ελλάδα, Россия, 日本ＡＢＣＤＥ", "№ 5 ℃", "① ② ③ ④ ⑤", "Ôter l'œuvre"});
}

TEST_CASE("hashtag_case sees several words in small letters") {
  check_texts("hashtag_case",
              {"#bonjouratous", "voir #photodujour", "#communitymanager", "#marchédenoël", "#lifestyleblogger #faitmainenfranceaveclesamis", "(#happymonday)", "#Bonjouratous"},
              {"#BonjourATous", "#environnement", "#développement", "#communication", "#accessibilité", "#anticonstitutionnel", "#photographie", "#photographe", "#entrepreneuriat",
               "#weekend", "#bienvenue", "#surprise", "#rennes", "#PARIS", "#photo_du_jour", "#2027", "#IA", "#rse", "#motivation", "#marketing", "#workshop", "#toujours", "#aujourdhui",
               "#familles", "#enfantin", "#formation", "#modernité", "#coworking", "#chatbot", "#codeur", "#今日", "https://example.org/#bonjouratous", "&#bonjouratous"});
}

TEST_CASE("hashtag_count leaves five alone") {
  check_texts("hashtag_count", {"#a #b #c #d #e #f"}, {"#a #b #c #d #e", "# # # # # # #", "#1 #2 #3 #4 #5 #6 #7", "C# F# A# B# D# E# G#"});
}

TEST_CASE("link_text wants links that say where they lead") {
  check_texts("link_text", {"Cliquez ici : https://example.org", "CLICK HERE", "cliquez\nici"}, {"Le programme : https://example.org/cliquez-ici", "On clique bien ici et là"});
}

TEST_CASE("mention_at_start spares answers and direct messages") {
  check_texts("mention_at_start", {"@zoo merci !", " @zoo"}, {"Merci @zoo", "@ 10 h", "@"});
  CHECK_FALSE(remarks({.text = "@zoo merci", .reply_to = "x"}, "mention_at_start"));
  CHECK_FALSE(remarks({.text = "@zoo merci", .visibility = Visibility::direct}, "mention_at_start"));
}

TEST_CASE("placeholder finds what was not filled in") {
  check_texts("placeholder", {"Bonjour {{prenom}} !", "Rendez-vous [DATE] à [Ville]", "Lorem ipsum dolor", "### NOM ### vous attend", "Tarif : XXXX €", "Heure : TBD"},
              {"[1] et [ITW] et [Vidéo]", "if (a) {{ }}", "### Un titre\n\n### Un autre", "a[i]", "taille XXXL", "{} {{}}"});
}
