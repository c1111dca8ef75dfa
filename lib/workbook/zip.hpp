// SPDX-License-Identifier: MIT
// A ZIP archive in memory, its files stored as they are: what an .xlsx is made of. No clock is asked, so that the same files give the same bytes.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace cmtool {

/// CRC-32 as ZIP has it (polynomial 0xEDB88320).
std::uint32_t crc32_of(std::string_view);

class ZipWriter {
 public:
  /// `name` is ASCII, with "/" between folders. All together less than 4 GB, and fewer than 65,536 files.
  void add(std::string_view name, std::string_view bytes);
  /// The archive; nothing is added after that.
  std::string finish();

 private:
  std::string files_{}, directory_{};
  std::uint16_t count_ = 0;
};

}  // namespace cmtool
