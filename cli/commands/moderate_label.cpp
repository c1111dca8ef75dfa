// SPDX-License-Identifier: MIT
// cmtool moderate label: words on items.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/inbox_view.hpp"
#include "cli/schedule_view.hpp"
#include "moderate/handle.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> ids{}, add{}, drop{};
  const CLI::App* app = nullptr;  ///< its remaining words are the labels that begin with "-"
  std::string sentiment{}, why{}, who{};
};

Result<int> run(const Options& options, Env& env) {
  std::vector<std::string> ids;
  HandlingChange change{.what = "label", .add_labels = options.add, .drop_labels = options.drop, .sentiment = options.sentiment};
  for (const auto& word : options.ids) {
    if (word.size() > 1 && word.front() == '+') change.add_labels.push_back(word.substr(1));
    else ids.push_back(word);
  }
  for (const auto& word : options.app->remaining()) {
    if (!word.starts_with('-') || word.starts_with("--")) return Error{.fault = Fault::usage, .message = tr("there is no option {}", word), .hint = tr("see cmtool moderate label --help")};
    change.drop_labels.push_back(word.substr(1));
  }
  for (const auto* labels : {&change.add_labels, &change.drop_labels}) {
    for (const auto& label : *labels) {
      if (!is_label(label)) return Error{.fault = Fault::usage, .message = tr("“{}” cannot be a label", label), .hint = tr("letters, digits, “-”, “_”, “.” and “:”")};
    }
  }
  if (change.add_labels.empty() && change.drop_labels.empty() && change.sentiment.empty()) {
    return Error{.fault = Fault::usage, .message = tr("no label is given"), .hint = tr("cmtool moderate label ID +question -spam")};
  }
  return change_items(env, ids, change, who_of(env, options.who), options.why, tr("its labels would change"));
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID LABEL"), options->ids, tr("items, +LABEL for each label that they get; - for ids from stdin, one a line"));
  app.add_option("--add", options->add, tr("a label that they get"))->type_name(tr("LABEL"));
  app.add_option("--drop", options->drop, tr("a label that they lose; -LABEL among the arguments does the same"))->type_name(tr("LABEL"));
  one_of(app.add_option("--sentiment", options->sentiment, tr("how they sound; holds against what the classifier found, and it learns from it")), {"negative", "neutral", "positive"});
  app.allow_extras();
  options->app = &app;
  app.add_option("--why", options->why, tr("the reason, for the record"))->type_name(tr("TEXT"));
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_label_command() {
  static const Command it{
      .path = "moderate label",
      .group = N_("Moderation"),
      .summary = N_("put labels on items, or take them off"),
      .set_up = set_up,
      .columns = item_columns,
      .examples = N_("cmtool moderate label 01jd3k +question\ncmtool moderate label 01jd3k 01jd3m +praise -complaint\ncmtool moderate label 01jd3k --sentiment negative"),
  };
  return it;
}

}  // namespace cmtool
