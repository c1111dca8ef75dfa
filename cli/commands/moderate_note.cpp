// SPDX-License-Identifier: MIT
// cmtool moderate note: a remark on an item, for colleagues.
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
  std::string id{}, text{};
  std::string why{}, who{};
};

Result<int> run(const Options& options, Env& env) {
  const HandlingChange change{.what = "note", .note = options.text};
  return change_items(env, {options.id}, change, who_of(env, options.who), options.why, tr("would get the note"));
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->id, tr("an item"))->required();
  app.add_option(N_("TEXT"), options->text, tr("the remark"))->required();
  app.add_option("--why", options->why, tr("the reason, for the record"))->type_name(tr("TEXT"));
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_note_command() {
  static const Command it{
      .path = "moderate note",
      .group = N_("Moderation"),
      .summary = N_("leave a remark on an item for colleagues"),
      .set_up = set_up,
      .columns = item_columns,
      .examples = N_("cmtool moderate note 01jd3k \"called her, she is happy now\""),
  };
  return it;
}

}  // namespace cmtool
