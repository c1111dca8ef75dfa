// SPDX-License-Identifier: MIT
// Bytes in memory where a file is wanted.
#pragma once
#include <string>

#include "sys/disk.hpp"

namespace cmtool {

class MemorySource final : public Source {
 public:
  explicit MemorySource(std::string bytes) : bytes_(std::move(bytes)) {}
  [[nodiscard]] std::uint64_t size() const override { return bytes_.size(); }
  Result<std::size_t> read(char* to, std::size_t count) override {
    const std::size_t got = bytes_.copy(to, count, at_);
    at_ += got;
    return got;
  }
  Result<void> rewind() override {
    at_ = 0;
    return {};
  }

 private:
  std::string bytes_;
  std::size_t at_ = 0;
};

}  // namespace cmtool
