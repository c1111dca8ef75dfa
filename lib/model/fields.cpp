// SPDX-License-Identifier: MIT
#include "model/fields.hpp"

#include "base/tr.hpp"

namespace cmtool {

Fields::Fields(const Json& json, std::string what) : json_(json), what_(std::move(what)) {
  if (!json.is_object()) wrong_ = "{}";
}

const Json& Fields::child(std::string_view key) {
  asked_.emplace(key);
  return json_[key];
}

void Fields::wrong(std::string_view key) {
  if (wrong_.empty()) wrong_ = key;
}

void Fields::text(std::string_view key, std::string& to) {
  const Json& value = child(key);
  if (value.is_string()) to = value.string_or();
  else if (!value.is_null()) wrong(key);
}

void Fields::yes_no(std::string_view key, bool& to) {
  const Json& value = child(key);
  if (value.is_bool()) to = value.bool_or(to);
  else if (!value.is_null()) wrong(key);
}

void Fields::number(std::string_view key, double& to) {
  const Json& value = child(key);
  if (value.is_number()) to = value.number_or(to);
  else if (!value.is_null()) wrong(key);
}

void Fields::read_integer(std::string_view key, std::int64_t& to) {
  const Json& value = child(key);
  if (value.is_integer()) to = value.integer_or(to);
  else if (!value.is_null()) wrong(key);
}

void Fields::instant(std::string_view key, std::optional<Instant>& to) {
  std::string text_form;
  text(key, text_form);
  if (text_form.empty()) return;
  if (auto at = parse_iso(text_form); at.ok()) to = *at;
  else wrong(key);
}

void Fields::instant(std::string_view key, Instant& to) {
  std::optional<Instant> at;
  instant(key, at);
  if (at) to = *at;
  else wrong(key);
}

void Fields::texts(std::string_view key, std::vector<std::string>& to) {
  const Json& value = child(key);
  to = value.string_items();
  if ((!value.is_null() && !value.is_array()) || to.size() != value.items().size()) wrong(key);
}

void Fields::texts(std::string_view key, std::map<std::string, std::string>& to) {
  const Json& value = child(key);
  if (!value.is_null() && !value.is_object()) wrong(key);
  for (const auto& [name, text_value] : value.members()) {
    if (text_value.is_string()) to[name] = text_value.string_or();
    else wrong(key);
  }
}

Json Fields::unknown() const {
  Json rest = Json::object();
  for (const auto& [key, value] : json_.members()) {
    if (!asked_.contains(key)) rest.set(key, value);
  }
  return rest;
}

Result<void> Fields::done() const {
  if (wrong_.empty()) return {};
  return Error{.fault = Fault::state,
               .message = tr("the record of kind “{}” cannot be understood: its member “{}” is damaged", what_, wrong_),
               .hint = tr("look at it with: cmtool workspace check")};
}

void add_unknown(Json& record, const Json& unknown) {
  for (const auto& [key, value] : unknown.members()) {
    if (!record.contains(key)) record.set(key, value);
  }
}

Json json_of(const std::optional<Instant>& at) { return at ? Json(iso(*at)) : Json(); }

Json json_of(const std::map<std::string, std::string>& texts) {
  Json object = Json::object();
  for (const auto& [key, value] : texts) object.set(key, value);
  return object;
}

}  // namespace cmtool
