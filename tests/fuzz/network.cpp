// SPDX-License-Identifier: MIT
// Any bytes as what a server says beside its body: addresses, dates, when to come back.
#include "promise.hpp"

#include <string>

#include "net/http.hpp"
#include "net/rate_limit.hpp"
#include "net/url.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cmtool;
  const auto text = text_of(data, size);
  if (const auto url = parse_url(text); url.ok()) {
    const auto again = parse_url(text_of(*url));
    promise(again.ok() && text_of(*again) == text_of(*url));
    (void)resolve(*url, text);
  }
  promise(percent_decoded(percent_encoded(text)) == text);
  (void)parse_http_date(text);
  const Instant now{};
  const std::string value(text);
  for (const char* name : {"Retry-After", "RateLimit-Reset", "X-RateLimit-Reset"}) {
    const Headers headers{{name, value}, {"RateLimit-Remaining", "0"}, {"X-RateLimit-Remaining", value}, {"Date", value}};
    const auto wait = retry_after(headers, now);
    promise(!wait || (*wait >= std::chrono::seconds(0) && *wait <= longest_wait));
    (void)rate_window(headers, now);
  }
  return 0;
}
