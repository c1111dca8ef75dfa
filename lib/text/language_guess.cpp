// SPDX-License-Identifier: MIT
#include "text/language_guess.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "text/language.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

using namespace std::string_view_literals;

/// Nobody needs more than this to know.
constexpr std::size_t enough_bytes = 4096;
constexpr std::size_t longest_word = 12;

/// Small words without accents, and none that the other language has as well ("a", "on", "me", "but", "car", "pour", "son"…).
constexpr std::array english = {
    "about"sv, "after"sv, "again"sv, "all"sv, "am"sv, "an"sv, "and"sv, "another"sv, "any"sv, "anyone"sv, "are"sv, "aren"sv, "at"sv, "away"sv, "back"sv,
    "be"sv, "because"sv, "been"sv, "before"sv, "being"sv, "by"sv, "can"sv, "could"sv, "did"sv, "didn"sv, "do"sv, "does"sv, "doesn"sv, "doing"sv, "don"sv,
    "down"sv, "even"sv, "every"sv, "for"sv, "from"sv, "get"sv, "give"sv, "go"sv, "going"sv, "good"sv, "got"sv, "had"sv, "has"sv, "have"sv, "he"sv,
    "her"sv, "here"sv, "him"sv, "his"sv, "how"sv, "if"sv, "im"sv, "in"sv, "into"sv, "is"sv, "isn"sv, "it"sv, "its"sv, "just"sv, "know"sv,
    "let"sv, "like"sv, "look"sv, "made"sv, "make"sv, "many"sv, "more"sv, "most"sv, "much"sv, "must"sv, "my"sv, "need"sv, "never"sv, "new"sv, "no"sv,
    "not"sv, "now"sv, "of"sv, "off"sv, "one"sv, "only"sv, "our"sv, "out"sv, "over"sv, "people"sv, "please"sv, "really"sv, "right"sv, "said"sv,
    "say"sv, "see"sv, "she"sv, "should"sv, "so"sv, "some"sv, "such"sv, "take"sv, "than"sv, "thanks"sv, "that"sv, "the"sv, "their"sv, "them"sv,
    "then"sv, "there"sv, "these"sv, "they"sv, "thing"sv, "think"sv, "this"sv, "those"sv, "time"sv, "to"sv, "today"sv, "too"sv, "up"sv, "very"sv,
    "want"sv, "was"sv, "way"sv, "we"sv, "well"sv, "were"sv, "what"sv, "when"sv, "where"sv, "which"sv, "while"sv, "who"sv, "why"sv, "will"sv,
    "with"sv, "won"sv, "word"sv, "would"sv, "yes"sv, "you"sv, "your"sv, "youre"sv};
constexpr std::array french = {
    "ai"sv, "ainsi"sv, "alors"sv, "apres"sv, "au"sv, "aucun"sv, "aussi"sv, "autre"sv, "autres"sv, "aux"sv, "avais"sv, "avait"sv, "avant"sv,
    "avec"sv, "avez"sv, "avoir"sv, "avons"sv, "beaucoup"sv, "bien"sv, "bonjour"sv, "ce"sv, "cela"sv, "celle"sv, "celui"sv, "ces"sv, "cet"sv,
    "cette"sv, "chez"sv, "comme"sv, "dans"sv, "de"sv, "deja"sv, "des"sv, "deux"sv, "dire"sv, "dit"sv, "donc"sv, "du"sv, "elle"sv,
    "elles"sv, "encore"sv, "entre"sv, "es"sv, "espece"sv, "est"sv, "et"sv, "etait"sv, "ete"sv, "etes"sv, "etre"sv, "eux"sv, "faire"sv, "fait"sv, "faut"sv,
    "franchement"sv, "gens"sv, "ici"sv, "il"sv, "ils"sv, "jamais"sv, "je"sv, "jour"sv, "juste"sv, "la"sv, "le"sv, "les"sv, "leur"sv, "leurs"sv,
    "lui"sv, "ma"sv, "mais"sv, "meme"sv, "merci"sv, "mes"sv, "moi"sv, "mon"sv, "ne"sv, "nos"sv, "notre"sv, "nous"sv, "ont"sv, "ou"sv,
    "oui"sv, "par"sv, "parce"sv, "pas"sv, "peu"sv, "peut"sv, "peux"sv, "plus"sv, "pour"sv, "pourquoi"sv, "qu"sv, "quand"sv, "que"sv, "quel"sv, "quelle"sv,
    "quelque"sv, "qui"sv, "quoi"sv, "rien"sv, "sa"sv, "sans"sv, "se"sv, "sera"sv, "ses"sv, "si"sv, "sont"sv, "sous"sv, "suis"sv, "sur"sv,
    "ta"sv, "te"sv, "tes"sv, "toi"sv, "ton"sv, "toujours"sv, "tous"sv, "tout"sv, "toute"sv, "toutes"sv, "tres"sv, "trop"sv, "tu"sv, "un"sv,
    "une"sv, "va"sv, "vais"sv, "vas"sv, "vers"sv, "veux"sv, "voir"sv, "vos"sv, "votre"sv, "vous"sv};

