// SPDX-License-Identifier: MIT
// cmtool report import: numbers from another tool's export, a spreadsheet, or lines of samples.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/batch.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/file_faults.hpp"
#include "cli/open_desk.hpp"
#include "cli/outcomes.hpp"
#include "cli/schedule_view.hpp"
#include "measure/import_metrics.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string file{}, from = "auto", account{}, as_of{}, date_order{}, zone{};
  std::vector<std::string> map{};
};

std::vector<Column> columns() {
  return {{.key = "file", .title = tr("File")},
          {.key = "from", .title = tr("From")},
          {.key = "samples", .title = tr("Samples"), .kind = Kind::integer},
          {.key = "new", .title = tr("New"), .kind = Kind::integer},
          {.key = "known", .title = tr("Known"), .kind = Kind::integer},
          {.key = "posts", .title = tr("New posts"), .kind = Kind::integer}};
}

Result<MetricsWish> wish_of(const Options& options, Env& env, Desk& desk) {
  MetricsWish wish{.account = options.account, .zone = env.zone(), .as_of = desk.world.clock->now(), .date_order = date_order(options.date_order).value_or(DateOrder::unknown)};
  if (wish.account.starts_with('@')) wish.account.erase(0, 1);
  if (!options.zone.empty()) {
    CHECK_OK(check_zone(options.zone));
    wish.published_zone = options.zone;
  }
  if (options.from != "auto") {
    TRY(wish.kind, find_metrics_export(options.from));
  }
  for (const auto& pair : options.map) {
    const auto at = pair.rfind('=');
    if (at == std::string::npos || at == 0) return Error{.fault = Fault::usage, .message = tr("{} wants a name and a value: {}", "--map", pair), .hint = tr("write it as {} name=value", "--map")};
    wish.map[pair.substr(0, at)] = pair.substr(at + 1);
  }
  if (!options.as_of.empty()) {
    TRY(const auto at, limit_of(env, options.as_of));
    if (at) wish.as_of = *at;
  } else if (options.file != "-") {
    // Somebody's numbers are as old as the file.
    if (const auto facts = desk.world.disk->facts(options.file); facts.ok()) wish.as_of = std::min(wish.as_of, facts->changed);
  }
  return wish;
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(auto bytes, read_user_file(env, options.file, most_calendar_bytes));
  TRY(auto wish, wish_of(options, env, desk));
  const NamedBytes file{.name = options.file, .bytes = std::move(bytes)};
  TRY(const auto imported, import_metrics(desk, file, std::move(wish), env.globals.dry_run));
  const auto& reading = imported.reading;
  if (!reading.faults.empty()) return refuse_import(env, reading.faults);
  for (const auto& note : reading.notes) env.say(note);
  for (const auto& name : imported.strangers) {
    env.say(tr("@{} is no account here: its numbers are kept under this name", name));
    if (!reading.posts.empty()) env.say(tr("its posts are recorded once it is one: cmtool account add offline {}, then import the file again", name));
  }
  if (imported.posts.left > 0) env.say(posts_left(imported.posts.left));
  if (reading.samples.empty()) env.say(tr("there are no numbers in it"));
  const auto count = static_cast<std::int64_t>(reading.samples.size()), fresh = static_cast<std::int64_t>(imported.fresh);
  const bool dry = env.globals.dry_run;
  Table table{.columns = columns(), .single = true};
  table.rows.push_back({Value(options.file), reading.kind != nullptr ? Value(reading.kind->title) : Value(), Value(count), dry ? Value() : Value(fresh), dry ? Value() : Value(count - fresh),
                        Value(static_cast<std::int64_t>(imported.posts.fresh))});
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("FILE"), options->file, tr("a file, or - for stdin"))->required(), Offer::files);
  std::vector<std::string> kinds{"auto"};
  for (const auto* one : metrics_exports()) kinds.push_back(one->name);
  one_of(app.add_option("--from", options->from, tr("whose export it is; auto looks at its headers")), kinds);
  offers(app.add_option("--account", options->account, tr("whose numbers they are, where the file does not say"))->type_name(tr("ACCOUNT")), Offer::accounts);
  app.add_option("--map", options->map, tr("what a column is: \"Header=metric\", or =post, =published, =text, =date, =campaign, =account, or =- to leave it out"))->type_name(tr("HEADER=METRIC"));
  app.add_option("--as-of", options->as_of, tr("when the numbers of a whole life were taken; without it, when the file was last changed"))->type_name(tr("WHEN"));
  app.add_option("--zone", options->zone, tr("in which the file tells when posts were published, as Europe/Paris; Meta's tell it by California's clock"))->type_name(tr("ZONE"));
  one_of(app.add_option("--date-order", options->date_order, tr("which number of a date like 03/04/2026 comes first")), {"dmy", "mdy", "ymd"});
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& report_import_command() {
  static const Command it{
      .path = "report import",
      .group = N_("Reports"),
      .summary = N_("take in numbers from other tools' exports"),
      .details = N_("Exports of Meta Business Suite, Meta Ads Manager, X, LinkedIn, YouTube Studio and Google Analytics are known by their headers; other tables by --map; samples of "
                    "cmtool's own by the columns account, post, metric, value and at, or as lines of JSON. Each fault is named with file, line and column: all is imported or "
                    "nothing. The same file again adds nothing. What a campaign of advertisements cost is kept as spend:EUR, in cents, of the post campaign:NAME; numbers of "
                    "several days are spread evenly over them, and what a later file says of a day counts. Visitors and reach are taken of single days only. "
                    "Posts of which the file tells when they were published are recorded as published without cmtool, once each, so that reports count them."),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool account add offline atelier-instagram --setting network=Instagram\n"
                     "cmtool report import Nov-01-2026_Nov-30-2026.csv --account @atelier-instagram\n"
                     "cmtool report import ads.csv --account @atelier-ads --dry-run\n"
                     "cmtool report import plan.csv --account @atelier --map \"Followers=followers\" --map \"Day=date\"\n"
                     "cmtool report import - < samples.ndjson"),
  };
  return it;
}

}  // namespace cmtool
