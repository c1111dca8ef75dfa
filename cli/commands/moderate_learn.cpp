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
          {.key = "confusion", .title = tr("Confusion"), .shown = false}};
}

std::vector<Value> row_of(const std::string& label, const classifier::Trained& trained) {
  const auto& confusion = trained.confusion;
  Json counts{{"right_other", static_cast<std::int64_t>(confusion.count(0, 0))}, {"false_alarms", static_cast<std::int64_t>(confusion.count(0, 1))},
              {"missed", static_cast<std::int64_t>(confusion.count(1, 0))}, {"found", static_cast<std::int64_t>(confusion.count(1, 1))}};
  return {Value(label),
          Value(static_cast<std::int64_t>(trained.model.examples)),
          Value(static_cast<std::int64_t>(trained.counts.size() > 1 ? trained.counts[1] : 0)),
          Value(confusion.precision(1)),
          Value(confusion.recall(1)),
          Value(confusion.f1(1)),
          trained.areas.size() > 1 ? Value(trained.areas[1]) : Value(),
          Value(std::move(counts))};
}

Result<int> run(const std::string& only, Env& env) {
  TRY(Desk desk, desk_of(env));
  Table table{.columns = columns()};
  std::vector<Error> errors;
  for (const std::string label : learnable) {
    if (!only.empty() && only != label) continue;
    auto trained = learn(desk, label, env.globals.dry_run);
    if (!trained.ok()) {
      errors.push_back(std::move(trained).error());
      if (errors.back().where.empty()) errors.back().where = label;
      continue;
    }
    table.rows.push_back(row_of(label, *trained));
    env.say(tr("{}: {}", label, classifier::ground_words(trained->ground, trained->model.examples)));
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
  one_of(app.add_option(N_("LABEL"), *label, tr("spam or toxic; without it, both")), {"spam", "toxic"});
  return [label](Env& env) { return run(*label, env); };
}

}  // namespace

const Command& moderate_learn_command() {
  static const Command it{
      .path = "moderate learn",
      .group = N_("Moderation"),
      .summary = N_("make a classifier of what was decided so far"),
      .details = N_("Learns from the items that carry the label spam or toxic (or were marked as spam), against those that were dealt with otherwise. Precision and recall are measured on items that were left out. The classifier acts only where a rule asks it: {\"score\": {\"model\": \"spam\", \"at_least\": 0.95}}."),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool moderate learn\ncmtool moderate learn spam --dry-run"),
  };
  return it;
}

}  // namespace cmtool
