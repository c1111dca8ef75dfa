// SPDX-License-Identifier: MIT
// --dry-run: reading happens, changing is shown.
//
// A request with effects (also Effects::same) is shown as it would go out, secrets masked, and answered with
// Fault::cancelled: nothing is pretended, so no platform goes on with an id that does not exist. The verbs take
// this very fault for "would have been sent".
#pragma once
#include <memory>
#include <mutex>

#include "net/http.hpp"
#include "net/trace.hpp"

namespace cmtool {

class DryRun final : public Http {
 public:
  DryRun(std::unique_ptr<Http> inner, Say say) : inner_(std::move(inner)), say_(std::move(say)) {}

  Result<Response> send(const Request&, std::stop_token) override;

 private:
  std::unique_ptr<Http> inner_;
  Say say_;
  std::mutex mutex_{};
};

}  // namespace cmtool
