// SPDX-License-Identifier: MIT
#include "schedule/approval_code.hpp"

#include "base/ascii.hpp"
#include "base/hash.hpp"

namespace cmtool {
namespace {

constexpr std::string_view alphabet = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t id_size = 16, half = 5;

std::string plain(const std::string& code) {
  std::string letters;
  for (const char c : lower(code)) {
    if (is_letter_or_digit(c)) letters += c == 'o' ? '0' : c == 'i' || c == 'l' ? '1' : c;  // as Crockford reads them
  }
  return letters;
}

}  // namespace

std::string approval_code(const Secret& key, const Post& post) {
  const std::string mac = hmac_sha256(key.reveal(), "approve " + post.id + " " + fingerprint(post));
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < 8; ++i) bits = bits << 8 | static_cast<unsigned char>(mac[i]);
  std::string code = post.id;
  for (std::size_t i = 0; i < 2 * half; ++i, bits >>= 5) {
    if (i % half == 0) code += '-';
    code += alphabet[bits & 31u];
  }
  return code;
}

std::string post_of_code(const std::string& code) {
  const auto letters = plain(code);
  if (letters.size() != id_size + 2 * half || !is_id(letters.substr(0, id_size))) return {};
  return letters.substr(0, id_size);
}

bool code_is_for(const std::string& code, const Secret& key, const Post& post) {
  const std::string given = plain(code), right = plain(approval_code(key, post));
  if (given.size() != right.size()) return false;
  unsigned different = 0;  // all of it is compared, so that time tells nothing
  for (std::size_t i = 0; i < right.size(); ++i) different |= static_cast<unsigned>(given[i] ^ right[i]);
  return different == 0;
}

}  // namespace cmtool
