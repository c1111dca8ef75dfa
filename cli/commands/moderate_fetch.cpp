// SPDX-License-Identifier: MIT
// cmtool moderate fetch: read what is new on every account.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "moderate/fetch.hpp"
#include "moderate/retention.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "account", .title = tr("Account")},
          {.key = "new", .title = tr("New"), .kind = Kind::integer},
          {.key = "changed", .title = tr("Changed"), .kind = Kind::integer},
          {.key = "reopened", .title = tr("Reopened"), .kind = Kind::integer},
          {.key = "more", .title = tr("More"), .kind = Kind::yes_no, .shown = false},
          {.key = "fault", .title = tr("Fault"), .shown = false},
          {.key = "message", .title = tr("Message"), .shown = false}};
}

std::vector<Value> row_of(const Fetched& fetched) {
  return {Value("@" + fetched.account),
          Value(static_cast<std::int64_t>(fetched.fresh)),
          Value(static_cast<std::int64_t>(fetched.changed)),
          Value(static_cast<std::int64_t>(fetched.reopened)),
          Value(fetched.more),
          fetched.error ? Value(std::string(slug(fetched.error->fault))) : Value(),
          fetched.error ? Value(fetched.error->message) : Value()};
}

Result<int> run(const std::vector<std::string>& names, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(auto accounts, names.empty() ? accounts_with_inbox(desk) : select_accounts(desk.store, names));
  const auto all = fetch_inboxes(desk, {.accounts = std::move(accounts), .dry_run = env.globals.dry_run});
  Table table{.columns = columns()};
  std::vector<Fault> faults;
  for (const auto& fetched : all) {
    table.rows.push_back(row_of(fetched));
    if (fetched.error) faults.push_back(fetched.error->fault);
  }
  // Under cron -q is silent when all is well: its mail is the alarm.
  if (!(env.globals.quiet && faults.empty() && env.globals.format == "table")) CHECK_OK(env.show(table));
  for (const auto& fetched : all) {
    if (fetched.error) env.complain(*fetched.error);
    else if (fetched.more) env.say(tr("@{}: there is more; the next run goes on there", fetched.account));
  }
  if (!env.globals.dry_run) {
    TRY(const auto expired, expire_items(desk));
    if (expired.items != 0) env.say(trn("{} item is older than it may be kept, and has been erased", "{} items are older than they may be kept, and have been erased", static_cast<long>(expired.items), expired.items));
  }
  return exit_code_of(all.size() - faults.size(), faults);
}

Run set_up(CLI::App& app) {
  auto names = std::make_shared<std::vector<std::string>>();
  offers(app.add_option(N_("ACCOUNT"), *names, tr("accounts: @name, #tag; without one, all that have an inbox")), Offer::accounts);
  return [names](Env& env) { return run(*names, env); };
}

}  // namespace

const Command& moderate_fetch_command() {
  static const Command it{
      .path = "moderate fetch",
      .group = N_("Moderation"),
      .summary = N_("read what others wrote on every account into the inbox"),
      .details = N_("Goes on where the last run ended. Nothing is filed twice, and nothing passed over; what was edited or deleted there is followed. An answer to ours opens its item again. {\"moderation\": {\"keep\": \"730d\"}} in settings.json says how long what others wrote is kept: what is older is erased at the end of each run, by whole months; only the counts stay."),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool moderate fetch\ncmtool moderate fetch @atelier --json=account,new"),
  };
  return it;
}

}  // namespace cmtool
