// SPDX-License-Identifier: MIT
#include "tests/figures/labelled_data.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "words.hpp"

namespace cmtool::figures {
namespace {

using classifier::Lexicon;
using classifier::LexiconMaker;

std::vector<std::string> lines_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) give_up(fmt::format("cannot read {}", path.string()));
  std::vector<std::string> lines;
  for (std::string line; std::getline(file, line);) {
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (!line.empty()) lines.push_back(line);
  }
  return lines;
}

std::string cell(const std::vector<std::string>& cells, std::size_t at) { return at < cells.size() ? cells[at] : std::string(); }
double number(const std::string& text) { return to_number(text).value_or(0); }

/// VADER's pictures are described in words; a picture is worth what these are worth.
void add_pictures(LexiconMaker& maker, const std::filesystem::path& folder, const std::map<std::string, double>& words) {
  for (const auto& line : lines_of(folder / "emoji_utf8_lexicon.txt")) {
    const auto cells = split(line, '\t');
    double sum = 0;
    for (const auto& word : split(cell(cells, 1), ' ')) {
      if (const auto found = words.find(word); found != words.end()) sum += found->second;
    }
    maker.add(cell(cells, 0), static_cast<int>(std::lround(10 * sum)));
  }
}

Lexicon vader(const std::filesystem::path& data, bool with_words) {
  const auto folder = data / "lexicons/vader";
  LexiconMaker maker;
  std::map<std::string, double> words;
  for (const auto& line : lines_of(folder / "vader_lexicon.txt")) {
    const auto cells = split(line, '\t');
    words[cell(cells, 0)] = number(cell(cells, 1));
    if (with_words || !is_letter(line[0])) maker.add(cell(cells, 0), static_cast<int>(std::lround(10 * number(cell(cells, 1)))));
  }
  add_pictures(maker, folder, words);
  return maker.made(Lexicon::Kind::valence);
}

/// AFINN's French list names one form of a word; these are others of it, by the rules of spelling alone.
std::vector<std::string> french_forms(const std::string& word) {
  std::vector<std::string> forms;
  const auto ending = [&](std::string_view old, std::initializer_list<const char*> others) {
    if (!word.ends_with(old) || word.size() < old.size() + 3) return false;
    for (const char* other : others) forms.push_back(word.substr(0, word.size() - old.size()) + other);
    return true;
  };
  if (word.find(' ') != std::string::npos) return forms;
  if (ending("er", {"e", "es", "ent", "ez", "ons", "ait", "ais", "aient", "ant", "é", "ée", "és", "ées", "era", "erait"}) || ending("ée", {"er", "e", "é", "és", "ées", "ent", "ez"}) ||
      ending("é", {"er", "e", "ée", "és", "ées", "ent", "ez"}) || ending("eux", {"euse", "euses"}) || ending("euse", {"eux", "euses"}) || ending("if", {"ive", "ifs", "ives"}) ||
      ending("ive", {"if", "ifs", "ives"}) || ending("al", {"ale", "aux", "ales"}) || ending("ir", {"it", "is", "i", "ie", "ies", "issent", "issant", "issait"}) ||
      ending("eur", {"eurs", "euse", "euses", "rice"}) || ending("el", {"els", "elle", "elles"}) || ending("en", {"ens", "enne", "ennes"}) || ending("on", {"ons", "onne", "onnes"})) {
    return forms;
  }
  if (ending("s", {""})) return forms;
  for (const char* more : {"s", "e", "es"}) forms.push_back(word + more);
  if (word.ends_with("e")) forms = {word + "s", word.substr(0, word.size() - 1), word.substr(0, word.size() - 1) + "s"};
  return forms;
}

}  // namespace

void give_up(std::string_view why) {
  fmt::print(stderr, "{}\n", why);
  std::exit(1);
}

std::string bytes_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) give_up(fmt::format("cannot read {}", path.string()));
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Example> load_set(const std::filesystem::path& data, std::string_view name) {
  std::vector<Example> examples;
  for (const auto& line : lines_of(data / "dev" / (std::string(name) + ".ndjson"))) {
    const auto json = parse_json(line);
    if (!json.ok()) give_up(fmt::format("{}: {}", name, json.error().message));
    auto group = (*json)["video"].string_or((*json)["functionality"].string_or());
    examples.push_back({.text = (*json)["text"].string_or(), .label = (*json)["label"].string_or(), .group = std::move(group)});
  }
  return examples;
}

std::vector<Example> with_two_labels(std::vector<Example> examples) {
  for (auto& example : examples) {
    if (example.label == "offensive" || example.label == "hate") example.label = "toxic";
    if (example.label == "neither") example.label = "ok";
  }
  return examples;
}

std::size_t part_of(std::string_view text, std::size_t parts) {
  std::uint64_t hash = 0x9ae16a3b2f90404fu;  // not the one by which training deals its own folds
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return (hash ^ (hash >> 31)) % parts;
}

