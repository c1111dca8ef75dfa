// SPDX-License-Identifier: MIT
// A door on this machine alone, through which a browser brings back the end of a sign-in.
//
// Bound to 127.0.0.1 and a port that the kernel chooses. Visitors are heard one after the other, each for a few seconds and a
// few kilobytes, so that a browser's empty connections and other curious programs cannot hold the place.
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>

#include "base/result.hpp"

namespace cmtool {

/// Somebody who connected and asked something. The connection is closed when it is destroyed.
class Visitor {
 public:
  virtual ~Visitor() = default;
  /// What was said up to the empty line that ends an HTTP head; at most 16 KiB.
  [[nodiscard]] virtual const std::string& head() const = 0;
  /// Answers with these bytes; a visitor who has gone is no error.
  virtual void answer(std::string_view bytes) = 0;
};

class Listener {
 public:
  virtual ~Listener() = default;
  [[nodiscard]] virtual int port() const = 0;
  /// The next visitor who says a whole head; nothing when none came within `patience`. Fault::cancelled when stopped.
  virtual Result<std::optional<std::unique_ptr<Visitor>>> next(std::chrono::milliseconds patience, std::stop_token) = 0;
};

/// Opens the door. Fault::state when the machine does not let us.
Result<std::unique_ptr<Listener>> listen_on_loopback();

}  // namespace cmtool
