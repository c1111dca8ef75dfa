// SPDX-License-Identifier: MIT
// Instants, and their one written form: ISO 8601 in UTC.
#pragma once
#include <chrono>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cmtool {

/// A moment, to the millisecond, in UTC.
using Instant = std::chrono::sys_time<std::chrono::milliseconds>;

/// "2026-11-22T08:00:00Z", or with milliseconds "2026-11-22T08:00:00.250Z" where they are not zero.
std::string iso(Instant);

/// Always with milliseconds: "2026-11-22T08:00:00.000Z".
std::string iso_milliseconds(Instant);

/// "2026-11", the month (UTC) in which a record is filed.
std::string month_of(Instant);

/// Reads RFC 3339 with "Z" or an offset, with or without fractions. Fault::usage otherwise.
Result<Instant> parse_iso(std::string_view);

}  // namespace cmtool
