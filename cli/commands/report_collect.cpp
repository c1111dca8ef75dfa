// SPDX-License-Identifier: MIT
// cmtool report collect: read the numbers of posts and accounts.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/outcomes.hpp"
#include "measure/collect.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> names{};
  bool all = false;
};

std::vector<Column> columns() {
  return {{.key = "account", .title = tr("Account")},
          {.key = "due", .title = tr("Posts due"), .kind = Kind::integer},
          {.key = "account_due", .title = tr("Account due"), .kind = Kind::yes_no, .shown = false},
          {.key = "posts", .title = tr("Posts measured"), .kind = Kind::integer},
          {.key = "samples", .title = tr("Samples"), .kind = Kind::integer},
          {.key = "new", .title = tr("New"), .kind = Kind::integer, .shown = false},
          {.key = "found", .title = tr("New posts found"), .kind = Kind::integer, .shown = false},
          {.key = "fault", .title = tr("Fault"), .shown = false},
          {.key = "message", .title = tr("Message"), .shown = false}};
}

Value number(std::size_t count) { return Value(static_cast<std::int64_t>(count)); }

std::vector<Value> row_of(const Collected& one) {
  return {Value("@" + one.account), number(one.due), Value(one.account_due), number(one.posts), number(one.samples), number(one.fresh), number(one.found),
          one.error ? Value(std::string(slug(one.error->fault))) : Value(),
          one.error ? Value(one.error->message) : Value()};
}

std::string plan_of(const Collected& one) {
  const auto due = static_cast<long long>(one.due);
  if (due == 0) return tr("would ask for the account's own numbers");
  if (!one.account_due) return trn("would ask for the numbers of {} post", "would ask for the numbers of {} posts", due, due);
  return trn("would ask for the numbers of {} post and of the account", "would ask for the numbers of {} posts and of the account", due, due);
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(auto accounts, options.names.empty() ? accounts_to_measure(desk) : select_accounts(desk.store, options.names));
  const auto all = collect(desk, {.accounts = std::move(accounts), .all = options.all, .dry_run = env.globals.dry_run}, env.zone());
  Table table{.columns = columns()};
  std::vector<Fault> faults;
  for (const auto& one : all) {
    table.rows.push_back(row_of(one));
    if (one.error) faults.push_back(one.error->fault);
  }
  // Under cron -q is silent when all is well: its mail is the alarm.
  if (!(env.globals.quiet && faults.empty() && env.globals.format == "table")) CHECK_OK(env.show(table));
  for (const auto& one : all) {
    if (one.left > 0) env.say(tr("{}: {}", "@" + one.account, posts_left(one.left)));
    if (one.error) env.complain(*one.error);
    else if (env.globals.dry_run && (one.due > 0 || one.account_due)) env.say(tr("{}: {}", "@" + one.account, plan_of(one)));
  }
  return exit_code_of(all.size() - faults.size(), faults);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("ACCOUNT"), options->names, tr("accounts: @name, #tag; without one, all whose platform tells numbers")), Offer::accounts);
  app.add_flag("--all", options->all, tr("all posts, also those that are not due"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& report_collect_command() {
  static const Command it{
      .path = "report collect",
      .group = N_("Reports"),
      .summary = N_("read the numbers of posts and accounts"),
      .details = N_("For cron, once an hour: it asks for what is due only. A post is measured each hour in its first day, every six hours in its first week, each day "
                    "in its first month, each week in its first year, then each month; an account each hour, one that is only followed every six hours. What "
                    "was read is kept for good, also numbers that fall. Posts that an account has published without cmtool are found and recorded too, so that they are "
                    "measured and counted. A number that a platform cannot tell is unknown, not zero. A site's page views are "
                    "counted from the log of its web server (cmtool account add site … --setting access_log=/var/log/nginx/access.log), without robots, "
                    "each line once, also when the log is rotated and packed; visitors are told apart by hashes that are thrown away when the day is over."),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool report collect\n"
                     "cmtool report collect @atelier --all --json=account,samples\n"
                     "7 * * * * cmtool --workspace acme -q report collect"),
  };
  return it;
}

}  // namespace cmtool
