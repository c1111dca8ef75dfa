// SPDX-License-Identifier: MIT
#include "base/tr.hpp"
#include "moderate/classifiers.hpp"
#include "state/json_file.hpp"
#include "sys/place.hpp"
#include "words.hpp"

namespace cmtool {
namespace {

constexpr std::uint64_t largest_list = 8u << 20;

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
std::optional<std::string> taught_by(const InboxItem& entry, const std::string& what) {
  const auto& handling = entry.handling;
  if (what == sentiment_model) return handling.sentiment.empty() ? std::nullopt : std::optional(handling.sentiment);
  const bool is = handling.labels.contains(what) || (what == "spam" && handling.acts.contains("spam"));
  if (is) return what;
  const bool dealt_with = handling.state == ItemState::done || handling.state == ItemState::pending || !handling.labels.empty() || handling.acts.contains("approve");
  return dealt_with ? std::optional<std::string>("other") : std::nullopt;
}

std::vector<std::string> labels_of(const std::string& what) {
  if (what == sentiment_model) return {"negative", "neutral", "positive"};
  return {"other", what};
}

classifier::Confusion judged_by(const classifier::Model& model, const std::vector<classifier::Labelled>& examples) {
  classifier::Confusion confusion(model.labels.size());
  classifier::Scorer scorer(model);
  for (const auto& [text, label] : examples) {
    const auto truth = static_cast<std::size_t>(std::find(model.labels.begin(), model.labels.end(), label) - model.labels.begin());
    confusion.add(truth, scorer.score(text).label);
  }
  return confusion;
}

/// Examples for one model file, and the model that came with cmtool for it.
struct Lesson {
  const classifier::Model* base = nullptr;
  std::vector<classifier::Labelled> examples{};
};

Result<Learnt> learnt_from(const Lesson& lesson, const std::string& file, const std::string& what, const classifier::Lexicon& rude) {
  classifier::Recipe recipe{.name = file, .labels = labels_of(what)};
  recipe.lexicons.push_back(rude);
  TRY(const auto* const part, classifier::linear_part());
  const auto* const base = lesson.base != nullptr && lesson.base->labels == recipe.labels ? lesson.base : nullptr;
  TRY(auto trained, classifier::train(*part, lesson.examples, recipe, base));
  Learnt learnt{.file = file, .trained = std::move(trained), .kept = true};
  if (base == nullptr) return learnt;
  if (learnt.trained.base_has_seen) return learnt;  // it would seem to know everything
  learnt.shipped = judged_by(*base, lesson.examples);
  learnt.kept = learnt.trained.model.examples >= enough_to_be_trusted || learnt.trained.confusion.figure() >= learnt.shipped->figure();
  return learnt;
}

Result<void> keep(Desk& desk, const std::vector<Learnt>& all) {
  const auto folder = Disk::Path(desk.store.where()) / "model";
  CHECK_OK(make_folders(*desk.world.disk, folder.parent_path(), folder));
  for (const auto& learnt : all) {
    if (!learnt.kept) continue;
    Change change{.first = {{folder / (learnt.file + ".model"), classifier::write_model(learnt.trained.model)}}};
    CHECK_OK(commit(*desk.world.disk, folder.parent_path(), {&change}).front());
  }
  return {};
}

}  // namespace

Result<std::vector<Learnt>> learn(Desk& desk, const std::string& what, bool dry_run) {
  TRY(auto classifiers, Classifiers::of(desk));
  TRY(const auto items, desk.store.inbox().items({.now = desk.world.clock->now()}));
  std::map<std::string, Lesson> lessons;
  Lesson together;
  for (const auto& entry : items) {
    if (entry.item.gone || entry.item.text.empty()) continue;
    const auto taught = taught_by(entry, what);
    if (!taught) continue;
    const auto* const shipped = classifiers.find_shipped(what, classifiers.language_of(entry.item.text, entry.item.language));
    auto& lesson = lessons[shipped == nullptr ? what : shipped->file];
    lesson.base = shipped == nullptr ? nullptr : shipped->model.get();
    lesson.examples.push_back({.text = entry.item.text, .label = *taught});
    together.examples.push_back(lesson.examples.back());
  }
  TRY(const auto rude, rude_words(desk));
  std::vector<Learnt> all;
  std::optional<Error> fault;
  for (const auto& [file, lesson] : lessons) {
    auto learnt = learnt_from(lesson, file, what, rude);
    if (learnt.ok()) all.push_back(std::move(learnt).value());
    else if (!fault || learnt.error().fault != Fault::refused) fault = std::move(learnt).error();
  }
  if (fault && fault->fault != Fault::refused) return *fault;
  if (all.empty()) {  // too few in each language; maybe enough in all
    TRY(auto learnt, learnt_from(together, what, what, rude));
    all.push_back(std::move(learnt));
  }
  if (!dry_run) CHECK_OK(keep(desk, all));
  return all;
}

}  // namespace cmtool
