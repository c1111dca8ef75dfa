// SPDX-License-Identifier: MIT
#include "accounts.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/thread.hpp"
#include "base/tr.hpp"
#include "net/url.hpp"
#include "secrets.hpp"

namespace cmtool {
namespace {

constexpr auto lock_patience = std::chrono::seconds(35);  // longer than one refresh may take elsewhere
constexpr auto limits_stay_fresh = std::chrono::hours(24);

AccountCheck checked(Desk& desk, const Account& account) {
  AccountCheck check{.account = account, .state = "ok", .expires = account.token_expires};
  const auto fail = [&](Error error) {
    if (error.where.empty()) error.where = label(account);
    switch (error.fault) {
      case Fault::auth: check.state = "dead"; break;
      case Fault::network:
      case Fault::rate_limited:
      case Fault::unknown_outcome:
      case Fault::protocol: check.state = "unreachable"; break;
      default: check.state = "failed"; break;
    }
    check.error = std::move(error);
    return check;
  };
  const auto platform = find_platform(account.platform);
  if (!platform.ok()) return fail(platform.error());
  auto session = open_session(desk, account, **platform);
  if (!session.ok()) return fail(std::move(session).error());
  auto who = account.follow_only ? (*platform)->follow(**session, account) : (*platform)->who(**session);
  if (!who.ok()) return fail(std::move(who).error());
  if ((*session)->credentials().expires) check.expires = (*session)->credentials().expires;
  return check;
}

/// Takes the account's lock; refreshes unless another process has done it while we waited; saves before answering.
Result<Credentials> renewed(Desk& desk, const Account& account, const Platform& platform, const Credentials& worn) {
  TRY(const auto lock, desk.store.lock_account(account.name, lock_patience));
  TRY(auto present, load_credentials(desk.world, desk.store, account));
  if (present != worn) {
    desk.credentials->keep(account.name, present);
    return present;
  }
  Session session(SessionParts{.account = account,
                               .credentials = present,
                               .dialect = platform.dialect(),
                               .http = &desk.http,
                               .clock = desk.world.clock,
                               .disk = desk.world.disk,
                               .stop = desk.world.stop});
  TRY(auto fresh, platform.refresh(session, present));
  // A platform that answers no new refresh token means: go on with the old one. Never keep an empty one in its place.
  for (const auto& [name, secret] : present.fields) {
    if (auto& field = fresh.fields[name]; field.empty()) field = secret;
  }
  CHECK_OK(save_credentials(desk.world, desk.store, account, fresh));
  desk.credentials->keep(account.name, fresh);
  return fresh;
}

Limits limits_learned(Desk& desk, const Account& account, const Platform& platform) {
  const std::string name = "limits-" + account.name;
  const Limits declared = platform.about().limits;
  const auto cached = desk.store.cached(name);
  const bool usable = cached.ok() && cached->has_value() && (**cached)["server"].string_or() == account.server;
  if (usable) {
    const auto at = parse_iso((**cached)["at"].string_or());
    const auto now = desk.world.clock->now();
    if (at.ok() && *at <= now && now - *at < limits_stay_fresh) return limits_from_json((**cached)["limits"], declared);
  }
  auto session = open_session(desk, account, platform);
  if (session.ok()) {
    if (auto told = platform.limits(**session); told.ok()) {
      if (to_json(*told) == to_json(declared)) return declared;  // nothing learned: nothing to keep
      // A cache that cannot be written is no reason not to post.
      (void)desk.store.save_cached(
          name, Json{{"server", account.server}, {"at", iso(desk.world.clock->now())}, {"limits", to_json(*told)}});
      return std::move(told).value();
    }
  }
  return usable ? limits_from_json((**cached)["limits"], declared) : declared;
}

}  // namespace

std::vector<AccountCheck> check_accounts(Desk& desk, const std::vector<Account>& accounts) {
  std::vector<AccountCheck> checks(accounts.size());
  constexpr std::size_t at_once = 16;
  each_at_once(accounts.size(), at_once, [&](std::size_t i) { checks[i] = checked(desk, accounts[i]); });
  return checks;
}

Result<Account> refresh_account(Desk& desk, const Account& account) {
  TRY(const Platform* platform, find_platform(account.platform));
  TRY(const auto worn, load_credentials(desk.world, desk.store, account));
  const bool renewable = std::any_of(worn.fields.begin(), worn.fields.end(), [](const auto& field) { return field.first.starts_with("refresh"); });
  if (!renewable) {
    return Error{.fault = Fault::unsupported,
                 .message = tr("its sign-in has no token that could be renewed"),
                 .hint = tr("see whether it is still good: cmtool account check @{}", account.name),
                 .where = label(account)};
  }
  TRY(const auto fresh, renewed(desk, account, *platform, worn));
  Account updated = account;
  updated.token_expires = fresh.expires;
  CHECK_OK(desk.store.save_account(updated));
  return updated;
}

Result<void> rename_account(World& world, Store& store, const Account& account, const std::string& to) {
  if (account.secret_home != SecretHome::keyring) return store.rename_account(account.name, to);
  // The keyring's entry has the account's name in it: the new one is there before the old one goes.
  TRY(const auto credentials, load_credentials(world, store, account));
  Account renamed = account;
  renamed.name = to;
  CHECK_OK(save_credentials(world, store, renamed, credentials));
  CHECK_OK(store.rename_account(account.name, to));
  return forget_credentials(world, store, account);
}

Result<void> remove_account(World& world, Store& store, const Account& account) {
  CHECK_OK(forget_credentials(world, store, account));
  return store.remove_account(account.name);
}

Result<std::vector<Account>> select_accounts(Store& store, const std::vector<std::string>& words) {
  TRY(const auto all, store.accounts());
  std::vector<Account> chosen;
  const auto choose = [&](const Account& account) {
    if (std::none_of(chosen.begin(), chosen.end(), [&](const Account& c) { return c.name == account.name; })) chosen.push_back(account);
  };
  for (const auto& list : words) {
    for (const auto& piece : split(list, ',')) {
      const std::string_view word = trimmed(piece);
      if (word.empty()) continue;
      const std::string_view name = word.front() == '@' ? word.substr(1) : word;
      const auto before = chosen.size();
      bool known = false;
      for (const auto& account : all) {
        const bool tagged = word.front() == '#' && std::find(account.tags.begin(), account.tags.end(), word.substr(1)) != account.tags.end();
        if (word == "@all" || tagged || account.name == name) {
          known = true;
          if (word != "@all" || !account.follow_only) choose(account);
        }
      }
      if (known || (word == "@all" && before == chosen.size() && !all.empty())) continue;
      const Account* nearest = nullptr;
      std::size_t best = 3;
      for (const auto& account : all) {
        if (const auto d = distance(account.name, name); d < best) {
          best = d;
          nearest = &account;
        }
      }
      return Error{.fault = Fault::not_found,
                   .message = word.front() == '#' ? tr("no account has the tag {}", word) : tr("there is no account {}", word),
                   .hint = nearest != nullptr ? tr("did you mean @{}?", nearest->name) : tr("see those that there are: cmtool account list"),
                   .where = std::string(word)};
    }
  }
  return chosen;
}

Result<std::unique_ptr<Session>> open_session(Desk& desk, const Account& account, const Platform& platform, Delivery* delivery) {
  auto credentials = desk.credentials->find(account.name);
  if (!credentials) {
    auto loaded = load_credentials(desk.world, desk.store, account);
    if (!loaded.ok()) {
      if (loaded.error().where.empty()) loaded.error().where = label(account);
      return std::move(loaded).error();
    }
    desk.credentials->keep(account.name, *loaded);
    credentials = std::move(loaded).value();
  }
  SessionParts parts{.account = account,
                     .credentials = *std::move(credentials),
                     .dialect = platform.dialect(),
                     .http = &desk.http,
                     .clock = desk.world.clock,
                     .disk = desk.world.disk,
                     .renew = [&desk, account, &platform](const Credentials& worn) { return renewed(desk, account, platform, worn); },
                     .open_media = [&desk](const Media& media) -> Result<std::shared_ptr<Source>> {
                       TRY(auto source, desk.store.open_media(media.sha256, extension_of(media.type)));
                       return std::shared_ptr<Source>(std::move(source));
                     },
                     .progress = desk.progress,
                     .stop = desk.world.stop};
  if (delivery != nullptr && delivery->native && !delivery->native->step.empty()) {
    // What is kept for the platform's own schedule is a thing of its own: another key, other notes, so that neither is mistaken for the other.
    parts.delivery_key = delivery->native->key;
    parts.notes = delivery->native->notes;
    if (parts.notes.contains(settle_note)) parts.first_sent = parts.last_sent = delivery->native->since;
    parts.save_note = [&desk, delivery](const std::string& key, const std::string& value) {
      delivery->native->notes[key] = value;
      return desk.store.save(*delivery);
    };
  } else if (delivery != nullptr) {
    parts.delivery_key = delivery->key;
    parts.notes = delivery->notes;
    if (delivery->attempts > 1 || delivery->notes.contains(settle_note)) {
      parts.first_sent = delivery->first_sent;
      parts.last_sent = delivery->last_attempt;
    }
    parts.save_note = [&desk, delivery](const std::string& key, const std::string& value) {
      delivery->notes[key] = value;
      return desk.store.save(*delivery);
    };
  }
  return std::make_unique<Session>(std::move(parts));
}

Limits limits_of(Desk& desk, const Account& account, const Platform& platform) {
  if (auto known = desk.limits->find(account.name)) return *std::move(known);
  Limits limits = limits_learned(desk, account, platform);
  desk.limits->keep(account.name, limits);
  return limits;
}

}  // namespace cmtool
