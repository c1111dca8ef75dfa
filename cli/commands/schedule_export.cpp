// SPDX-License-Identifier: MIT
// cmtool schedule export: what is still to go out, as a file for people and other tools.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "calendar.hpp"
#include "cli/calendar_file.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/rows.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string to_format = "cmtool", out{}, from{}, until{}, date_order{};
  std::vector<std::string> account{};
  bool ndjson = false;
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const Calendar* calendar, find_calendar(options.to_format));
  if (calendar->write == nullptr) {
    return Error{.fault = Fault::unsupported, .message = tr("the format {} is only read", calendar->name), .hint = tr("cmtool keeps everything in its own: --to-format cmtool")};
  }
  ScheduleFilter filter{};
  TRY(filter.from, limit_of(env, options.from));
  TRY(filter.until, limit_of(env, options.until));
  if (!options.account.empty()) {
    TRY(const auto accounts, select_accounts(desk.store, options.account));
    for (const auto& account : accounts) filter.accounts.push_back(account.name);
  }
  TRY(const auto rows, rows_of_schedule(desk, filter));
  WriteWish wish = write_wish(env);
  wish.date_order = date_order(options.date_order).value_or(DateOrder::unknown);
  wish.ndjson = options.ndjson;
  TRY(const auto writing, calendar->write(rows, wish));
  for (const auto& note : writing.notes) env.warn(note);
  if (options.out.empty() || options.out == "-") {
    if (writing.files.size() > 1) {
      return Error{.fault = Fault::usage, .message = tr("this format gives {} files", writing.files.size()), .hint = tr("name a folder: -o FOLDER")};
    }
    for (const auto& file : writing.files) CHECK_OK(env.print(file.bytes));
    return exit_code::done;
  }
  const auto facts = env.world.disk->facts(options.out);
  const bool folder = (facts.ok() && facts->kind == Entry::Kind::folder) || writing.files.size() > 1 || options.out.ends_with('/');
  if (folder && !facts.ok() && !env.globals.dry_run) CHECK_OK(env.world.disk->make_folder(options.out));
  for (const auto& file : writing.files) {
    const std::string path = folder ? options.out + (options.out.ends_with('/') ? "" : "/") + file.name : options.out;
    if (!env.globals.dry_run) CHECK_OK(write_document(env, path, file.bytes));
    env.say(path);
  }
  env.say(trn("{} row", "{} rows", static_cast<long long>(rows.size()), rows.size()));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  std::vector<std::string> formats;
  for (const auto* calendar : calendars()) {
    if (calendar->write != nullptr) formats.push_back(calendar->name);
  }
  one_of(app.add_option("--to-format", options->to_format, tr("the format of the file")), formats);
  offers(app.add_option("-o,--output", options->out, tr("a file or a folder; without it, stdout"))->type_name(tr("FILE")), Offer::files);
  app.add_option("--from", options->from, tr("only what is due then or later"))->type_name(tr("WHEN"));
  app.add_option("--until", options->until, tr("only what is due before then"))->type_name(tr("WHEN"));
  offers(app.add_option("--account", options->account, tr("only for these accounts: @name, #tag"))->type_name(tr("ACCOUNTS")), Offer::accounts);
  one_of(app.add_option("--date-order", options->date_order, tr("which number of a date comes first, where the format leaves it open")), {"dmy", "mdy", "ymd"});
  app.add_flag("--ndjson", options->ndjson, tr("cmtool's own format as lines of JSON instead of CSV"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_export_command() {
  static const Command it{
      .path = "schedule export",
      .group = N_("Schedule"),
      .summary = N_("write what is still to go out as CSV, iCalendar, Markdown, or for another tool"),
      .details = N_("cmtool's own formats, iCalendar and Markdown keep everything; those of other tools keep what these can hold, and what is left out is said."),
      .set_up = set_up,
      .examples = N_("cmtool schedule export -o december.csv\ncmtool schedule export --to-format ics -o acme.ics\ncmtool schedule export --to-format markdown -o posts/"),
  };
  return it;
}

}  // namespace cmtool
