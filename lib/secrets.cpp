// SPDX-License-Identifier: MIT
#include "secrets.hpp"

#include "base/ascii.hpp"
#include "base/command_line.hpp"
#include "base/tr.hpp"
#include "net/keyring.hpp"
#include "platform.hpp"
#include "sys/process.hpp"

namespace cmtool {
namespace {

constexpr std::string_view expires_key = "expires";

/// The field that a bare secret stands for: the first secret that the platform needs.
std::string main_field(const Account& account) {
  const auto platform = find_platform(account.platform);
  if (platform.ok()) {
    for (const auto& needed : (*platform)->about().needs) {
      if (needed.secret) return needed.key;
    }
  }
  return "access_token";
}

Json json_of_credentials(const Credentials& credentials) {
  Json json = Json::object();
  for (const auto& [name, secret] : credentials.fields) json.set(name, secret.reveal());
  json.set(expires_key, credentials.expires ? Json(iso(*credentials.expires)) : Json());
  return json;
}

Result<Credentials> credentials_of_json(const Json& json) {
  Credentials credentials;
  for (const auto& [name, value] : json.members()) {
    if (name == expires_key) {
      if (const auto at = parse_iso(value.string_or()); at.ok()) credentials.expires = *at;
    } else if (value.is_string()) {
      credentials.fields[name] = Secret(value.string_or());
      guard_secret(credentials.fields[name]);
    }
  }
  return credentials;
}

Error none_kept(const Account& account) {
  return Error{.fault = Fault::auth,
               .message = tr("there are no credentials for this account"),
               .hint = tr("sign in again: cmtool account add {} {}", account.platform, account.name),
               .where = label(account)};
}

KeyringEntry entry_of(Store& store, const Account& account) { return {.workspace = store.where(), .account = account.name}; }

Result<std::unique_ptr<Keyring>> keyring_of(World& world) {
  return desktop_keyring([&world](const std::string& name) { return world.variable(name); });
}

/// Session tokens kept beside a password that lives elsewhere.
Result<Credentials> with_session_tokens(Store& store, const Account& account, Credentials credentials) {
  auto kept = store.secret(account.name);
  if (!kept.ok()) {
    if (kept.error().fault == Fault::not_found) return credentials;
    return std::move(kept).error();
  }
  TRY(auto tokens, credentials_of_json(*kept));
  for (auto& [name, secret] : tokens.fields) credentials.fields.try_emplace(name, secret);
  if (!credentials.expires) credentials.expires = tokens.expires;
  return credentials;
}

/// A file that systemd made for us, by the account's name.
Result<std::optional<Credentials>> from_systemd(World& world, const Account& account) {
  const std::string folder = world.variable("CREDENTIALS_DIRECTORY");
  if (folder.empty()) return std::optional<Credentials>{};
  for (const auto& name : {"cmtool-" + account.name, account.name}) {
    auto text = world.disk->read(Disk::Path(folder) / name, 64u << 10);
    if (text.ok()) {
      TRY(auto credentials, read_credentials(*text, main_field(account)));
      return std::optional<Credentials>(std::move(credentials));
    }
    if (text.error().fault != Fault::not_found) return std::move(text).error();
  }
  return std::optional<Credentials>{};
}

Result<Credentials> from_command(World& world, const Account& account) {
  TRY(auto outcome, run_process(account.token_command, ProcessOptions{.environment = clean_environment(world.variables), .stop = world.stop}));
  if (outcome.exit_code != 0) {
    return Error{.fault = Fault::auth,
                 .message = tr("the token command “{}” ended with status {}", account.token_command.front(), outcome.exit_code),
                 .hint = tr("try it by hand, then: cmtool account check @{}", account.name),
                 .where = label(account)};
  }
  return read_credentials(outcome.output, main_field(account));
}

}  // namespace

Result<Credentials> read_credentials(std::string_view text, const std::string& main) {
  text = trimmed(text);
  if (text.empty()) return Error{.fault = Fault::auth, .message = tr("the credentials that were handed over are empty")};
  if (text.front() == '{') {
    TRY(const Json json, parse_json(text, {.depth = 4, .bytes = 64u << 10}));
    return credentials_of_json(json);
  }
  Credentials credentials;
  const auto lines = split(text, '\n');
  credentials.fields[main] = Secret(std::string(trimmed(lines.front())));
  guard_secret(credentials.fields[main]);
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const std::string_view line = lines[i];
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0) continue;
    const std::string name = lower(trimmed(line.substr(0, colon)));
    credentials.fields.try_emplace(name, std::string(trimmed(line.substr(colon + 1))));
    guard_secret(credentials.fields[name]);
  }
  return credentials;
}

Result<SecretWish> secret_wish(const Json& setting, const std::string& prefix, const std::string& name) {
  SecretWish wish{.name = name, .variable = setting[prefix + "_from"].string_or()};
  if (setting.contains(prefix)) {
    return Error{.fault = Fault::usage, .message = tr("settings.json is no place for a secret: “{}”", prefix),
                 .hint = tr("say where it is: \"{}_command\": [\"pass\", \"show\", …], or \"{}_from\": \"VARIABLE\"", prefix, prefix)};
  }
  const Json& command = setting[prefix + "_command"];
  if (command.is_string()) {
    TRY(wish.command, split_command(command.string_or()));
  } else {
    wish.command = command.string_items();
  }
  return wish;
}

