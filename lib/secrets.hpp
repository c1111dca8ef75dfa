// SPDX-License-Identifier: MIT
// Where credentials are kept, and how they are read.
//
// In this order: $CREDENTIALS_DIRECTORY (systemd hands them to a service), a command such as `pass show …` run without a shell,
// the desktop's secret service, a 0600 file in the workspace. What a platform gives in exchange for a password (session tokens) is
// kept in the last two only; where the user chose one of the first two, in the 0600 file beside it, without the password.
#pragma once
#include <string>
#include <vector>

#include "desk.hpp"
#include "model/account.hpp"
#include "net/session.hpp"

namespace cmtool {

/// The credentials of an account. Fault::auth when there are none, with how to give them.
Result<Credentials> load_credentials(World&, Store&, const Account&);

/// Keeps them where the account says. What came from a command or from systemd is left there.
Result<void> save_credentials(World&, Store&, const Account&, const Credentials&);

/// Forgets them, as far as they are ours to forget (not those of a command or of systemd).
Result<void> forget_credentials(World&, Store&, const Account&);

/// Can the desktop's secret service be used now?
bool keyring_is_there(World&);

/// A secret that belongs to no account: a mail server's password, a topic's token. settings.json says where it is, never what it is.
struct SecretWish {
  std::string name{};                  ///< $CREDENTIALS_DIRECTORY/cmtool-NAME comes first
  std::string variable{};              ///< of the environment; empty: none
  std::vector<std::string> command{};  ///< argument list, run without a shell; its first line counts

  [[nodiscard]] bool empty() const { return name.empty() && variable.empty() && command.empty(); }
};
/// Reads "PREFIX_from" (a variable's name) and "PREFIX_command" of a setting; the member PREFIX itself is refused, since settings.json is no place for it.
Result<SecretWish> secret_wish(const Json& setting, const std::string& prefix, const std::string& name);
/// Fault::auth when it is in none of these places.
Result<Secret> load_secret(World&, const SecretWish&);

/// What a command or a file handed over: a JSON object of named fields, `field: value` lines after the first line as
/// `pass` has them, or a bare secret, which becomes the field `main`.
Result<Credentials> read_credentials(std::string_view text, const std::string& main);

}  // namespace cmtool
