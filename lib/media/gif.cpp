// SPDX-License-Identifier: MIT
// GIF: blocks of the GIF89a specification; XMP in an application extension.
#include <algorithm>

#include "media/bytes.hpp"
#include "media/examine.hpp"
#include "media/exif.hpp"

namespace cmtool {
namespace {

constexpr std::uint64_t colour_table(int flags) { return (flags & 0x80) != 0 ? 3ull << ((flags & 7) + 1) : 0; }

void skip_sub_blocks(Bytes& in) {
  while (const int size = in.u8()) {
    in.skip(static_cast<std::uint64_t>(size));
    if (in.short_of()) return;
  }
}

/// One extension, from behind its 0x21. Adds its delay in hundredths of a second, and an edit if it names a place.
void read_extension(std::string_view bytes, Bytes& in, std::uint64_t& delay, Found& found) {
  const std::size_t start = in.at() - 1;
  const int label = in.u8();
  const std::size_t body = in.at();
  if (label == 0xF9) {
    Bytes control(bytes, body + 2);
    delay += control.little(2);
  }
  const bool xmp = label == 0xFF && bytes.substr(body, 12) == "\x0BXMP DataXMP";
  skip_sub_blocks(in);
  if (xmp && xmp_has_place(bytes.substr(body + 12, in.at() - body - 12)))
    found.clean.push_back({.at = start, .drop = in.at() - start});
}

}  // namespace

Result<Found> examine_gif(std::string_view bytes) {
  Found found{.type = "image/gif", .frames = 0};
  Bytes in(bytes, 6);
  found.width = static_cast<int>(in.little(2));
  found.height = static_cast<int>(in.little(2));
  const int flags = in.u8();
  in.skip(2 + colour_table(flags));
  std::uint64_t delay = 0;
  for (;;) {
    const int block = in.u8();
    if (in.short_of()) return damaged(found.type);
    if (block == 0x3B) break;
    if (block == 0x21) {
      read_extension(bytes, in, delay, found);
    } else if (block == 0x2C) {
      in.skip(4);
      // A frame larger than the screen would be decoded all the same.
      found.width = std::max(found.width, static_cast<int>(in.little(2)));
      found.height = std::max(found.height, static_cast<int>(in.little(2)));
      in.skip(colour_table(in.u8()) + 1);
      skip_sub_blocks(in);
      ++found.frames;
    } else {
      return damaged(found.type);
    }
  }
  if (in.short_of() || found.frames == 0 || found.width == 0 || found.height == 0) return damaged(found.type);
  if (found.frames > 1) {
    found.kind = MediaKind::animation;
    found.seconds = static_cast<double>(delay) / 100;
  }
  if (in.left() > 0) found.clean.push_back({.at = in.at(), .drop = in.left()});
  return found;
}

}  // namespace cmtool
