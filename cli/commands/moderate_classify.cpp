// SPDX-License-Identifier: MIT
// cmtool moderate classify: what the classifiers say of texts.
#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "moderate/classifiers.hpp"

namespace cmtool {
namespace {

constexpr std::size_t largest_input = 256u << 20;

std::vector<Column> columns() {
  return {{.key = "text", .title = tr("Text")},
          {.key = "model", .title = tr("Classifier")},
          {.key = "probability", .title = tr("Probability"), .kind = Kind::number},
          {.key = "because", .title = tr("Because")},
          {.key = "id", .title = tr("Id"), .kind = Kind::id, .shown = false},
          {.key = "label", .title = tr("Label")},
          {.key = "version", .title = tr("Version"), .shown = false},
          {.key = "own", .title = tr("Learnt here"), .kind = Kind::yes_no, .shown = false}};
}

/// A line is a text, or a JSON object with the member "text" (and, for the answer, "id"; "language" where it is known).
struct Line {
  std::string text{}, id{}, language{};
};
Line line_of(const std::string& raw) {
  if (raw.starts_with('{')) {
    if (const auto json = parse_json(raw); json.ok() && (*json)["text"].is_string()) return {.text = (*json)["text"].string_or(), .id = (*json)["id"].string_or(), .language = (*json)["language"].string_or()};
  }
  return {.text = raw};
}

Result<int> run(const std::string& file, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(auto classifiers, Classifiers::of(desk));
  const auto names = classifiers.names();
  if (names.empty()) {
    return Error{.fault = Fault::not_found, .message = tr("there is no classifier yet"), .hint = tr("label some items, then: cmtool moderate learn")};
  }
  std::string input;
  if (file.empty() || file == "-") {
    TRY(input, env.streams.all(largest_input));
  } else {
    TRY(input, env.world.disk->read(std::filesystem::path(env.world.current_folder) / file, largest_input));
  }
  Table table{.columns = columns()};
  for (const auto& raw : split(input, '\n')) {
    if (trimmed(raw).empty()) continue;
    const Line line = line_of(raw);
    const auto language = classifiers.language_of(line.text, line.language);
    for (const auto& name : names) {
      const auto* const one = classifiers.find(name, language);
      const auto score = name == sentiment_model ? classifiers.sentiment(line.text, language) : classifiers.score(name, line.text, language);
      if (one == nullptr || !score) continue;
      table.rows.push_back({Value(line.text), Value(name), Value(score->probability), score->because.empty() ? Value() : Value(score->because), line.id.empty() ? Value() : Value(line.id),
                            Value(score->label), Value(one->file + "@" + one->version), Value(one->own)});
    }
  }
  // For pipelines first of all: NDJSON, unless something else is asked for.
  if (env.globals.format == "table") env.globals.format = "ndjson";
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto file = std::make_shared<std::string>();
  offers(app.add_option(N_("FILE"), *file, tr("texts, one a line, or NDJSON with a member “text”; - or none: stdin")), Offer::files);
  return [file](Env& env) { return run(*file, env); };
}

}  // namespace

const Command& moderate_classify_command() {
  static const Command it{
      .path = "moderate classify",
      .group = N_("Moderation"),
      .summary = N_("say what the classifiers make of texts"),
      .details = N_("Writes NDJSON: for each text and each classifier what it says (label), how probable that is, the words that led to it, and which model said so. For spam and toxic the probability is that of being such, whatever the label; for sentiment that of the label. Probabilities are calibrated. What the workspace has learnt wins over what comes with cmtool."),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool moderate classify comments.txt\ncmtool moderate list --format ndjson --fields id,text | cmtool moderate classify - | jq -r 'select(.probability > 0.9) | .id'"),
  };
  return it;
}

}  // namespace cmtool
