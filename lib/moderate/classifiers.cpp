// SPDX-License-Identifier: MIT
#include "moderate/classifiers.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "inbox.hpp"
#include "state/json_file.hpp"
#include "sys/place.hpp"
#include "words.hpp"

namespace cmtool {
namespace {

constexpr std::string_view ending = ".model";
constexpr std::uint64_t largest_list = 8u << 20;

Disk::Path own_models(Desk& desk) { return Disk::Path(desk.store.where()) / "model"; }

/// How rude words are, from the lists that come with cmtool.
Result<classifier::Lexicon> rude_words(Desk& desk) {
  classifier::LexiconMaker maker;
  const auto folder = data_folder() / "words";
  const auto files = desk.world.disk->list(folder);
  if (!files.ok()) return maker.made(classifier::Lexicon::Kind::rudeness);
  for (const auto& file : *files) {
    if (!file.name.ends_with(".txt")) continue;
    TRY(const auto text, desk.world.disk->read(folder / file.name, largest_list));
    TRY(const auto list, parse_word_list(text, file.name));
    for (const auto& entry : list.entries) maker.add(entry.words, entry.severity + 1);
  }
  return maker.made(classifier::Lexicon::Kind::rudeness);
}

/// The label that an item teaches; nothing where nobody has said anything about it.
std::optional<std::string> taught_by(const InboxItem& entry, const std::string& label) {
  const auto& handling = entry.handling;
  const bool is = handling.labels.contains(label) || (label == "spam" && handling.acts.contains("spam"));
  if (is) return label;
  const bool dealt_with = handling.state == ItemState::done || handling.state == ItemState::pending || !handling.labels.empty() || handling.acts.contains("approve");
  return dealt_with ? std::optional<std::string>("other") : std::nullopt;
}

}  // namespace

Result<Classifiers> Classifiers::of(Desk& desk) {
  Classifiers made;
  for (const auto& folder : {data_folder() / "models", own_models(desk)}) {
    const auto files = desk.world.disk->list(folder);
    if (!files.ok()) continue;  // none of these
    for (const auto& file : *files) {
      if (!file.name.ends_with(ending)) continue;
      TRY(const auto bytes, desk.world.disk->read(folder / file.name, classifier::largest_model_file));
      auto model = classifier::read_model(bytes);
      if (!model.ok()) {
        Error error = std::move(model).error();
        error.where = (folder / file.name).string();
        return error;
      }
      One one{.model = std::make_unique<classifier::Model>(std::move(model).value())};
      one.scorer = std::make_unique<classifier::Scorer>(*one.model);
      made.all_.insert_or_assign(file.name.substr(0, file.name.size() - ending.size()), std::move(one));
    }
  }
  return made;
}

std::vector<std::string> Classifiers::names() const {
  std::vector<std::string> names;
  for (const auto& [name, one] : all_) names.push_back(name);
  return names;
}

const classifier::Model* Classifiers::find(const std::string& name) const {
  const auto found = all_.find(name);
  return found == all_.end() ? nullptr : found->second.model.get();
}

std::optional<TextScore> Classifiers::score(const std::string& name, std::string_view text) {
  const auto found = all_.find(name);
  if (found == all_.end()) return std::nullopt;
  const auto explained = found->second.scorer->explain(text);
  TextScore score{.probability = explained.score.probabilities[1]};
  if (explained.score.label != 1) return score;  // the words speak for the other label
  for (const auto& reason : explained.reasons) {
    score.because += (score.because.empty() ? "" : ", ") + std::string(text.substr(reason.begin, reason.end - reason.begin));
  }
  return score;
}

Result<classifier::Trained> learn(Desk& desk, const std::string& label, bool dry_run) {
  TRY(const auto items, desk.store.inbox().items({.now = desk.world.clock->now()}));
  std::vector<classifier::Labelled> examples;
  for (const auto& entry : items) {
    if (entry.item.gone || entry.item.text.empty()) continue;
    if (const auto taught = taught_by(entry, label)) examples.push_back({.text = entry.item.text, .label = *taught});
  }
  TRY(auto rude, rude_words(desk));
  classifier::Recipe recipe{.name = label, .labels = {"other", label}};
  recipe.lexicons.push_back(std::move(rude));
  TRY(const auto* const part, classifier::linear_part());
  TRY(auto trained, classifier::train(*part, examples, recipe));
  if (dry_run) return trained;
  const auto folder = own_models(desk);
  CHECK_OK(make_folders(*desk.world.disk, folder.parent_path(), folder));
  Change change{.first = {{folder / (label + std::string(ending)), classifier::write_model(trained.model)}}};
  CHECK_OK(commit(*desk.world.disk, folder.parent_path(), {&change}).front());
  return trained;
}

}  // namespace cmtool
