// SPDX-License-Identifier: MIT
// Trains the models that come with cmtool, from labelled sets whose licences allow that (share/models/SOURCES.md).
//
// usage: train_models DATA FOLDER [--figures] [NAME...]
//
// Writes FOLDER/NAME.model; the same data give the same bytes. Nobody may give away a model trained on the sets that are not named
// here. With --figures each is also tried on sets that it was not trained on; those of its own are measured by cross-validation.
//
// There is no French set of sentiment that may be used. The French model is therefore learnt from English messages, of which only
// signs, pictures and what the lexicon says of them are read; then the French lexicon takes the English one's place.
#include <fmt/format.h>

#include <array>
#include <cstdio>
#include <fstream>
#include <functional>
#include <set>

#include "classifier/score.hpp"
#include "tests/figures/labelled_data.hpp"

namespace {

using namespace cmtool;
using namespace cmtool::figures;
using classifier::Confusion;
using classifier::Model;
using classifier::Recipe;

const std::vector<std::string> three = {"negative", "neutral", "positive"};

/// The sets, with labels by the names that cmtool gives them.
std::vector<Example> pooled(const std::filesystem::path& data, const std::vector<std::string>& sets, const std::string& sought) {
  std::vector<Example> all;
  std::set<std::string> texts;
  for (const auto& set : sets) {
    for (auto& example : with_two_labels(load_set(data, set))) {
      if (!texts.insert(example.text).second) continue;
      if (sought == "toxic" && example.label == "spam") continue;  // nobody said what else it is
      if (!sought.empty() && example.label != sought) example.label = "other";
      all.push_back(std::move(example));
    }
  }
  return all;
}

/// What the two languages' rude words are together: spam is not told by its language.
classifier::Lexicon all_rude_words() {
  auto entries = rude_words(true).entries();
  const auto english = rude_words(false);
  for (const auto& entry : english.entries()) {
    const auto same = std::lower_bound(entries.begin(), entries.end(), entry, [](const auto& a, const auto& b) { return a.first < b.first; });
    if (same == entries.end() || same->first != entry.first) entries.insert(same, entry);
  }
  return {classifier::Lexicon::Kind::rudeness, std::move(entries)};
}

void print(const std::string& name, const std::string& set, const Model& model, const Confusion& confusion, double area) {
  std::string each, counts;
  for (std::size_t k = 0; k < model.labels.size(); ++k) {
    if (model.labels.size() > 2) each += fmt::format("{}{} {:.3f}", k == 0 ? "" : ", ", model.labels[k], confusion.f1(k));
    counts += k == 0 ? "" : " / ";
    for (std::size_t given = 0; given < model.labels.size(); ++given) counts += fmt::format("{}{}", given == 0 ? "" : " ", confusion.count(k, given));
  }
  if (model.labels.size() == 2) each = fmt::format("{:.3f} (P {:.3f}, R {:.3f})", confusion.f1(1), confusion.precision(1), confusion.recall(1));
  fmt::print("| {} | {} | {} | {:.3f} | {:.3f} | {} |\n", name, set, each, confusion.macro_f1(), area, counts);
  std::fflush(stdout);
}

/// What the model makes of a set that it was not trained on.
void tried(const std::filesystem::path& data, const Model& model, const std::vector<std::string>& sets) {
  for (const auto& set : sets) {
    classifier::Scorer scorer(model);
    Confusion confusion(model.labels.size());
    std::vector<std::vector<double>> sums(model.labels.size());
    std::vector<std::vector<std::uint8_t>> positive(model.labels.size());
    for (const auto& example : pooled(data, {set}, model.labels.size() == 2 ? model.labels[1] : "")) {
      const auto truth = static_cast<std::size_t>(std::find(model.labels.begin(), model.labels.end(), example.label) - model.labels.begin());
      const auto score = scorer.score(example.text);
      confusion.add(truth, score.label);
      for (std::size_t k = 0; k < model.labels.size(); ++k) {
        sums[k].push_back(score.probabilities[k]);
        positive[k].push_back(truth == k ? 1 : 0);
      }
    }
    double area = 0;
    for (std::size_t k = 0; k < model.labels.size(); ++k) area += classifier::area_under_curve(sums[k], positive[k]) / static_cast<double>(model.labels.size());
    print(model.name, set, model, confusion, area);
  }
}

/// How often clean or at least ordinary messages are held for what is looked for.
void false_alarms(const std::filesystem::path& data, const Model& model, const std::vector<std::string>& sets) {
  for (const auto& set : sets) {
    classifier::Scorer scorer(model);
    std::array<std::size_t, 4> over{};
    std::size_t all = 0;
    for (const auto& example : load_set(data, set)) {
      if (example.label == "spam") continue;
      ++all;
      const double probability = scorer.score(example.text).probabilities[1];
      for (std::size_t i = 0; i < over.size(); ++i) over[i] += probability >= std::array{0.5, 0.8, 0.9, 0.95}[i] ? 1 : 0;
    }
    const auto share = [&](std::size_t i) { return 100.0 * static_cast<double>(over[i]) / static_cast<double>(all); };
    fmt::print("| {} | {}, {} ordinary messages: at .5 {:.1f} %, at .8 {:.1f} %, at .9 {:.1f} %, at .95 {:.1f} % | | | | |\n", model.name, set, all, share(0), share(1), share(2), share(3));
  }
}

struct Maker {
  std::filesystem::path data, folder;
  bool figures = false;
  std::set<std::string> asked{};  ///< empty: all

