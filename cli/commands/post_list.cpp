// SPDX-License-Identifier: MIT
// cmtool post list: what was posted, where, and what became of it.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/post_record.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string from{}, until{}, account{}, state{}, campaign{};
  std::size_t limit = 50;
};

Result<std::optional<Instant>> instant_of(Env& env, const std::string& text) {
  if (text.empty()) return std::optional<Instant>{};
  const WhenContext context{.now = env.world.clock->now(), .zone = env.zone(), .lang = env.globals.lang};
  TRY(auto due, parse_when(text, context));
  if (due.at > context.now) {  // what was posted lies behind us: “monday” is the last one
    for (const auto& past : {"last " + text, text + " dernier"}) {
      if (const auto before = parse_when(past, context); before.ok() && before->at <= context.now) return std::optional<Instant>(before->at);
    }
  }
  return std::optional<Instant>(due.at);
}

Result<int> run(const Options& options, Env& env) {
  TRY(Store * store, env.store());
  PostFilter filter{.account = options.account, .campaign = options.campaign, .limit = options.limit};
  TRY(filter.from, instant_of(env, options.from));
  TRY(filter.until, instant_of(env, options.until));
  if (filter.account.starts_with('@')) filter.account.erase(0, 1);
  if (!options.state.empty()) filter.state = delivery_state(options.state);
  TRY(const auto records, store->posts(filter));
  if (records.empty() && !filter.account.empty()) CHECK_OK(store->account(filter.account));  // a slip of the finger finds nothing either
  Table table{.columns = record_columns()};
  for (const auto& record : records) add_rows(table, record);
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option("--from", options->from, tr("only posts written since then"))->type_name(tr("WHEN"));
  app.add_option("--until", options->until, tr("only posts written before then"))->type_name(tr("WHEN"));
  offers(app.add_option("--account", options->account, tr("only posts to this account"))->type_name(tr("ACCOUNT")), Offer::accounts);
  std::vector<std::string> states;
  for (const auto state : delivery_states()) states.emplace_back(slug(state));
  one_of(app.add_option("--state", options->state, tr("only deliveries in this state")), states);
  app.add_option("--campaign", options->campaign, tr("only posts of this campaign"))->type_name(tr("NAME"));
  app.add_option("--limit", options->limit, tr("at most so many posts, the newest; 0: all"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& post_list_command() {
  static const Command it{
      .path = "post list",
      .group = N_("Posting"),
      .summary = N_("show what was posted and what became of it"),
      .set_up = set_up,
      .columns = record_columns,
      .examples = N_("cmtool post list --from \"last monday\" --state failed\ncmtool post list --json=id,account,url --limit 0"),
  };
  return it;
}

}  // namespace cmtool
