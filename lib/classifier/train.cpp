// SPDX-License-Identifier: MIT
#include "classifier/train.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numeric>

#include "base/hash.hpp"
#include "base/tr.hpp"
#include "classifier/score.hpp"

namespace cmtool::classifier {
namespace {

/// The examples as numbers.
struct Table {
  std::vector<std::vector<Feature>> rows{};
  std::vector<std::uint8_t> truth{};
  std::vector<std::uint8_t> fold{};
  std::vector<std::vector<float>> offsets{};  ///< of each row of the base, what it makes of each example
  std::size_t places = 0;
  std::vector<std::size_t> counts{};
  std::vector<std::uint32_t> keys{};          ///< of a sample of the texts, sorted
};

/// A number for a text that is the same on every machine.
std::uint64_t hash_bytes(std::string_view text) {
  const std::uint64_t hash = fnv1a(text);
  return hash ^ (hash >> 29);
}

/// One text in this many is remembered.
constexpr std::uint64_t one_in = 16;

/// What a text is remembered by: its words, whatever stands between them.
std::uint64_t key_of(const Tokens& tokens) {
  std::uint64_t key = hash_of({});
  for (const auto& token : tokens.list) {
    if (token.kind == Token::Kind::word) key = hash_of(tokens.text(token), with_blank(key));
  }
  return key ^ (key >> 32);
}

void remember(std::vector<std::uint32_t>& keys, const Tokens& tokens) {
  if (const auto key = key_of(tokens); key % one_in == 0) keys.push_back(static_cast<std::uint32_t>(key / one_in));
}

void sort_keys(std::vector<std::uint32_t>& keys) {
  std::sort(keys.begin(), keys.end());
  keys.erase(std::unique(keys.begin(), keys.end()), keys.end());
}

/// Has the model seen one in ten of these? A few short ones ("thanks") are the same everywhere.
bool has_seen(const Model& model, std::span<const Labelled> examples) {
  if (model.seen.empty()) return false;
  std::vector<std::uint32_t> keys, both;
  Tokens tokens;
  for (const auto& example : examples) {
    read_tokens(example.text, tokens);
    remember(keys, tokens);
  }
  sort_keys(keys);
  std::set_intersection(keys.begin(), keys.end(), model.seen.begin(), model.seen.end(), std::back_inserter(both));
  return both.size() * 10 > keys.size();
}

/// Each label's examples go round the folds in an order that does not depend on the one in which they came.
void deal(Table& table, std::span<const std::uint64_t> hashes, std::size_t folds) {
  std::vector<std::uint32_t> order(hashes.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](auto a, auto b) { return hashes[a] < hashes[b]; });
  std::vector<std::size_t> next(table.counts.size(), 0);
  table.fold.resize(order.size());
  for (const auto i : order) table.fold[i] = static_cast<std::uint8_t>(next[table.truth[i]]++ % folds);
}

Result<Table> tabulated(std::span<const Labelled> examples, const Model& model, const Model* base, std::size_t folds) {
  std::map<std::string_view, std::uint8_t> known;
  for (const auto& [text, label] : examples) {
    const auto found = std::find(model.labels.begin(), model.labels.end(), label);
    if (found == model.labels.end()) {
      return Error{.fault = Fault::usage, .message = tr("this classifier has no label “{}”", label), .hint = tr("its labels are: {}", fmt::join(model.labels, ", "))};
    }
    known[text] = static_cast<std::uint8_t>(found - model.labels.begin());
  }
  Table table;
  table.places = model.places();
  table.counts.assign(model.labels.size(), 0);
  FeatureReader reader(model.bits, model.lexicons, model.reading);
  std::vector<std::uint64_t> hashes;
  for (const auto& [text, label] : known) {
    const auto features = reader.read(text);
    table.rows.emplace_back(features.begin(), features.end());
    remember(table.keys, reader.tokens());
    table.truth.push_back(label);
    ++table.counts[label];
    hashes.push_back(hash_bytes(text));
  }
  for (std::size_t i = 0; i < table.counts.size(); ++i) {
    if (table.counts[i] >= fewest_of_a_label) continue;
    return Error{.fault = Fault::refused,
                 .message = tr("too few messages are labelled “{}”: {} of at least {}", model.labels[i], table.counts[i], fewest_of_a_label),
                 .hint = tr("label more; 100 to 200 in all make a useful classifier")};
  }
  deal(table, hashes, folds);
  sort_keys(table.keys);
  if (base != nullptr) {
    const Scorer scorer(*base);
    table.offsets.resize(base->rows.size());
    for (std::size_t row = 0; row < base->rows.size(); ++row) {
      for (const auto& features : table.rows) table.offsets[row].push_back(static_cast<float>(scorer.sum(features, row)));
    }
  }
  return table;
}

/// Of each place, by how much more often it occurs in one kind: the log of the ratio, both counts raised a little. A place that
/// occurs once is left out: it says little, and there are many.
std::vector<float> ratios(const Table& table, std::span<const std::uint32_t> chosen, std::span<const std::uint8_t> positive) {
  constexpr float raised = 0.5F, added = 0.3F;
  std::vector<float> with(table.places, 0), without(table.places, 0);
  float positives = 0, others = 0;
  for (const auto row : chosen) {
    (positive[row] != 0 ? positives : others) += 1;
    auto& counts = positive[row] != 0 ? with : without;
    for (const auto& feature : table.rows[row]) counts[feature.place] += 1;
  }
  std::vector<float> scale(table.places, 0);
  for (std::size_t i = 0; i < table.places; ++i) {
    if (with[i] + without[i] < 2) continue;
    const float ratio = std::log((with[i] + raised) / (positives + 2 * raised)) - std::log((without[i] + raised) / (others + 2 * raised));
    scale[i] = added + std::fabs(ratio);
  }
  return scale;
}

/// One row's training: what is looked for against the rest.
class RowTrainer {
 public:
  RowTrainer(const LinearPart& part, const Table& table, std::size_t label, std::size_t row, std::size_t folds)
      : part_(part), table_(table), offset_(table.offsets.empty() ? std::span<const float>{} : std::span<const float>(table.offsets[row])) {
    for (const auto truth : table.truth) positive_.push_back(truth == label ? 1 : 0);
    rest_.resize(folds);
    for (std::uint32_t i = 0; i < table.rows.size(); ++i) {
      all_.push_back(i);
      for (std::size_t fold = 0; fold < folds; ++fold) {
        if (table.fold[i] != fold) rest_[fold].push_back(i);
      }
    }
    for (const auto& rest : rest_) scales_.push_back(ratios(table, rest, positive_));
  }

