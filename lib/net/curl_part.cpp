// SPDX-License-Identifier: MIT
#include <system_error>
#include <thread>

#include "base/tr.hpp"
#include "net/curl.hpp"
#include "sys/part.hpp"

namespace cmtool {
namespace {

/// Gets TLS ready in a thread of its own. It must be running before the next part is loaded: the loader makes new threads wait.
std::jthread ready_tls() {
  const auto tls = load_part("tls");
  if (!tls.ok()) return {};  // a matter of speed alone
  try {
    return std::jthread(reinterpret_cast<void (*)()>(*tls));
  } catch (const std::system_error&) {
    return {};  // no thread to be had
  }
}

}  // namespace

Result<std::unique_ptr<Http>> curl_http(const CurlSetup& setup) {
  const std::jthread tls = ready_tls();
  TRY(void* const entry, load_part("curl"));
  std::unique_ptr<Http> http(reinterpret_cast<CurlEntry>(entry)(&setup));
  if (!http) return Error{.fault = Fault::internal, .message = tr("libcurl cannot be started")};
  return http;
}

}  // namespace cmtool
