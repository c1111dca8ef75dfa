// SPDX-License-Identifier: MIT
// cmtool moderate learn: make a classifier of what moderators have decided.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "moderate/classifiers.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "model", .title = tr("Classifier")},
          {.key = "examples", .title = tr("Examples"), .kind = Kind::integer},
          {.key = "positive", .title = tr("Of them such"), .kind = Kind::integer},
          {.key = "precision", .title = tr("Precision"), .kind = Kind::number},
          {.key = "recall", .title = tr("Recall"), .kind = Kind::number},
          {.key = "f1", .title = tr("F1"), .kind = Kind::number},
          {.key = "auc", .title = tr("AUC"), .kind = Kind::number, .shown = false},
          {.key = "confusion", .title = tr("Confusion"), .shown = false},
          {.key = "shipped_f1", .title = tr("F1 without learning"), .kind = Kind::number},
          {.key = "kept", .title = tr("In use"), .kind = Kind::yes_no}};
}

/// Of two labels by what they mean; of more a row for each true one.
Json counts_of(const classifier::Trained& trained) {
  const auto& confusion = trained.confusion;
  const auto count = [&](std::size_t truth, std::size_t given) { return static_cast<std::int64_t>(confusion.count(truth, given)); };
  if (confusion.labels() == 2) return {{"right_other", count(0, 0)}, {"false_alarms", count(0, 1)}, {"missed", count(1, 0)}, {"found", count(1, 1)}};
  Json counts = Json::object();
  for (std::size_t truth = 0; truth < confusion.labels(); ++truth) {
    Json row = Json::object();
    for (std::size_t given = 0; given < confusion.labels(); ++given) row.set(trained.model.labels[given], count(truth, given));
    counts.set(trained.model.labels[truth], std::move(row));
  }
  return counts;
}

std::vector<Value> row_of(const Learnt& learnt) {
  const auto& trained = learnt.trained;
  const auto& confusion = trained.confusion;
  const bool two = confusion.labels() == 2;
  return {Value(learnt.file),
          Value(static_cast<std::int64_t>(trained.model.examples)),
          two ? Value(static_cast<std::int64_t>(trained.counts[1])) : Value(),
          two ? Value(confusion.precision(1)) : Value(),
          two ? Value(confusion.recall(1)) : Value(),
          Value(confusion.figure()),
          Value(static_cast<double>(trained.model.auc)),
          Value(counts_of(trained)),
          learnt.shipped ? Value(learnt.shipped->figure()) : Value(),
          Value(learnt.kept)};
}

Result<int> run(const std::string& only, Env& env) {
  TRY(Desk desk, desk_of(env));
  Table table{.columns = columns()};
  std::vector<Error> errors;
  for (const std::string what : learnable) {
    if (!only.empty() && only != what) continue;
    auto all = learn(desk, what, env.globals.dry_run);
    if (!all.ok()) {
      // Without a word of whose sentiment is meant nobody expects that it is learnt.
      if (only.empty() && what == sentiment_model && all.error().fault == Fault::refused) continue;
      errors.push_back(std::move(all).error());
      if (errors.back().where.empty()) errors.back().where = what;
      continue;
    }
    for (const auto& learnt : *all) {
      table.rows.push_back(row_of(learnt));
      env.say(tr("{}: {}", learnt.file, classifier::ground_words(learnt.trained.ground, learnt.trained.model.examples)));
      if (!learnt.kept) env.say(tr("{}: the classifier that comes with cmtool still judges these messages better and stays in use", learnt.file));
    }
  }
  if (table.rows.empty() && errors.size() == 1) return errors.front();
  CHECK_OK(env.show(table));
  std::vector<Fault> faults;
  for (const auto& error : errors) {
    env.complain(error);
    faults.push_back(error.fault);
  }
  return exit_code_of(table.rows.size(), faults);
}

Run set_up(CLI::App& app) {
  auto label = std::make_shared<std::string>();
  one_of(app.add_option(N_("WHAT"), *label, tr("spam, toxic or sentiment; without it, each of them")), {"spam", "toxic", sentiment_model});
  return [label](Env& env) { return run(*label, env); };
}

}  // namespace

const Command& moderate_learn_command() {
  static const Command it{
      .path = "moderate learn",
      .group = N_("Moderation"),
      .summary = N_("make a classifier of what was decided so far"),
      .details = N_("Learns from the items that carry the label spam or toxic (or were marked as spam), against those that were dealt with otherwise, and sentiment from what moderate label --sentiment said of items. Where a classifier comes with cmtool, learning begins with it, one for each language; with fewer than 100 labelled messages it stays in use if it judges them better. Precision and recall are measured on items that were left out. A classifier acts only where a rule asks it: {\"score\": {\"model\": \"spam\", \"at_least\": 0.95}} or {\"sentiment\": \"negative\"}."),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool moderate learn\ncmtool moderate learn spam --dry-run"),
  };
  return it;
}

}  // namespace cmtool
