// SPDX-License-Identifier: MIT
// "#bonjouratous" is read as one word by a screen reader; "#BonjourATous" as three.
//
// Whether a hashtag is several words is told by a short list of words that hashtags are made of; long ones are
// supposed to be several. It misses some and should accuse none: single words that are made of others are in the list themselves.
#include <algorithm>
#include <array>

#include "base/tr.hpp"
#include "lint.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

constexpr std::size_t no_single_word = 21;  // letters

// Of four letters or more, small, without accents.
constexpr std::array<std::string_view, 186> content = {
    "actu", "agence", "agriculture", "amour", "animaux", "annee", "anniversaire", "apero", "archi", "artisan",
    "artisanat", "atelier", "automne", "aventure", "beach", "beaute", "beauty", "best", "bien", "black", "blog",
    "bonheur", "bonjour", "bonne", "book", "books", "bord", "boutique", "bretagne", "business", "care", "carte", "chat",
    "chef", "chien", "choc", "city", "class", "code", "coffee", "commerce", "community", "concours", "content",
    "creation", "creator", "cuisine", "culture", "dance", "date", "days", "deco", "decoration", "design", "developpement",
    "digital", "dimanche", "durable", "ecole", "economie", "education", "emploi", "energie", "enfant", "enfants",
    "entreprise", "equipe", "event", "facile", "famille", "family", "fashion", "femme", "femmes", "festival", "fete",
    "fetes", "fitness", "fleurs", "food", "forme", "france", "french", "friday", "gateau", "goals", "good", "grand",
    "green", "happy", "health", "healthy", "histoire", "hiver", "home", "idee", "idees", "jardin", "jeudi", "jeune",
    "jeux", "jour", "journee", "jours", "life", "lifestyle", "live", "livre", "local", "love", "lovers", "lundi", "made",
    "mains", "maison", "manager", "marche", "mardi", "marketing", "marseille", "media", "mercredi", "mode", "moment",
    "monday", "monde", "morning", "motivation", "music", "musique", "nantes", "nature", "noel", "nouveau", "nouvelle",
    "ouverture", "paris", "photo", "photography", "place", "plaisir", "printemps", "produit", "projet", "recette",
    "recettes", "rennes", "samedi", "sante", "social", "soir", "soiree", "soldes", "sport", "strategie", "strategy",
    "style", "summer", "tech", "temps", "thing", "things", "time", "tips", "toulouse", "tous", "tout", "toute", "travail",
    "travel", "tuesday", "vacances", "vegan", "vendredi", "vente", "vert", "verte", "ville", "vintage", "vivre", "voyage",
    "week", "weekend", "winter", "work", "world"};
// Words that may come between.
constexpr std::array<std::string_view, 34> links = {
    "a", "and", "au", "aux", "avec", "ce", "chez", "d", "dans", "de", "des", "du", "en", "et", "for", "from", "in", "is",
    "l", "la", "le", "les", "mon", "my", "of", "on", "our", "par", "pour", "sur", "the", "to", "un", "une"};
// Single words that would fall apart.
constexpr std::array<std::string_view, 22> whole = {
    "bookstore", "bonnement", "chefferie", "codeveloppement", "facilement", "goodness", "grandmere", "homework",
    "homemade", "intemps", "lifetime", "marketplace", "network", "photographe", "placement", "socialmente", "sportswear",
    "toutefois", "workplace", "worldwide", "workshop", "workflow"};

template <typename List>
bool has(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Can it be read as words of the lists, two of them of content? Tries every split; a hashtag is short.
bool is_several_words(std::string_view tag) {
  // best[i]: most words of content in tag[0, i), or -1
  std::array<int, no_single_word + 1> best{};
  best.fill(-1);
  best[0] = 0;
  for (std::size_t end = 1; end <= tag.size(); ++end)
    for (std::size_t start = 0; start < end; ++start) {
      if (best[start] < 0) continue;
      const auto word = tag.substr(start, end - start);
      const int worth = has(content, word) ? 1 : has(links, word) ? 0 : -1;
      if (worth >= 0) best[end] = std::max(best[end], best[start] + worth);
    }
  return best[tag.size()] >= 2;
}

bool should_have_capitals(std::string_view tag) {
  const std::string small = plain(tag);
  // One capital at the beginning does not help; "_" separates well enough, and other scripts have no capitals.
  for (const char c : small)
    if (c == '_' || static_cast<unsigned char>(c) >= 0x80) return false;
  const auto letters = static_cast<std::size_t>(std::count_if(small.begin(), small.end(), [](char c) { return c >= 'a' && c <= 'z'; }));
  if (letters != small.size() || letters < 6) return false;
  if (std::any_of(tag.begin() + 1, tag.end(), [](char c) { return c >= 'A' && c <= 'Z'; })) return false;
  if (letters >= no_single_word) return true;
  if (has(whole, small) || has(content, small)) return false;
  return is_several_words(small);
}

std::vector<Remark> check(const Post& post) {
  for (const auto text : texts_of(post))
    for (const auto tag : hashtags(text))
      if (should_have_capitals(tag))
        return {{"hashtag_case", tr("#{} seems to be several words in small letters", shortened(tag, 40)),
                 tr("begin each word with a capital, as in #BonjourATous: screen readers then read the words")}};
  return {};
}

}  // namespace

const Lint& hashtag_case_lint() {
  static const Lint it{.name = "hashtag_case", .title = N_("hashtags without capitals"), .check = check};
  return it;
}

}  // namespace cmtool
