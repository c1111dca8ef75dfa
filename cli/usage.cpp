// SPDX-License-Identifier: MIT
#include "cli/usage.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/globals.hpp"

namespace cmtool {
namespace {

constexpr char own_mark = '\x1F';

std::string label(const CLI::Option& option) {
  return option.get_positional() && option.get_lnames().empty() ? argument_name(option) : option.get_name(false, false);
}

/// The name that CLI11 uses for it in its messages.
std::vector<std::string> spoken_names(const CLI::Option& option) {
  std::vector<std::string> names;
  for (const std::string& name : option.get_lnames()) names.push_back("--" + name);
  for (const std::string& name : option.get_snames()) names.push_back("-" + name);
  if (option.get_positional()) names.push_back(option.get_name(true));
  return names;
}

/// The option that a message of CLI11 is about. It begins with the name as a rule; what else stands in it may be the name of a
/// type ("--to: 1 required TEXT missing"). The longest counts, as "--to" is in "--tone".
const CLI::Option* concerned(const std::string& message, const CLI::App& app) {
  const CLI::Option* best = nullptr;
  std::size_t most = 0;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : spoken_names(*option)) {
      const auto at = message.find(name);
      if (at == std::string::npos) continue;
      const std::size_t weight = name.size() + (at == 0 ? message.size() : 0);
      if (weight > most) {
        best = option;
        most = weight;
      }
    }
  }
  return best;
}

std::string help_hint(const std::string& path) { return tr("“cmtool {} --help” shows what it takes", path); }

Error mistake(std::string message, std::string hint) {
  return {.fault = Fault::usage, .message = std::move(message), .hint = std::move(hint)};
}

std::vector<std::string> option_names(const CLI::App& app) {
  std::vector<std::string> names;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_lnames()) names.push_back("--" + name);
  }
  return names;
}

Error extra_words(const CLI::App& app, const std::string& path) {
  const std::vector<std::string> extra = app.remaining();
  const std::string first = extra.empty() ? "" : extra.front();
  if (first.starts_with('-') && first.size() > 1)
    return unknown_option(first.substr(0, first.find('=')), option_names(app), path);
  return mistake(tr("“{}” is one word too many", first), tr("put a text with spaces between quotes; {}", help_hint(path)));
}

std::string conversion_message(const CLI::Option* option) {
  if (option == nullptr) return tr("a value cannot be read");
  const std::string type = option->get_type_name(), given = option->results().empty() ? "" : option->results().back();
  if (type == "INT" || type == "UINT") return tr("“{}” is not a whole number", given);
  if (type == "FLOAT") return tr("“{}” is not a number", given);
  return tr("“{}” cannot be read", given);
}

/// The sentence with the option that it is about before it.
std::string about(const CLI::Option* option, const std::string& sentence) {
  return option == nullptr ? sentence : tr("{}: {}", label(*option), sentence);
}

std::string mismatch_message(const CLI::Option* option) {
  if (option == nullptr) return tr("the number of values is wrong");
  if (option->count() > 1) return tr("{} can be given only once", label(*option));
  if (option->get_expected_max() == 0) return tr("{} takes no value", label(*option));
  return tr("{} needs a value", label(*option));
}

std::pair<std::string, std::string> both_sides(const std::string& message, const std::string& verb) {
  const auto at = message.find(verb);
  return at == std::string::npos ? std::pair{message, std::string()}
                                 : std::pair{message.substr(0, at), message.substr(at + verb.size())};
}

}  // namespace

std::string own_message(const std::string& sentence) { return own_mark + sentence; }

