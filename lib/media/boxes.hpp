// SPDX-License-Identifier: MIT
// Boxes: what MP4, QuickTime, HEIC and AVIF are made of (ISO/IEC 14496-12).
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "media/bytes.hpp"
#include "media/edited.hpp"

namespace cmtool {

/// One box within a piece of memory.
struct Box {
  std::string_view type{};     ///< four characters
  std::string_view content{};  ///< behind size and type
  std::size_t at = 0;          ///< where it starts in that piece
  std::size_t head = 8;        ///< bytes of size and type
  [[nodiscard]] std::size_t size() const { return head + content.size(); }
};

/// The next box; nothing at the end, or when it would run over the end (then in.short_of(), or bytes are left).
inline std::optional<Box> next_box(Bytes& in) {
  if (in.left() < 8) return std::nullopt;
  Box box{.at = in.at()};
  std::uint64_t size = in.u32();
  box.type = in.take(4);
  if (size == 1) {
    size = in.u64();
    box.head = 16;
  } else if (size == 0) {
    size = box.head + in.left();
  }
  if (size < box.head) {
    in.skip(in.left() + 1);
    return std::nullopt;
  }
  box.content = in.take(size - box.head);
  if (in.short_of()) return std::nullopt;
  return box;
}

/// Makes free space of a box that starts at `at` of the file: no offset changes, and nothing of it can be read.
inline std::vector<Edit> freed(std::uint64_t at, std::size_t size, std::size_t head) {
  return {{.at = at + 4, .drop = 4, .put = "free"}, {.at = at + head, .drop = size - head, .put = std::string(size - head, '\0')}};
}

}  // namespace cmtool
