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

namespace {

std::filesystem::path shared_folder(const char* name) {
  const auto program = program_folder();
  if (program.empty()) return {};
  const auto folder = program.parent_path() / "share" / name;
  return ::access(folder.c_str(), X_OK) == 0 ? folder : std::filesystem::path();
}

}  // namespace

std::filesystem::path catalogue_folder() { return shared_folder("locale"); }

std::filesystem::path data_folder() { return shared_folder("cmtool"); }

std::filesystem::path current_folder() {
  std::error_code gone;
  return std::filesystem::current_path(gone);
}

}  // namespace cmtool
