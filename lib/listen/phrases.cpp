// SPDX-License-Identifier: MIT
#include "listen/phrases.hpp"

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace cmtool::listen {

namespace {

constexpr int most_meaning = 3;
constexpr std::uint32_t most_joining = 2;  ///< in a row
constexpr std::size_t shortest = 2, longest = 40;

/// "livraisons" counts as "livraison", "prix" stays.
std::string_view without_plural(std::string_view word) {
  const bool plural = word.size() >= 4 && word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is");
  return plural ? word.substr(0, word.size() - 1) : word;
}

bool is_joining(std::string_view word, Language language) {
  using namespace std::string_view_literals;
  static constexpr std::string_view french[] = {"de"sv, "du"sv, "des"sv, "d"sv, "la"sv, "le"sv, "les"sv, "l"sv, "a"sv, "au"sv, "aux"sv, "en"sv, "sur"sv, "sans"sv, "et"sv};
  static constexpr std::string_view english[] = {"of"sv, "the"sv, "and"sv, "for"sv, "in"sv, "on"sv, "to"sv, "with"sv};
  const auto among = [&](const auto& list) {
    for (const auto& each : list) {
      if (each == word) return true;
    }
    return false;
  };
  return (language != Language::english && among(french)) || (language != Language::french && among(english));
}

std::uint64_t with_word(std::uint64_t key, std::uint64_t word) {
  key = (key ^ word) * 0x9FB21C651E98DF25u;
  return key ^ (key >> 29);
}

bool is_number(std::string_view word) {
  for (const char c : word) {
    if (!is_digit(c)) return false;
  }
  return true;
}

}  // namespace

void PhraseReader::give_roles(Language language) {
  roles_.clear();
  keys_.clear();
  const std::string_view letters = heard_.text.letters;
  std::size_t foreign_until = 0;  // an address goes on to the next blank
  for (const auto& word : heard_.list) {
    const auto text = heard_.letters(word);
    const auto after = letters.substr(word.at + word.size);
    const bool of_address = word.sign == '@' || after.starts_with("://") || after.starts_with('@') || text == "www";
    if (of_address) foreign_until = std::min(letters.find_first_of(" \t\r\n", word.at), letters.size());
    auto role = Role::meaning;
    if (word.at < foreign_until) role = Role::none;
    else if (is_joining(text, language)) role = Role::joining;
    else if (text.size() < shortest || is_stop_word(text, language)) role = Role::small;
    else if (text.size() > longest || is_number(text) || is_picture(decode(text, 0).value)) role = Role::none;
    roles_.push_back(role);
    keys_.push_back(fnv1a(without_plural(text)));
  }
}

void PhraseReader::add_phrases(std::uint32_t first) {
  std::uint64_t key = 0;
  int meaning = 0;
  std::uint32_t joining = 0;
  for (auto word = first; word < roles_.size(); ++word) {
    if (word > first && !goes_on(word)) return;
    key = with_word(key, keys_[word]);
    if (roles_[word] == Role::joining) {
      if (++joining > most_joining) return;
      continue;
    }
    if (roles_[word] != Role::meaning) return;
    joining = 0;
    phrases_.push_back({.key = key, .first = first, .last = word, .meaning = ++meaning});
    if (meaning == most_meaning) return;
  }
}

const std::vector<Phrase>& PhraseReader::read(std::string_view message, std::string_view language_tag) {
  message_ = message.substr(0, longest_message);
  hear(message_, heard_);
  auto language = language_of_tag(language_tag);
  if (language == Language::unknown) language = guess_language(message_);
  give_roles(language);
  phrases_.clear();
  for (std::uint32_t word = 0; word < roles_.size(); ++word) {
    if (roles_[word] == Role::meaning) add_phrases(word);
  }
  return phrases_;
}

std::string_view PhraseReader::as_written(const Phrase& phrase) const {
  const auto& text = heard_.text;
  const auto& last = heard_.list[phrase.last];
  const auto begin = text.place(heard_.list[phrase.first].at);
  // The last letter may be more than one byte where it was written.
  const auto last_letter = text.place(last.at + last.size - 1);
  return message_.substr(begin, last_letter + decode(message_, last_letter).bytes - begin);
}

std::uint64_t PhraseReader::key_of(std::uint32_t first, std::uint32_t last) const {
  std::uint64_t key = 0;
  for (auto word = first; word <= last; ++word) key = with_word(key, keys_[word]);
  return key;
}

}  // namespace cmtool::listen
