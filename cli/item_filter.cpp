// SPDX-License-Identifier: MIT
#include "cli/item_filter.hpp"

#include <CLI/CLI.hpp>

#include "accounts.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {

void add_item_filter_options(CLI::App& app, ItemFilterOptions& options) {
  one_of(app.add_option("--state", options.state, tr("items in this state; open when it is not given")), {"open", "pending", "snoozed", "done", "all"});
  app.add_option("--label", options.label, tr("only with this label; more than one: with all of them"))->type_name(tr("LABEL"));
  offers(app.add_option("--account", options.account, tr("only of these accounts: @name, #tag"))->type_name(tr("ACCOUNTS")), Offer::accounts);
  app.add_option("--assigned", options.assigned, tr("only those that this person is to deal with; - for nobody"))->type_name(tr("NAME"));
  app.add_option("--author", options.author, tr("only by this person: name, handle or id"))->type_name(tr("WHO"));
  app.add_option("--on", options.on, tr("only about this post of ours, by its id there"))->type_name(tr("ID"));
  one_of(app.add_option("--kind", options.kind, tr("only of this kind")), {"comment", "reply", "mention", "review", "message", "report"});
  one_of(app.add_option("--priority", options.priority, tr("only of this priority")), {"low", "normal", "high", "urgent"});
  app.add_option("--since", options.since, tr("only what was written then or later"))->type_name(tr("WHEN"));
  app.add_option("--until", options.until, tr("only what was written before then"))->type_name(tr("WHEN"));
  app.add_option("--search", options.search, tr("only where all these words stand in the text or the writer’s name"))->type_name(tr("WORDS"));
  app.add_flag("--overdue", options.overdue, tr("only what should have been answered by now"));
}

std::vector<std::string> search_words(const std::string& search) {
  std::vector<std::string> words;
  for (const auto& word : split(search, ' ')) {
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

Result<ItemFilter> item_filter(const ItemFilterOptions& options, Env& env, Desk& desk) {
  ItemFilter filter{.labels = options.label, .author = options.author, .on = options.on, .words = search_words(options.search), .now = env.world.clock->now()};
  if (options.state != "all") filter.state = item_state(options.state);
  if (!options.kind.empty()) filter.kind = item_kind(options.kind);
  if (!options.priority.empty()) filter.priority = priority_of(options.priority);
  filter.assigned = options.assigned;
  TRY(filter.since, limit_of(env, options.since));
  TRY(filter.until, limit_of(env, options.until));
  if (!options.account.empty()) {
    TRY(const auto accounts, select_accounts(desk.store, options.account));
    for (const auto& account : accounts) filter.accounts.push_back(account.name);
  }
  return filter;
}

}  // namespace cmtool
