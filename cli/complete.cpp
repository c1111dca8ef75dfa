// SPDX-License-Identifier: MIT
#include "cli/complete.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/globals.hpp"
#include "cli/usage.hpp"
#include "platform.hpp"

namespace cmtool {
namespace {

/// Collects what fits the word that is being typed.
class Offers {
 public:
  /// `before` stands in front of each candidate: "--to=" or "@a,".
  explicit Offers(std::string typed, std::string before = {}) : typed_(std::move(typed)), before_(std::move(before)) {}

  void add(const std::string& value, const std::string& meaning = {}) {
    if (value.starts_with(typed_)) text_ += before_ + value + (meaning.empty() ? "" : "\t" + meaning) + "\n";
  }
  void directive(const std::string& line) { text_ = line + "\n"; }
  [[nodiscard]] std::string take() && { return std::move(text_); }

 private:
  std::string typed_, before_, text_{};
};

std::vector<std::string> names_in(Env& env, const std::string& folder, Entry::Kind kind) {
  std::vector<std::string> names;
  const auto listed = env.world.disk->list(folder);
  if (!listed.ok()) return names;
  for (const Entry& entry : *listed) {
    if (entry.kind == kind) names.push_back(entry.name);
  }
  return names;
}

void offer_accounts(Offers& offers, Env& env) {
  for (const std::string& name : names_in(env, env.globals.workspace + "/accounts", Entry::Kind::file)) {
    if (!name.ends_with(".json") || !is_account_name(name.substr(0, name.size() - 5))) continue;
    offers.add("@" + name.substr(0, name.size() - 5));
  }
  offers.add("@all", tr("every account"));
}

std::string offered(Offer offer, const std::string& typed, const std::string& before, Env& env) {
  // Accounts and states are lists with commas: only what follows the last one is being typed.
  const bool is_list = offer == Offer::accounts || offer == Offer::states;
  const auto comma = is_list ? typed.rfind(',') : std::string::npos;
  const std::size_t from = comma == std::string::npos ? 0 : comma + 1;
  Offers offers(typed.substr(from), before + typed.substr(0, from));
  switch (offer) {
    case Offer::accounts: offer_accounts(offers, env); break;
    case Offer::platforms:
      for (const Platform* platform : platforms()) offers.add(platform->about().name, platform->about().title);
      break;
    case Offer::files: offers.directive(":files"); break;
    case Offer::folders: offers.directive(":folders"); break;
    case Offer::states:
      for (const DeliveryState state : delivery_states()) offers.add(std::string(slug(state)));
      break;
    case Offer::languages:
      for (const char* language : {"en", "fr", "de", "es", "it", "nl", "pt"}) offers.add(language);
      break;
    case Offer::formats:
      for (const Format* format : formats()) offers.add(format->name);
      break;
    case Offer::commands:
      for (const Command* command : commands()) {
        if (!command->hidden) offers.add(command->path, tr_text(command->summary));
      }
      break;
  }
  return std::move(offers).take();
}

std::string values(const std::vector<std::string>& all, const std::string& typed, const std::string& before) {
  Offers offers(typed, before);
  for (const std::string& value : all) offers.add(value);
  return std::move(offers).take();
}

std::string fields(const Command* command, const std::string& typed, const std::string& before) {
  if (command == nullptr || command->columns == nullptr) return {};
  const auto comma = typed.rfind(',');
  const std::size_t from = comma == std::string::npos ? 0 : comma + 1;
  Offers offers(typed.substr(from), before + typed.substr(0, from));
  for (const Column& column : command->columns()) offers.add(column.key, column.title);
  if (from == 0) offers.add("help", tr("list the fields"));
  return std::move(offers).take();
}

std::string global_values(const GlobalOption& option, const Command* command, const std::string& typed,
                          const std::string& before, Env& env) {
  if (option.name == "format") return offered(Offer::formats, typed, before, env);
  if (option.name == "json" || option.name == "fields") return fields(command, typed, before);
  if (option.name == "directory") return offered(Offer::folders, typed, before, env);
  if (option.name == "workspace") {
    const auto folder = workspace_of({.given = {{"workspace", "default"}}}, env.world);
    return folder.ok() ? values(names_in(env, folder->substr(0, folder->rfind('/')), Entry::Kind::folder), typed, before) : "";
  }
  return values(option.values, typed, before);
}

std::string option_values(const CLI::Option& option, const std::string& typed, const std::string& before, Env& env) {
  if (const auto offer = offer_of(option)) return offered(*offer, typed, before, env);
  return values(values_of(option), typed, before);
}

bool is_flag(const CLI::Option& option) { return option.get_type_size() == 0 || option.get_expected_max() == 0; }

CLI::Option* option_named(const CLI::App& app, const std::string& word) {
  for (const CLI::Option* option : app.get_options()) {
    const bool named =
        word.starts_with("--") ? option->check_lname(word.substr(2)) : word.size() == 2 && option->check_sname(word.substr(1));
    if (named) return const_cast<CLI::Option*>(option);
  }
  return nullptr;
}

const GlobalOption* global_named(const std::string& word) {
  for (const GlobalOption& option : global_options()) {
    if (word == "--" + option.name || (option.letter != 0 && word == std::string("-") + option.letter)) return &option;
  }
  return nullptr;
}

std::string option_names(const CLI::App* app, const std::string& typed) {
  Offers offers(typed);
  for (const CLI::Option* option : app == nullptr ? std::vector<const CLI::Option*>{} : app->get_options()) {
    if (option->get_group().empty()) continue;
    for (const std::string& name : option->get_lnames()) offers.add("--" + name, option->get_description());
  }
  for (const GlobalOption& option : global_options()) offers.add("--" + option.name, tr_text(option.description));
  offers.add("--help", tr("show this help"));
  return std::move(offers).take();
}

/// The command that the earlier words name, and how many of them it took.
std::pair<std::string, std::size_t> path_of(const std::vector<std::string>& words) {
  std::string path;
  std::size_t taken = 0;
  for (; taken < words.size(); ++taken) {
    const std::string longer = path.empty() ? words[taken] : path + " " + words[taken];
    const bool begins = std::any_of(commands().begin(), commands().end(), [&](const Command* command) {
      return !command->hidden && (command->path == longer || command->path.starts_with(longer + " "));
    });
    if (!begins) break;
    path = longer;
  }
  return {path, taken};
}

std::string next_words(const std::string& path, const std::string& typed) {
  const std::string start = path.empty() ? "" : path + " ";
  Offers offers(typed);
  std::string last;
  for (const Command* command : commands()) {
    if (command->hidden || !command->path.starts_with(start) || command->path.size() <= start.size()) continue;
    const std::string rest = command->path.substr(start.size()), word = rest.substr(0, rest.find(' '));
    if (word == last) continue;
    offers.add(word, word == rest ? tr_text(command->summary) : tr_text(command->group));
    last = word;
  }
  return std::move(offers).take();
}

std::string positional_values(const CLI::App& app, std::size_t index, const std::string& typed, Env& env) {
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) continue;
    if (index == 0 || option->get_expected_max() > 1) return option_values(*option, typed, "", env);
    --index;
  }
  return {};
}