  void make(Recipe recipe, const std::vector<std::string>& sets, const std::vector<std::string>& others, const std::function<void(Model&)>& change = {}) const {
    if (!asked.empty() && !asked.contains(recipe.name)) return;
    recipe.remember = true;
    auto trained = trained_and_read_back(pooled(data, sets, recipe.labels.size() == 2 ? recipe.labels[1] : ""), recipe);
    auto& model = trained.model;
    if (change) change(model);
    std::ofstream(folder / (recipe.name + ".model"), std::ios::binary) << classifier::write_model(model);
    double area = 0;
    for (const double one : trained.areas) area += one / static_cast<double>(trained.areas.size());
    if (!figures) return;
    print(model.name, fmt::format("its own, {} messages, left out in turn", model.examples), model, trained.confusion, area);
    tried(data, model, others);
    if (model.labels.size() == 2) {
      false_alarms(data, model, model.name == "toxic-fr" ? std::vector<std::string>{"xlmt_sentiment_fr", "sms_spam_fr_mt"} :
                                model.name == "toxic-en" ? std::vector<std::string>{"xlmt_sentiment_en", "airline_sentiment_NC", "vader_amazonReviewSnippets"} :
                                                           std::vector<std::string>{"xlmt_sentiment_fr", "xlmt_sentiment_en", "vader_nytEditorialSnippets"});
    }
  }
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) give_up("usage: train_models DATA FOLDER [--figures] [NAME...]");
  Maker maker{.data = argv[1], .folder = argv[2]};
  for (int i = 3; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--figures") maker.figures = true;
    else maker.asked.insert(argv[i]);
  }
  const auto& data = maker.data;
  std::filesystem::create_directories(maker.folder);
  if (maker.figures) fmt::print("| model | messages | F1 | macro-F1 | AUC | confusion (a row for each true label) |\n|---|---|---|---|---|---|\n");

  // F1 is best where much is chosen; in a stream in which little is toxic that is too much.
  const auto at_one_half = [](Model& model) { model.choices = {{.lean = 1, .demand = 0.5F}, {.lean = 1, .demand = 0.5F}}; };
  maker.make({.name = "spam", .labels = {"other", "spam"}, .lexicons = {all_rude_words()}}, {"youtube_spam", "sms_spam", "telegram_spam"}, {});
  maker.make({.name = "toxic-fr", .labels = {"other", "toxic"}, .lexicons = {rude_words(true), mild_words(data, true)}}, {"mlma_fr", "ftr_fr", "toxifrench", "toxifrench_agreement", "rtplx_fr"},
             {"jigsaw_subset_fr_mt", "hatecheck_fr"}, at_one_half);
  // Five of six of the one large English set are toxic: ordinary messages are put beside them.
  maker.make({.name = "toxic-en", .labels = {"other", "toxic"}, .lexicons = {rude_words(false), mild_words(data, false)}}, {"davidson", "surge_toxicity", "sms_spam", "youtube_spam", "vader_nytEditorialSnippets"}, {"ethos", "jigsaw_subset_en", "hatecheck_en", "mlma_en"}, at_one_half);

  auto english = sentiment_lexicons(data, false);
  english.push_back(rude_words(false));
  const std::vector<std::string> rated = {"vader_tweets", "vader_amazonReviewSnippets", "vader_nytEditorialSnippets"};
  maker.make({.name = "sentiment-en", .labels = three, .lexicons = english}, rated, {"xlmt_sentiment_en", "airline_sentiment_NC", "vader_movieReviewSnippets"});
  maker.make({.name = "sentiment-fr", .labels = three, .lexicons = {english[0], pictures_and_faces(data), english[2]}, .reading = classifier::Reading::signs}, rated, {"xlmt_sentiment_fr"},
             [&](Model& model) { model.lexicons = {sentiment_lexicons(data, true)[0], pictures_and_faces(data), rude_words(true)}; });
  return 0;
}