Lexicon rude_words(bool french) {
  LexiconMaker maker;
  const std::string name = french ? "fr.txt" : "en.txt";
  std::string all;
  for (const auto& line : lines_of(std::filesystem::path(CMTOOL_SOURCE_DIR) / "share/words" / name)) all += line + "\n";
  const auto list = parse_word_list(all, name);
  if (!list.ok()) give_up(list.error().message);
  for (const auto& entry : list->entries) maker.add(entry.words, entry.severity + 1);
  return maker.made(Lexicon::Kind::rudeness);
}

Lexicon mild_words(const std::filesystem::path& data, bool french) {
  const auto folder = data / "lexicons";
  LexiconMaker maker;
  if (french) {
    for (const auto& line : lines_of(folder / "ldnoobw/fr")) maker.add(line, 3);
    for (const auto& line : lines_of(folder / "french-badwords-list/list.txt")) maker.add(line, 2);
    for (const auto& line : lines_of(folder / "cuss/cuss-fr.tsv")) {
      const auto cells = split(line, '\t');
      const auto sureness = number(cell(cells, 1));
      if (sureness >= 1) maker.add(cell(cells, 0), sureness >= 2 ? 3 : 1);
    }
    return maker.made(Lexicon::Kind::rudeness);
  }
  for (const auto& line : lines_of(folder / "ldnoobw/en")) maker.add(line, 3);
  for (const auto& line : lines_of(folder / "surge-profanity/profanity_en.csv")) {
    const auto cells = split(line, ',');
    const auto severity = number(cell(cells, 7));
    if (severity > 0) maker.add(cell(cells, 0), severity >= 2.4 ? 4 : severity >= 1.6 ? 3 : 2);
  }
  for (const auto& line : lines_of(folder / "cuss/cuss-en.tsv")) {
    const auto cells = split(line, '\t');
    if (number(cell(cells, 1)) >= 2) maker.add(cell(cells, 0), 2);
  }
  for (const auto& line : lines_of(folder / "rustrict/profanity.csv")) {
    const auto cells = split(line, ',');
    double severity = 0;
    for (std::size_t i = 1; i <= 4; ++i) severity = std::max(severity, number(cell(cells, i)));
    if (severity >= 2) maker.add(cell(cells, 0), static_cast<int>(severity));
  }
  return maker.made(Lexicon::Kind::rudeness);
}

std::vector<Lexicon> sentiment_lexicons(const std::filesystem::path& data, bool french) {
  LexiconMaker maker;
  std::set<std::string> listed;
  std::map<std::string, int> derived;
  if (french) {
    for (const auto& line : lines_of(std::filesystem::path(CMTOOL_SOURCE_DIR) / "scripts/words/fr-valence.txt")) {
      const auto cells = split(line, '\t');
      if (cells.size() != 2) continue;
      const int value = static_cast<int>(10 * number(cells[0]));
      for (const auto& word : split(cells[1], ',')) {
        maker.add(word, value);
        listed.insert(word);
        for (const auto& form : french_forms(word)) derived.try_emplace(form, value);
      }
    }
  }
  for (const std::string file : {french ? "AFINN-fr-165.txt" : "AFINN-en-165.txt", "AFINN-emoticon-8.txt"}) {
    for (const auto& line : lines_of(data / "lexicons/afinn" / file)) {
      const auto cells = split(line, '\t');
      const auto word = cell(cells, 0);
      const int value = static_cast<int>(10 * number(cell(cells, 1)));
      if (!listed.insert(word).second) continue;
      maker.add(word, value);
      if (!french || !is_letter(word[0])) continue;
      for (const auto& form : french_forms(word)) derived.try_emplace(form, value);
    }
  }
  for (const auto& [form, value] : derived) {
    if (form.size() >= 4 && !listed.contains(form)) maker.add(form, value);
  }
  return {maker.made(Lexicon::Kind::valence), vader(data, !french)};
}

Lexicon pictures_and_faces(const std::filesystem::path& data) { return vader(data, false); }

classifier::Trained trained_and_read_back(const std::vector<Example>& examples, const classifier::Recipe& recipe, const classifier::Model* base, std::size_t* file_size) {
  const auto part = classifier::linear_part();
  if (!part.ok()) give_up(part.error().message + ": " + part.error().detail);
  std::vector<classifier::Labelled> labelled;
  for (const auto& example : examples) labelled.push_back({.text = example.text, .label = example.label});
  auto trained = classifier::train(**part, labelled, recipe, base);
  if (!trained.ok()) give_up(trained.error().message);
  const auto bytes = classifier::write_model(trained->model);
  if (file_size != nullptr) *file_size = bytes.size();
  auto model = classifier::read_model(bytes);
  if (!model.ok()) give_up(model.error().message + ": " + model.error().detail);
  trained->model = std::move(*model);
  return std::move(*trained);
}

}  // namespace cmtool::figures
