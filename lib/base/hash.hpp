// SPDX-License-Identifier: MIT
// SHA-256 and the encodings that go with it.
#pragma once
#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace cmtool {

/// SHA-256 fed in pieces.
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  void add(std::string_view bytes);
  /// 32 raw bytes; call once.
  std::string bytes();
  /// 64 hexadecimal digits; call once.
  std::string hex();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The SHA-256 of `bytes` as 64 lower-case hexadecimal digits.
std::string sha256_hex(std::string_view bytes);
/// The SHA-256 of `bytes` as 32 raw bytes.
std::string sha256(std::string_view bytes);

/// HMAC-SHA-256 (RFC 2104) as 32 raw bytes.
std::string hmac_sha256(std::string_view key, std::string_view message);

/// FNV-1a, 64 bits: quick, the same on every machine, and no protection against anybody who means harm.
std::uint64_t fnv1a(std::string_view bytes);

/// Lower-case hexadecimal.
std::string hex(std::string_view bytes);
/// RFC 4648 base 64 with padding.
std::string base64(std::string_view bytes);
/// RFC 4648 base 64 for URLs, without padding (as PKCE wants it).
std::string base64_url(std::string_view bytes);

}  // namespace cmtool
