// SPDX-License-Identifier: MIT
#include "disclosure.hpp"

#include <array>

#include "text/scan.hpp"

namespace cmtool {
namespace {

bool is_french(std::string_view language) { return language == "fr" || language.starts_with("fr-") || language.starts_with("fr_"); }

// As plain() writes them: small, without accents.
constexpr std::array<std::string_view, 10> french = {
    "publicite",           "collaboration commerciale", "collaborationcommerciale", "partenariat remunere", "partenariatremunere",
    "partenariat commercial", "contenu sponsorise",     "publication sponsorisee",  "post sponsorise",      "communication commerciale"};
constexpr std::array<std::string_view, 10> english = {"ad",         "advert",    "advertisement",  "advertising",     "sponsored",
                                                      "paid partnership", "paidpartnership", "paid promotion", "paid collaboration", "paid post"};
constexpr std::array<std::string_view, 18> hints = {
    "#sp",        "#spon",      "#pub",         "#collab",   "#collaboration", "#partenariat", "#partnership", "#gifted",    "#offert",
    "code promo", "promo code", "lien affilie", "affiliate link", "en partenariat avec", "in partnership with", "merci a la marque", "produit offert",
    "invitation presse"};

template <typename List>
bool has_any(std::string_view plain_text, const List& list) {
  for (const auto words : list)
    if (has_words(plain_text, words)) return true;
  return false;
}

}  // namespace

std::string disclosure_in(std::string_view language, std::string_view brand) {
  const bool fr = is_french(language);
  std::string mention = fr ? "Collaboration commerciale" : "Paid partnership";
  if (!brand.empty()) mention.append(fr ? " avec " : " with ").append(brand);
  return mention;
}

bool is_disclosed(std::string_view text, std::string_view language) {
  const std::string readable = plain(without_links(text));
  if (has_any(readable, french)) return true;
  return !is_french(language) && has_any(readable, english);
}

std::string hint_of_payment(std::string_view text) {
  const std::string readable = plain(without_links(text));
  for (const auto words : hints)
    if (has_words(readable, words)) return std::string(words);
  return {};
}

std::string with_disclosure(std::string_view text, std::string_view language, std::string_view brand) {
  if (is_disclosed(text, language)) return std::string(text);
  const std::string mention = disclosure_in(language, brand);
  if (text.empty()) return mention;
  return mention + "\n\n" + std::string(text);
}

}  // namespace cmtool