/// An open table made at compile time: the word's hash leads to its slot, a text is compared once.
struct Table {
  static constexpr std::size_t slots = 1024;
  std::array<std::string_view, slots> words{};
  std::array<Language, slots> language{};

  static constexpr std::size_t slot_of(std::string_view word) {
    std::uint32_t hash = 2166136261u;
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    return (hash ^ (hash >> 15)) % slots;
  }
  template <typename Words>
  constexpr void add(const Words& all, Language what) {
    for (const auto word : all) {
      auto at = slot_of(word);
      while (!words[at].empty()) at = (at + 1) % slots;
      words[at] = word;
      language[at] = what;
    }
  }
  constexpr Table() {
    add(english, Language::english);
    add(french, Language::french);
  }
  [[nodiscard]] constexpr Language find(std::string_view word) const {
    for (auto at = slot_of(word); !words[at].empty(); at = (at + 1) % slots) {
      if (words[at] == word) return language[at];
    }
    return Language::unknown;
  }
};
constexpr Table table;

/// "é" and its like: the French write them, in English only borrowed words have them.
bool is_french_letter(char32_t c) {
  c |= 0x20;
  return c == 0xE0 || c == 0xE2 || (c >= 0xE7 && c <= 0xEA) || c == 0xEE || c == 0xEF || c == 0xF4 || c == 0xF9 || c == 0xFB;
}

}  // namespace

Language guess_language(std::string_view text) {
  text = text.substr(0, enough_bytes);
  std::array<char, longest_word> word{};
  std::size_t size = 0;
  int votes_english = 0, votes_french = 0;
  bool accents = false;
  const auto end_word = [&] {
    if (size > 0 && size <= longest_word) {
      const auto what = table.find({word.data(), size});
      votes_english += what == Language::english ? 1 : 0;
      votes_french += what == Language::french ? 1 : 0;
    }
    size = 0;
  };
  const auto put = [&](char32_t c) {
    if (size < longest_word && c >= 'a' && c <= 'z') word[size] = static_cast<char>(c);
    else if (size < longest_word) word[size] = '?';
    size = std::min(size + 1, longest_word + 1);
  };
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (static_cast<unsigned char>(c) < 0x80) {
      ++at;
      if (is_letter(c)) put(static_cast<unsigned char>(lower(c)));
      else if (is_digit(c)) put('0');
      else end_word();
      continue;
    }
    const auto point = decode(text, at);
    at += point.bytes;
    accents = accents || is_french_letter(point.value);
    const auto all = folded(point.value);
    if (all.count > 0 && !is_word_letter(all.letters[0])) end_word();
    else
      for (int i = 0; i < all.count; ++i) put(all.letters[i]);
  }
  end_word();
  votes_french += accents ? 1 : 0;
  return votes_english > votes_french ? Language::english : votes_french > votes_english ? Language::french : Language::unknown;
}

Language language_of_tag(std::string_view tag) {
  const auto primary = primary_language(tag);
  return primary == "fr" ? Language::french : primary == "en" ? Language::english : Language::unknown;
}

}  // namespace cmtool
