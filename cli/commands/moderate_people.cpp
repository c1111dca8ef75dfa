// SPDX-License-Identifier: MIT
// cmtool moderate people: who writes to us.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/people_view.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string kind{}, tag{}, since{};
  std::size_t limit = 0;
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto since, limit_of(env, options.since));
  TRY(const auto all, people(desk, since));
  const Instant now = env.world.clock->now();
  Table table{.columns = person_columns()};
  for (const auto& person : all) {
    if (!options.kind.empty() && kind_of(person, now) != options.kind) continue;
    const auto& tags = person.notes.tags;
    if (!options.tag.empty() && std::find(tags.begin(), tags.end(), options.tag) == tags.end()) continue;
    if (options.limit != 0 && table.rows.size() == options.limit) break;
    table.rows.push_back(row_of(person, now));
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  one_of(app.add_option("--kind", options->kind, tr("only of this kind")), {"ambassador", "regular", "newcomer", "occasional", "troublemaker"});
  app.add_option("--tag", options->tag, tr("only those with this tag"))->type_name(tr("TAG"));
  app.add_option("--since", options->since, tr("only who has written then or later"))->type_name(tr("WHEN"));
  app.add_option("--limit", options->limit, tr("at most so many lines; 0: all"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_people_command() {
  static const Command it{
      .path = "moderate people",
      .group = N_("Moderation"),
      .summary = N_("show who writes to us, and how much"),
      .details = N_("A troublemaker has two items or more that were hidden or are spam or toxic, or a strike that holds; an ambassador three or more that praise; a newcomer wrote first within 30 days; a regular wrote five times or more."),
      .set_up = set_up,
      .columns = person_columns,
      .examples = N_("cmtool moderate people --limit 20\ncmtool moderate people --kind troublemaker --json=id,items,hidden"),
  };
  return it;
}

}  // namespace cmtool
