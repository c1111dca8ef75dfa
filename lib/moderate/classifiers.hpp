// SPDX-License-Identifier: MIT
// The text classifiers that there are, and learning one from what moderators have decided.
//
// A classifier is a model file: those that come with cmtool, and the workspace's own in model/, which are learnt here and win over one of the same name.
// It never acts by itself: rules ask it.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "classifier/score.hpp"
#include "classifier/train.hpp"
#include "desk.hpp"
#include "rule.hpp"

namespace cmtool {

class Classifiers {
 public:
  /// Reads all models. Fault::state naming the file that is none.
  static Result<Classifiers> of(Desk&);

  [[nodiscard]] std::vector<std::string> names() const;
  [[nodiscard]] const classifier::Model* find(const std::string& name) const;
  /// How probably the text is what the model looks for, with the words that led to it; nothing where there is no such model.
  std::optional<TextScore> score(const std::string& name, std::string_view text);

 private:
  struct One {
    std::unique_ptr<classifier::Model> model{};
    std::unique_ptr<classifier::Scorer> scorer{};
  };
  std::map<std::string, One> all_{};
};

/// What is learnt from: the labels that have a classifier.
inline constexpr const char* learnable[] = {"spam", "toxic"};

/// Learns a classifier anew from the items that carry the label (or, for spam, were marked as spam) against those that were dealt with otherwise, and
/// keeps it, unless `dry_run`. Fault::refused, saying how many are missing, where there are too few of either.
Result<classifier::Trained> learn(Desk&, const std::string& label, bool dry_run);

}  // namespace cmtool