Json option_json(const CLI::Option& option) {
  Json names = Json::array();
  for (const std::string& name : option.get_lnames()) names.push("--" + name);
  for (const std::string& name : option.get_snames()) names.push("-" + name);
  const auto offer = offer_of(option);
  return {{"names", option.get_positional() ? Json(option.get_name(true)) : names},
          {"description", option.get_description()},
          {"flag", is_flag(option)},
          {"value", option.get_positional() ? Json(argument_name(option)) : is_flag(option) ? Json() : Json(value_name(option))},
          {"required", option.get_required()},
          {"repeatable", !is_flag(option) && option.get_expected_max() > 1},
          {"values", Json::strings(values_of(option))},
          {"offer", offer ? Json(slug(*offer)) : Json()}};
}

}  // namespace

std::string completions(const std::vector<std::string>& words, Env& env) {
  const std::string typed = words.empty() ? "" : words.back();
  std::vector<std::string> before(words.begin(), words.empty() ? words.end() : words.end() - 1);
  if (!before.empty() && before.back() == "help") before.pop_back();
  const Line line = read_line(before);
  const auto [path, taken] = path_of(line.words);
  const Command* const command = find_command(path);
  const Prepared ready = command == nullptr ? Prepared{} : prepared(*command);

  if (!before.empty()) {
    if (const GlobalOption* option = global_named(before.back());
        option != nullptr && !option->value.empty() && !option->optional_value) {
      return global_values(*option, command, typed, "", env);
    }
    const CLI::Option* option = ready.app == nullptr ? nullptr : option_named(*ready.app, before.back());
    if (option != nullptr && !is_flag(*option)) return option_values(*option, typed, "", env);
  }
  if (const auto equals = typed.find('='); typed.starts_with("--") && equals != std::string::npos) {
    const std::string name = typed.substr(0, equals), value = typed.substr(equals + 1);
    if (const GlobalOption* option = global_named(name)) return global_values(*option, command, value, name + "=", env);
    const CLI::Option* option = ready.app == nullptr ? nullptr : option_named(*ready.app, name);
    return option == nullptr ? "" : option_values(*option, value, name + "=", env);
  }
  if (typed.starts_with('-')) return option_names(ready.app.get(), typed);
  std::string result = taken == line.words.size() ? next_words(path, typed) : "";
  if (ready.app != nullptr) {
    std::size_t index = 0;
    for (std::size_t i = taken; i < line.words.size(); ++i) {
      if (!line.words[i].starts_with('-')) ++index;
    }
    result += positional_values(*ready.app, index, typed, env);
  }
  return result;
}

