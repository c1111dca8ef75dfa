// SPDX-License-Identifier: MIT
#include "net/authorization.hpp"

#include "base/ascii.hpp"
#include "base/hash.hpp"

namespace cmtool {

Secret bearer_authorization(const Secret& token) { return Secret("Bearer " + token.reveal()); }

Secret basic_authorization(const Secret& user, const Secret& password) {
  std::string_view name = trimmed(user.reveal());
  if (name.starts_with('@')) name.remove_prefix(1);
  const std::string_view word = trimmed(password.reveal());
  if (name.empty() && word.find(':') != std::string_view::npos) return Secret("Basic " + base64(word));
  return Secret("Basic " + base64(std::string(name) + ":" + std::string(word)));
}

}  // namespace cmtool
