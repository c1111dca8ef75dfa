// SPDX-License-Identifier: MIT
// cmtool schedule best-times: at which hours an account's own posts did best.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/measured.hpp"

namespace cmtool {
namespace {

std::vector<Column> best_columns() {
  return {{.key = "account", .title = tr("Account")},
          {.key = "slot", .title = tr("Hour")},
          {.key = "score", .title = tr("Score"), .kind = Kind::number},
          {.key = "posts", .title = tr("Posts"), .kind = Kind::integer},
          {.key = "confidence", .title = tr("Confidence")}};
}

Result<int> run(const std::vector<std::string>& given, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto accounts, select_accounts(desk.store, given.empty() ? std::vector<std::string>{"@all"} : given));
  Table table{.columns = best_columns()};
  for (const auto& account : accounts) {
    TRY(const auto measured, measured_posts(desk, account));
    TRY(const auto best, best_times(measured, env.zone()));
    if (!best.enough) table.notes.push_back(tr("@{}: not enough data: {} measured posts in 16 weeks, of 20 at least over four weeks", account.name, best.posts));
    for (const auto& hour : best.hours) {
      table.rows.push_back({Value("@" + account.name), Value(text_of(hour.slot)), Value(hour.score), Value(static_cast<std::int64_t>(hour.posts)), Value(hour.confidence)});
    }
  }
  CHECK_OK(env.show(table));
  for (const auto& note : table.notes) {
    if (env.globals.format != "table") env.say(note);
  }
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto names = std::make_shared<std::vector<std::string>>();
  offers(app.add_option(N_("ACCOUNT"), *names, tr("accounts: @name, #tag; all when none is named")), Offer::accounts);
  return [names](Env& env) { return run(*names, env); };
}

}  // namespace

const Command& schedule_best_times_command() {
  static const Command it{
      .path = "schedule best-times",
      .group = N_("Schedule"),
      .summary = N_("show at which hours of the week an account's own posts did best"),
      .details = N_("From the samples of the last 16 weeks: what people did with each post (likes, replies, shares, clicks), against the account's median. A score of 2 means twice as good as an ordinary post; an hour needs two posts, and the whole 20 measured posts over four weeks, else it says that there is not enough data. --slot best uses it."),
      .set_up = set_up,
      .columns = best_columns,
      .examples = N_("cmtool schedule best-times @atelier"),
  };
  return it;
}

}  // namespace cmtool
