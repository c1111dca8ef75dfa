// SPDX-License-Identifier: MIT
#include "messages.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>

namespace bench {
namespace {

using namespace cmtool;

struct Maker {
  std::mt19937 random{7};
  std::size_t below(std::size_t n) { return random() % n; }

  std::string word() {
    static constexpr std::string_view consonants = "bcdfglmnprstv", vowels = "aeiou";
    std::string made;
    for (auto left = 2 + below(3); left > 0; --left) {
      made += consonants[below(consonants.size())];
      made += vowels[below(vowels.size())];
      if (below(3) == 0) made += consonants[below(consonants.size())];
    }
    return made;
  }

  std::string message(const std::vector<std::string>& usual, const std::vector<std::string>& rude) {
    std::string made = usual[below(usual.size())];
    while (made.size() < 116) made += (below(9) == 0 ? ", " : " ") + usual[below(usual.size())];
    if (!rude.empty() && below(20) == 0) made += " " + rude[below(rude.size())];
    return made + (below(2) == 0 ? "." : " !");
  }
};

const std::vector<std::string> english = {
    "the",   "and",   "you",      "that",  "was",    "for",     "are",    "with",  "his",    "they",    "this",  "have",  "from", "one",  "had",
    "word",  "not",   "what",     "all",   "were",   "when",    "your",   "can",   "said",   "there",   "shop",  "opening", "it's", "don't", "Sunday",
    "price", "order", "delivery", "thank", "really", "coffee",  "always", "never", "waited", "minutes", "staff", "lovely",  "2026", "10am", "please"};
const std::vector<std::string> french = {
    "le",     "de",     "un",      "être",    "et",    "à",     "il",     "avoir", "ne",      "je",    "son",  "que",    "se",     "qui",   "ce",
    "dans",   "en",     "du",      "elle",    "au",    "pour",  "pas",    "plus",  "déjà",    "été",   "très", "magasin", "l’été",  "j'ai",  "dimanche",
    "prix",   "commande", "livraison", "merci", "vraiment", "café", "toujours", "jamais", "attendu", "équipe", "adorable", "2026", "10h30", "c’est", "voilà"};

}  // namespace

Messages made_messages(std::size_t count) {
  const std::vector<std::string> rude = {"c0nnard", "f u c k", "m*rde", "connaaaard", "ass.hole", "merde"};
  Maker maker;
  Messages made;
  for (std::size_t i = 0; i < count; ++i) {
    made.english.push_back(maker.message(english, rude));
    made.french.push_back(maker.message(french, rude));
  }
  return made;
}

std::vector<WordList> made_lists(const std::string& folder, std::size_t entries) {
  Maker maker;
  std::vector<WordList> lists;
  std::size_t count = 0;
  for (const std::string name : {"fr", "en"}) {
    std::ifstream file(std::filesystem::path(folder) / (name + ".txt"), std::ios::binary);
    auto list = parse_word_list(std::string{std::istreambuf_iterator<char>(file), {}}, name);
    if (!file || !list.ok()) {
      fmt::print(stderr, "{}/{}.txt: {}\n", folder, name, list.ok() ? "cannot be read" : list.error().message);
      std::exit(1);
    }
    count += list->entries.size();
    lists.push_back(std::move(*list));
  }
  WordList made_up{.name = "made up"};
  for (; count < entries; ++count) made_up.entries.push_back({.words = maker.word() + maker.word(), .category = "brand", .severity = 1});
  lists.push_back(std::move(made_up));
  return lists;
}

std::size_t mean_bytes(const std::vector<std::string>& messages) {
  std::size_t bytes = 0;
  for (const auto& message : messages) bytes += message.size();
  return bytes / messages.size();
}

double cpu_seconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

void leave_for_grep(const std::string& folder, const std::vector<WordList>& lists, const std::vector<std::string>& all) {
  std::filesystem::create_directories(folder);
  std::ofstream words(std::filesystem::path(folder) / "words"), messages(std::filesystem::path(folder) / "messages");
  for (const auto& list : lists) {
    for (const auto& entry : list.entries) words << entry.words << '\n';
  }
  for (const auto& message : all) messages << message << '\n';
}

}  // namespace bench
