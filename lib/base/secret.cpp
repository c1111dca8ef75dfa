// SPDX-License-Identifier: MIT
#include "base/secret.hpp"

#include <fmt/format.h>
#include <string.h>

#include <algorithm>
#include <mutex>
#include <vector>

#include "base/ascii.hpp"
#include "base/hash.hpp"

namespace cmtool {
namespace {

constexpr std::size_t shortest_guarded = 4;

struct Guard {
  std::mutex mutex;
  std::vector<std::string> forms;  // longest first, so that no rest of one is left standing
};

Guard& guard() {
  static Guard it;
  return it;
}

std::string percent_encoded(std::string_view text) {
  std::string result;
  for (const char c : text) {
    if (is_letter_or_digit(c) || c == '-' || c == '_' || c == '.' || c == '~') result += c;
    else result += fmt::format("%{:02X}", static_cast<unsigned>(static_cast<unsigned char>(c)));
  }
  return result;
}

}  // namespace

Secret::~Secret() { ::explicit_bzero(text_.data(), text_.size()); }

void guard_secret(const Secret& secret) {
  const std::string& text = secret.reveal();
  if (text.size() < shortest_guarded) return;
  const std::lock_guard lock(guard().mutex);
  auto& forms = guard().forms;
  for (auto& form : {text, percent_encoded(text), base64(text)}) {
    if (std::find(forms.begin(), forms.end(), form) == forms.end()) forms.push_back(form);
  }
  std::sort(forms.begin(), forms.end(), [](const auto& a, const auto& b) { return a.size() > b.size(); });
}

std::string mask_secrets(std::string_view text) {
  std::string result(text);
  const std::lock_guard lock(guard().mutex);
  for (const auto& form : guard().forms) {
    if (result.find(form) != std::string::npos) result = replaced(result, form, "•••");
  }
  return result;
}

}  // namespace cmtool
