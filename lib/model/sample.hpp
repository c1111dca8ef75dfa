// SPDX-License-Identifier: MIT
// One number, once.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/json.hpp"
#include "base/time.hpp"

namespace cmtool {

/// The value of a metric at a time. No value means that the platform could not tell: not zero.
struct Sample {
  std::string account{};
  std::string post{};    ///< remote id; empty: about the account as a whole
  std::string metric{};  ///< "views", "visitors", "likes", "reposts", "replies", "followers" …
  std::optional<std::int64_t> value{};
  Instant at{};
  bool operator==(const Sample&) const = default;
};

Json to_json(const Sample&);
Result<Sample> sample_from_json(const Json&);

}  // namespace cmtool
