// SPDX-License-Identifier: MIT
// Figures of the classifier: what a model of each set's own messages makes of messages that it has not seen.
//
// usage: figures_classifier DATA [--quick] [--base | --shipped] [SET...]
//
// Each set is split in five by a hash of the text (large sets: three parts of ten are kept aside once); a model is trained on the
// rest, written, read back and tried. Training chooses cost, calibration and thresholds inside the rest alone. With --base a
// toxicity model of the other sets of that language is lent to each; with --shipped the model that comes with cmtool is, as
// "moderate learn" does it.
#include <fmt/format.h>

#include <array>
#include <chrono>
#include <cmath>
#include <ctime>
#include <functional>
#include <map>
#include <set>

#include "classifier/score.hpp"
#include "tests/figures/labelled_data.hpp"

namespace {

using namespace cmtool;
using namespace cmtool::figures;
using classifier::Confusion;

struct Set {
  std::string name;                  ///< as it is printed
  std::string file;
  std::vector<std::string> labels;
  bool french = false;
  std::string goal;
};

const std::vector<Set> sets = {
    {"youtube_spam", "youtube_spam", {"ham", "spam"}, false, "F1 .955"},
    {"youtube_spam, one video out", "youtube_spam", {"ham", "spam"}, false, "F1 .915"},
    {"sms_spam", "sms_spam", {"ham", "spam"}, false, "F1 .955"},
    {"sms_spam_fr_mt", "sms_spam_fr_mt", {"ham", "spam"}, true, "F1 .955"},
    {"telegram_spam", "telegram_spam", {"ham", "spam"}, false, "F1 .93"},
    {"davidson", "davidson", {"ok", "toxic"}, false, "F1 .973"},
    {"davidson, three classes", "davidson", {"hate", "neither", "offensive"}, false, "macro .724"},
    {"surge_toxicity", "surge_toxicity", {"ok", "toxic"}, false, "F1 .89"},
    {"toxifrench", "toxifrench", {"ok", "toxic"}, true, "F1 .71, AUC .78"},
    {"rtplx_fr", "rtplx_fr", {"ok", "toxic"}, true, "F1 .87"},
    {"ftr_fr", "ftr_fr", {"ok", "toxic"}, true, "F1 .62"},
    {"mlma_fr", "mlma_fr", {"ok", "toxic"}, true, "AUC .73"},
    {"xlmt_sentiment_fr", "xlmt_sentiment_fr", {"negative", "neutral", "positive"}, true, "macro .657"},
    {"xlmt_sentiment_en", "xlmt_sentiment_en", {"negative", "neutral", "positive"}, false, "macro .597"},
    {"vader_tweets", "vader_tweets", {"negative", "neutral", "positive"}, false, "macro .712"},
    {"airline_sentiment", "airline_sentiment_NC", {"negative", "neutral", "positive"}, false, "macro .761"},
};

bool is_sentiment(const Set& set) { return set.labels[1] == "neutral"; }
bool is_toxicity(const Set& set) { return set.labels[1] == "toxic"; }

std::vector<Example> examples_of(const std::filesystem::path& data, const Set& set) {
  auto examples = load_set(data, set.file);
  return is_toxicity(set) ? with_two_labels(std::move(examples)) : examples;
}

/// Which part each example belongs to, and how many parts are tried.
struct Split {
  std::vector<std::size_t> part{};
  std::size_t tried = 5;
};
Split split_of(const std::vector<Example>& examples, bool by_group) {
  Split split;
  std::map<std::string, std::size_t> groups;
  if (by_group) {
    for (const auto& example : examples) split.part.push_back(groups.try_emplace(example.group, groups.size()).first->second);
    split.tried = groups.size();
    return split;
  }
  const bool large = examples.size() > 8000;
  for (const auto& example : examples) split.part.push_back(large ? (part_of(example.text, 10) < 3 ? 0 : 1) : part_of(example.text, 5));
  if (large) split.tried = 1;
  return split;
}

struct Outcome {
  Confusion confusion;
  std::vector<std::vector<double>> sums;            ///< of each label, the probability of each example
  std::vector<std::vector<std::uint8_t>> positive;
  std::size_t largest_file = 0;
  double seconds = 0;
};

Outcome tried(const std::vector<Example>& examples, const Set& set, const Split& split, const classifier::Recipe& recipe, const classifier::Model* base) {
  Outcome outcome{.confusion = Confusion(set.labels.size()), .sums = {}, .positive = {}};
  outcome.sums.resize(set.labels.size());
  outcome.positive.resize(set.labels.size());
  for (std::size_t part = 0; part < split.tried; ++part) {
    std::vector<Example> known;
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (split.part[i] != part) known.push_back(examples[i]);
    }
    const auto begun = std::clock();
    std::size_t size = 0;
    const auto trained = trained_and_read_back(known, recipe, base, &size);
    outcome.seconds += static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC / static_cast<double>(split.tried);
    outcome.largest_file = std::max(outcome.largest_file, size);
    classifier::Scorer scorer(trained.model);
    for (std::size_t i = 0; i < examples.size(); ++i) {
      if (split.part[i] != part) continue;
      const auto truth = static_cast<std::size_t>(std::find(set.labels.begin(), set.labels.end(), examples[i].label) - set.labels.begin());
      const auto score = scorer.score(examples[i].text);
      outcome.confusion.add(truth, score.label);
      for (std::size_t k = 0; k < set.labels.size(); ++k) {
        outcome.sums[k].push_back(score.probabilities[k]);
        outcome.positive[k].push_back(truth == k ? 1 : 0);
      }
    }
  }
  return outcome;
}

