// SPDX-License-Identifier: MIT
// cmtool post show: one post with all that is known of its deliveries.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/post_record.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::string& id, Env& env) {
  TRY(Store * store, env.store());
  TRY(const auto record, store->post(post_of(id)));
  Table table{.columns = record_columns()};
  for (auto& column : table.columns) column.shown = true;
  add_rows(table, record);
  table.single = table.rows.size() == 1;
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto id = std::make_shared<std::string>();
  app.add_option(N_("ID"), *id, tr("the post's id, or its beginning"))->required();
  return [id](Env& env) { return run(*id, env); };
}

}  // namespace

const Command& post_show_command() {
  static const Command it{
      .path = "post show",
      .group = N_("Posting"),
      .summary = N_("show one post and each of its deliveries"),
      .set_up = set_up,
      .columns = record_columns,
      .examples = N_("cmtool post show 01jd3k"),
  };
  return it;
}

}  // namespace cmtool
