// SPDX-License-Identifier: MIT
// A folder of its own for a test, gone when the test ends.
#pragma once
#include <stdlib.h>  // mkdtemp

#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

namespace cmtool::test {

class ScratchDir {
 public:
  ScratchDir() {
    std::string name = (std::filesystem::temp_directory_path() / "cmtool-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ScratchDir(const ScratchDir&) = delete;
  ScratchDir& operator=(const ScratchDir&) = delete;
  ~ScratchDir() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }

  [[nodiscard]] const std::filesystem::path& path() const { return path_; }
  /// A path below the folder.
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  /// Writes a file as any program would.
  void put(const std::string& name, const std::string& text) const { std::ofstream(path_ / name, std::ios::binary) << text; }
  /// The content of a file; empty when there is none.
  [[nodiscard]] std::string text(const std::string& name) const {
    std::ifstream file(path_ / name, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }

 private:
  std::filesystem::path path_{};
};

}  // namespace cmtool::test
