// SPDX-License-Identifier: MIT
// On which network an account is, as reports name it.
#pragma once
#include <string>

#include "base/ascii.hpp"
#include "model/account.hpp"

namespace cmtool {

/// "mastodon"; of an account on a network that cmtool does not speak what the user said with --setting network=Instagram: "instagram".
inline std::string network_of(const Account& account) {
  const std::string said = account.settings["network"].string_or();
  return said.empty() ? account.platform : lower(said);
}

}  // namespace cmtool
