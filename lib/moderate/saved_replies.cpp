// SPDX-License-Identifier: MIT
#include "moderate/saved_replies.hpp"

#include <algorithm>
#include <functional>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr auto kind = "replies";

/// The text with each placeholder replaced by what `value` answers; a brace without its like stands for itself.
std::string replaced(std::string_view text, const std::function<std::string(const std::string&)>& value) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.starts_with("{{") || rest.starts_with("}}")) {
      made += rest.front();
      at += 2;
      continue;
    }
    const auto end = rest.front() == '{' ? rest.find('}') : std::string_view::npos;
    const std::string_view name = end == std::string_view::npos ? std::string_view() : rest.substr(1, end - 1);
    if (name.empty() || name.find_first_of("{ \n\t\"") != std::string_view::npos) {
      made += rest.front();
      ++at;
      continue;
    }
    made += value(std::string(name));
    at += end + 1;
  }
  return made;
}

/// What an item fills in.
std::map<std::string, std::string> values_of(const Item& item) {
  return {{"name", shown_name(item.author)}, {"handle", item.author.handle}, {"account", item.account}, {"url", item.url}};
}

SavedReply reply_of(const std::string& name, const Json& json) {
  return {.name = name, .text = json["text"].string_or(), .language = json["language"].string_or()};
}

}  // namespace

std::vector<std::string> SavedReply::placeholders() const {
  std::vector<std::string> all;
  (void)replaced(text, [&](const std::string& word) {
    if (std::find(all.begin(), all.end(), word) == all.end()) all.push_back(word);
    return std::string();
  });
  return all;
}

std::vector<std::string> SavedReply::placeholders_by_hand() const {
  auto all = placeholders();
  std::erase_if(all, [known = values_of({})](const std::string& word) { return known.contains(word); });
  return all;
}

Result<std::vector<SavedReply>> saved_replies(Store& store) {
  TRY(const auto documents, store.documents(kind));
  std::vector<SavedReply> all;
  for (const auto& [name, json] : documents) all.push_back(reply_of(name, json));
  return all;
}

Result<SavedReply> saved_reply(Store& store, const std::string& name) {
  TRY(const auto all, saved_replies(store));
  const SavedReply* nearest = nullptr;
  std::size_t best = 3;
  for (const auto& reply : all) {
    if (reply.name == name) return reply;
    if (const auto d = distance(reply.name, name); d < best) {
      best = d;
      nearest = &reply;
    }
  }
  return Error{.fault = Fault::not_found, .message = tr("there is no saved reply {}", name),
               .hint = nearest != nullptr ? tr("did you mean {}?", nearest->name) : tr("cmtool moderate replies list shows those that there are"), .where = name};
}

Result<void> save_reply(Store& store, const SavedReply& reply, bool replace) {
  return store.save_document(kind, reply.name, Json{{"text", reply.text}, {"language", reply.language}}, replace);
}

Result<void> remove_reply(Store& store, const std::string& name) {
  CHECK_OK(saved_reply(store, name));
  return store.remove_document(kind, name);
}

Result<std::string> filled(const std::string& text, const InboxItem& entry, const std::map<std::string, std::string>& set) {
  const auto& item = entry.item;
  auto values = values_of(item);
  for (const auto& [name, value] : set) values[name] = value;
  std::vector<std::string> missing;
  std::string made = replaced(text, [&](const std::string& name) {
    const auto known = values.find(name);
    if (known != values.end() && !known->second.empty()) return known->second;
    missing.push_back("{" + name + "}");
    return std::string();
  });
  if (missing.empty()) return made;
  std::string names;
  for (const auto& name : missing) names += (names.empty() ? "" : ", ") + name;
  return Error{.fault = Fault::refused, .message = tr("the reply still has to be filled in: {}", names),
               .hint = tr("give each with --set, such as --set {}=…", missing.front().substr(1, missing.front().size() - 2)), .where = item.id};
}

}  // namespace cmtool
