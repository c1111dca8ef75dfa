// SPDX-License-Identifier: MIT
#include "cli/command.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/report_commands.hpp"
#include "cli/usage.hpp"

namespace cmtool {

#define X(name) const Command& name##_command();
#include "commands.inc"
#undef X

namespace {

constexpr auto values_check = "values";
constexpr auto offer_check = "offer ";

constexpr Offer all_offers[] = {Offer::accounts, Offer::platforms, Offer::files,   Offer::folders,
                                Offer::states,   Offer::languages, Offer::formats, Offer::commands};

bool has_check(const CLI::Option& option, const std::string& name) {
  try {
    return const_cast<CLI::Option&>(option).get_validator(name) != nullptr;
  } catch (const CLI::OptionNotFound&) {
    return false;
  }
}

}  // namespace

const std::vector<const Command*>& commands() {
  static const std::vector<const Command*> all = [] {
    std::vector<const Command*> found{
#define X(name) &name##_command(),
#include "commands.inc"
#undef X
    };
    for (const Command* report : report_commands()) found.push_back(report);
    std::sort(found.begin(), found.end(), [](const Command* a, const Command* b) { return a->path < b->path; });
    return found;
  }();
  return all;
}

const Command* find_command(std::string_view path) {
  for (const Command* command : commands()) {
    if (command->path == path) return command;
  }
  return nullptr;
}

std::string variable_of(std::string_view path, std::string_view option) {
  std::string result = "CMTOOL_";
  for (const char c : path) result += is_letter_or_digit(c) ? c : '_';
  if (!path.empty()) result += '_';
  while (option.starts_with('-')) option.remove_prefix(1);
  for (const char c : option) result += is_letter_or_digit(c) ? c : '_';
  for (char& c : result) c = is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
  return result;
}

CLI::Option* one_of(CLI::Option* option, std::vector<std::string> values) {
  option->type_name(joined(values, "|"));
  const auto check = [values = std::move(values)](std::string& given) {
    if (std::find(values.begin(), values.end(), given) != values.end()) return std::string();
    return own_message(not_among(given, values));
  };
  return option->check(CLI::Validator(check, "", values_check));
}

CLI::Option* offers(CLI::Option* option, Offer offer) {
  return option->check(CLI::Validator([](std::string&) { return std::string(); }, "", offer_check + std::string(slug(offer))));
}

std::string_view slug(Offer offer) {
  switch (offer) {
    case Offer::accounts: return "accounts";
    case Offer::platforms: return "platforms";
    case Offer::files: return "files";
    case Offer::folders: return "folders";
    case Offer::states: return "states";
    case Offer::languages: return "languages";
    case Offer::formats: return "formats";
    case Offer::commands: return "commands";
  }
  return {};
}

std::string value_name(const CLI::Option& option) {
  const std::string type = option.get_type_name();
  if (type == "TEXT") return tr("TEXT");
  return type == "INT" || type == "UINT" || type == "FLOAT" ? tr("NUMBER") : type;
}

std::string argument_name(const CLI::Option& option) { return tr_text(option.get_name(true)); }

std::vector<std::string> values_of(const CLI::Option& option) {
  return has_check(option, values_check) ? split(option.get_type_name(), '|') : std::vector<std::string>{};
}

std::optional<Offer> offer_of(const CLI::Option& option) {
  for (const Offer offer : all_offers) {
    if (has_check(option, offer_check + std::string(slug(offer)))) return offer;
  }
  return std::nullopt;
}

Prepared prepared(const Command& command) {
  Prepared result{.app = std::make_unique<CLI::App>("", command.path), .run = {}};
  result.app->set_help_flag();  // --help is found before CLI11 sees the words
  if (command.set_up != nullptr) result.run = command.set_up(*result.app);
  for (CLI::Option* option : result.app->get_options()) {
    // Otherwise `--media a.jpg TEXT` would take the text for a second picture, and "[x]" for a list.
    if (!option->get_positional() && option->get_expected_max() > 1) option->allow_extra_args(false);
  }
  return result;
}

}  // namespace cmtool
