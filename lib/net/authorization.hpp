// SPDX-License-Identifier: MIT
// The values of the Authorization header: the only thing for which a platform needs to see a secret, so it is made here.
#pragma once
#include "base/secret.hpp"

namespace cmtool {

/// "Bearer …" (RFC 6750).
Secret bearer_authorization(const Secret& token);

/// "Basic …" (RFC 7617). An "@" before the user's name and blanks around the password are left out. Without a user the password
/// is both, "name:password", as a command that keeps secrets may print them.
Secret basic_authorization(const Secret& user, const Secret& password);

}  // namespace cmtool
