// SPDX-License-Identifier: MIT
// Figures of the word filter with the lists that ship, on labelled data of a folder outside the repository.
//
// usage: figures_words DATA LISTS [--hits] [--missed] [LANGUAGE=DICTIONARY...]
//
// DATA holds the sets ("profanity_cases.ndjson" and the others that are read below), LISTS the lists ("fr.txt", "en.txt"). A
// DICTIONARY has one word a line; those that hold a rude word of four letters or more, but are none, are the hard ones. With
// --hits the entries that were found in clean texts are counted, with --missed the texts in which nothing was found are printed.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <map>
#include <set>

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "text/utf8.hpp"
#include "words.hpp"
#include "words/folded_text.hpp"

namespace {

using namespace cmtool;

struct Case {
  std::string text, label, language, kind;
};

[[noreturn]] void give_up(std::string_view why) {
  fmt::print(stderr, "figures_words: {}\n", why);
  std::exit(1);
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) give_up(fmt::format("cannot read {}", path.string()));
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Case> load(const std::filesystem::path& path) {
  std::vector<Case> cases;
  for (const auto& line : split(content_of(path), '\n')) {
    if (line.empty()) continue;
    const auto json = parse_json(line);
    if (!json.ok()) give_up(fmt::format("{}: {}", path.string(), json.error().message));
    const auto text = [&](const char* key) { return (*json)[key].string_or(); };
    cases.push_back({.text = text("text"), .label = text("label"), .language = text("lang"), .kind = text("kind")});
  }
  return cases;
}

struct Counts {
  int found = 0, all = 0;
  [[nodiscard]] double share() const { return all == 0 ? 0 : static_cast<double>(found) / all; }
};

struct Confusion {
  Counts rude, clean;
  [[nodiscard]] double precision() const {
    const int found = rude.found + clean.found;
    return found == 0 ? 0 : static_cast<double>(rude.found) / found;
  }
  [[nodiscard]] double f1() const {
    const double p = precision(), r = rude.share();
    return p + r == 0 ? 0 : 2 * p * r / (p + r);
  }
};

struct Options {
  bool hits = false, missed = false;
} options;

/// What the entries of the lists did to clean texts.
std::map<std::string, int> false_alarms;

bool is_found(WordFinder& finder, const Case& one, Language hint = Language::unknown) {
  const auto& hits = finder.find(one.text, hint);
  const bool rude = one.label == "profane" || one.label == "toxic";
  if (options.missed && rude && hits.empty()) fmt::print("missed {} {}: {}\n", one.language, one.kind, one.text);
  if (options.hits && !rude) {
    for (const auto& hit : hits) {
      ++false_alarms[fmt::format("{} {} ({})", hit.list, hit.words, std::string_view(one.text).substr(hit.begin, hit.end - hit.begin))];
    }
  }
  return !hits.empty();
}

void print_alarms(std::string_view set) {
  std::vector<std::pair<int, std::string>> sorted;
  for (const auto& [what, times] : false_alarms) sorted.emplace_back(times, what);
  std::sort(sorted.rbegin(), sorted.rend());
  for (const auto& [times, what] : sorted) fmt::print("  {} {:4} {}\n", set, times, what);
  false_alarms.clear();
}

void print(std::string_view set, const Confusion& it, std::string_view to_beat) {
  fmt::print("| {} | {:.3f} | {:.3f} | {:.3f} | {} {} / {} {} | {} |\n", set, it.precision(), it.rude.share(), it.f1(), it.rude.found,
             it.rude.all - it.rude.found, it.clean.found, it.clean.all - it.clean.found, to_beat);
}

void cases(WordFinder& finder, const std::filesystem::path& data) {
  const auto all = load(data / "profanity_cases.ndjson");
  std::map<std::string, Confusion> sets;
  std::map<std::string, std::map<std::string, Counts>> kinds;
  for (const auto& one : all) {
    const bool rude = one.label == "profane";
    const bool found = is_found(finder, one);
    auto& of_kind = kinds[one.kind + (rude ? "" : ", clean")][one.language];
    of_kind.found += found ? 1 : 0;
    ++of_kind.all;
    const auto count = [&](const std::string& set) {
      auto& counts = rude ? sets[set].rude : sets[set].clean;
      counts.found += found ? 1 : 0;
      ++counts.all;
    };
    if (one.kind == "pkg:rustrict") count("rustrict");
    else if (one.kind != "contextual") count(one.language);
    count(one.language + ", all");
    if (one.kind == "embedded") count("embedded " + one.language);
  }
  if (options.hits) print_alarms("cases");
  fmt::print("| cases | P | R | F1 | rude: found, missed / clean: found, passed | to beat |\n|---|---|---|---|---|---|\n");
  print("French", sets["fr"], "F1 .86");
  print("English", sets["en"], "F1 .87");
  print("rustrict's own", sets["rustrict"], "R .40");
  print("French, with contextual", sets["fr, all"], "");
  print("English, with contextual and rustrict's", sets["en, all"], "");
  fmt::print("\n| false alarms | share | to beat |\n|---|---|---|\n");
  for (const std::string language : {"fr", "en"}) {
    const auto& clean = sets["embedded " + language].clean;
    fmt::print("| embedded words, {} | {:.4f} ({} of {}) | .02 |\n", language, clean.share(), clean.found, clean.all);
  }
  fmt::print("\n| kind | French found | English found |\n|---|---|---|\n");
  for (auto& [kind, languages] : kinds) {
    const auto cell = [&of = languages](const char* language) {
      const auto& it = of[language];
      return it.all == 0 ? std::string() : fmt::format("{:.2f} ({} of {})", it.share(), it.found, it.all);
    };
    fmt::print("| {} | {} | {} |\n", kind, cell("fr"), cell("en"));
  }
}

/// Each letter of ASCII through f.
std::string rewritten(std::string_view text, const std::function<void(std::string&, char)>& f) {
  std::string out;
  for (const char c : text) {
    if (is_letter(c)) f(out, c);
    else out += c;
  }
  return out;
}

/// The rude texts that are found as they are, once more in disguise.
void evasion(WordFinder& finder, const std::filesystem::path& data) {
  const std::map<char, char32_t> looks = {{'a', U'а'}, {'c', U'с'}, {'e', U'е'}, {'i', U'і'}, {'o', U'о'}, {'p', U'р'},
                                          {'s', U'ѕ'}, {'u', U'υ'}, {'x', U'х'}, {'y', U'у'}, {'n', U'ո'}, {'h', U'һ'}};
  const auto after_each = [](char32_t mark) {
    return [mark](std::string& out, char c) {
      out += c;
      append_utf8(out, mark);
    };
  };
  const auto row = [](char32_t first) {
    return [first](std::string& out, char c) { append_utf8(out, first + static_cast<char32_t>(lower(c) - 'a')); };
  };
  const std::vector<std::pair<std::string, std::function<void(std::string&, char)>>> disguises = {
      {"homoglyphs", [&](std::string& out, char c) { looks.contains(lower(c)) ? append_utf8(out, looks.at(lower(c))) : out.push_back(c); }},
      {"zero-width space", after_each(0x200B)},
      {"soft hyphen", after_each(0xAD)},
      {"strike-through", after_each(0x336)},
      {"full width", row(0xFF41)},
      {"mathematical bold", row(0x1D41A)},
      {"circled", row(0x24D0)},
      {"squared", row(0x1F170)},
      {"flag letters", row(0x1F1E6)},
  };
  fmt::print("\n| evasion | French kept | English kept | to beat |\n|---|---|---|---|\n");
  const auto all = load(data / "profanity_cases.ndjson");
  for (const auto& [name, disguise] : disguises) {
    std::map<std::string, Counts> kept;
    for (const auto& one : all) {
      if (one.label != "profane" || (one.kind != "plain" && one.kind != "upper" && one.kind != "slang") || finder.find(one.text).empty()) continue;
      ++kept[one.language].all;
      kept[one.language].found += finder.find(rewritten(one.text, disguise)).empty() ? 0 : 1;
    }
    fmt::print("| {} | {:.3f} | {:.3f} | .98 |\n", name, kept["fr"].share(), kept["en"].share());
  }
}

void clean_texts(WordFinder& finder, const std::filesystem::path& data) {
  struct Set {
    const char *file, *label, *title, *to_beat;
  };
  const std::vector<Set> sets = {
      {"xlmt_sentiment_fr", "", "French tweets", "2 %"},
      {"sms_spam_fr_mt", "ham", "French text messages (translated)", ""},
      {"hatecheck_fr", "ok", "French test cases, harmless", ""},
      {"xlmt_sentiment_en", "", "English tweets", ""},
      {"vader_nytEditorialSnippets", "", "English editorials", ""},
      {"vader_amazonReviewSnippets", "", "English product reviews", ""},
      {"vader_movieReviewSnippets", "", "English film reviews", ""},
      {"airline_sentiment_NC", "", "English tweets to airlines", ""},
      {"sms_spam", "ham", "English text messages", ""},
  };
  fmt::print("\n| clean texts | found, language guessed | found, language given | to beat |\n|---|---|---|---|\n");
  for (const auto& set : sets) {
    Counts guessed, given;
    for (const auto& one : load(data / (std::string(set.file) + ".ndjson"))) {
      if (*set.label != 0 && one.label != set.label) continue;
      ++guessed.all;
      ++given.all;
      guessed.found += is_found(finder, one) ? 1 : 0;
      given.found += finder.find(one.text, language_of_tag(one.language)).empty() ? 0 : 1;
    }
    if (options.hits) print_alarms(set.file);
    fmt::print("| {} | {:.2f} % ({} of {}) | {:.2f} % | {} |\n", set.title, 100 * guessed.share(), guessed.found, guessed.all, 100 * given.share(), set.to_beat);
  }
}

/// Toxic texts, to see what a list alone would make of them; nobody expects a list to know toxicity.
void toxic_texts(WordFinder& finder, const std::filesystem::path& data) {
  fmt::print("\n| toxic or not | P | R | F1 | toxic: found, missed / ok: found, passed | |\n|---|---|---|---|---|---|\n");
  for (const std::string file : {"surge_toxicity", "rtplx_fr", "toxifrench", "mlma_fr"}) {
    Confusion it;
    for (const auto& one : load(data / (file + ".ndjson"))) {
      auto& counts = one.label == "toxic" ? it.rude : it.clean;
      ++counts.all;
      counts.found += finder.find(one.text).empty() ? 0 : 1;
    }
    print(file, it, "");
  }
}

void dictionary(WordFinder& finder, const std::vector<WordList>& lists, Language language, const std::filesystem::path& path) {
  std::set<std::string> stems;
  words::FoldedText folded;
  const auto bare = [&](std::string_view word) {
    words::fold(word, folded);
    return folded.letters;
  };
  for (const auto& list : lists) {
    for (const auto& entry : list.entries) {
      const auto stem = bare(entry.words);
      if (list.language == language && stem.size() >= 3 && std::all_of(stem.begin(), stem.end(), is_lower)) stems.insert(stem);
    }
  }
  Counts all, other;
  for (const auto& word : split(content_of(path), '\n')) {
    const auto letters = bare(word);
    bool holds = false;
    for (std::size_t at = 0; at < letters.size() && !holds; ++at) {
      for (std::size_t size = 3; size <= std::min<std::size_t>(8, letters.size() - at) && !holds; ++size) holds = stems.contains(letters.substr(at, size));
    }
    if (!holds) continue;
    const auto& hits = finder.find(word, language);
    ++all.all;
    all.found += hits.empty() ? 0 : 1;
    if (stems.contains(letters)) continue;
    ++other.all;
    other.found += hits.empty() ? 0 : 1;
    if (options.hits && !hits.empty()) fmt::print("dictionary: {} is {}\n", word, hits[0].words);
  }
  fmt::print("| {}, words that hold a listed one | {:.3f} % ({} of {}) | {:.3f} % ({} of {}) | .2 % |\n", language == Language::french ? "French" : "English",
             100 * other.share(), other.found, other.all, 100 * all.share(), all.found, all.all);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) give_up("usage: figures_words DATA LISTS [--hits] [--missed] [LANGUAGE=DICTIONARY...]");
  const std::filesystem::path data = argv[1], folder = argv[2];
  std::vector<std::pair<Language, std::string>> dictionaries;
  for (int i = 3; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--hits") options.hits = true;
    else if (word == "--missed") options.missed = true;
    else if (const auto at = word.find('='); at != std::string::npos) dictionaries.emplace_back(language_of_tag(word.substr(0, at)), word.substr(at + 1));
    else give_up(fmt::format("what is {}?", word));
  }
  std::vector<WordList> lists;
  for (const std::string name : {"fr", "en"}) {
    auto list = parse_word_list(content_of(folder / (name + ".txt")), name);
    if (!list.ok()) give_up(fmt::format("{}: {}", list.error().where, list.error().message));
    fmt::print("{}: {} entries, {} exemptions\n", name, list->entries.size(), list->exemptions.size());
    lists.push_back(std::move(*list));
  }
  fmt::print("\n");
  const WordFilter filter(lists);
  WordFinder finder(filter);
  cases(finder, data);
  evasion(finder, data);
  clean_texts(finder, data);
  toxic_texts(finder, data);
  if (!dictionaries.empty()) fmt::print("\n| dictionaries | found, listed words apart | found, all | to beat |\n|---|---|---|---|\n");
  for (const auto& [language, path] : dictionaries) dictionary(finder, lists, language, path);
  return 0;
}
