// SPDX-License-Identifier: MIT
#include "cli/defaults.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/ascii.hpp"

namespace cmtool {
namespace {

bool is_false(std::string_view text) { return text == "0" || text == "false" || text == "no" || text == "off"; }

/// Is the option among the typed words?
bool is_typed(const CLI::Option& option, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    if (word == "--") return false;
    for (const std::string& name : option.get_lnames()) {
      if (word == "--" + name || word.starts_with("--" + name + "=")) return true;
    }
    for (const std::string& name : option.get_snames()) {
      if (word.starts_with("-" + name)) return true;
    }
  }
  return false;
}

/// {"account add": {…}} or {"account": {"add": {…}}}; both may be there.
std::vector<const Json*> sections(const Json& settings, const std::string& path) {
  std::vector<const Json*> found;
  if (settings[path].is_object()) found.push_back(&settings[path]);
  const Json* nested = &settings;
  for (const std::string& word : split(path, ' ')) nested = &(*nested)[word];
  if (nested->is_object() && (found.empty() || nested != found.front())) found.push_back(nested);
  return found;
}

std::vector<std::string> texts(const Json& value) {
  if (value.is_string()) return {value.string_or()};
  if (value.is_bool()) return {value.bool_or(false) ? "true" : "false"};
  if (value.is_number()) return {value.dump()};
  std::vector<std::string> result;
  for (const Json& item : value.items()) {
    for (std::string& text : texts(item)) result.push_back(std::move(text));
  }
  return result;
}

std::vector<std::string> from_settings(const Json& settings, const std::string& path, const std::string& name) {
  for (const Json* section : sections(settings, path)) {
    const Json& value = section->contains(name) ? (*section)[name] : (*section)[replaced(name, "-", "_")];
    if (!value.is_null() && !value.is_object()) return texts(value);
  }
  return {};
}

}  // namespace

std::vector<std::string> with_defaults(const CLI::App& app, const std::string& path, std::vector<std::string> words,
                                       const World& world, const Json& settings, Sources& sources) {
  std::vector<std::string> added;
  for (const CLI::Option* option : app.get_options()) {
    if (option->get_lnames().empty() || is_typed(*option, words)) continue;
    const std::string& name = option->get_lnames().front();
    const std::string variable = variable_of(path, name), value = world.variable(variable);
    std::vector<std::string> values = value.empty() ? from_settings(settings, path, name) : std::vector{value};
    const bool is_flag = option->get_expected_max() == 0 || option->get_type_size() == 0;
    if (!is_flag && option->get_expected_max() == 1 && values.size() > 1) values = {joined(values, ",")};
    for (const std::string& one : values) {
      if (is_flag && is_false(one)) continue;
      added.push_back(is_flag ? "--" + name : "--" + name + "=" + one);
      sources["--" + name] = value.empty() ? "settings.json" : variable;
    }
  }
  words.insert(words.begin(), added.begin(), added.end());
  return words;
}

std::vector<std::string> unknown_settings(const CLI::App& app, const std::string& path, const Json& settings) {
  std::vector<std::string> unknown;
  for (const Json* section : sections(settings, path)) {
    for (const auto& [key, value] : section->members()) {
      if (value.is_object()) continue;  // the options of a longer command
      const std::string name = replaced(key, "_", "-");
      const auto options = app.get_options();
      const bool known = std::any_of(options.begin(), options.end(), [&name, &key = key](const CLI::Option* option) {
        return option->check_lname(name) || option->check_lname(key);
      });
      if (!known) unknown.push_back(key);
    }
  }
  return unknown;
}

}  // namespace cmtool
