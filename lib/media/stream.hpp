// SPDX-License-Identifier: MIT
// Walking forward through a Source: what the readers of video and sound stand on.
//
// A Source can only be read from its start to its end, so passing over a box of gigabytes means reading it. That
// costs what the upload's checksum costs anyway, and needs no memory.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>

#include "base/result.hpp"
#include "sys/disk.hpp"

namespace cmtool {

class Stream {
 public:
  explicit Stream(Source& source) : source_(source), buffer_(64u << 10, '\0') {}

  [[nodiscard]] std::uint64_t at() const { return at_; }
  [[nodiscard]] std::uint64_t size() const { return source_.size(); }
  [[nodiscard]] std::uint64_t left() const { return size() > at_ ? size() - at_ : 0; }

  /// The next `count` bytes; fewer only at the end of the file.
  Result<std::string> take(std::uint64_t count) {
    std::string bytes(static_cast<std::size_t>(std::min(count, left())), '\0');
    std::size_t filled = 0;
    while (filled < bytes.size()) {
      TRY(const std::size_t got, source_.read(bytes.data() + filled, bytes.size() - filled));
      if (got == 0) break;
      filled += got;
    }
    bytes.resize(filled);
    at_ += filled;
    return bytes;
  }

  /// Passes over `count` bytes; false when the file ends before.
  Result<bool> skip(std::uint64_t count) {
    while (count > 0) {
      TRY(const std::size_t got, source_.read(buffer_.data(), static_cast<std::size_t>(std::min<std::uint64_t>(count, buffer_.size()))));
      if (got == 0) return false;
      count -= got;
      at_ += got;
    }
    return true;
  }

 private:
  Source& source_;
  std::string buffer_;
  std::uint64_t at_ = 0;
};

}  // namespace cmtool
