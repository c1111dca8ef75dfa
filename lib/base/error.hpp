// SPDX-License-Identifier: MIT
// What can go wrong, in the terms in which a caller decides.
//
// One error type for the whole program, made where the facts are known and translated there.
// Exceptions are for bugs; those of foreign libraries are stopped where they enter.
#pragma once
#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace cmtool {

/// Why something failed. Add a value only if some caller would act differently.
enum class Fault {
  usage,            ///< the command line or an input file is wrong
  not_found,        ///< no such account, post, delivery, record
  conflict,         ///< it is there already, or someone else changed it
  auth,             ///< the token is missing, expired or not allowed to do this
  refused,          ///< the platform or a rule of ours will not take it; repeating is useless
  rate_limited,     ///< later; see Error::retry_after
  network,          ///< it surely did not reach the platform; trying again is safe
  unknown_outcome,  ///< it may have been done: look before you repeat
  unsupported,      ///< the platform, or this build, cannot do this
  protocol,         ///< an answer that cannot be understood, to a request without effects
  state,            ///< a record of the workspace is locked, broken or of a newer version
  cancelled,        ///< stopped by the user
  internal,         ///< a bug in cmtool
};

/// The machine's name of a fault ("rate_limited"): never translated, stable for scripts.
std::string_view slug(Fault);

/// A failure as it is shown: what, where, and what next.
struct Error {
  Fault fault{};
  std::string message{};  ///< one translated sentence; no full stop at its end, no "error:"
  std::string hint{};     ///< what to do next, translated; may be empty
  std::string where{};    ///< the account ("@atelier") or file, as the user named it
  std::string detail{};   ///< the raw answer, for -v; never translated, secrets masked
  std::optional<std::chrono::seconds> retry_after{};  ///< when it is worth trying again

  bool operator==(const Error&) const = default;
};

}  // namespace cmtool
