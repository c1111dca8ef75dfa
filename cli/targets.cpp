// SPDX-License-Identifier: MIT
#include "cli/targets.hpp"

#include <CLI/CLI.hpp>
#include <memory>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/schedule_view.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_ids = 100'000;

CLI::Option* add_targets(CLI::App& app, Targets& targets, const std::string& what, const char* named) {
  auto* const ids = app.add_option(named, targets.ids, what);
  app.add_option("--why", targets.why, tr("the reason, for the record"))->type_name(tr("TEXT"));
  add_who_option(app, targets.who);
  return ids;
}

}  // namespace

void add_target_options(CLI::App& app, Targets& targets, const std::string& what) { add_targets(app, targets, what, N_("ID")); }

void add_target_options(CLI::App& app, Targets& targets, const std::string& what, const char* named) { add_targets(app, targets, what, named)->required(); }

Run one_name(CLI::App& app, const std::string& what, Result<int> (*verb)(const std::string& name, Env&)) {
  auto name = std::make_shared<std::string>();
  app.add_option(N_("NAME"), *name, what)->required();
  return [name, verb](Env& env) { return verb(*name, env); };
}

Result<std::vector<std::string>> given_ids(Env& env, const std::vector<std::string>& given, const Error& none) {
  const bool from_stdin = given == std::vector<std::string>{"-"} || (given.empty() && !env.streams.in_is_terminal);
  std::vector<std::string> ids;
  if (!from_stdin) ids = given;
  while (from_stdin) {
    const auto line = env.streams.line();
    if (!line) break;
    if (const auto id = trimmed(*line); !id.empty()) ids.emplace_back(id);
    if (ids.size() > most_ids) return Error{.fault = Fault::usage, .message = tr("more than {} ids", most_ids)};
  }
  if (ids.empty()) return none;
  return ids;
}

}  // namespace cmtool