Json command_tree() {
  Json all = Json::array();
  for (const Command* command : commands()) {
    if (command->hidden) continue;
    const Prepared ready = prepared(*command);
    Json options = Json::array(), arguments = Json::array(), columns = Json::array();
    for (const CLI::Option* option : ready.app->get_options())
      (option->get_positional() ? arguments : options).push(option_json(*option));
    if (command->columns != nullptr) {
      for (const Column& column : command->columns()) columns.push(column.key);
    }
    all.push({{"path", command->path},
              {"group", command->group},
              {"summary", command->summary},
              {"options", options},
              {"arguments", arguments},
              {"columns", columns}});
  }
  Json globals = Json::array();
  for (const GlobalOption& option : global_options()) {
    Json names = Json::array({Json("--" + option.name)});
    if (option.letter != 0) names.push(std::string("-") + option.letter);
    globals.push({{"names", names}, {"description", option.description}});
  }
  return {{"commands", all}, {"global", globals}};
}

Result<int> run_hidden(const std::vector<std::string>& args, Env& env) {
  if (args.front() == "__tree") {
    use_language(language_of({}, env.world, Json::object()), env.world.catalogues);
    CHECK_OK(env.print(command_tree().dump(2) + "\n"));
    return exit_code::done;
  }
  if (args.front() != "__complete") return unknown_command(args.front());
  std::vector<std::string> words(args.begin() + 1, args.end());
  if (!words.empty() && words.front() == "--") words.erase(words.begin());
  const Line line = read_line(words);
  if (const auto workspace = workspace_of(line, env.world); workspace.ok()) env.globals.workspace = *workspace;
  const auto settings = env.settings();
  env.globals.lang = language_of(line, env.world, settings.ok() ? *settings : Json::object());
  use_language(env.globals.lang, env.world.catalogues);
  CHECK_OK(env.print(completions(words, env)));
  return exit_code::done;
}

}  // namespace cmtool
