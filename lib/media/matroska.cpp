// SPDX-License-Identifier: MIT
// Matroska and WebM: EBML elements (RFC 8794, RFC 9559). A place can only be in the tags; they are made void where they lie.
#include <bit>
#include <cmath>
#include <optional>

#include "base/ascii.hpp"
#include "media/bytes.hpp"
#include "media/examine.hpp"
#include "media/stream.hpp"

namespace cmtool {
namespace {

constexpr std::uint64_t unknown_size = ~0ull;
constexpr std::uint64_t largest_part = 16u << 20;
enum : std::uint32_t {
  id_head = 0x1A45DFA3, id_segment = 0x18538067, id_cluster = 0x1F43B675, id_info = 0x1549A966, id_tracks = 0x1654AE6B,
  id_tags = 0x1254C367, id_scale = 0x2AD7B1, id_duration = 0x4489, id_track = 0xAE, id_track_type = 0x83, id_video = 0xE0,
  id_width = 0xB0, id_height = 0xBA,
};

struct Element {
  std::uint32_t id = 0;
  std::uint64_t size = 0;
};

/// How many bytes a number takes whose first byte is this; 0: none.
int width_of(unsigned char first) { return first == 0 ? 0 : std::countl_zero(first) + 1; }

/// Reads id and size; nothing when they are no EBML.
std::optional<Element> read_head(Bytes& in) {
  Element element;
  const auto read = [&in](bool with_mark) -> std::optional<std::uint64_t> {
    const auto first = in.u8();
    const int width = width_of(first);
    if (width == 0 || in.short_of()) return std::nullopt;
    const std::uint64_t rest = in.big(width - 1);
    if (in.short_of()) return std::nullopt;
    const auto low = static_cast<std::uint64_t>(with_mark ? first : first & (0xFF >> width));
    const std::uint64_t number = low << (8 * (width - 1)) | rest;
    if (!with_mark && number == (1ull << (7 * width)) - 1) return unknown_size;
    return number;
  };
  const auto id = read(true);
  if (!id || *id > 0xFFFFFFFF) return std::nullopt;
  const auto size = read(false);
  if (!size) return std::nullopt;
  element.id = static_cast<std::uint32_t>(*id);
  element.size = *size;
  return element;
}

/// Calls `take` for each element in `content`; false when it is broken.
template <typename Take>
bool each_element(std::string_view content, Take take) {
  Bytes in(content);
  while (in.left() > 0) {
    const auto head = read_head(in);
    if (!head) return false;
    const auto inner = in.take(head->size);
    if (in.short_of() || !take(head->id, inner)) return false;
  }
  return true;
}

std::uint64_t number_of(std::string_view content) { return content.size() > 8 ? 0 : Bytes(content).big(static_cast<int>(content.size())); }

double float_of(std::string_view content) {
  if (content.size() == 4) return std::bit_cast<float>(Bytes(content).u32());
  if (content.size() == 8) return std::bit_cast<double>(Bytes(content).u64());
  return 0;
}

int side_of(std::string_view content) {
  const std::uint64_t n = number_of(content);
  return n < 1'000'000 ? static_cast<int>(n) : 0;
}

bool read_info(std::string_view content, Found& found) {
  std::uint64_t scale = 1'000'000;
  double duration = 0;
  if (!each_element(content, [&](std::uint32_t id, std::string_view inner) {
        if (id == id_scale) scale = number_of(inner);
        if (id == id_duration) duration = float_of(inner);
        return true;
      }))
    return false;
  const double seconds = duration * static_cast<double>(scale) / 1e9;
  if (std::isfinite(seconds) && seconds > 0) found.seconds = seconds;
  return true;
}

bool read_tracks(std::string_view content, Found& found, bool& video) {
  return each_element(content, [&](std::uint32_t id, std::string_view track) {
    if (id != id_track) return true;
    return each_element(track, [&](std::uint32_t inner_id, std::string_view inner) {
      if (inner_id == id_track_type && number_of(inner) == 1) video = true;
      if (inner_id != id_video) return true;
      return each_element(inner, [&](std::uint32_t video_id, std::string_view value) {
        if (video_id == id_width) found.width = side_of(value);
        if (video_id == id_height) found.height = side_of(value);
        return true;
      });
    });
  });
}

/// An element of nothing, as long as the one that it takes the place of.
std::string void_of(std::uint64_t length) {
  std::string out = "\xEC\x01";
  const std::uint64_t rest = length - 9;
  for (int shift = 48; shift >= 0; shift -= 8) out += static_cast<char>(rest >> shift & 0xFF);
  return out.append(static_cast<std::size_t>(rest), '\0');
}

bool tags_have_place(std::string_view content) {
  const std::string small = lower(content);
  return small.find("location") != std::string::npos || small.find("gps") != std::string::npos;
}

}  // namespace

Result<Found> examine_matroska(Source& source) {
  Found found{.type = "video/webm", .kind = MediaKind::video};
  CHECK_OK(source.rewind());
  Stream stream(source);
  bool video = false, tracks = false, data = false;
  while (stream.left() > 0) {
    const std::uint64_t start = stream.at();
    // A head is 2 to 12 bytes; it is read byte by byte because the stream cannot go back.
    std::string head;
    std::optional<Element> element;
    while (!element && head.size() < 12 && stream.left() > 0) {
      TRY(const std::string byte, stream.take(1));
      head += byte;
      Bytes in(head);
      element = read_head(in);
    }
    if (!element) return damaged(found.type);
    const bool open = element->id == id_segment || element->id == id_cluster;
    data = data || element->id == id_cluster;
    if (element->size == unknown_size) {
      if (!open) return damaged(found.type);
      continue;
    }
    if (element->size > stream.left()) return damaged(found.type);
    if (element->id == id_segment) continue;
    const bool read = element->id == id_info || element->id == id_tracks || element->id == id_tags || element->id == id_head;
    if (!read) {
      TRY(const bool whole, stream.skip(element->size));
      if (!whole) return damaged(found.type);
      continue;
    }
    if (element->size > largest_part) return damaged(found.type);
    TRY(const std::string content, stream.take(element->size));
    if (element->id == id_head && content.find("matroska") != std::string::npos) found.type = "video/x-matroska";
    if (element->id == id_info && !read_info(content, found)) return damaged(found.type);
    if (element->id == id_tracks) {
      if (!read_tracks(content, found, video)) return damaged(found.type);
      tracks = true;
    }
    const std::uint64_t length = stream.at() - start;
    if (element->id == id_tags && tags_have_place(content) && length >= 9)
      found.clean.push_back({.at = start, .drop = length, .put = void_of(length)});
  }
  if (!tracks || !data) return damaged(found.type);
  if (!video) {
    found.kind = MediaKind::audio;
    found.type = "audio/webm";
  }
  return found;
}

}  // namespace cmtool
