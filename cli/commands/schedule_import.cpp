// SPDX-License-Identifier: MIT
// cmtool schedule import: a spreadsheet, a calendar or a folder of texts onto the schedule.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/import.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {
namespace {

Result<int> run(const ImportOptions& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  return run_import(env, desk, options);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<ImportOptions>();
  offers(app.add_option(N_("FILE"), options->file, tr("a file, a folder of Markdown files, or - for stdin"))->required(), Offer::files);
  std::vector<std::string> formats{"auto"};
  for (const auto* calendar : calendars()) formats.push_back(calendar->name);
  one_of(app.add_option("--from", options->from, tr("the file's format; auto looks at its content")), formats);
  one_of(app.add_option("--date-order", options->date_order, tr("which number of a date like 03/04/2026 comes first")), {"dmy", "mdy", "ymd"});
  app.add_option("--map", options->map, tr("a column of another name: COLUMN=OPTION, or COLUMN=- to leave it out"))->type_name(tr("COLUMN=OPTION"));
  offers(app.add_option("--to", options->common.post.to, tr("accounts for rows that name none: @name, #tag"))->type_name(tr("ACCOUNTS")), Offer::accounts);
  app.add_flag("--partial", options->partial, tr("import the rows that are right although others are not"));
  app.add_flag("--skip-past", options->skip_past, tr("leave out rows whose time is past"));
  one_of(app.add_option("--slot", options->common.slot, tr("rows without a time take the next free place: of the account's weekly ones, or of those hours that did best"))->expected(0, 1)->default_str("next"), {"next", "best"});
  app.add_option("--max-late", options->common.max_late, tr("later than this a post expires instead of being sent, such as 30m"))->type_name(tr("DURATION"));
  app.add_option("--campaign", options->common.post.campaign, tr("the campaign of rows that name none"))->type_name(tr("NAME"));
  offers(app.add_option("--language", options->common.post.language, tr("the language of rows that name none"))->type_name(tr("LANGUAGE")), Offer::languages);
  app.add_flag("--thread", options->common.post.thread, tr("split too long texts into threads"));
  app.add_flag("--utm", options->common.post.utm, tr("add utm_source, utm_medium and utm_campaign to links"));
  app.add_flag("--shrink", options->common.post.shrink, tr("make pictures smaller where they are too large for a platform"));
  app.add_flag("--strict", options->common.post.strict, tr("remarks on a post refuse it"));
  app.add_flag("--hold", options->common.hold, tr("all wait for an approval, whatever the settings say"));
  one_of(app.add_option("--fold", options->common.fold, tr("which moment is meant when the clock change skips or repeats a time")), {"earlier", "later"});
  add_who_option(app, options->common.who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_import_command() {
  static const Command it{
      .path = "schedule import",
      .group = N_("Schedule"),
      .summary = N_("put a spreadsheet, a calendar or a folder of texts on the schedule"),
      .details = N_("Every row is checked against the limits of its accounts first, and each fault is named with file, line and column: all rows are imported or none, unless "
                    "--partial is given. Importing the same file again adds nothing. Pictures are named by their place beside the file, or by their address."),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule import december.csv --to '#acme' --dry-run\ncmtool schedule import hootsuite.csv --date-order dmy --to @atelier\n"
                     "cmtool schedule import posts/ --to @blog\ncmtool schedule import plan.csv --map Caption=text --map When=at --to @atelier"),
  };
  return it;
}

}  // namespace cmtool
