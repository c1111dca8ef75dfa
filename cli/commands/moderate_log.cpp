// SPDX-License-Identifier: MIT
// cmtool moderate log: who did what to which item, and why.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "inbox.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string since{}, item{}, by{}, what{};
  bool verify = false;
};

std::vector<Column> columns() {
  return {{.key = "at", .title = tr("When"), .kind = Kind::time},
          {.key = "by", .title = tr("Who")},
          {.key = "what", .title = tr("What")},
          {.key = "outcome", .title = tr("Outcome")},
          {.key = "item", .title = tr("Item"), .kind = Kind::id},
          {.key = "why", .title = tr("Why")},
          {.key = "before", .title = tr("Before"), .shown = false},
          {.key = "after", .title = tr("After"), .shown = false},
          {.key = "with", .title = tr("With"), .shown = false},
          {.key = "erased", .title = tr("Erased"), .kind = Kind::yes_no, .shown = false},
          {.key = "id", .title = tr("Decision"), .kind = Kind::id, .shown = false},
          {.key = "hash", .title = tr("Hash"), .shown = false},
          {.key = "previous", .title = tr("Hash before"), .shown = false}};
}

std::vector<Value> row_of(const Decision& decision) {
  const auto text = [](const std::string& value) { return value.empty() ? Value() : Value(value); };
  return {Value(decision.at), Value(decision.by), Value(decision.what), text(decision.outcome), text(decision.item), text(decision.why), Value(decision.before),
          Value(decision.after), Value(decision.with), Value(decision.erased), Value(decision.id), Value(decision.hash), text(decision.previous)};
}

Result<int> verify(Desk& desk, Env& env) {
  TRY(const auto report, desk.store.inbox().verify());
  if (!report.fault.empty()) {
    return Error{.fault = Fault::state, .message = tr("the record of decisions is not what was written, at {}: {}", report.at, report.fault),
                 .hint = tr("compare it with a backup: cmtool workspace restore"), .where = "decisions/"};
  }
  if (report.erased == 0) env.say(trn("{} decision, and the chain holds", "{} decisions, and the chain holds", static_cast<long>(report.decisions), report.decisions));
  else env.say(tr("{} decisions, {} of them erased because somebody was to be forgotten, and the chain holds", report.decisions, report.erased));
  CHECK_OK(env.print(report.head.empty() ? "-\n" : report.head + "\n"));
  return exit_code::done;
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  if (options.verify) return verify(desk, env);
  TRY(const auto since, limit_of(env, options.since));
  Id item;
  if (!options.item.empty()) {
    TRY(const auto entry, desk.store.inbox().item(options.item));
    item = entry.item.id;
  }
  TRY(const auto decisions, desk.store.inbox().decisions(item, since));
  Table table{.columns = columns()};
  for (const auto& decision : decisions) {
    if (!options.by.empty() && decision.by != options.by) continue;
    if (!options.what.empty() && decision.what != options.what) continue;
    table.rows.push_back(row_of(decision));
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("--since", options->since, tr("only what was done then or later"))->type_name(tr("WHEN"));
  app.add_option("--item", options->item, tr("only what was done to this item"))->type_name(tr("ID"));
  app.add_option("--by", options->by, tr("only what this person or rule did"))->type_name(tr("NAME"));
  app.add_option("--what", options->what, tr("only this: done, label, hide, reply …"))->type_name(tr("WORD"));
  app.add_flag("--verify", options->verify, tr("check that nothing was changed, taken out or put in; prints the hash of the last decision"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_log_command() {
  static const Command it{
      .path = "moderate log",
      .group = N_("Moderation"),
      .summary = N_("show who did what to which item, and why"),
      .details = N_("Decisions are only ever added, and each names the hash of the one before. Whoever keeps the hash that --verify prints can tell later that nothing before it was changed."),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool moderate log --since yesterday\ncmtool moderate log --item 01jd3k\ncmtool moderate log --verify"),
  };
  return it;
}

}  // namespace cmtool
