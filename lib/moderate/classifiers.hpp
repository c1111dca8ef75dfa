// SPDX-License-Identifier: MIT
// The text classifiers that there are, and learning one from what moderators have decided.
//
// A classifier is a model file: those that come with cmtool, and the workspace's own in model/, which are learnt here. One that
// depends on the language is there once for each, "toxic-fr" and "toxic-en"; who asks for "toxic" gets the one for the text. The
// workspace's own wins over one that came with cmtool, and begins with what that one knows. No classifier acts by itself: rules
// ask it, and what a person said of an item holds against all of them.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "classifier/score.hpp"
#include "classifier/train.hpp"
#include "desk.hpp"
#include "inbox.hpp"
#include "rule.hpp"

namespace cmtool {

/// The classifier of three labels: how a text sounds.
inline constexpr const char* sentiment_model = "sentiment";

class Classifiers {
 public:
  /// One model file.
  struct One {
    std::string file{};     ///< "toxic-fr"
    bool own = false;       ///< the workspace's, not cmtool's
    std::string version{};  ///< eight hexadecimal digits that change with the model
    std::unique_ptr<classifier::Model> model{};
    std::unique_ptr<classifier::Scorer> scorer{};  ///< made at the first score
  };

  /// Reads all models. Fault::state naming the file that is none.
  static Result<Classifiers> of(Desk&);

  /// What may be asked for, without the language: "sentiment", "spam", "toxic".
  [[nodiscard]] std::vector<std::string> names() const;
  /// Those whose answer is one probability: what a rule may ask "score" for.
  [[nodiscard]] std::vector<std::string> names_of_scores() const;

  /// The language by which a model is chosen: as told ("fr-CA"), else guessed, else the one whose word lists know more of the text, else the
  /// workspace's.
  [[nodiscard]] std::string language_of(std::string_view text, std::string_view tag = {}) const;
  /// The model that judges texts of that language; null where there is none.
  One* find(const std::string& name, const std::string& language);
  /// The one that came with cmtool.
  One* find_shipped(const std::string& name, const std::string& language);

  /// How probably the text is what the model looks for, with the words that led to it; nothing where no model knows its language.
  std::optional<TextScore> score(const std::string& name, std::string_view text, std::string_view tag = {});
  /// How it sounds: the label "negative", "neutral" or "positive", how probable that is, and the words that led to it.
  std::optional<TextScore> sentiment(std::string_view text, std::string_view tag = {});
  /// The same for an item: what a person said of it holds, without words and with certainty.
  std::optional<TextScore> sentiment(const InboxItem&);

 private:
  /// Of a text that is too short to tell: the language whose list of words that sound good or bad has most of them.
  [[nodiscard]] std::string language_by_lists(std::string_view text) const;

  using Models = std::map<std::string, One>;
  Models own_{}, shipped_{};
  std::string language_{};  ///< the workspace's
};

/// What can be learnt.
inline constexpr const char* learnable[] = {"spam", "toxic", sentiment_model};

/// Fewer labelled messages than this, and a model that came with cmtool stays in use if it judges them better.
inline constexpr std::size_t enough_to_be_trusted = 100;

struct Learnt {
  std::string file{};            ///< "toxic-fr"
  classifier::Trained trained{};
  std::optional<classifier::Confusion> shipped{};  ///< what the one that came with cmtool makes of the same messages
  bool kept = false;             ///< it is in use from now on, unless this was a rehearsal
};

/// Learns anew and keeps what was learnt, unless `dry_run`. "spam" and "toxic": from the items that carry the label (or were marked
/// as spam) against those that were dealt with otherwise. "sentiment": from what people said of items. Where there is a model for
/// each language, each is learnt from the items in it. Fault::refused, saying how many are missing, where there are too few.
Result<std::vector<Learnt>> learn(Desk&, const std::string& what, bool dry_run);

}  // namespace cmtool
