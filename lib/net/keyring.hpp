// SPDX-License-Identifier: MIT
// The desktop's keyring: credentials that are encrypted at rest and opened with the user's session.
//
// Reached through libsecret, in a part of its own. Where there is no session (a server, cron) it says so at once instead of
// starting one; and since a locked keyring asks the user, every call has an end.
#pragma once
#include <functional>
#include <memory>
#include <stop_token>
#include <string>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace cmtool {

/// Whose credentials: two workspaces may have accounts of the same name.
struct KeyringEntry {
  std::string workspace{};  ///< as the store names itself: a path or a URL
  std::string account{};    ///< its name, without "@"
};

/// All calls may take until the user has unlocked the keyring, at most a minute. Faults besides those named:
/// unsupported (nothing keeps secrets here), state (locked, or no answer in time), cancelled.
class Keyring {
 public:
  virtual ~Keyring() = default;
  /// Fault::not_found if there is none.
  virtual Result<Secret> load(const KeyringEntry&, std::stop_token = {}) = 0;
  /// Replaces what is there; the service has it when this returns.
  virtual Result<void> save(const KeyringEntry&, const Secret&, std::stop_token = {}) = 0;
  /// Fault::not_found if there is none.
  virtual Result<void> remove(const KeyringEntry&, std::stop_token = {}) = 0;
};

/// The keyring of this desktop session. `variable` answers the environment. Fault::unsupported without a session bus.
Result<std::unique_ptr<Keyring>> desktop_keyring(const std::function<std::string(const std::string&)>& variable);

/// What the part's entry `cmtool_part_keyring` is.
using KeyringPart = Keyring* (*)();

}  // namespace cmtool
