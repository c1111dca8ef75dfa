// SPDX-License-Identifier: MIT
// The whole network, from -v down to libcurl.
//
//   Trace      -v: a line a request, secrets masked
//     Retry    repeats only what is safe
//       Pace   keeps within the limits that servers tell
//         DryRun     --dry-run: shows what would change something
//           Recorder   writes cassettes
//             Curl       one thread, shared connections
#pragma once
#include <functional>
#include <memory>
#include <string>

#include "net/http.hpp"
#include "net/pace.hpp"
#include "sys/clock.hpp"

namespace cmtool {

/// How the network is to behave in this run.
struct NetworkWish {
  bool dry_run = false;  ///< show requests with effects instead of sending them
  int verbose = 0;       ///< -v: one line a request; -vv: headers and bodies, secrets masked
  /// Where trace and dry-run lines go (stderr, through the gate that makes strangers' text harmless).
  std::function<void(const std::string& line)> say{};
  /// Takes each exchange as a piece of a cassette; empty: nothing is recorded.
  std::function<void(const std::string& exchange)> record{};
  RateMemory memory{};  ///< where used-up rate limits are kept between runs
};

/// The real network. `variable` answers the environment (for the places of certificates). Fault::unsupported when libcurl's
/// part is not installed. The clock must outlive it.
Result<std::unique_ptr<Http>> make_network(Clock&, const NetworkWish&, const std::function<std::string(const std::string&)>& variable);

/// The same stack over another bottom: for tests.
std::unique_ptr<Http> make_network_over(std::unique_ptr<Http> bottom, Clock&, const NetworkWish&);

}  // namespace cmtool
