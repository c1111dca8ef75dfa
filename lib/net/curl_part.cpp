// SPDX-License-Identifier: MIT
#include "base/tr.hpp"
#include "net/curl.hpp"
#include "sys/part.hpp"

namespace cmtool {

Result<std::unique_ptr<Http>> curl_http(const CurlSetup& setup) {
  TRY(void* const entry, load_part("curl"));
  std::unique_ptr<Http> http(reinterpret_cast<CurlEntry>(entry)(&setup));
  if (!http) return Error{.fault = Fault::internal, .message = tr("libcurl cannot be started")};
  return http;
}

}  // namespace cmtool
