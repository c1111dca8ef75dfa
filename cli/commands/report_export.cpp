// SPDX-License-Identifier: MIT
// cmtool report export: everything that was recorded, for another program.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "cli/stream.hpp"
#include "record_export.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string what{}, from{}, until{};
  std::vector<std::string> account{};
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  StreamWish wish;
  TRY(wish.from, limit_of(env, options.from));
  TRY(wish.until, limit_of(env, options.until));
  if (!options.account.empty()) {
    TRY(const auto accounts, select_accounts(desk.store, options.account));
    for (const auto& account : accounts) wish.accounts.push_back(account.name);
  }
  TRY(const Exporting* const what, find_exporting(options.what));
  TRY(auto stream, RecordStream::open(env, what->columns()));
  CHECK_OK(what->each(desk, wish, [&](std::vector<Value> row) { return stream.add(std::move(row)); }));
  CHECK_OK(stream.close());
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  std::vector<std::string> names;
  for (const auto& one : exportings()) names.push_back(one.name);
  one_of(app.add_option(N_("WHAT"), options->what, tr("what is to be exported")), names)->required();
  app.add_option("--from", options->from, tr("only from then on"))->type_name(tr("WHEN"));
  app.add_option("--until", options->until, tr("only before then"))->type_name(tr("WHEN"));
  offers(app.add_option("--account", options->account, tr("only of these accounts: @name, #tag"))->type_name(tr("ACCOUNTS")), Offer::accounts);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& report_export_command() {
  static const Command it{
      .path = "report export",
      .group = N_("Reports"),
      .summary = N_("write all samples, posts, items or decisions, for another program"),
      .details = N_("NDJSON unless --format says csv or tsv, a record a line as it is read, so that any amount goes through in constant memory. "
                    "samples: account, post (its id there, empty: the account as a whole), metric, value (null: the platform could not tell), at. "
                    "posts: a record for each delivery that went out. items: what others wrote, and how it stands. decisions: who did what about it."),
      .set_up = set_up,
      .examples = N_("cmtool report export samples --format csv > samples.csv\n"
                     "cmtool report export samples | jq -c 'select(.metric == \"likes\")'\n"
                     "cmtool report export items --from 2026-11-01 | mlr --ijson --ocsv cut -f at,account,text,labels"),
  };
  return it;
}

}  // namespace cmtool
