// SPDX-License-Identifier: MIT
// cmtool hook test: run a hook with an example.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "schedule/hooks.hpp"

namespace cmtool {
namespace {

Result<int> run(const std::string& name, Env& env) {
  TRY(Desk desk, desk_of(env));
  const auto hook = hook_named(name);
  if (!hook) return Error{.fault = Fault::not_found, .message = tr("there is no event “{}”", name), .hint = tr("cmtool hook list shows them")};
  const Json event = hook_example(*hook, desk);
  if (env.globals.dry_run) {
    CHECK_OK(env.print(event.dump(2) + "\n"));
    return exit_code::done;
  }
  TRY(const auto ran, run_hook(desk, *hook, event));
  if (!ran.there) {
    return Error{.fault = Fault::not_found, .message = tr("there is no program for {}", name), .hint = tr("put an executable at {}/hooks/{}", desk.store.where(), name)};
  }
  CHECK_OK(env.print(ran.output));
  if (!ran.errors.empty()) env.say(ran.errors);
  if (ran.exit_code != 0) return Error{.fault = Fault::conflict, .message = tr("the hook {} ended with exit code {}", name, ran.exit_code)};
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto name = std::make_shared<std::string>();
  std::vector<std::string> names;
  for (const auto hook : all_hooks()) names.emplace_back(slug(hook));
  one_of(app.add_option(N_("NAME"), *name, tr("the event"))->required(), names);
  return [name](Env& env) { return run(*name, env); };
}

}  // namespace

const Command& hook_test_command() {
  static const Command it{
      .path = "hook test",
      .group = N_("Hooks"),
      .summary = N_("run a hook with an example of its event"),
      .details = N_("Nothing is published. With --dry-run the event is printed and nothing is run."),
      .set_up = set_up,
      .examples = N_("cmtool hook test published"),
  };
  return it;
}

}  // namespace cmtool