  [[nodiscard]] const std::vector<std::uint8_t>& positive() const { return positive_; }
  [[nodiscard]] LinearFit whole(double cost) const { return fitted(all_, ratios(table_, all_, positive_), cost); }
  /// What each example gets from the fit that has not seen it.
  [[nodiscard]] std::vector<double> unseen(double cost) const {
    std::vector<double> sums(table_.rows.size(), 0.0);
    for (std::size_t fold = 0; fold < rest_.size(); ++fold) {
      const auto fit = fitted(rest_[fold], scales_[fold], cost);
      for (const auto i : all_) {
        if (table_.fold[i] != fold) continue;
        double sum = fit.bias + (offset_.empty() ? 0.0 : fit.offset_weight * static_cast<double>(offset_[i]));
        for (const auto& [place, value] : table_.rows[i]) sum += static_cast<double>(value) * static_cast<double>(fit.weights[place]);
        sums[i] = sum;
      }
    }
    return sums;
  }

 private:
  [[nodiscard]] LinearFit fitted(std::span<const std::uint32_t> chosen, std::span<const float> scale, double cost) const {
    return part_.fit({.places = table_.places, .rows = table_.rows, .chosen = chosen, .positive = positive_, .scale = scale, .offset = offset_, .cost = cost});
  }

  const LinearPart& part_;
  const Table& table_;
  std::span<const float> offset_;
  std::vector<std::uint8_t> positive_{};
  std::vector<std::uint32_t> all_{};
  std::vector<std::vector<std::uint32_t>> rest_{};
  std::vector<std::vector<float>> scales_{};
};

/// The weights as bytes: those that move sums most, by their size and how often they meet a message.
void keep_weights(WeightRow& row, std::span<const float> weights, const Table& table, std::size_t most) {
  std::vector<float> reach(weights.size(), 0);
  for (const auto& features : table.rows) {
    for (const auto& [place, value] : features) reach[place] += value * value;
  }
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < weights.size(); ++i) {
    reach[i] = std::fabs(weights[i]) * std::sqrt(reach[i] + 0.05F);  // also what only the base has seen
    row.largest = std::max(row.largest, std::fabs(weights[i]));
    if (weights[i] != 0) order.push_back(i);
  }
  if (order.size() > most) {
    std::nth_element(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(most), order.end(), [&](auto a, auto b) { return reach[a] > reach[b]; });
    order.resize(most);
  }
  row.codes.assign(weights.size(), 0);
  for (const auto i : order) row.codes[i] = code_of(weights[i], row.largest);
}

WeightRow made_row(const LinearFit& fit, const Scaling& scaling, const Table& table, const Model* base, std::size_t which, std::size_t most) {
  WeightRow row{.bias = static_cast<float>(fit.bias), .slope = static_cast<float>(scaling.slope), .offset = static_cast<float>(scaling.offset)};
  auto weights = fit.weights;
  if (base != nullptr) {  // sums of sums: the base becomes part of the weights
    const auto& from = base->rows[which];
    for (std::size_t i = 0; i < weights.size(); ++i) weights[i] += static_cast<float>(fit.offset_weight) * weight_of(from.codes[i], from.largest);
    row.bias += static_cast<float>(fit.offset_weight) * from.bias;
  }
  keep_weights(row, weights, table, most);
  return row;
}

}  // namespace

