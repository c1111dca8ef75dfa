// SPDX-License-Identifier: MIT
#include "cli/report_commands.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/report_period.hpp"
#include "report_inputs.hpp"

namespace cmtool {

#define X(name) const Report& name##_report();
#include "reports.inc"
#undef X

namespace {

struct Options {
  PeriodOptions period{};
  std::vector<std::string> accounts{};
  std::string compare{}, by{}, sort{};
  std::int64_t top = -1;
};

Result<int> run(const Report& report, const Options& options, Env& env) {
  TRY(const ReportPeriod period, period_said(options.period, env));
  if (options.top < -1) return Error{.fault = Fault::usage, .message = tr("--top: {} is less than 0", options.top)};
  TRY(Desk desk, desk_of(env));
  ReportWish wish{.period = period, .compare = options.compare, .by = options.by, .sort = options.sort, .zone = env.zone(), .lang = env.globals.lang};
  TRY(wish.accounts, select_accounts(desk.store, options.accounts.empty() ? std::vector<std::string>{"@all"} : options.accounts));
  if (options.top >= 0) wish.top = static_cast<std::size_t>(options.top);
  TRY(const auto inputs, report_inputs(desk, report, wish));
  TRY(const Table table, report.run(inputs));
  CHECK_OK(env.show(table));
  TRY(const Format* const format, find_format(env.globals.format));
  if (format->machine) {
    for (const auto& note : table.notes) env.say(note);
  }
  return exit_code::done;
}

Run set_up(CLI::App& app, const Report& report) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("ACCOUNT"), options->accounts, tr("accounts: @name, #tag; all when none is named")), Offer::accounts);
  add_period_options(app, options->period);
  if (report.compares) one_of(app.add_option("--compare", options->compare, tr("beside the numbers of the period before, or of the same days a year ago")), {"previous", "last-year"});
  if (!report.by.empty()) {
    options->by = report.by.front();
    one_of(app.add_option("--by", options->by, tr("a row for each of these; {} when it is not given", report.by.front())), report.by);
  }
  if (!report.sorts.empty()) {
    options->sort = report.sorts.front();
    one_of(app.add_option("--sort", options->sort, tr("the highest of these first; {} when it is not given", report.sorts.front())), report.sorts);
  }
  if (report.has_top) {
    app.add_option("--top", options->top, report.top == 0 ? tr("at most so many rows") : tr("at most so many rows; {} when it is not given, 0 for all", report.top))->type_name(tr("NUMBER"));
  }
  return [options, &report](Env& env) { return run(report, *options, env); };
}

/// A command is set up by a function without a closure; so each report has its own.
template <const Report& (*report)()>
const Command& command_of() {
  static const Command it{
      .path = "report " + report().name,
      .group = N_("Reports"),
      .summary = report().summary,
      .details = report().details,
      .set_up = [](CLI::App& app) { return set_up(app, report()); },
      .columns = [] { return report().columns(); },
      .examples = report().examples,
  };
  return it;
}

}  // namespace

const std::vector<const Command*>& report_commands() {
  static const std::vector<const Command*> all{
#define X(name) &command_of<name##_report>(),
#include "reports.inc"
#undef X
  };
  return all;
}

}  // namespace cmtool
