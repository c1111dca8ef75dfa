// SPDX-License-Identifier: MIT
// Whose voice: a name that the user chose, a platform, and where it lives.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

/// Where an account's credentials are kept.
enum class SecretHome {
  none,         ///< the account needs none
  credentials,  ///< $CREDENTIALS_DIRECTORY/NAME (systemd)
  command,      ///< the output of a command such as `pass show …`
  keyring,      ///< the desktop's secret service (libsecret)
  file,         ///< secrets/NAME.json in the workspace, 0600, because the user asked for it
};
std::string_view slug(SecretHome);
std::optional<SecretHome> secret_home(std::string_view slug);

/// An account without its credentials, which are kept apart.
struct Account {
  std::string name{};       ///< as the user writes it, without "@": letters, digits, "-", "_", "."; at most 64
  std::string platform{};   ///< a name from platforms/: "mastodon"
  std::string handle{};     ///< the public name on the platform: "atelier@mastodon.example"
  std::string server{};     ///< base URL without a slash at the end; for the site platform its folder
  std::string remote_id{};  ///< the platform's own id for it: a DID, a user number
  std::vector<std::string> tags{};
  bool follow_only = false;  ///< somebody's public account, whose numbers are read; it has no credentials, and nothing is ever sent to it
  SecretHome secret_home = SecretHome::none;
  std::vector<std::string> token_command{};   ///< argument list, run without a shell; for SecretHome::command
  std::optional<Instant> token_expires{};     ///< when the platform told
  std::optional<Instant> added{};
  std::vector<std::string> slots{};  ///< weekly places in its queue, by the workspace's calendar: "mon 09:00"
  Json settings = Json::object();  ///< what only its platform knows: {"url": …} of a site
  Json unknown = Json::object();   ///< keys of a newer cmtool, kept as they are

  bool operator==(const Account&) const = default;
};

/// May this be an account's name? (It becomes part of a path.)
bool is_account_name(std::string_view);

Json to_json(const Account&);
Result<Account> account_from_json(const Json&);

}  // namespace cmtool
