// SPDX-License-Identifier: MIT
// Signing in: the two ways of adding an account.
#include "accounts.hpp"
#include "base/tr.hpp"
#include "net/oauth.hpp"
#include "secrets.hpp"

namespace cmtool {
namespace {

constexpr auto browser_patience = std::chrono::minutes(10);
// RFC 8252 8.1 has no better word for "show the code to the user": Mastodon and others still know this one.
constexpr const char* paste_redirect = "urn:ietf:wg:oauth:2.0:oob";

Error name_taken(const std::string& name) {
  return Error{.fault = Fault::conflict,
               .message = tr("there is an account @{} already", name),
               .hint = tr("choose another name, or remove it first: cmtool account remove @{}", name),
               .where = "@" + name};
}

/// An account that is there, as it is to be signed in to again: what is not said anew stays as it was.
Account again(Account account, const AccountWish& wish, const Platform& platform) {
  account.handle = wish.handle;  // the one that is kept may have been completed since
  if (!wish.server.empty()) account.server = wish.server;
  if (!wish.tags.empty()) account.tags = wish.tags;
  for (const auto& [key, value] : wish.settings.members()) account.settings.set(key, value);
  account.secret_home = platform.about().needs.empty() ? SecretHome::none : wish.home;
  account.token_command = wish.token_command;
  account.token_expires.reset();
  return account;
}

/// Platform, name and server of a new account, checked; what can be found out without the network.
Result<Account> drafted(Desk& desk, const AccountWish& wish, const Platform& platform) {
  if (!is_account_name(wish.name)) {
    return Error{.fault = Fault::usage,
                 .message = tr("“{}” cannot be the name of an account", wish.name),
                 .hint = tr("use letters, digits, “-”, “_” and “.”, at most 64 of them")};
  }
  const auto existing = desk.store.account(wish.name);
  if (existing.ok()) {
    if (existing->platform != platform.about().name) return name_taken(wish.name);
    return again(*existing, wish, platform);
  }
  if (existing.error().fault != Fault::not_found) return existing.error();

  Account account{.name = wish.name,
                  .platform = platform.about().name,
                  .handle = wish.handle,
                  .server = wish.server.empty() ? platform.about().server : wish.server,
                  .tags = wish.tags,
                  .secret_home = platform.about().needs.empty() ? SecretHome::none : wish.home,
                  .token_command = wish.token_command,
                  .added = desk.world.clock->now(),
                  .settings = wish.settings};
  // Whom one follows, the handle may say where.
  if (account.server.empty() && !wish.follow_only && !platform.about().can.empty()) {
    return Error{.fault = Fault::usage,
                 .message = tr("{} needs to know which server", platform.about().title),
                 .hint = tr("give its address: --server https://…"),
                 .where = "@" + wish.name};
  }
  return account;
}

/// Gives an account that is there the credentials of a new sign-in; that it is the same account, its platform has said.
Result<void> renew(Desk& desk, const Account& existing, const SignedIn& signed_in) {
  const Account& now = signed_in.account;
  if (now.platform != existing.platform || now.server != existing.server || now.remote_id != existing.remote_id) return name_taken(existing.name);
  // The old home first: where both homes are files in one place, the new one must stay.
  if (now.secret_home != existing.secret_home) CHECK_OK(forget_credentials(desk.world, desk.store, existing));
  CHECK_OK(save_credentials(desk.world, desk.store, now, signed_in.credentials));
  return desk.store.save_account(now);
}

/// Signs in, then keeps the credentials before the account: an account never exists without them.
Result<Account> kept(Desk& desk, const Platform& platform, Account account, Credentials credentials) {
  for (const auto& [name, secret] : credentials.fields) guard_secret(secret);
  Session session(SessionParts{.account = account,
                               .credentials = std::move(credentials),
                               .dialect = platform.dialect(),
                               .http = &desk.http,
                               .clock = desk.world.clock,
                               .disk = desk.world.disk,
                               .stop = desk.world.stop});
  auto signed_in = platform.sign_in(session, account);
  if (!signed_in.ok()) {
    signed_in.error().where = label(account);
    return std::move(signed_in).error();
  }
  if (signed_in->credentials.expires && !signed_in->account.token_expires) {
    signed_in->account.token_expires = signed_in->credentials.expires;
  }
  if (const auto existing = desk.store.account(account.name); existing.ok()) {
    CHECK_OK(renew(desk, *existing, *signed_in));
    return std::move(signed_in->account);
  }
  CHECK_OK(save_credentials(desk.world, desk.store, signed_in->account, signed_in->credentials));
  auto added = desk.store.add_account(signed_in->account);
  if (!added.ok()) {
    if (added.error().fault == Fault::conflict) return name_taken(account.name);
    return std::move(added).error();
  }
  return std::move(signed_in->account);
}

/// Somebody's public account, as its platform knows it. The same one under the same name is looked up again.
Result<Account> followed(Desk& desk, const AccountWish& wish, const Platform& platform) {
  AccountWish without = wish;
  without.home = SecretHome::none;
  TRY(Account account, drafted(desk, without, platform));
  const auto existing = desk.store.account(account.name);
  if (existing.ok() && !existing->follow_only) return name_taken(account.name);
  account.secret_home = SecretHome::none;
  account.follow_only = true;
  Session session(SessionParts{.account = account, .dialect = platform.dialect(), .http = &desk.http, .clock = desk.world.clock, .disk = desk.world.disk, .stop = desk.world.stop});
  auto found = platform.follow(session, account);
  if (!found.ok()) {
    found.error().where = label(account);
    return std::move(found).error();
  }
  if (existing.ok()) {
    if (existing->remote_id != found->remote_id) return name_taken(account.name);
    CHECK_OK(desk.store.save_account(*found));
    return found;
  }
  auto added = desk.store.add_account(*found);
  if (!added.ok()) {
    if (added.error().fault == Fault::conflict) return name_taken(account.name);
    return std::move(added).error();
  }
  return found;
}

/// Where the browser is sent.
std::string address_of(const OAuthPlan& plan, const Pkce& pkce, const std::string& redirect_uri, const std::string& state) {
  if (plan.credentials_in_redirect) return plan.authorize_url;
  return authorize_url(Authorization{.authorize_url = plan.authorize_url,
                                     .client_id = plan.client_id,
                                     .scope = plan.scope,
                                     .redirect_uri = redirect_uri,
                                     .state = state,
                                     .challenge = pkce.challenge});
}

}  // namespace

Result<Account> add_account(Desk& desk, const AccountWish& wish, const AskField& ask) {
  TRY(const Platform* platform, find_platform(wish.platform));
  if (wish.follow_only) return followed(desk, wish, *platform);
  TRY(Account account, drafted(desk, wish, *platform));
  Credentials credentials;
  if (account.secret_home == SecretHome::command || account.secret_home == SecretHome::credentials) {
    TRY(credentials, load_credentials(desk.world, desk.store, account));
  }
  for (const auto& needed : platform->about().needs) {
    if (credentials.fields.contains(needed.key)) continue;
    if (!needed.secret && needed.key == "handle" && !account.handle.empty()) {
      credentials.fields[needed.key] = Secret(account.handle);
      continue;
    }
    TRY(auto given, ask(needed));
    if (given.empty()) return Error{.fault = Fault::usage, .message = tr("the {} is empty", tr_text(needed.title)), .where = "@" + wish.name};
    credentials.fields[needed.key] = std::move(given);
  }
  return kept(desk, *platform, std::move(account), std::move(credentials));
}

Result<Account> add_account_with_browser(Desk& desk, const AccountWish& wish, const BrowserWish& browser) {
  TRY(const Platform* platform, find_platform(wish.platform));
  TRY(Account account, drafted(desk, wish, *platform));
  std::optional<BrowserReturn> door;
  if (!browser.paste) {
    TRY(door, BrowserReturn::open());
  }
  std::string redirect_uri = door ? door->redirect_uri() : paste_redirect;
  const std::string state = random_hex(16);
  Session session(SessionParts{.account = account, .http = &desk.http, .clock = desk.world.clock, .disk = desk.world.disk, .stop = desk.world.stop});
  TRY(OAuthPlan plan, platform->oauth(session, redirect_uri));
  if (plan.credentials_in_redirect && door) {  // a platform without OAuth sends back no state: it goes into the address
    redirect_uri += "?state=" + state;
    TRY(plan, platform->oauth(session, redirect_uri));
  }
  const Pkce pkce = new_pkce();
  browser.show(address_of(plan, pkce, redirect_uri, state));

  Credentials credentials;
  if (plan.credentials_in_redirect && !door) {  // the page shows the password, and the user hands it over
    TRY(auto shown, browser.paste());
    return add_account(desk, wish, [&](const Needed& needed) -> Result<Secret> {
      if (needed.secret) return Secret(shown);
      return Error{.fault = Fault::usage, .message = tr("the {} is not known", tr_text(needed.title)), .hint = tr("give it with --handle")};
    });
  }
  Query query;
  if (door) {
    TRY(query, door->wait(state, browser_patience, desk.world.stop));
  } else {
    TRY(const auto text, browser.paste());
    TRY(query, pasted(text, state));
  }
  if (plan.credentials_in_redirect) {
    for (const auto& [name, value] : query) credentials.fields[name] = Secret(value);
  } else {
    const TokenSource source{.token_url = plan.token_url, .client_id = plan.client_id, .client_secret = plan.client_secret};
    TRY(credentials, exchange_code(desk.http, *desk.world.clock, source, field(query, "code"), pkce.verifier, redirect_uri, desk.world.stop));
    // What a refresh needs again is kept with the tokens.
    credentials.fields["client_id"] = Secret(plan.client_id);
    if (!plan.client_secret.empty()) credentials.fields["client_secret"] = plan.client_secret;
  }
  return kept(desk, *platform, std::move(account), std::move(credentials));
}

}  // namespace cmtool
