// SPDX-License-Identifier: MIT
// Where this machine keeps the certificates that it trusts.
//
// It matters in which form: parsing the whole bundle of some 140 authorities takes OpenSSL 50 ms of CPU, at every
// connection with Debian's libcurl (measured with 7.88.1), while from a folder with hashed names only the one that is
// needed is read. So the folder is preferred where it is hashed, and the bundle is left for the other systems.
#pragma once
#include <functional>
#include <string>

namespace cmtool {

/// A file with all certificates, a folder with hashed names, or both; both empty: let libcurl look.
struct TrustStore {
  std::string file{};
  std::string folder{};
  bool operator==(const TrustStore&) const = default;
};

/// CURL_CA_BUNDLE, else SSL_CERT_FILE and SSL_CERT_DIR, else what the distributions have. `variable` answers the
/// environment; `root` is put before the distributions' paths, for tests.
TrustStore trust_store(const std::function<std::string(const std::string&)>& variable, const std::string& root = "");

}  // namespace cmtool