Ground ground_of(std::size_t fewest) { return fewest < 25 ? Ground::scarce : fewest < 50 ? Ground::thin : fewest < 100 ? Ground::fair : Ground::firm; }

std::string ground_words(Ground ground, std::size_t examples) {
  switch (ground) {
    case Ground::scarce: return tr("{} labelled messages are few: expect about one in six to be misjudged; label 100 to 200", examples);
    case Ground::thin: return tr("{} labelled messages are a beginning: expect about one in nine to be misjudged; 200 make it better", examples);
    case Ground::fair: return tr("{} labelled messages are a fair ground; more of the rarer kind still help", examples);
    case Ground::firm: return tr("{} labelled messages are enough", examples);
  }
  return {};
}

Result<Trained> train(const LinearPart& part, std::span<const Labelled> examples, const Recipe& recipe, const Model* base) {
  Trained trained;
  auto& model = trained.model;
  model.name = recipe.name;
  model.labels = recipe.labels;
  model.lexicons = base == nullptr ? recipe.lexicons : base->lexicons;
  const auto* const asked_base = base;
  trained.base_has_seen = base != nullptr && has_seen(*base, examples);
  if (base != nullptr && (trained.base_has_seen || base->reading != recipe.reading)) base = nullptr;
  model.reading = recipe.reading;
  model.bits = base == nullptr ? recipe.bits : base->bits;
  const auto labels = model.labels.size();
  if (labels < 2 || labels > most_labels || recipe.costs.empty() || recipe.folds < 2 || model.bits < fewest_bits || model.bits > most_bits ||
      (asked_base != nullptr && asked_base->labels != recipe.labels)) {
    return Error{.fault = Fault::internal, .message = tr("a classifier was asked for that cannot be")};
  }
  TRY(const Table table, tabulated(examples, model, base, recipe.folds));
  model.examples = static_cast<std::uint32_t>(table.rows.size());
  if (recipe.remember) model.seen = table.keys;

  const std::size_t rows = labels == 2 ? 1 : labels;
  std::vector<RowTrainer> trainers;
  for (std::size_t row = 0; row < rows; ++row) trainers.emplace_back(part, table, labels == 2 ? 1 : row, row, recipe.folds);

  // The cost at which what was left out surprises least.
  std::vector<std::vector<double>> sums(rows);
  std::vector<Scaling> scalings(rows);
  double least = 0;
  for (const double cost : recipe.costs) {
    std::vector<std::vector<double>> sums_here;
    std::vector<Scaling> scalings_here;
    double loss = 0;
    for (const auto& trainer : trainers) {
      sums_here.push_back(trainer.unseen(cost));
      scalings_here.push_back(fitted_scaling(sums_here.back(), trainer.positive()));
      loss += log_loss(scalings_here.back(), sums_here.back(), trainer.positive());
    }
    if (trained.cost != 0 && loss >= least) continue;
    least = loss;
    trained.cost = cost;
    sums = std::move(sums_here);
    scalings = std::move(scalings_here);
  }

  std::vector<double> probabilities(table.rows.size() * labels, 0.0);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    auto* const of_example = &probabilities[i * labels];
    double all = 0;
    for (std::size_t row = 0; row < rows; ++row) all += of_example[labels == 2 ? 1 : row] = scalings[row].probability(sums[row][i]);
    if (labels == 2) of_example[0] = 1 - of_example[1];
    else for (std::size_t k = 0; k < labels; ++k) of_example[k] /= all;
  }
  model.choices = best_choices(probabilities, table.truth, labels);
  trained.confusion = Confusion(labels);
  for (std::size_t i = 0; i < table.rows.size(); ++i) {
    trained.confusion.add(table.truth[i], chosen_label({&probabilities[i * labels], labels}, model.choices));
  }
  double areas = 0;
  for (std::size_t row = 0; row < rows; ++row) {
    trained.areas.push_back(area_under_curve(sums[row], trainers[row].positive()));
    areas += trained.areas.back() / static_cast<double>(rows);
    const auto fit = trainers[row].whole(trained.cost);
    trained.base_weight = std::max(trained.base_weight, fit.offset_weight);
    model.rows.push_back(made_row(fit, scalings[row], table, base, row, recipe.most_weights));
  }
  model.auc = static_cast<float>(areas);
  model.f1 = static_cast<float>(trained.confusion.figure());
  trained.counts = table.counts;
  trained.ground = ground_of(*std::min_element(table.counts.begin(), table.counts.end()));
  return trained;
}

}  // namespace cmtool::classifier
