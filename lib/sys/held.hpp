// SPDX-License-Identifier: MIT
// A lock that another process holds is no trouble of the disk's: who asked for it may leave at once, or try again later. Every other
// reason why there is no lock (no space, no descriptors, something else in its place) is trouble, and must be said.
#pragma once
#include "base/error.hpp"

namespace cmtool {

/// Marks a Fault::state as "held by another process".
inline Error held_by_another(Error error) {
  error.retry_after = std::chrono::seconds(1);
  return error;
}

/// Is this why Disk::lock() gave none?
inline bool is_held_by_another(const Error& error) { return error.fault == Fault::state && error.retry_after.has_value(); }

}  // namespace cmtool
