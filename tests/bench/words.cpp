// SPDX-License-Identifier: MIT
// bench_words LISTS [MESSAGES]: how many messages of about 120 bytes the word filter reads in a second, on one core.
//
// LISTS holds fr.txt and en.txt; made-up words bring them to 10,000 entries. The messages are made up as well: English, French
// with accents, and one in twenty with something to find. CPU time, the best of five rounds. The same messages and words are
// left in a folder for `grep -wFif` (or `rg -wFif`), and the line to run is printed. Allocations of a round are counted.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <new>
#include <random>

#include "words.hpp"

namespace {
std::size_t allocations = 0;
}

void* operator new(std::size_t size) {
  ++allocations;
  if (void* memory = std::malloc(size)) return memory;
  throw std::bad_alloc();
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }

namespace {

using namespace cmtool;

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

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

double measured(const char* what, WordFinder& finder, const std::vector<std::string>& messages) {
  double best = 0;
  std::size_t hits = 0, bytes = 0, allocated = 0;
  for (const auto& message : messages) bytes += message.size();
  for (int round = 0; round < 6; ++round) {  // the first one warms up
    hits = 0;
    const auto before = allocations;
    const auto begun = std::clock();
    for (const auto& message : messages) hits += finder.find(message).size();
    const double seconds = static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC;
    if (round > 0) best = std::max(best, static_cast<double>(messages.size()) / seconds);
    allocated = allocations - before;
  }
  fmt::print("| {} | {} | {:.0f} | {:.1f} | {} | {} |\n", what, bytes / messages.size(), best, best * static_cast<double>(bytes) / static_cast<double>(messages.size()) / 1e6,
             hits, allocated);
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: bench_words LISTS [MESSAGES]\n");
    return 2;
  }
  const std::size_t count = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 200'000;
  Maker maker;
  std::vector<WordList> lists;
  std::size_t entries = 0;
  std::vector<std::string> rude = {"c0nnard", "f u c k", "m*rde", "connaaaard", "ass.hole", "merde"};
  for (const std::string name : {"fr", "en"}) {
    auto list = parse_word_list(content_of(std::filesystem::path(argv[1]) / (name + ".txt")), name);
    if (!list.ok()) {
      fmt::print(stderr, "bench_words: {}: {}\n", list.error().where, list.error().message);
      return 1;
    }
    entries += list->entries.size();
    lists.push_back(std::move(*list));
  }
  WordList made_up{.name = "made up"};
  for (; entries < 10'000; ++entries) made_up.entries.push_back({.words = maker.word() + maker.word(), .category = "brand", .severity = 1});
  lists.push_back(std::move(made_up));

  const auto begun = std::clock();
  const WordFilter filter(lists);
  fmt::print("{} entries, made ready in {:.0f} ms\n\n", entries, 1000 * static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC);
  WordFinder finder(filter);
  std::vector<std::string> in_english, in_french;
  for (std::size_t i = 0; i < count; ++i) {
    in_english.push_back(maker.message(english, rude));
    in_french.push_back(maker.message(french, rude));
  }
  fmt::print("| messages | bytes each | messages/s | MB/s | found | allocations |\n|---|---|---|---|---|---|\n");
  measured("English, ASCII", finder, in_english);
  measured("French, with accents", finder, in_french);

  const auto folder = std::filesystem::temp_directory_path() / "bench_words";
  std::filesystem::create_directories(folder);
  std::ofstream words(folder / "words"), messages(folder / "messages");
  for (const auto& list : lists) {
    for (const auto& entry : list.entries) words << entry.words << '\n';
  }
  for (const auto& message : in_english) messages << message << '\n';
  fmt::print("\nbeside it: time LC_ALL=C.UTF-8 grep -cwFif {0}/words {0}/messages\n", folder.string());
  return 0;
}