/// How far probabilities are from how often they come true, on average: ten bins, over all labels (of two, the second).
double calibration_error(const Outcome& outcome) {
  std::array<double, 10> said{}, true_ones{};
  double count = 0;
  for (std::size_t k = outcome.sums.size() == 2 ? 1 : 0; k < outcome.sums.size(); ++k) {
    for (std::size_t i = 0; i < outcome.sums[k].size(); ++i) {
      const auto bin = std::min<std::size_t>(9, static_cast<std::size_t>(outcome.sums[k][i] * 10));
      said[bin] += outcome.sums[k][i];
      true_ones[bin] += outcome.positive[k][i];
      ++count;
    }
  }
  double error = 0;
  for (std::size_t bin = 0; bin < said.size(); ++bin) error += std::fabs(said[bin] - true_ones[bin]) / count;
  return error;
}

void print(const Set& set, const Outcome& outcome) {
  const auto& confusion = outcome.confusion;
  std::string counts;
  for (std::size_t truth = 0; truth < confusion.labels(); ++truth) {
    counts += truth == 0 ? "" : " / ";
    for (std::size_t given = 0; given < confusion.labels(); ++given) counts += fmt::format("{}{}", given == 0 ? "" : " ", confusion.count(truth, given));
  }
  if (set.labels.size() == 2) {
    fmt::print("| {} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {:.3f} | {} | {} |", set.name, confusion.precision(1), confusion.recall(1), confusion.f1(1), confusion.macro_f1(),
               classifier::area_under_curve(outcome.sums[1], outcome.positive[1]), set.goal, counts);
  } else {
    double area = 0;
    std::string each;
    for (std::size_t k = 0; k < set.labels.size(); ++k) {
      area += classifier::area_under_curve(outcome.sums[k], outcome.positive[k]) / static_cast<double>(set.labels.size());
      each += fmt::format("{}{} {:.3f}", k == 0 ? "" : ", ", set.labels[k], confusion.f1(k));
    }
    fmt::print("| {} | | | {} | {:.3f} | {:.3f} | {} | {} |", set.name, each, confusion.macro_f1(), area, set.goal, counts);
  }
  fmt::print(" {:.3f} | {} | {:.1f} |\n", calibration_error(outcome), outcome.largest_file / 1000, outcome.seconds);
  std::fflush(stdout);
}

/// A model of all other toxicity sets in the language, without what the set itself holds.
classifier::Model base_for(const std::filesystem::path& data, const Set& asked, classifier::Recipe recipe, const std::vector<Example>& own) {
  std::set<std::string> texts;
  for (const auto& example : own) texts.insert(example.text);
  std::vector<Example> others;
  std::set<std::string> files;
  for (const auto& set : sets) {
    if (!is_toxicity(set) || set.french != asked.french || set.file == asked.file || !files.insert(set.file).second) continue;
    for (auto& example : examples_of(data, set)) {
      if (!texts.contains(example.text)) others.push_back(std::move(example));
    }
  }
  recipe.name = "base";
  return trained_and_read_back(others, recipe).model;
}

