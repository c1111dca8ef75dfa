// SPDX-License-Identifier: MIT
#include "site/words.hpp"

namespace cmtool::site {
namespace {

constexpr Words english{
    .language = "en",
    .skip = "Skip to content",
    .older = "Older posts",
    .newer = "Newer posts",
    .pages = "Pages",
    .page = "Page",
    .tags = "Tags",
    .tagged = "Posts tagged",
    .feeds = "Feeds",
    .read_on = "Read on",
    .edited = "edited on",
    .sponsored = "Paid partnership with",
    .warning = "Content warning:",
    .empty = "Nothing has been published here yet.",
    .home = "Home",
    .media = "Media",
    .months = {"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}};

constexpr Words french{
    .language = "fr",
    .skip = "Aller au contenu",
    .older = "Publications plus anciennes",
    .newer = "Publications plus récentes",
    .pages = "Pages",
    .page = "Page",
    .tags = "Mots-clés",
    .tagged = "Publications avec le mot-clé",
    .feeds = "Flux",
    .read_on = "Lire la suite",
    .edited = "modifié le",
    .sponsored = "Collaboration commerciale avec",
    .warning = "Avertissement :",
    .empty = "Rien n’a encore été publié ici.",
    .home = "Accueil",
    .media = "Médias",
    .months = {"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}};

}  // namespace

const Words& words_in(std::string_view language) { return language == "fr" || language.starts_with("fr-") ? french : english; }

std::string day_in_words(Instant at, const Words& words) {
  const std::chrono::year_month_day day(std::chrono::floor<std::chrono::days>(at));
  const auto number = static_cast<unsigned>(day.day());
  const bool first_in_french = number == 1 && words.language == "fr";
  return std::to_string(number) + (first_in_french ? "er " : " ") + std::string(words.months.at(static_cast<unsigned>(day.month()) - 1)) + " " +
         std::to_string(static_cast<int>(day.year()));
}

}  // namespace cmtool::site
