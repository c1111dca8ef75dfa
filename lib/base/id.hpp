// SPDX-License-Identifier: MIT
// Names for records: short, sortable by time, unique without asking anyone.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace cmtool {

/// A record's name: 9 characters of time (milliseconds) and 7 of chance, in Crockford's base 32, lower case.
/// Sorting by id is sorting by time of creation.
using Id = std::string;

/// A new id for a record made at `at`.
Id new_id(Instant at);

/// The id of a record that has a name elsewhere: the same for the same time and name, so that it is made once.
Id named_id(Instant at, std::string_view name);

/// When the record was made; the epoch if this is not an id of ours.
Instant made_at(std::string_view id);

/// Is this 16 characters of our alphabet? Anything else must not become part of a path.
bool is_id(std::string_view);

/// Bytes from the kernel's generator.
std::string random_bytes(std::size_t count);
/// A random number of 64 bits.
std::uint64_t random_number();
/// 2 × count hexadecimal digits.
std::string random_hex(std::size_t count);

}  // namespace cmtool
