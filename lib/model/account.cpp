// SPDX-License-Identifier: MIT
#include "model/account.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "model/fields.hpp"

namespace cmtool {

std::string_view slug(SecretHome home) {
  switch (home) {
    case SecretHome::none: return "none";
    case SecretHome::credentials: return "credentials";
    case SecretHome::command: return "command";
    case SecretHome::keyring: return "keyring";
    case SecretHome::file: return "file";
  }
  return "";
}

std::optional<SecretHome> secret_home(std::string_view name) {
  for (const auto home : {SecretHome::none, SecretHome::credentials, SecretHome::command, SecretHome::keyring, SecretHome::file}) {
    if (slug(home) == name) return home;
  }
  return std::nullopt;
}

bool is_account_name(std::string_view name) {
  constexpr std::size_t longest = 64;
  const auto allowed = [](char c) { return is_letter_or_digit(c) || c == '-' || c == '_' || c == '.'; };
  return !name.empty() && name.size() <= longest && name != "all" && is_letter_or_digit(name.front()) &&
         std::all_of(name.begin(), name.end(), allowed);
}

Json to_json(const Account& account) {
  Json json{{"name", account.name},
            {"platform", account.platform},
            {"handle", account.handle},
            {"server", account.server},
            {"remote_id", account.remote_id},
            {"tags", Json::strings(account.tags)},
            {"secret_home", slug(account.secret_home)},
            {"token_command", Json::strings(account.token_command)},
            {"token_expires", json_of(account.token_expires)},
            {"added", json_of(account.added)},
            {"slots", Json::strings(account.slots)},
            {"settings", account.settings}};
  if (account.follow_only) json.set("follow_only", true);
  add_unknown(json, account.unknown);
  return json;
}

Result<Account> account_from_json(const Json& json) {
  Account account;
  Fields fields(json, "account");
  fields.text("name", account.name);
  fields.text("platform", account.platform);
  fields.text("handle", account.handle);
  fields.text("server", account.server);
  fields.text("remote_id", account.remote_id);
  fields.texts("tags", account.tags);
  fields.yes_no("follow_only", account.follow_only);
  fields.word("secret_home", account.secret_home, secret_home);
  fields.texts("token_command", account.token_command);
  fields.instant("token_expires", account.token_expires);
  fields.instant("added", account.added);
  fields.texts("slots", account.slots);
  if (const Json& settings = fields.child("settings"); !settings.is_null()) account.settings = settings;
  if (!is_account_name(account.name)) fields.wrong("name");
  if (account.platform.empty()) fields.wrong("platform");
  account.unknown = fields.unknown();
  CHECK_OK(fields.done());
  return account;
}

}  // namespace cmtool
