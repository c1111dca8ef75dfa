// SPDX-License-Identifier: MIT
#include "sheet/options.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "text/scan.hpp"

namespace cmtool {

const std::vector<RowOption>& row_options() {
  using enum OptionKind;
  static const std::vector<RowOption> all{
      {"at", text}, {"zone", text}, {"to", list}, {"text", text}, {"title", text}, {"link", text}, {"media", media}, {"campaign", text},
      {"tag", list}, {"category", list}, {"warning", text}, {"language", text}, {"visibility", text}, {"first_comment", text}, {"for", map},
      {"thread", flag}, {"numbered", flag}, {"split", text}, {"reply_to", text}, {"quote", text}, {"poll", list}, {"poll_ends", text},
      {"poll_multiple", flag}, {"poll_hide_totals", flag}, {"sponsored", text}, {"template", text}, {"set", map}, {"excerpt", text},
      {"slug", text}, {"status", text}, {"utm", flag}, {"strict", flag}, {"shrink", flag}, {"keep_location", flag}, {"no_card", flag},
      {"draft", flag}, {"every", text}, {"until", text}, {"except", list}, {"max_late", text}, {"slot", text}, {"after", text},
      {"fold", text}, {"hold", flag}, {"evergreen", text}, {"rest", text}, {"native", flag}, {"key", text}, {"id", text}};
  return all;
}

const RowOption* find_row_option(std::string_view name) {
  const std::string wanted = replaced(lower(trimmed(name)), "-", "_");
  for (const auto& option : row_options()) {
    if (option.name == wanted) return &option;
  }
  return nullptr;
}

std::optional<bool> flag_of(std::string_view word) {
  const std::string is = plain(trimmed(word));
  for (const auto* yes : {"yes", "y", "true", "1", "x", "on", "oui", "o", "vrai", "✓", "✔"}) {
    if (is == yes) return true;
  }
  for (const auto* no : {"no", "n", "false", "0", "off", "non", "faux", "-"}) {
    if (is == no) return false;
  }
  return std::nullopt;
}

namespace {

Error not_of_kind(const RowOption& option, std::string hint) {
  return Error{.fault = Fault::usage, .message = tr("this is no value for “{}”", option.name), .hint = std::move(hint)};
}

/// A cell that is JSON of that kind; null for any other cell.
Json json_cell(const std::string& cell, char opening) {
  const auto start = trimmed(cell);
  if (!start.starts_with(opening)) return {};
  auto json = parse_json(start);
  return json.ok() ? std::move(json).value() : Json();
}

/// Would "a, b" give these items again?
bool plain_list(const std::vector<std::string>& items) {
  if (items.empty() || items.front().starts_with('[')) return false;
  return std::all_of(items.begin(), items.end(), [](const std::string& item) {
    return !item.empty() && item.find(',') == std::string::npos && trimmed(item).size() == item.size();
  });
}

Json list_value(const std::string& cell) {
  const Json json = json_cell(cell, '[');
  if (json.is_array() && json.string_items().size() == json.items().size()) return json;
  Json list = Json::array();
  for (const auto& item : split(cell, ',')) {
    if (const auto text = trimmed(item); !text.empty()) list.push(Json(text));
  }
  return list.items().empty() ? Json() : list;
}

/// A poll is also written as on the command line: "Yes|No|Perhaps".
Json poll_value(const std::string& cell) {
  if (cell.find('|') == std::string::npos || trimmed(cell).starts_with('[')) return list_value(cell);
  Json list = Json::array();
  for (const auto& item : split(cell, '|')) list.push(Json(trimmed(item)));
  return list;
}

}  // namespace

Result<Json> option_value(const RowOption& option, const std::string& cell) {
  if (cell.empty()) return Json();
  switch (option.kind) {
    case OptionKind::text: return Json(cell);
    case OptionKind::list: return option.name == "poll" ? poll_value(cell) : list_value(cell);
    case OptionKind::flag: {
      if (trimmed(cell).empty()) return Json();
      const auto flag = flag_of(cell);
      if (!flag) return not_of_kind(option, tr("write yes or no"));
      return Json(*flag);
    }
    case OptionKind::map: {
      Json json = json_cell(cell, '{');
      if (!json.is_object()) return not_of_kind(option, tr("make a column “{}:NAME” for each", option.name));
      return json;
    }
    case OptionKind::media: {
      const Json json = json_cell(cell, '[');
      return Json::array(json.is_array() ? media_of(json) : media_of(Json(cell)));
    }
  }
  return Json();
}

std::string option_cell(const RowOption& option, const Json& value) {
  if (value.is_null()) return {};
  switch (option.kind) {
    case OptionKind::text: return value.is_string() ? value.string_or() : value.dump();
    case OptionKind::flag: return value.is_bool() ? (value.bool_or(false) ? "yes" : "no") : value.string_or();
    case OptionKind::list: {
      const auto items = items_of(value);
      const bool bar = option.name == "poll" && std::any_of(items.begin(), items.end(), [](const auto& item) { return item.find('|') != std::string::npos; });
      return plain_list(items) && !bar ? joined(items, ", ") : Json::strings(items).dump();
    }
    case OptionKind::map: return value.dump();
    case OptionKind::media: return Json::array(media_of(value)).dump();
  }
  return {};
}

std::vector<std::string> items_of(const Json& value) {
  if (value.is_string()) return {value.string_or()};
  return value.string_items();
}

Json::Array media_of(const Json& value) {
  Json::Array media;
  for (const Json& item : value.is_array() ? value.items() : Json::Array{value}) {
    const std::string file = item.is_string() ? item.string_or() : item["file"].string_or();
    if (file.empty()) continue;
    Json one{{"file", file}};
    for (const char* part : {"alt", "focus"}) {
      if (const auto text = item[part].string_or(); !text.empty()) one.set(part, text);
    }
    media.push_back(std::move(one));
  }
  return media;
}

namespace {
bool says_nothing(const Json& value) {
  return value.is_null() || (value.is_string() && value.string_or().empty()) || (value.is_array() && value.items().empty()) ||
         (value.is_object() && value.members().empty());
}
}  // namespace

Json in_one_form(const Json& options) {
  Json result = Json::object();
  for (const auto& option : row_options()) {
    const Json& value = options[option.name];
    if (says_nothing(value)) continue;
    if (option.kind == OptionKind::media) {
      if (auto media = media_of(value); !media.empty()) result.set(option.name, Json::array(std::move(media)));
    } else if (option.kind == OptionKind::list && value.is_string()) {
      result.set(option.name, option.name == "poll" ? poll_value(value.string_or()) : Json::strings({value.string_or()}));
    } else if (option.kind == OptionKind::map && value.is_object()) {
      auto members = value.members();
      std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
      for (const auto& [part, text] : members) {
        if (!says_nothing(text)) result.member(option.name).set(part, text);
      }
    } else {
      result.set(option.name, value);
    }
  }
  for (const auto& [name, value] : options.members()) {
    if (!says_nothing(value) && !result.contains(name) && find_row_option(name) == nullptr) result.set(name, value);
  }
  return result;
}

}  // namespace cmtool
