// SPDX-License-Identifier: MIT
// The names that a renamed account had: its posts, items and samples stand under the one that it had then.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "model/account.hpp"

namespace cmtool {

/// The key of an account's record that holds them.
inline constexpr std::string_view formerly = "formerly";

/// The oldest first.
inline std::vector<std::string> former_names(const Account& account) { return account.unknown[formerly].string_items(); }

}  // namespace cmtool
