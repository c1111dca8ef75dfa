// SPDX-License-Identifier: MIT
#include "cli/moderate_act.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/inbox_view.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "cli/targets.hpp"
#include "moderate/act.hpp"

namespace cmtool {
namespace {

/// With --dry-run: what would be sent, and what cannot be.
ItemChange rehearsed(Desk& desk, const std::string& id, Act act) {
  ItemChange change{.id = id};
  auto item = desk.store.inbox().item(id);
  if (!item.ok()) {
    change.error = std::move(item).error();
  } else if (auto may = may_act(desk, *item, act); !may.ok() && !holds_already(item->handling, act)) {
    change.error = std::move(may).error();
  } else {
    change.item = std::move(item).value();
  }
  return change;
}

Result<int> run(const Targets& options, Act act, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto ids, item_ids(env, options.ids));
  std::vector<ItemChange> changes;
  if (env.globals.dry_run) {
    for (const auto& id : ids) changes.push_back(rehearsed(desk, id, act));
    return show_changes(env, changes, tr("{}: nothing is sent", slug(act)));
  }
  const auto outcomes = act_on(desk, ids, act, {.who = who_of(env, options.who), .why = options.why});
  for (const auto& outcome : outcomes) {
    changes.push_back({.id = outcome.id, .item = outcome.item, .error = outcome.error});
    if (outcome.before && !outcome.error) env.say(tr("{}: that was so already", outcome.id));
  }
  return show_changes(env, changes);
}

}  // namespace

Run act_options(CLI::App& app, Act act) {
  auto options = std::make_shared<Targets>();
  add_target_options(app, *options, tr("items; - or none: from stdin, one a line"));
  return [options, act](Env& env) { return run(*options, act, env); };
}

}  // namespace cmtool
