// SPDX-License-Identifier: MIT
// Learning from messages that people have labelled.
//
// Labelled messages are kept by who asks, and trained on again as a whole whenever some are added: that takes a second for a
// thousand, and never drifts. Words count by how differently often they occur in the kinds (NB-SVM), the cost of mistakes is
// chosen and everything that is said of the model is measured on messages that were left out (cross-validation), and a model that
// came with the program can lend what it knows.
#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "classifier/linear.hpp"
#include "classifier/measure.hpp"
#include "classifier/model.hpp"

namespace cmtool::classifier {

struct Labelled {
  std::string text{};
  std::string label{};
};

/// What a model is to be.
struct Recipe {
  std::string name{};
  std::vector<std::string> labels{};                    ///< two or more; of two, the second is what is looked for
  std::vector<Lexicon> lexicons{};                      ///< not used where there is a base: its own are
  unsigned bits = 18;                                   ///< nor this
  Reading reading = Reading::all;
  std::vector<double> costs = {0.125, 0.5, 2, 8, 32};   ///< of which the best is taken
  std::size_t folds = 5;
  std::size_t most_weights = 110000;                    ///< kept in each row; a file has two bytes for each
  bool remember = false;                                ///< the model keeps a sample of what it has seen: one that others build on
};

/// Of each label at least this many must be known before anything is learnt.
inline constexpr std::size_t fewest_of_a_label = 10;

/// How far the labels go, by the rarest one. With 50 labels F1 is about .83 where 1,000 give .96; 100 give .89, 200 .925.
enum class Ground {
  scarce,  ///< fewer than 50 labels' worth: a guess
  thin,    ///< fewer than 100: look at each
  fair,    ///< fewer than 200: more labels still help much
  firm,
};
Ground ground_of(std::size_t fewest_of_any_label);
/// The same for people, translated: what to expect and how many labels to add.
std::string ground_words(Ground, std::size_t examples);

struct Trained {
  Model model{};
  Confusion confusion{2};             ///< on messages that were left out
  std::vector<double> areas{};        ///< AUC of each label, there
  double cost = 0;                    ///< that was taken
  double base_weight = 0;             ///< how much the base counts; 0 without one
  bool base_has_seen = false;         ///< the base was trained on some of the examples, and only its lexicons were used
  std::vector<std::size_t> counts{};  ///< of each label
  Ground ground = Ground::scarce;
};

/// Trains on all examples; of a text that is there twice the last label counts. A base must have the same labels. One that was trained
/// on some of the examples would seem to know everything, and one that reads signs only cannot be added to: of these only the
/// lexicons are used. Fault::refused where there are too few of a label (the
/// message says how many are missing), Fault::usage for a label that the recipe does not have.
Result<Trained> train(const LinearPart&, std::span<const Labelled>, const Recipe&, const Model* base = nullptr);

}  // namespace cmtool::classifier
