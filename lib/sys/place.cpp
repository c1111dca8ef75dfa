// SPDX-License-Identifier: MIT
#include "sys/place.hpp"

#include <unistd.h>

#include <array>

namespace cmtool {

std::filesystem::path program_folder() {
  std::array<char, 4096> buffer{};
  const ssize_t length = ::readlink("/proc/self/exe", buffer.data(), buffer.size());
  if (length <= 0 || static_cast<std::size_t>(length) == buffer.size()) return {};
  return std::filesystem::path(std::string(buffer.data(), static_cast<std::size_t>(length))).parent_path();
}

std::filesystem::path catalogue_folder() {
  const auto program = program_folder();
  if (program.empty()) return {};
  const auto folder = program.parent_path() / "share" / "locale";
  return ::access(folder.c_str(), X_OK) == 0 ? folder : std::filesystem::path();
}

std::filesystem::path current_folder() {
  std::error_code gone;
  return std::filesystem::current_path(gone);
}

}  // namespace cmtool
