// SPDX-License-Identifier: MIT
#include "net/network.hpp"

#include "net/curl.hpp"
#include "net/dry_run.hpp"
#include "net/recorder.hpp"
#include "net/retry.hpp"
#include "net/trace.hpp"

namespace cmtool {

std::unique_ptr<Http> make_network_over(std::unique_ptr<Http> http, Clock& clock, const NetworkWish& wish) {
  if (wish.record) http = std::make_unique<Recorder>(std::move(http), wish.record);
  if (wish.dry_run) http = std::make_unique<DryRun>(std::move(http), wish.say);
  http = std::make_unique<Pace>(std::move(http), clock, wish.memory);
  const bool traced = wish.verbose > 0 && wish.say;
  http = std::make_unique<Retry>(std::move(http), clock, traced ? wish.say : Say{});
  if (traced) http = std::make_unique<Trace>(std::move(http), clock, wish.verbose, wish.say);
  return http;
}

Result<std::unique_ptr<Http>> make_network(Clock& clock, const NetworkWish& wish,
                                           const std::function<std::string(const std::string&)>& variable) {
  TRY(auto curl, curl_http({.trust = trust_store(variable)}));
  return make_network_over(std::move(curl), clock, wish);
}

}  // namespace cmtool
