// SPDX-License-Identifier: MIT
#include <algorithm>
#include <array>

#include "sys/disk.hpp"

namespace cmtool {

Result<void> Source::go_to(std::uint64_t at) {
  CHECK_OK(rewind());
  std::array<char, 64 * 1024> passed_over{};
  while (at > 0) {
    TRY(const std::size_t got, read(passed_over.data(), static_cast<std::size_t>(std::min<std::uint64_t>(at, passed_over.size()))));
    if (got == 0) break;
    at -= got;
  }
  return {};
}

}  // namespace cmtool
