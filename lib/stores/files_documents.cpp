// SPDX-License-Identifier: MIT
// Single documents of the user's, a file each: rules, saved replies, what is known of people.
#include "base/tr.hpp"
#include "state/json_file.hpp"
#include "stores/files.hpp"

namespace cmtool {
namespace {

/// Names become parts of paths, as those of accounts do.
Result<void> check_name(const std::string& name) {
  if (is_account_name(name)) return {};
  return Error{.fault = Fault::usage, .message = tr("“{}” cannot be a name here", name), .hint = tr("letters, digits, “-”, “_” and “.”, at most 64")};
}

}  // namespace

Result<std::vector<std::pair<std::string, Json>>> FilesStore::documents(const std::string& kind) {
  TRY(const auto files, entries_if_there(disk_, layout_.documents(kind)));
  std::vector<std::pair<std::string, Json>> all;
  for (const auto& file : files) {
    const auto name = record_name(file.name);
    if (!name || name->starts_with('@') || is_temporary(file.name)) continue;
    TRY(auto json, load_json_if_there(disk_, layout_.documents(kind) / file.name));
    if (json) all.emplace_back(*name, std::move(*json));
  }
  return all;
}

Result<void> FilesStore::save_document(const std::string& kind, const std::string& name, const Json& json, bool replace) {
  CHECK_OK(check_name(name));
  return group_.run_one({.names = {kind}, .prepare = [&]() -> Result<Change> {
    const auto path = layout_.documents(kind) / (name + ".json");
    CHECK_OK(make_folders(disk_, layout_.root(), layout_.documents(kind)));
    if (!replace && disk_.facts(path).ok()) return Error{.fault = Fault::conflict, .message = tr("there is one named {} already", name)};
    return Change{.first = {{path, json_text(json)}}};
  }});
}

Result<void> FilesStore::remove_document(const std::string& kind, const std::string& name) {
  CHECK_OK(check_name(name));
  return group_.run_one({.names = {kind}, .prepare = [&]() -> Result<Change> {
    const auto path = layout_.documents(kind) / (name + ".json");
    if (!disk_.facts(path).ok()) return Error{.fault = Fault::not_found, .message = tr("there is none named {}", name)};
    return Change{.remove = {path}};
  }});
}

}  // namespace cmtool
