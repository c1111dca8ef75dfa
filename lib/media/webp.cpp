// SPDX-License-Identifier: MIT
// WebP: RIFF chunks (RFC 9649); EXIF and XMP in chunks of their own, announced by flags in VP8X.
#include <algorithm>
#include <optional>

#include "media/bytes.hpp"
#include "media/examine.hpp"
#include "media/exif.hpp"

namespace cmtool {
namespace {

constexpr int flag_exif = 0x08, flag_xmp = 0x04;

std::string little(std::uint64_t n) {
  std::string out;
  for (int shift = 0; shift < 32; shift += 8) out += static_cast<char>(n >> shift & 0xFF);
  return out;
}

std::string chunk(std::string_view type, std::string_view content) {
  std::string out = std::string(type) + little(content.size());
  out.append(content);
  if (content.size() % 2 != 0) out += '\0';
  return out;
}

/// Width and height from the head of a lossy or lossless frame.
bool read_frame(std::string_view type, std::string_view content, int& width, int& height) {
  Bytes in(content);
  if (type == "VP8 ") {
    in.skip(3);
    if (in.take(3) != "\x9D\x01\x2A") return false;
    width = static_cast<int>(in.little(2) & 0x3FFF);
    height = static_cast<int>(in.little(2) & 0x3FFF);
  } else {
    if (in.u8() != 0x2F) return false;
    const auto bits = in.little(4);
    width = static_cast<int>(bits & 0x3FFF) + 1;
    height = static_cast<int>(bits >> 14 & 0x3FFF) + 1;
  }
  return !in.short_of() && width > 0 && height > 0;
}

/// The chunks of a WebP file, one after the other.
class Walk {
 public:
  explicit Walk(Found& found) : found_(found) {}

  /// False: damaged.
  bool take(std::string_view type, std::string_view content, std::size_t start, std::size_t end) {
    if (type == "VP8X") return take_head(content, start);
    if (type == "VP8 " || type == "VP8L") return take_frame(type, content);
    if (type == "ANMF") return take_animated(content);
    if (type == "EXIF") {
      // Some writers put JPEG's name before it.
      const auto tiff = content.starts_with("Exif") ? content.substr(std::min<std::size_t>(6, content.size())) : content;
      const auto put = without_place(tiff);
      if (!orientation && (!put || !put->empty())) orientation = read_exif(tiff).orientation;  // the first that stays
      if (put) {
        found_.clean.push_back({.at = start, .drop = end - start, .put = put->empty() ? "" : chunk("EXIF", *put)});
        if (put->empty()) gone |= flag_exif;
      }
    }
    if (type == "XMP " && xmp_has_place(content)) {
      found_.clean.push_back({.at = start, .drop = end - start});
      gone |= flag_xmp;
    }
    return true;
  }

  std::optional<int> orientation{};
  int gone = 0;                            ///< flags of chunks that are left out
  int flags = 0;
  std::optional<std::size_t> flags_at{};
  bool picture = false;

 private:
  bool take_head(std::string_view content, std::size_t start) {
    Bytes in(content);
    flags = in.u8();
    flags_at = start + 8;
    in.skip(3);
    found_.width = static_cast<int>(in.little(3)) + 1;
    found_.height = static_cast<int>(in.little(3)) + 1;
    return !in.short_of();
  }

  bool take_frame(std::string_view type, std::string_view content) {
    int width = 0, height = 0;
    if (!read_frame(type, content, width, height)) return false;
    found_.width = std::max(found_.width, width);
    found_.height = std::max(found_.height, height);
    picture = true;
    return true;
  }

  bool take_animated(std::string_view content) {
    Bytes in(content);
    in.skip(6);
    found_.width = std::max(found_.width, static_cast<int>(in.little(3)) + 1);
    found_.height = std::max(found_.height, static_cast<int>(in.little(3)) + 1);
    found_.seconds += static_cast<double>(in.little(3)) / 1000;
    found_.frames += picture ? 1 : 0;
    picture = true;
    found_.kind = MediaKind::animation;
    return !in.short_of();
  }

  Found& found_;
};

}  // namespace

Result<Found> examine_webp(std::string_view bytes) {
  Found found{.type = "image/webp"};
  Bytes in(bytes, 4);
  const std::uint64_t riff = in.little(4) + 8;
  if (riff > bytes.size() || riff < 20) return damaged(found.type);
  const auto all = bytes.substr(0, static_cast<std::size_t>(riff));
  Walk walk(found);
  for (in = Bytes(all, 12); in.left() > 0;) {
    const std::size_t start = in.at();
    const auto type = in.take(4);
    const std::uint64_t size = in.little(4);
    const auto content = in.take(size);
    if (in.short_of()) return damaged(found.type);
    if (size % 2 != 0 && in.left() > 0) in.skip(1);
    if (!walk.take(type, content, start, in.at())) return damaged(found.type);
  }
  if (!walk.picture) return damaged(found.type);
  if (bytes.size() > all.size()) found.clean.push_back({.at = all.size(), .drop = bytes.size() - all.size()});
  if (!found.clean.empty()) {
    std::uint64_t size = bytes.size() - 8;
    for (const Edit& edit : found.clean) size = size - edit.drop + edit.put.size();
    found.clean.push_back({.at = 4, .drop = 4, .put = little(size)});
    if (walk.flags_at) found.clean.push_back({.at = *walk.flags_at, .drop = 1, .put = {static_cast<char>(walk.flags & ~walk.gone)}});
    found.clean = in_order(std::move(found.clean));
  }
  if (on_its_side(walk.orientation.value_or(1))) std::swap(found.width, found.height);
  return found;
}

}  // namespace cmtool