std::optional<std::string> nearest(std::string_view given, const std::vector<std::string>& known) {
  std::optional<std::string> best;
  // Half of a short word may be wrong (two letters changed places: 2), but never more than three letters.
  const std::size_t letters = given.size() - std::min(given.find_first_not_of('-'), given.size());
  std::size_t least = std::clamp<std::size_t>(letters / 2, 1, 3) + 1;
  for (const std::string& one : known) {
    const std::size_t far = distance(lower(given), lower(one));
    if (far < least) {
      least = far;
      best = one;
    }
  }
  if (best || given.size() < 3) return best;
  for (const std::string& one : known) {
    if (one.starts_with(given)) return one;
  }
  return best;
}

std::string not_among(const std::string& given, const std::vector<std::string>& values) {
  if (const auto meant = nearest(given, values))
    return tr("“{}” is none of {}; did you mean {}?", given, joined(values, ", "), *meant);
  return tr("“{}” is none of {}", given, joined(values, ", "));
}

Error usage_error(const CLI::ParseError& fault, const CLI::App& app, const std::string& path, const Sources& sources) {
  const std::string said = fault.what();
  const CLI::Option* const option = concerned(said, app);
  std::string message;
  if (dynamic_cast<const CLI::ExtrasError*>(&fault) != nullptr) return extra_words(app, path);
  if (dynamic_cast<const CLI::RequiredError*>(&fault) != nullptr) {
    message = option == nullptr ? tr("something is missing") : tr("{} is missing", label(*option));
  } else if (dynamic_cast<const CLI::ArgumentMismatch*>(&fault) != nullptr) {
    message = mismatch_message(option);
  } else if (const auto own = said.find(own_mark); own != std::string::npos) {
    message = about(option, said.substr(own + 1));
  } else if (dynamic_cast<const CLI::ConversionError*>(&fault) != nullptr ||
             dynamic_cast<const CLI::ValidationError*>(&fault) != nullptr) {
    message = about(option, conversion_message(option));
  } else if (dynamic_cast<const CLI::RequiresError*>(&fault) != nullptr) {
    const auto [one, other] = both_sides(said, " requires ");
    message = tr("{} works only together with {}", one, other);
  } else if (dynamic_cast<const CLI::ExcludesError*>(&fault) != nullptr) {
    const auto [one, other] = both_sides(said, " excludes ");
    message = tr("{} and {} exclude each other", one, other);
  } else {
    message = tr("the command line cannot be read");
  }
  Error error = mistake(std::move(message), help_hint(path));
  const auto source = option == nullptr ? sources.end() : sources.find(label(*option));
  if (source != sources.end()) error.where = source->second;
  return error;
}

Error unknown_command(const std::string& words) {
  std::vector<std::string> known;
  for (const Command* command : commands()) {
    if (command->hidden) continue;
    known.push_back(command->path);
    const std::string first = command->path.substr(0, command->path.find(' '));
    if (std::find(known.begin(), known.end(), first) == known.end()) known.push_back(first);
  }
  const auto meant = nearest(words, known);
  return mistake(tr("there is no command “{}”", words),
                 meant ? tr("did you mean “cmtool {}”?", *meant) : tr("“cmtool --help” lists the commands"));
}

Error incomplete_command(const std::string& words) {
  std::vector<std::string> next;
  for (const Command* command : commands()) {
    if (!command->hidden && command->path.starts_with(words + " ")) next.push_back(command->path.substr(words.size() + 1));
  }
  return mistake(tr("“cmtool {}” needs one more word", words), tr("one of: {}", joined(next, ", ")));
}

Error unknown_option(const std::string& option, std::vector<std::string> known, const std::string& path) {
  for (const GlobalOption& global : global_options()) known.push_back("--" + global.name);
  const auto meant = option.starts_with("--") ? nearest(option, known) : std::nullopt;
  const std::string hint = path.empty() ? tr("“cmtool --help” lists the options") : help_hint(path);
  return mistake(tr("there is no option “{}”", option), meant ? tr("did you mean {}?", *meant) : hint);
}

Error missing_value(const std::string& option) {
  return mistake(tr("{} needs a value", option), tr("“cmtool --help” lists the options"));
}

}  // namespace cmtool
