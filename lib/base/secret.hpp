// SPDX-License-Identifier: MIT
// Text that must never be seen: tokens, passwords, cookies.
//
// A Secret cannot be printed: it has no operator<< and no fmt formatter, so doing so does not compile.
// reveal() is called where bytes leave for the network or the secret store, and nowhere else
// (checked by tests/source).
#pragma once
#include <string>
#include <string_view>
#include <utility>

namespace cmtool {

/// A text that can be handed on but not shown; overwritten when it is destroyed.
class Secret {
 public:
  Secret() = default;
  explicit Secret(std::string text) : text_(std::move(text)) {}
  Secret(const Secret&) = default;
  Secret(Secret&&) noexcept = default;
  Secret& operator=(const Secret&) = default;
  Secret& operator=(Secret&&) noexcept = default;
  ~Secret();

  [[nodiscard]] bool empty() const { return text_.empty(); }
  [[nodiscard]] const std::string& reveal() const { return text_; }

  bool operator==(const Secret&) const = default;

 private:
  std::string text_{};
};

/// Replaces every occurrence of a known secret of this process in `text` by "•••". Each Secret of four or more
/// bytes that was registered with guard_secret() counts, also in its percent- and base64-encoded form.
std::string mask_secrets(std::string_view text);

/// Makes mask_secrets() know this secret from now on. Thread-safe.
void guard_secret(const Secret&);

}  // namespace cmtool
