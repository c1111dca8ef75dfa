// SPDX-License-Identifier: MIT
// JPEG: markers from ITU T.81, EXIF in APP1, XMP in APP1, IPTC in APP13, further pictures (MPF) in APP2 and after the end.
#include <cstring>

#include "media/bytes.hpp"
#include "media/examine.hpp"
#include "media/exif.hpp"

namespace cmtool {
namespace {

using namespace std::string_view_literals;

constexpr auto exif_name = "Exif\0\0"sv;
constexpr auto xmp_name = "http://ns.adobe.com/xap/1.0/\0"sv;
constexpr auto xmp_more_name = "http://ns.adobe.com/xmp/extension/\0"sv;
constexpr auto photoshop_name = "Photoshop 3.0\0"sv;
constexpr int most_scans = 100;  // each scan of a progressive picture goes over all of it

bool stands_alone(int marker) { return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7); }
bool is_frame(int marker) { return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC; }

/// A segment of that kind, or nothing when its content is empty or would not fit into one.
std::string app_segment(char marker, std::string_view name, std::string_view content) {
  const std::size_t size = 2 + name.size() + content.size();
  if (content.empty() || size > 0xFFFF) return {};
  std::string segment{'\xFF', marker, static_cast<char>(size >> 8 & 0xFF), static_cast<char>(size & 0xFF)};
  return segment.append(name).append(content);
}

/// What an application segment becomes; nothing: it stays. `content` is without marker and length. The first EXIF that stays tells the orientation.
std::optional<std::string> cleaned_segment(int marker, std::string_view content, std::optional<int>& orientation) {
  if (marker == 0xE1 && content.starts_with(exif_name)) {
    const auto tiff = content.substr(exif_name.size());
    const auto put = without_place(tiff);
    auto cleaned = put ? std::optional(app_segment('\xE1', exif_name, *put)) : std::nullopt;
    if (!orientation && (!cleaned || !cleaned->empty())) orientation = read_exif(tiff).orientation;
    return cleaned;
  }
  if (marker == 0xE1 && content.starts_with(xmp_name)) {
    if (xmp_has_place(content.substr(xmp_name.size()))) return "";
  } else if (marker == 0xE1 && content.starts_with(xmp_more_name)) {
    return "";
  } else if (marker == 0xED && content.starts_with(photoshop_name)) {
    if (const auto put = iptc_without_place(content.substr(photoshop_name.size()))) return app_segment('\xED', photoshop_name, *put);
  } else if (marker == 0xE2 && content.starts_with("MPF\0"sv)) {
    return "";  // an index of the pictures after the end, which go too
  }
  return std::nullopt;
}

/// From the first byte of a scan's data to the next marker's 0xFF; the end of the file if there is none.
std::size_t end_of_scan(std::string_view bytes, std::size_t at) {
  while (at < bytes.size()) {
    const void* const hit = std::memchr(bytes.data() + at, 0xFF, bytes.size() - at);
    if (hit == nullptr) return bytes.size();
    at = static_cast<std::size_t>(static_cast<const char*>(hit) - bytes.data());
    if (at + 1 >= bytes.size()) return bytes.size();
    const auto next = static_cast<unsigned char>(bytes[at + 1]);
    if (next != 0x00 && next != 0xFF && !(next >= 0xD0 && next <= 0xD7)) return at;
    at += next == 0xFF ? 1 : 2;
  }
  return bytes.size();
}

}  // namespace

Result<Found> examine_jpeg(std::string_view bytes) {
  Found found{.type = "image/jpeg"};
  int scans = 0;
  std::optional<int> orientation;
  std::size_t at = 2;
  for (;;) {
    if (at + 1 >= bytes.size() || bytes[at] != '\xFF') return damaged(found.type);
    const int marker = static_cast<unsigned char>(bytes[at + 1]);
    if (marker == 0xFF) {  // a fill byte
      ++at;
      continue;
    }
    if (marker == 0xD9) break;
    if (stands_alone(marker)) {
      at += 2;
      continue;
    }
    Bytes in(bytes, at + 2);
    const std::uint16_t size = in.u16();
    const auto content = in.take(size < 2 ? 0 : size - 2u);
    if (in.short_of() || size < 2) return damaged(found.type);
    if (is_frame(marker)) {
      Bytes frame(content, 1);
      found.height = frame.u16();
      found.width = frame.u16();
      if (frame.short_of()) return damaged(found.type);
    }
    if (const auto put = cleaned_segment(marker, content, orientation))
      found.clean.push_back({.at = at, .drop = in.at() - at, .put = *put});
    at = in.at();
    if (marker == 0xDA) {
      if (++scans > most_scans) return damaged(found.type);
      at = end_of_scan(bytes, at);
    }
  }
  if (found.width == 0 || found.height == 0 || scans == 0) return damaged(found.type);
  at += 2;
  if (at < bytes.size()) found.clean.push_back({.at = at, .drop = bytes.size() - at});
  if (on_its_side(orientation.value_or(1))) std::swap(found.width, found.height);
  return found;
}

}  // namespace cmtool