Result<Secret> load_secret(World& world, const SecretWish& wish) {
  const auto only = [](std::string_view text) -> Result<Secret> {
    TRY(const auto credentials, read_credentials(text, "secret"));
    Secret secret = credentials["secret"];
    if (secret.empty()) return Error{.fault = Fault::auth, .message = tr("the credentials that were handed over are empty")};
    guard_secret(secret);
    return secret;
  };
  if (const std::string folder = world.variable("CREDENTIALS_DIRECTORY"); !folder.empty() && !wish.name.empty()) {
    const auto text = world.disk->read(Disk::Path(folder) / ("cmtool-" + wish.name), 64u << 10);
    if (text.ok()) return only(*text);
    if (text.error().fault != Fault::not_found) return text.error();
  }
  if (!wish.variable.empty() && !world.variable(wish.variable).empty()) return only(world.variable(wish.variable));
  if (!wish.command.empty()) {
    TRY(const auto outcome, run_process(wish.command, ProcessOptions{.environment = clean_environment(world.variables), .stop = world.stop}));
    if (outcome.exit_code == 0) return only(outcome.output);
    return Error{.fault = Fault::auth, .message = tr("the token command “{}” ended with status {}", wish.command.front(), outcome.exit_code)};
  }
  return Error{.fault = Fault::auth, .message = tr("there is no secret for {}", wish.name),
               .hint = wish.variable.empty() ? tr("settings.json says where it is, by a command or a variable") : tr("the variable {} is empty", wish.variable)};
}

Result<Credentials> load_credentials(World& world, Store& store, const Account& account) {
  TRY(auto handed, from_systemd(world, account));
  if (handed) return with_session_tokens(store, account, *std::move(handed));
  switch (account.secret_home) {
    case SecretHome::none: return Credentials{};
    case SecretHome::credentials: return none_kept(account);
    case SecretHome::command: {
      TRY(auto credentials, from_command(world, account));
      return with_session_tokens(store, account, std::move(credentials));
    }
    case SecretHome::keyring: {
      TRY(const auto keyring, keyring_of(world));
      const auto text = keyring->load(entry_of(store, account), world.stop);
      if (!text.ok() && text.error().fault == Fault::not_found) return none_kept(account);
      CHECK_OK(text);
      TRY(const Json json, parse_json(text->reveal()));
      return credentials_of_json(json);
    }
    case SecretHome::file: {
      auto json = store.secret(account.name);
      if (!json.ok() && json.error().fault == Fault::not_found) return none_kept(account);
      CHECK_OK(json);
      return credentials_of_json(*json);
    }
  }
  return none_kept(account);
}

Result<void> save_credentials(World& world, Store& store, const Account& account, const Credentials& credentials) {
  for (const auto& [name, secret] : credentials.fields) guard_secret(secret);
  const auto handed = from_systemd(world, account);
  const bool elsewhere = account.secret_home == SecretHome::command || account.secret_home == SecretHome::credentials ||
                         (handed.ok() && handed.value().has_value());
  if (elsewhere) {
    // The long-lived secrets stay where the user keeps them; only what the platform gave for them is ours to keep.
    Credentials tokens{.expires = credentials.expires};
    const auto platform = find_platform(account.platform);
    for (const auto& [name, secret] : credentials.fields) {
      bool asked_for = name == main_field(account);
      if (platform.ok()) {
        for (const auto& needed : (*platform)->about().needs) asked_for = asked_for || needed.key == name;
      }
      if (!asked_for) tokens.fields[name] = secret;
    }
    if (tokens.fields.empty()) return {};
    return store.save_secret(account.name, json_of_credentials(tokens));
  }
  switch (account.secret_home) {
    case SecretHome::none:
    case SecretHome::credentials:
    case SecretHome::command: return {};
    case SecretHome::keyring: {
      TRY(const auto keyring, keyring_of(world));
      return keyring->save(entry_of(store, account), Secret(json_of_credentials(credentials).dump()), world.stop);
    }
    case SecretHome::file: return store.save_secret(account.name, json_of_credentials(credentials));
  }
  return {};
}

Result<void> forget_credentials(World& world, Store& store, const Account& account) {
  if (account.secret_home != SecretHome::keyring) return {};  // the store removes its own file together with the account
  TRY(const auto keyring, keyring_of(world));
  auto removed = keyring->remove(entry_of(store, account), world.stop);
  if (!removed.ok() && removed.error().fault == Fault::not_found) return {};
  return removed;
}

bool keyring_is_there(World& world) {
  // Asking for what is not there tells whether anybody answers.
  const auto keyring = keyring_of(world);
  if (!keyring.ok()) return false;
  const auto asked = (*keyring)->load({.workspace = "cmtool", .account = "cmtool"}, world.stop);
  return asked.ok() || asked.error().fault == Fault::not_found;
}

}  // namespace cmtool
