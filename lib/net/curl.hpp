// SPDX-License-Identifier: MIT
// The real network: libcurl, loaded as a part when it is first needed.
//
// One thread drives one curl_multi with all transfers; callers wait. libcurl's own defaults are not relied on: see
// curl.cpp for what is set and why. Two promises matter most. A request with Effects::yes leaves this machine at most
// once: libcurl repeats a POST by itself when a reused connection closes before the first byte of the answer, unless
// it cannot rewind the body, so bodies are given to it in a form that it cannot rewind, and a request without a body gets a
// fresh connection. And redirects are followed here, not by libcurl, so that every hop is checked and no
// credential follows to another server.
#pragma once
#include <memory>
#include <string>

#include "net/http.hpp"
#include "sys/trust_store.hpp"

namespace cmtool {

struct CurlSetup {
  TrustStore trust{};
  std::string user_agent = "cmtool/" CMTOOL_VERSION;
};

/// The network. Fault::unsupported when the part is not installed.
Result<std::unique_ptr<Http>> curl_http(const CurlSetup&);

/// What the part's entry `cmtool_part_curl` is: it makes the object, or answers nullptr when libcurl cannot start.
using CurlEntry = Http* (*)(const CurlSetup*);

}  // namespace cmtool
