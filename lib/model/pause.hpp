// SPDX-License-Identifier: MIT
// Publishing stopped for an account, or for all of them: a crisis, a holiday, a client's wish.
#pragma once
#include <optional>
#include <string>

#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

struct Pause {
  std::string account{};           ///< empty: all accounts
  std::string why{};               ///< in the user's words; may be empty
  std::string by{};                ///< who stopped it
  Instant at{};
  std::optional<Instant> until{};  ///< when it ends by itself; absent: with `schedule resume`
  bool operator==(const Pause&) const = default;
};

/// Does it hold at this moment?
bool holds(const Pause&, Instant now);

Json to_json(const Pause&);
Result<Pause> pause_from_json(const Json&);

}  // namespace cmtool
