// SPDX-License-Identifier: MIT
#include "cli/run.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/complete.hpp"
#include "cli/defaults.hpp"
#include "cli/exit_code.hpp"
#include "cli/globals.hpp"
#include "cli/help.hpp"
#include "cli/usage.hpp"

namespace cmtool {
namespace {

/// Which command the words name, and what is left for it.
struct Choice {
  const Command* command = nullptr;
  std::string path{};  ///< the words that were taken, also where they only begin commands
  std::vector<std::string> rest{};
};

bool begins_command(const std::string& path) {
  return std::any_of(commands().begin(), commands().end(), [&](const Command* command) {
    return !command->hidden && (command->path == path || command->path.starts_with(path + " "));
  });
}

/// The longest path wins: "post list" is no post with the text "list" (cli.md says how to send that).
Choice choose(std::vector<std::string> words) {
  Choice choice;
  std::size_t taken = 0;
  for (; taken < words.size(); ++taken) {
    const std::string longer = choice.path.empty() ? words[taken] : choice.path + " " + words[taken];
    if (!begins_command(longer)) break;
    choice.path = longer;
  }
  choice.command = find_command(choice.path);
  choice.rest.assign(words.begin() + static_cast<std::ptrdiff_t>(taken), words.end());
  return choice;
}

Error no_such_command(const Choice& choice) {
  if (choice.rest.empty()) return incomplete_command(choice.path);
  const std::string& next = choice.rest.front();
  if (next.starts_with('-') && next.size() > 1) return unknown_option(next.substr(0, next.find('=')), {}, "");
  return unknown_command(choice.path.empty() ? next : choice.path + " " + next);
}

Result<int> fields_help(const Command& command, Env& env) {
  if (command.columns == nullptr) {
    return Error{.fault = Fault::usage, .message = tr("“cmtool {}” has no fields to choose from", command.path)};
  }
  std::string names;
  for (const Column& column : command.columns()) names += column.key + "\n";
  CHECK_OK(env.print(names));
  return exit_code::done;
}

/// "--slot TEXT": an option whose value may be left out takes the next word only if it is one of its values.
std::vector<std::string> with_bare_options(const CLI::App& app, std::vector<std::string> words) {
  for (std::size_t i = 0; i < words.size() && words[i] != "--"; ++i) {
    if (!words[i].starts_with("--")) continue;
    for (const CLI::Option* option : app.get_options()) {
      if (!option->check_lname(words[i].substr(2)) || option->get_expected_min() != 0 || option->get_expected_max() != 1 || option->get_default_str().empty()) continue;
      const auto values = values_of(*option);
      const bool given = i + 1 < words.size() && std::find(values.begin(), values.end(), words[i + 1]) != values.end();
      if (!given) words[i] += "=" + option->get_default_str();
    }
  }
  return words;
}

Result<int> run_command(const Choice& choice, const Json& settings, Env& env) {
  const Command& command = *choice.command;
  if (env.globals.fields_help) return fields_help(command, env);  // whatever else it would need
  const Prepared ready = prepared(command);
  Sources sources;
  std::vector<std::string> words =
      with_defaults(*ready.app, command.path, with_bare_options(*ready.app, choice.rest), env.world, settings, sources);
  for (const std::string& key : unknown_settings(*ready.app, command.path, settings)) {
    env.warn(tr("settings.json: “{}” is no option of “cmtool {}”", key, command.path));
  }
  try {
    std::reverse(words.begin(), words.end());  // CLI11 takes them from the back
    ready.app->parse(words);
  } catch (const CLI::ParseError& fault) {
    return usage_error(fault, *ready.app, command.path, sources);
  }
  switch (command.needs) {
    case Needs::nothing: break;
    case Needs::workspace: CHECK_OK(env.store()); break;
  }
  return ready.run(env);
}

Result<int> help(const Line& line, const Choice& choice, Env& env) {
  const int width = env.streams.width;
  if (choice.command != nullptr) {
    CHECK_OK(env.print(command_help(*choice.command, width)));
  } else if (!choice.path.empty() && (choice.rest.empty() || line.help)) {
    CHECK_OK(env.print(group_help(choice.path, width)));
  } else if (choice.rest.empty()) {
    CHECK_OK(env.print(program_help(width)));
  } else {
    return no_such_command(choice);
  }
  return exit_code::done;
}

Result<int> act(Line line, Env& env) {
  // Whatever goes wrong first, the user must be told in the right language and format.
  auto workspace = workspace_of(line, env.world);
  if (workspace.ok()) env.globals.workspace = *workspace;
  const auto read = workspace.ok() ? env.settings() : Result<Json>(Json::object());
  const Json settings = read.ok() ? *read : Json::object();
  env.globals.lang = language_of(line, env.world, settings);
  use_language(env.globals.lang, env.world.catalogues);
  CHECK_OK(read_globals(line, env.world, settings, env.globals));

  if (!line.words.empty() && line.words.front() == "help") {
    line.help = true;
    line.words.erase(line.words.begin());
  }
  const Choice choice = choose(line.words);
  if (line.help) return help(line, choice, env);
  if (line.words.empty()) {
    return Error{.fault = Fault::usage, .message = tr("what is to be done?"), .hint = tr("“cmtool --help” lists the commands")};
  }
  if (choice.command == nullptr) return no_such_command(choice);
  const bool is_named = line.given.contains("workspace") || line.given.contains("directory");
  if (!workspace.ok() && (is_named || choice.command->needs == Needs::workspace)) return workspace.error();
  return run_command(choice, settings, env);
}

int finish(Result<int> result, Env& env) {
  env.show_progress("");
  if (env.out_is_gone() && env.streams.out_fault && env.streams.out_fault().empty()) return exit_code::closed_pipe;
  if (!result.ok()) {
    env.report(result.error());
    if (env.out_is_gone()) return exit_code::failed;
    return exit_code_of(result.error().fault);
  }
  if (env.out_is_gone()) {
    env.report({.fault = Fault::state,
                .message = tr("the output cannot be written: {}", env.streams.out_fault ? env.streams.out_fault() : "")});
    return std::max(exit_code::failed, *result);
  }
  return *result;
}

}  // namespace

int run(const std::vector<std::string>& args, World& world, Streams streams) {
  if (args.size() == 1 && args.front() == "--version") {
    Env env(world, std::move(streams));
    auto printed = env.print("cmtool " CMTOOL_VERSION "\n");
    if (printed.ok()) return exit_code::done;
    return finish(std::move(printed).error(), env);
  }
  Env env(world, std::move(streams));
  try {
    if (!args.empty() && args.front().starts_with("__")) return finish(run_hidden(args, env), env);
    Line line = read_line(args);
    if (line.version && line.words.empty()) return run({"--version"}, world, env.streams);
    return finish(act(std::move(line), env), env);
  } catch (const std::bad_alloc&) {
    env.streams.err("cmtool: out of memory\n");
    return exit_code::failed;
  } catch (const std::exception& bug) {
    env.report({.fault = Fault::internal,
                .message = tr("this is a fault in cmtool itself"),
                .hint = tr("please report it with what you did"),
                .detail = bug.what()});
  } catch (...) {
    env.report({.fault = Fault::internal,
                .message = tr("this is a fault in cmtool itself"),
                .hint = tr("please report it with what you did")});
  }
  return exit_code::bug;
}

}  // namespace cmtool
