// SPDX-License-Identifier: MIT
// PNG and APNG: chunks with checksums (W3C PNG, third edition); EXIF in eXIf, XMP in iTXt, ImageMagick's profiles in tEXt and zTXt.
#include <array>

#include "base/ascii.hpp"
#include "media/bytes.hpp"
#include "media/examine.hpp"
#include "media/exif.hpp"

namespace cmtool {
namespace {

constexpr std::array<std::uint32_t, 256> crc_table = [] {
  std::array<std::uint32_t, 256> table{};
  for (std::uint32_t n = 0; n < 256; ++n) {
    std::uint32_t c = n;
    for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
    table[n] = c;
  }
  return table;
}();

std::uint32_t crc_of(std::string_view bytes) {
  std::uint32_t c = 0xFFFFFFFFu;
  for (const char each : bytes) c = crc_table[(c ^ static_cast<unsigned char>(each)) & 0xFF] ^ (c >> 8);
  return ~c;
}

void put_big(std::string& to, std::size_t n) {
  for (int shift = 24; shift >= 0; shift -= 8) to += static_cast<char>(n >> shift & 0xFF);
}

std::string chunk(std::string_view type, std::string_view content) {
  std::string out;
  put_big(out, content.size());
  const std::string body = std::string(type).append(content);
  out += body;
  put_big(out, crc_of(body));
  return out;
}

/// May a text chunk name a place? Compressed ones are judged by their keyword alone.
bool text_has_place(std::string_view type, std::string_view content) {
  const std::string keyword = lower(content.substr(0, content.find('\0')));
  if (keyword.starts_with("raw profile type") || keyword.find("gps") != std::string::npos ||
      keyword.find("location") != std::string::npos || keyword.find("exif") != std::string::npos)
    return true;
  if (keyword != "xml:com.adobe.xmp") return false;
  const auto rest = content.substr(std::min(content.size(), keyword.size() + 1));
  const bool compressed = type == "zTXt" || (type == "iTXt" && rest.starts_with('\x01'));
  if (compressed) return true;
  // Past flag and method, and the empty language and translated keyword; the packet itself has no zero bytes.
  const auto packet = rest.find('<');
  return packet != std::string_view::npos && xmp_has_place(rest.substr(packet));
}

}  // namespace

Result<Found> examine_png(std::string_view bytes) {
  Found found{.type = "image/png"};
  bool data = false;
  std::optional<int> orientation;
  Bytes in(bytes, 8);
  for (bool first = true;; first = false) {
    const std::size_t start = in.at();
    const std::uint32_t size = in.u32();
    const auto type = in.take(4);
    const auto content = in.take(size);
    const std::uint32_t crc = in.u32();
    if (in.short_of() || crc != crc_of(bytes.substr(start + 4, std::size_t{size} + 4))) return damaged(found.type);
    if (first != (type == "IHDR")) return damaged(found.type);
    if (first) {
      Bytes header(content);
      const std::uint32_t width = header.u32(), height = header.u32();
      if (content.size() != 13 || width == 0 || height == 0 || width > 0x7FFFFFFF || height > 0x7FFFFFFF) return damaged(found.type);
      found.width = static_cast<int>(width);
      found.height = static_cast<int>(height);
    }
    if (type == "IDAT") data = true;
    if (type == "acTL") {
      found.kind = MediaKind::animation;
      found.frames = Bytes(content).u32();
    }
    if (type == "eXIf") {
      const auto put = without_place(content);
      if (!orientation && (!put || !put->empty())) orientation = read_exif(content).orientation;  // the first that stays
      if (put)
        found.clean.push_back({.at = start, .drop = in.at() - start, .put = put->empty() ? "" : chunk("eXIf", *put)});
    }
    if ((type == "tEXt" || type == "zTXt" || type == "iTXt") && text_has_place(type, content))
      found.clean.push_back({.at = start, .drop = in.at() - start});
    if (type == "IEND") break;
  }
  if (!data) return damaged(found.type);
  // What lies behind the end has been the uncropped picture before (CVE-2023-21036).
  if (in.left() > 0) found.clean.push_back({.at = in.at(), .drop = in.left()});
  if (on_its_side(orientation.value_or(1))) std::swap(found.width, found.height);
  return found;
}

}  // namespace cmtool
