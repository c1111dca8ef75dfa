// SPDX-License-Identifier: MIT
#include "sys/trust_store.hpp"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "base/ascii.hpp"

namespace cmtool {
namespace {

/// "5ed36f99.0": as c_rehash and update-ca-certificates name them.
bool is_hashed_name(const std::string& name) {
  constexpr std::size_t digits = 8;
  const auto is_hex = [](char c) { return is_digit(c) || (c >= 'a' && c <= 'f'); };
  return name.size() >= digits + 2 && name[digits] == '.' && std::all_of(name.begin(), name.begin() + digits, is_hex) &&
         std::all_of(name.begin() + digits + 1, name.end(), is_digit);
}

bool is_hashed(const std::filesystem::path& folder) {
  std::error_code fault;
  for (std::filesystem::directory_iterator at(folder, fault), end; !fault && at != end; at.increment(fault)) {
    if (is_hashed_name(at->path().filename().string())) return true;
  }
  return false;
}

}  // namespace

TrustStore trust_store(const std::function<std::string(const std::string&)>& variable, const std::string& root) {
  if (const auto bundle = variable("CURL_CA_BUNDLE"); !bundle.empty()) return {.file = bundle};
  TrustStore told{.file = variable("SSL_CERT_FILE"), .folder = variable("SSL_CERT_DIR")};
  if (told != TrustStore{}) return told;

  for (const char* folder : {"/etc/ssl/certs", "/etc/pki/tls/certs", "/etc/openssl/certs"}) {
    if (is_hashed(root + folder)) return {.folder = root + folder};
  }
  for (const char* file : {"/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem",
                           "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem", "/etc/ssl/cert.pem"}) {
    std::error_code fault;
    if (std::filesystem::is_regular_file(root + file, fault)) return {.file = root + file};
  }
  return {};
}

}  // namespace cmtool
