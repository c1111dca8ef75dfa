// SPDX-License-Identifier: MIT
#include "cli/globals.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/usage.hpp"

namespace cmtool {
namespace {

const GlobalOption* by_name(std::string_view name) {
  for (const GlobalOption& option : global_options()) {
    if (option.name == name) return &option;
  }
  return nullptr;
}

const GlobalOption* by_letter(char letter) {
  for (const GlobalOption& option : global_options()) {
    if (option.letter != 0 && option.letter == letter) return &option;
  }
  return nullptr;
}

void count(Line& line, const GlobalOption& option) {
  std::string& value = line.given[option.name];
  value = option.name == "verbose" ? std::to_string(to_integer(value).value_or(0) + 1) : "true";
}

/// Is it a global option, and if so, what of it? `next` moves past a value that it took.
bool take_long(Line& line, const std::vector<std::string>& args, std::size_t& next) {
  const std::string word = args[next].substr(2);
  const auto equals = word.find('=');
  const std::string name = word.substr(0, equals);
  if (name == "help" || name == "version") {
    (name == "help" ? line.help : line.version) = true;
    return true;
  }
  const GlobalOption* const option = by_name(name);
  if (option == nullptr) return false;
  if (equals != std::string::npos) line.given[name] = word.substr(equals + 1);
  else if (option->value.empty() || option->optional_value) count(line, *option);
  else if (next + 1 < args.size()) line.given[name] = args[++next];
  else line.without_value = "--" + name;
  return true;
}

bool take_short(Line& line, const std::vector<std::string>& args, std::size_t& next) {
  const std::string& word = args[next];
  if (word == "-h") return line.help = true;
  const GlobalOption* const first = by_letter(word[1]);
  if (first == nullptr) return false;
  if (!first->value.empty()) {
    if (word.size() > 2) line.given[first->name] = word.substr(2);
    else if (next + 1 < args.size()) line.given[first->name] = args[++next];
    else line.without_value = word;
    return true;
  }
  const bool all_flags = std::all_of(word.begin() + 1, word.end(), [](char c) {
    const GlobalOption* const option = by_letter(c);
    return option != nullptr && option->value.empty();
  });
  if (!all_flags) return false;
  for (const char c : word.substr(1)) count(line, *by_letter(c));
  return true;
}

bool truth(std::string_view text) { return !(text.empty() || text == "0" || text == "false" || text == "no" || text == "off"); }

std::string settings_text(const Json& value) {
  if (value.is_string()) return value.string_or();
  if (value.is_bool()) return value.bool_or(false) ? "true" : "false";
  if (value.is_array()) return joined(value.string_items(), ",");
  return value.is_number() ? value.dump() : "";
}

/// A value and where it stands.
struct Found {
  std::string value{}, source{};
};

std::optional<Found> look_up(const std::string& name, const Line& line, const World& world, const Json& settings) {
  if (const auto given = line.given.find(name); given != line.given.end()) return Found{given->second, {}};
  const GlobalOption* const option = by_name(name);
  if (option == nullptr || !option->settable) return std::nullopt;
  const std::string variable = variable_of("", name);
  if (const std::string value = world.variable(variable); !value.empty()) return Found{value, variable};
  const Json& setting = settings.contains(name) ? settings[name] : settings[replaced(name, "-", "_")];
  if (setting.is_null() || setting.is_object()) return std::nullopt;
  return Found{settings_text(setting), "settings.json"};
}

std::string language_in(std::string_view name) {
  if (name.starts_with("fr") && (name.size() == 2 || !is_letter(name[2]))) return "fr";
  if (name.starts_with("en") && (name.size() == 2 || !is_letter(name[2]))) return "en";
  return name == "C" || name == "POSIX" ? "en" : "";
}

Error wrong_value(const Found& found, const std::string& name, const std::vector<std::string>& values) {
  return {.fault = Fault::usage, .message = tr("{}: {}", "--" + name, not_among(found.value, values)), .where = found.source};
}

}  // namespace

const std::vector<GlobalOption>& global_options() {
  static const std::vector<GlobalOption> all{
      {.name = "directory",
       .letter = 'C',
       .value = N_("DIR"),
       .description = N_("use the workspace in this folder (or at this postgresql:// URL)"),
       .settable = false},
      {.name = "workspace", .value = N_("NAME"), .description = N_("use the workspace of this name"), .settable = false},
      {.name = "lang", .value = N_("LANGUAGE"), .description = N_("speak English or French"), .values = {"en", "fr"}},
      {.name = "format", .value = N_("FORMAT"), .description = N_("how to print: table, json, ndjson, csv, tsv, markdown, html, pdf or xlsx")},
      {.name = "json",
       .value = N_("FIELDS"),
       .description = N_("the same as --format json; --json=a,b only these fields, --json=help lists them"),
       .optional_value = true},
      {.name = "fields", .value = N_("LIST"), .description = N_("only these fields, in this order")},
      {.name = "quiet", .letter = 'q', .description = N_("say nothing but data, warnings and errors")},
      {.name = "verbose", .letter = 'v', .description = N_("tell each request; -vv also what it carries")},
      {.name = "dry-run", .description = N_("say what would happen, change nothing, send nothing")},
      {.name = "no-input", .description = N_("never ask a question")},
      {.name = "color",
       .value = N_("WHEN"),
       .description = N_("colours on a terminal only, always or never"),
       .values = {"auto", "always", "never"}},
  };
  return all;
}

Line read_line(const std::vector<std::string>& args) {
  Line line;
  for (std::size_t i = 0; i < args.size(); ++i) {
    const std::string& word = args[i];
    if (word == "--") {
      line.words.insert(line.words.end(), args.begin() + static_cast<std::ptrdiff_t>(i), args.end());
      break;
    }
    const bool taken = word.starts_with("--")                     ? take_long(line, args, i)
                       : word.starts_with('-') && word.size() > 1 ? take_short(line, args, i)
                                                                  : false;
    if (!taken) line.words.push_back(word);
  }
  return line;
}

Result<std::string> workspace_of(const Line& line, const World& world) {
  const auto given = [&](const char* name) {
    const auto found = line.given.find(name);
    return found == line.given.end() ? std::string() : found->second;
  };
  if (line.given.contains("directory")) {
    if (given("directory").empty()) return missing_value("-C");
    return given("directory");
  }
  std::string name = given("workspace");
  const bool from_line = line.given.contains("workspace");
  if (!from_line) name = world.variable("CMTOOL_WORKSPACE");
  const bool is_path = name.find('/') != std::string::npos || name == "." || name == "..";
  if (!from_line && is_path) return name;
  if (from_line && (name.empty() || is_path)) {
    return Error{.fault = Fault::usage,
                 .message = tr("“{}” cannot be the name of a workspace", name),
                 .hint = tr("name a folder with -C")};
  }
  if (name.empty()) name = "default";
  // The XDG specification: a relative path there is to be ignored.
  std::string home = world.variable("XDG_STATE_HOME");
  if (!home.starts_with('/')) {
    if (!world.variable("HOME").starts_with('/')) {
      return Error{.fault = Fault::usage,
                   .message = tr("there is no home folder to look for the workspace in"),
                   .hint = tr("name a folder with -C")};
    }
    home = world.variable("HOME") + "/.local/state";
  }
  return home + "/cmtool/" + name;
}

std::string language_of(const Line& line, const World& world, const Json& settings) {
  if (const auto found = look_up("lang", line, world, settings)) {
    if (const std::string lang = language_in(found->value); !lang.empty()) return lang;
  }
  for (const std::string& name : split(world.variable("LANGUAGE"), ':')) {
    if (const std::string lang = language_in(name); !lang.empty()) return lang;
  }
  for (const char* variable : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    // The first that is set decides, also when it names a language that cmtool does not speak.
    if (const std::string name = world.variable(variable); !name.empty()) return language_in(name) == "fr" ? "fr" : "en";
  }
  return "en";
}

Result<void> read_globals(const Line& line, const World& world, const Json& settings, Globals& into) {
  const auto value = [&](const char* name) { return look_up(name, line, world, settings); };
  std::optional<Error> wrong;
  const auto refuse = [&](Error error) {
    if (!wrong) wrong = std::move(error);
  };
  for (const GlobalOption& option : global_options()) {
    const auto found = option.values.empty() ? std::nullopt : value(option.name.c_str());
    if (found && std::find(option.values.begin(), option.values.end(), found->value) == option.values.end()) {
      refuse(wrong_value(*found, option.name, option.values));
    }
  }
  // A format that was typed beats a --json that stands in the environment.
  const bool typed_format = line.given.contains("format") && !line.given.contains("json");
  const auto json = typed_format ? std::nullopt : value("json");
  if (const auto format = value("format")) {
    if (auto known = find_format(format->value); known.ok()) into.format = format->value;
    else
      refuse(Error{
          .fault = known.error().fault, .message = known.error().message, .hint = known.error().hint, .where = format->source});
  }
  if (const auto fields = value("fields")) into.fields = split(fields->value, ',');
  if (json && (json->source.empty() || !line.given.contains("format")) && truth(json->value)) {
    if (into.format != "ndjson") into.format = "json";
    if (json->value == "help") into.fields_help = true;
    else if (json->value != "true" && json->value != "1") into.fields = split(json->value, ',');
  }
  std::erase(into.fields, "");
  const auto flag = [&](const char* name) {
    const auto found = value(name);
    return found && truth(found->value);
  };
  if (const auto lang = line.given.find("lang"); lang != line.given.end()) into.lang_given = lang->second;
  into.quiet = flag("quiet");
  into.dry_run = flag("dry-run");
  into.no_input = flag("no-input");
  if (const auto verbose = value("verbose")) {
    into.verbose =
        static_cast<int>(std::clamp<std::int64_t>(to_integer(verbose->value).value_or(truth(verbose->value) ? 1 : 0), 0, 9));
  }
  if (const auto colour = value("color")) {
    into.colour = colour->value == "always" ? Colour::always : colour->value == "never" ? Colour::never : Colour::automatic;
  }
  if (!line.without_value.empty()) return missing_value(line.without_value);
  if (wrong) return *std::move(wrong);
  return {};
}

}  // namespace cmtool
