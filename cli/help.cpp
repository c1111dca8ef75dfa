// SPDX-License-Identifier: MIT
#include "cli/help.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/globals.hpp"
#include "text/width.hpp"

namespace cmtool {
namespace {

/// A name and what it means, side by side.
struct HelpLine {
  std::string name{}, meaning{};
};

/// The headings in this order; commands of other groups follow.
constexpr std::array headings{N_("Start"),      N_("Accounts"), N_("Posting"),   N_("Schedule"),
                              N_("Moderation"), N_("Reports"),  N_("Hooks"),   N_("Workspace"),
                              N_("Tools")};

std::size_t columns(int width) { return width > 0 ? static_cast<std::size_t>(std::clamp(width, 40, 120)) : 100; }

std::string heading(const std::string& text) { return "\n" + text + "\n"; }

std::string entries(const std::vector<HelpLine>& all, int width_limit) {
  constexpr std::size_t widest_name = 30, margin = 2;
  std::size_t widest = 0;
  for (const HelpLine& entry : all) {
    const std::size_t one = width(entry.name);
    if (one <= widest_name) widest = std::max(widest, one);
  }
  const std::size_t indent = margin + widest + 2;
  std::string result;
  for (const HelpLine& entry : all) {
    const std::size_t used = margin + width(entry.name);
    result += std::string(margin, ' ') + entry.name;
    result += used + 2 > indent ? "\n" + std::string(indent, ' ') : std::string(indent - used, ' ');
    result += wrapped(entry.meaning, columns(width_limit), indent) + "\n";
  }
  return result;
}

std::vector<HelpLine> global_entries() {
  std::vector<HelpLine> all;
  for (const GlobalOption& option : global_options()) {
    const std::string value = option.values.empty() ? tr_text(option.value) : joined(option.values, "|");
    std::string name = option.letter == 0 ? "    " : std::string("-") + option.letter + ", ";
    name += "--" + option.name;
    if (!option.value.empty()) name += option.optional_value ? "[=" + value + "]" : " " + value;
    all.push_back({name, tr_text(option.description)});
  }
  all.push_back({"-h, --help", tr("show this help")});
  return all;
}

bool is_flag(const CLI::Option& option) { return option.get_type_size() == 0 || option.get_expected_max() == 0; }

HelpLine option_entry(const CLI::Option& option) {
  std::string name =
      option.get_snames().empty() ? "    " : "-" + option.get_snames().front() + (option.get_lnames().empty() ? "" : ", ");
  std::vector<std::string> names;
  for (const std::string& one : option.get_lnames()) names.push_back("--" + one);
  name += joined(names, ", ");
  if (!is_flag(option)) name += " " + value_name(option);
  std::string meaning = option.get_description();
  if (option.get_required()) meaning += " " + tr("(required)");
  if (!is_flag(option) && option.get_expected_max() > 1) meaning += " " + tr("(may be repeated)");
  return {name, meaning};
}

std::string usage_line(const Command& command, const CLI::App& app) {
  std::string line = "cmtool " + command.path;
  bool has_options = false;
  for (const CLI::Option* option : app.get_options()) has_options |= !option->get_positional();
  if (has_options) line += " " + tr("[OPTION…]");
  for (const CLI::Option* option : app.get_options()) {
    if (!option->get_positional()) continue;
    const std::string name = argument_name(*option) + (option->get_expected_max() > 1 ? "…" : "");
    line += option->get_required() ? " " + name : " [" + name + "]";
  }
  return line;
}

std::vector<std::string> siblings(const Command& command) {
  std::vector<std::string> found;
  for (const Command* other : commands()) {
    if (!other->hidden && other->path.starts_with(command.path + " ")) found.push_back(other->path);
  }
  return found;
}

HelpLine command_entry(const Command& command) { return {command.path, tr_text(command.summary)}; }

std::string examples(const Command& command) {
  if (command.examples.empty()) return {};
  std::string result = heading(tr("Examples:"));
  for (const std::string& line : split(tr_text(command.examples), '\n')) {
    if (!line.empty()) result += "  " + line + "\n";
  }
  return result;
}

}  // namespace

std::string program_help(int width) {
  std::string result =
      tr("cmtool: the community manager's desk in a shell") + "\n\n" + tr("Usage: cmtool [OPTION…] COMMAND …") + "\n";
  std::vector<std::string> groups(headings.begin(), headings.end());
  for (const Command* command : commands()) {
    if (!command->hidden && std::find(groups.begin(), groups.end(), command->group) == groups.end())
      groups.push_back(command->group);
  }
  for (const std::string& group : groups) {
    std::vector<HelpLine> all;
    for (const Command* command : commands()) {
      if (!command->hidden && command->group == group) all.push_back(command_entry(*command));
    }
    // TRANSLATORS: {} is a heading of the help, such as "Posting"
    if (!all.empty()) result += heading(tr("{}:", tr_text(group))) + entries(all, width);
  }
  std::vector<HelpLine> options = global_entries();
  options.push_back({"    --version", tr("show the version")});
  result += heading(tr("Options, before or after the command:")) + entries(options, width);
  result +=
      "\n" +
      wrapped(tr("“cmtool COMMAND --help” tells more; so does “man cmtool”. Exit codes: 0 done, 1 failed, 2 wrong command "
                 "line, 3 partly done, "
                 "4 sign-in needed, 5 not found, 6 refused before anything was sent, 7 later, 8 outcome unknown, 9 workspace."),
              columns(width), 0) +
      "\n";
  return result;
}

std::string group_help(const std::string& words, int width) {
  std::string result = tr("Usage: cmtool {} COMMAND …", words) + "\n";
  std::vector<HelpLine> all;
  for (const Command* command : commands()) {
    if (!command->hidden && command->path.starts_with(words + " ")) all.push_back(command_entry(*command));
  }
  return result + heading(tr("Commands:")) + entries(all, width) + "\n" + tr("“cmtool {} COMMAND --help” tells more.", words) +
         "\n";
}

std::string command_help(const Command& command, int width) {
  const Prepared ready = prepared(command);
  std::string summary = tr_text(command.summary);
  std::string result = tr("Usage: {}", usage_line(command, *ready.app)) + "\n\n" + wrapped(summary, columns(width), 0) + "\n";
  if (!command.details.empty()) result += "\n" + wrapped(tr_text(command.details), columns(width), 0) + "\n";
  std::vector<HelpLine> words, options;
  for (const CLI::Option* option : ready.app->get_options()) {
    if (option->get_positional()) words.push_back({argument_name(*option), option->get_description()});
    else if (!option->get_group().empty()) options.push_back(option_entry(*option));
  }
  if (!words.empty()) result += heading(tr("Arguments:")) + entries(words, width);
  if (!options.empty()) result += heading(tr("Options:")) + entries(options, width);
  result += examples(command);
  if (const auto others = siblings(command); !others.empty())
    result += heading(tr("See also:")) + "  " + wrapped(joined(others, ", "), columns(width), 2) + "\n";
  std::string after = tr("The options of “cmtool --help” work here too.");
  if (!options.empty()) {
    for (const CLI::Option* option : ready.app->get_options()) {
      if (option->get_lnames().empty()) continue;
      after += " " + tr("Each can also stand in the environment ({}) or in settings.json.",
                        variable_of(command.path, option->get_lnames().front()));
      break;
    }
  }
  return result + "\n" + wrapped(after, columns(width), 0) + "\n";
}

}  // namespace cmtool
