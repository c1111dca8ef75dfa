// SPDX-License-Identifier: MIT
#include <array>

#include "media/bytes.hpp"
#include "media/examine.hpp"

#include "base/tr.hpp"

namespace cmtool {
namespace {

/// ISO media files: the brand says which.
std::string type_of_brands(std::string_view start) {
  Bytes in(start);
  const std::uint64_t size = in.u32();
  in.skip(4);
  const auto listed = start.substr(0, static_cast<std::size_t>(size < start.size() ? size : start.size()));
  std::string found;
  for (std::size_t at = 8; at + 4 <= listed.size(); at += 4) {
    if (at == 12) continue;  // the version, not a brand
    const auto brand = listed.substr(at, 4);
    if (brand == "avif" || brand == "avis") return "image/avif";
    if (brand == "heic" || brand == "heix" || brand == "heim" || brand == "heis" || brand == "hevc" || brand == "hevx")
      return "image/heic";
    if (brand == "mif1" || brand == "msf1") found = "image/heic";
    if (found.empty() && brand == "qt  ") found = "video/quicktime";
    if (found.empty() && (brand == "M4A " || brand == "M4B ")) found = "audio/mp4";
  }
  return found.empty() ? "video/mp4" : found;
}

/// EBML's document type within the first bytes.
std::string type_of_ebml(std::string_view start) {
  const auto head = start.substr(0, 64);
  if (head.find("webm") != std::string_view::npos) return "video/webm";
  if (head.find("matroska") != std::string_view::npos) return "video/x-matroska";
  return {};
}

/// An MPEG audio frame without an ID3 tag before it: 11 bits set, no reserved value.
bool is_mpeg_frame(std::string_view start) {
  if (start.size() < 4) return false;
  const auto b1 = static_cast<unsigned char>(start[1]), b2 = static_cast<unsigned char>(start[2]);
  return start[0] == '\xFF' && (b1 & 0xE0) == 0xE0 && (b1 & 0x18) != 0x08 && (b1 & 0x06) != 0 && (b2 & 0xF0) != 0xF0 &&
         (b2 & 0xF0) != 0 && (b2 & 0x0C) != 0x0C;
}

}  // namespace

std::string type_of(std::string_view start) {
  struct Mark {
    std::string_view bytes;
    const char* type;
  };
  using namespace std::string_view_literals;
  static constexpr std::array<Mark, 11> marks = {{
      {"\xFF\xD8\xFF"sv, "image/jpeg"},
      {"\x89PNG\r\n\x1A\n"sv, "image/png"},
      {"GIF87a"sv, "image/gif"},
      {"GIF89a"sv, "image/gif"},
      {"II*\0"sv, "image/tiff"},
      {"MM\0*"sv, "image/tiff"},
      {"ID3"sv, "audio/mpeg"},
      {"OggS"sv, "audio/ogg"},
      {"fLaC"sv, "audio/flac"},
      {"\xFF\xF1"sv, "audio/aac"},
      {"\xFF\xF9"sv, "audio/aac"},
  }};
  for (const Mark& mark : marks)
    if (start.starts_with(mark.bytes)) return mark.type;
  if (start.size() >= 12 && start.starts_with("RIFF")) {
    if (start.substr(8, 4) == "WEBP") return "image/webp";
    if (start.substr(8, 4) == "WAVE") return "audio/wav";
  }
  if (start.size() >= 12 && start.substr(4, 4) == "ftyp") return type_of_brands(start);
  if (start.size() >= 12 && (start.substr(4, 4) == "moov" || start.substr(4, 4) == "wide") && start[0] == '\0')
    return "video/quicktime";  // before QuickTime had "ftyp"
  if (start.starts_with("\x1A\x45\xDF\xA3")) return type_of_ebml(start);
  if (start.starts_with("BM") && start.size() >= 18 && start.substr(6, 4) == "\0\0\0\0"sv) return "image/bmp";
  if (is_mpeg_frame(start)) return "audio/mpeg";
  return {};
}

MediaKind kind_of(std::string_view type) {
  if (type.starts_with("video/")) return MediaKind::video;
  if (type.starts_with("audio/")) return MediaKind::audio;
  return MediaKind::image;
}

Error damaged(std::string_view type) {
  return Error{.fault = Fault::refused,
               .message = kind_of(type) == MediaKind::image   ? tr("the picture is cut off or damaged")
                          : kind_of(type) == MediaKind::video ? tr("the video is cut off or damaged")
                                                              : tr("the sound is cut off or damaged"),
               .hint = tr("copy or download it again, or save it anew")};
}

Result<Found> examine_picture(std::string_view bytes, std::string_view type) {
  if (type == "image/jpeg") return examine_jpeg(bytes);
  if (type == "image/png") return examine_png(bytes);
  if (type == "image/gif") return examine_gif(bytes);
  if (type == "image/webp") return examine_webp(bytes);
  if (type == "image/heic" || type == "image/avif") return examine_heif(bytes);
  return Error{.fault = Fault::refused,
               .message = tr("pictures of type {} are not taken", type),
               .hint = tr("save it as JPEG, PNG, WebP or GIF")};
}

Result<Found> examine_stream(Source& source, std::string_view type) {
  if (type == "video/mp4" || type == "video/quicktime" || type == "audio/mp4") return examine_mp4(source);
  if (type == "video/webm" || type == "video/x-matroska") return examine_matroska(source);
  return examine_sound(source, type);
}

}  // namespace cmtool
