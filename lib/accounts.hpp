// SPDX-License-Identifier: MIT
// Accounts: signing in, checking, choosing, and the session that a platform works in.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "desk.hpp"
#include "model/delivery.hpp"
#include "platform.hpp"

namespace cmtool {

/// What `account add` was told.
struct AccountWish {
  std::string platform{}, name{}, server{}, handle{};
  std::vector<std::string> tags{};
  std::vector<std::string> token_command{};
  SecretHome home = SecretHome::none;  ///< keyring, file or command; `none` for platforms without credentials
  Json settings = Json::object();
  bool follow_only = false;  ///< somebody's public account: looked up without credentials
};

/// Asks the user for one needed field; an Error names the option that answers without a question.
using AskField = std::function<Result<Secret>(const Needed&)>;

/// Signs in with credentials that the user has, and keeps the account. The same account (as its platform says) under the
/// same name is signed in to again: it gets the new credentials and keeps the rest. Fault::conflict when the name is another's.
Result<Account> add_account(Desk&, const AccountWish&, const AskField&);

/// Signs in with a browser: `show` gets the address to open, `paste` asks for the code where no browser can reach this
/// machine (empty `paste`: a loopback listener waits for the redirect).
struct BrowserWish {
  std::function<void(const std::string& url)> show{};
  std::function<Result<std::string>()> paste{};
};
Result<Account> add_account_with_browser(Desk&, const AccountWish&, const BrowserWish&);

/// How an account stands.
struct AccountCheck {
  Account account{};
  std::string state{};              ///< "ok", "dead" (sign in again), "unreachable" (nobody can tell now), "failed"
  std::optional<Error> error{};
  std::optional<Instant> expires{};  ///< of the token, when the platform tells
};
/// Asks each platform, all at once.
std::vector<AccountCheck> check_accounts(Desk&, const std::vector<Account>&);

/// Gets new tokens for an account now.
Result<Account> refresh_account(Desk&, const Account&);

/// Gives an account another name; its credentials follow.
Result<void> rename_account(World&, Store&, const Account&, const std::string& to);

/// Removes an account and its credentials.
Result<void> remove_account(World&, Store&, const Account&);

/// Accounts by "@name", "name", "@all", "#tag", in a comma-separated list, each once; @all means one's own, not
/// those that are only followed. Fault::not_found with "did you mean".
Result<std::vector<Account>> select_accounts(Store&, const std::vector<std::string>& words);

/// The delivery's note that says from when on a lost request has surely come to its end (ISO 8601).
inline constexpr const char* settle_note = "cmtool.settles";

/// The session in which an account's platform works. `delivery` adds its key, notes and times; may be null.
Result<std::unique_ptr<Session>> open_session(Desk&, const Account&, const Platform&, Delivery* delivery = nullptr);

/// The limits of an account's server: from the server itself at most once a day, from the cache in between, from the
/// platform's own table where neither is to be had.
Limits limits_of(Desk&, const Account&, const Platform&);

}  // namespace cmtool