/// The model that comes with cmtool for such a set.
classifier::Model shipped_for(const Set& set) {
  const std::string name = is_sentiment(set) ? set.french ? "sentiment-fr" : "sentiment-en" : set.labels[1] == "spam" ? "spam" : set.french ? "toxic-fr" : "toxic-en";
  auto model = classifier::read_model(bytes_of(std::filesystem::path(CMTOOL_SOURCE_DIR) / "share/models" / (name + ".model")));
  if (!model.ok()) give_up(name + ": " + model.error().message);
  return std::move(*model);
}

void throughput(const std::filesystem::path& data) {
  std::vector<Example> all;
  for (const auto& set : sets) {
    if (set.name != set.file) continue;
    for (auto& example : load_set(data, set.file)) all.push_back(std::move(example));
  }
  const auto measured = [&](const char* what, const std::vector<std::string>& labels, const std::vector<classifier::Lexicon>& lexicons, const std::vector<Example>& known) {
    const auto trained = trained_and_read_back(known, {.name = "x", .labels = labels, .lexicons = lexicons, .costs = {2}});
    classifier::Scorer scorer(trained.model);
    double most = 0, sum = 0;
    for (int round = 0; round < 3; ++round) {
      const auto begun = std::clock();
      for (const auto& example : all) sum += scorer.score(example.text).probability();
      most = std::max(most, static_cast<double>(all.size()) / (static_cast<double>(std::clock() - begun) / CLOCKS_PER_SEC));
    }
    std::size_t bytes = 0;
    for (const auto& example : all) bytes += example.text.size();
    fmt::print("{}: {:.0f} messages/s of {} bytes on average, CPU time of one core (mean probability {:.2f})\n", what, most, bytes / all.size(),
               sum / 3 / static_cast<double>(all.size()));
  };
  measured("two labels", {"ok", "toxic"}, {rude_words(false)}, with_two_labels(load_set(data, "surge_toxicity")));
  measured("three labels, two sentiment lexicons", {"negative", "neutral", "positive"}, sentiment_lexicons(data, false), load_set(data, "vader_tweets"));
}

}  // namespace

int main(int argc, char** argv) {
  std::set<std::string> asked;
  bool with_base = false, with_shipped = false, quick = false;
  for (int i = 2; i < argc; ++i) {
    const std::string word = argv[i];
    if (word == "--base") with_base = true;
    else if (word == "--shipped") with_shipped = true;
    else if (word == "--quick") quick = true;
    else asked.insert(word);
  }
  if (argc < 2) give_up("usage: figures_classifier DATA [--quick] [--base | --shipped] [SET...]");
  const std::filesystem::path data = argv[1];

  fmt::print("| set | P | R | F1 | macro-F1 | AUC | to beat | confusion (a row for each true label) | calibration error | kB | training s |\n|---|---|---|---|---|---|---|---|---|---|---|\n");
  for (const auto& set : sets) {
    if (!asked.empty() && !asked.contains(set.file)) continue;
    if (quick && (set.file == "davidson" || set.file == "airline_sentiment_NC")) continue;
    if (with_base && !is_toxicity(set)) continue;
    auto examples = examples_of(data, set);
    if (with_shipped) {
      if (set.labels[0] == "hate") continue;
      auto named = set;
      if (named.labels.size() == 2) named.labels[0] = "other";
      for (auto& example : examples) {
        if (example.label == "ham" || example.label == "ok") example.label = "other";
      }
      const auto base = shipped_for(set);
      const auto split = split_of(examples, set.name != set.file && set.labels[1] == "spam");
      print(named, tried(examples, named, split, {.name = set.file, .labels = named.labels}, &base));
      continue;
    }
    classifier::Recipe recipe{.name = set.file, .labels = set.labels};
    if (is_sentiment(set)) recipe.lexicons = sentiment_lexicons(data, set.french);
    recipe.lexicons.push_back(rude_words(set.french));
    if (is_toxicity(set)) recipe.lexicons.push_back(mild_words(data, set.french));
    const auto split = split_of(examples, set.name != set.file && set.labels[1] == "spam");
    if (with_base) {
      const auto base = base_for(data, set, recipe, examples);
      print(set, tried(examples, set, split, recipe, &base));
    } else {
      print(set, tried(examples, set, split, recipe, nullptr));
    }
  }
  if (!with_base && !with_shipped && asked.empty()) throughput(data);
  return 0;
}
