// SPDX-License-Identifier: MIT
// The machine's time zone database, as files.
//
// One zone is one small file; it is opened when that zone is first asked for. (libdate-tz reads the whole directory
// first: measured 2.6 to 7 ms, as long as a whole run of the program, and it has no summer time after 2037,
// because it does not read the rule at the end of a file.) What the bytes mean is told by when/zone_rules.hpp.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

/// The TZif file (RFC 8536) of a zone such as "Europe/Paris", from $TZDIR or /usr/share/zoneinfo. Fault::not_found for
/// any other name; no name reaches a file outside of that folder.
Result<std::string> read_zone_file(std::string_view name);

/// The names of all zones there, sorted. Walks the folder: for "did you mean" and completion only.
std::vector<std::string> zone_names();

/// "2025b", the version of the database; empty where it does not say.
std::string zone_database_version();

/// The machine's zone: $TZ if it names one, else where /etc/localtime points, else /etc/timezone, else "UTC".
std::string system_zone();

}  // namespace cmtool
