// SPDX-License-Identifier: MIT
#include "moderate/classifiers.hpp"

#include <algorithm>
#include <set>

#include "base/hash.hpp"
#include "base/tr.hpp"
#include "state/json_file.hpp"
#include "sys/place.hpp"
#include "text/language.hpp"
#include "text/language_guess.hpp"

namespace cmtool {
namespace {

constexpr std::string_view ending = ".model";
/// A longer text has small words by which its language was told.
constexpr std::size_t enough_for_lists = 1024;

Disk::Path own_models(Desk& desk) { return Disk::Path(desk.store.where()) / "model"; }

/// "toxic" of "toxic-fr".
std::string without_language(const std::string& file) {
  const auto dash = file.size() > 3 ? file.size() - 3 : std::string::npos;
  return dash != std::string::npos && file[dash] == '-' ? file.substr(0, dash) : file;
}

/// Folded to 32 bits.
std::string version_of(std::string_view bytes) {
  const std::uint64_t sum = fnv1a(bytes);
  return fmt::format("{:08x}", static_cast<std::uint32_t>(sum ^ (sum >> 32)));
}

Result<void> read_models(Desk& desk, const Disk::Path& folder, bool own, std::map<std::string, Classifiers::One>& into) {
  const auto files = desk.world.disk->list(folder);
  if (!files.ok() && files.error().fault == Fault::not_found) return {};  // none of these
  if (!files.ok()) return files.error();
  for (const auto& file : *files) {
    if (!file.name.ends_with(ending)) continue;
    TRY(const auto bytes, desk.world.disk->read(folder / file.name, classifier::largest_model_file));
    auto model = classifier::read_model(bytes);
    if (!model.ok()) {
      Error error = std::move(model).error();
      error.where = (folder / file.name).string();
      return error;
    }
    auto name = file.name.substr(0, file.name.size() - ending.size());
    Classifiers::One one{.file = name, .own = own, .version = version_of(bytes), .model = std::make_unique<classifier::Model>(std::move(model).value())};
    into.insert_or_assign(std::move(name), std::move(one));
  }
  return {};
}

classifier::Scorer& scorer_of(Classifiers::One& one) {
  if (!one.scorer) one.scorer = std::make_unique<classifier::Scorer>(*one.model);
  return *one.scorer;
}

std::string words_of(std::string_view text, const classifier::Explanation& explained) {
  std::string all;
  for (const auto& reason : explained.reasons) {
    all += (all.empty() ? "" : ", ") + std::string(text.substr(reason.begin, reason.end - reason.begin));
  }
  return all;
}

}  // namespace

Result<Classifiers> Classifiers::of(Desk& desk) {
  Classifiers made;
  TRY(const auto settings, desk.store.settings());
  made.language_ = primary_language(settings["lang"].string_or());
  CHECK_OK(read_models(desk, data_folder() / "models", false, made.shipped_));
  CHECK_OK(read_models(desk, own_models(desk), true, made.own_));
  return made;
}

std::vector<std::string> Classifiers::names() const {
  std::set<std::string> names;
  for (const auto* models : {&own_, &shipped_}) {
    for (const auto& [file, one] : *models) names.insert(without_language(file));
  }
  return {names.begin(), names.end()};
}

std::vector<std::string> Classifiers::names_of_scores() const {
  auto all = names();
  std::erase(all, sentiment_model);
  return all;
}

std::string Classifiers::language_of(std::string_view text, std::string_view tag) const {
  if (const auto told = primary_language(tag); !told.empty() && told != "und") return told;
  switch (guess_language(text)) {
    case Language::english: return "en";
    case Language::french: return "fr";
    case Language::unknown: break;
  }
  if (auto listed = language_by_lists(text); !listed.empty()) return listed;
  return language_.empty() ? "en" : language_;
}

std::string Classifiers::language_by_lists(std::string_view text) const {
  classifier::Tokens tokens;
  classifier::read_tokens(text.substr(0, enough_for_lists), tokens);
  std::string best;
  std::size_t most = 0;
  for (const auto& [file, one] : shipped_) {
    if (without_language(file) != sentiment_model || file.size() < 3 || one.model->lexicons.empty()) continue;
    const auto& lexicon = one.model->lexicons.front();
    const auto known = static_cast<std::size_t>(std::count_if(tokens.list.begin(), tokens.list.end(), [&](const classifier::Token& token) {
      return token.kind == classifier::Token::Kind::word && lexicon.find(classifier::hash_of(tokens.text(token))) != 0;
    }));
    if (known > most) best = file.substr(file.size() - 2);
    else if (known == most) best.clear();  // both know as many
    most = std::max(most, known);
  }
  return best;
}

Classifiers::One* Classifiers::find(const std::string& name, const std::string& language) {
  for (const auto& file : {name + "-" + language, name}) {
    if (const auto found = own_.find(file); found != own_.end()) return &found->second;
  }
  return find_shipped(name, language);
}

Classifiers::One* Classifiers::find_shipped(const std::string& name, const std::string& language) {
  for (const auto& file : {name + "-" + language, name}) {
    if (const auto found = shipped_.find(file); found != shipped_.end()) return &found->second;
  }
  return nullptr;
}

std::optional<TextScore> Classifiers::score(const std::string& name, std::string_view text, std::string_view tag) {
  One* const one = find(name, language_of(text, tag));
  if (one == nullptr || one->model->labels.size() != 2) return std::nullopt;
  const auto explained = scorer_of(*one).explain(text);
  TextScore score{.probability = explained.score.probabilities[1], .label = one->model->labels[explained.score.label]};
  if (explained.score.label == 1) score.because = words_of(text, explained);  // else the words speak for the other label
  return score;
}

std::optional<TextScore> Classifiers::sentiment(std::string_view text, std::string_view tag) {
  One* const one = find(sentiment_model, language_of(text, tag));
  if (one == nullptr) return std::nullopt;
  const auto explained = scorer_of(*one).explain(text);
  return TextScore{.probability = explained.score.probability(), .because = words_of(text, explained), .label = one->model->labels[explained.score.label]};
}

std::optional<TextScore> Classifiers::sentiment(const InboxItem& entry) {
  if (!entry.handling.sentiment.empty()) return TextScore{.probability = 1, .label = entry.handling.sentiment};
  return sentiment(entry.item.text, entry.item.language);
}

}  // namespace cmtool
