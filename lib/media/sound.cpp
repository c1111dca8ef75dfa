// SPDX-License-Identifier: MIT
// Sound: durations from the headers of WAV, FLAC, MP3 and Ogg. None of these formats has a field for a place, but some programs write one into
// the comments; Ogg's pages and ID3's frames would have to be written anew without it, so it is only found.
#include <array>
#include <optional>

#include "base/ascii.hpp"
#include "media/bytes.hpp"
#include "media/examine.hpp"
#include "media/stream.hpp"

namespace cmtool {
namespace {

constexpr std::size_t looked_at = 64u << 10;

double ratio(double a, double b) { return b > 0 ? a / b : 0; }

/// Nothing when the file is shorter than its header says.
std::optional<double> seconds_of_wav(std::string_view start, std::uint64_t size) {
  Bytes in(start, 12);
  std::uint32_t per_second = 0;
  while (in.left() >= 8) {
    const auto type = in.take(4);
    const std::uint64_t length = in.little(4);
    if (type == "data") {
      if (length == 0xFFFFFFFF) return 0;  // written to a pipe
      if (length > size - in.at()) return std::nullopt;
      return ratio(static_cast<double>(length), per_second);
    }
    if (type == "fmt ") {
      Bytes format(start, in.at() + 8);
      per_second = static_cast<std::uint32_t>(format.little(4));
    }
    in.skip(length + length % 2);
  }
  return std::nullopt;
}

double seconds_of_flac(std::string_view start) {
  Bytes in(start, 8 + 10);
  const std::uint64_t packed = in.u64();
  return ratio(static_cast<double>(packed & 0xFFFFFFFFFull), static_cast<double>(packed >> 44));
}

double seconds_of_mp3(std::string_view start, std::uint64_t size) {
  std::size_t at = 0;
  if (start.starts_with("ID3")) {
    Bytes tag(start, 6);
    for (int i = 0; i < 4; ++i) at = at << 7 | (tag.u8() & 0x7F);
    at += 10;
  }
  Bytes in(start, at);
  const std::uint32_t head = in.u32();
  if (in.short_of() || head >> 21 != 0x7FF) return 0;
  static constexpr std::array<int, 16> rates_1 = {0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0};
  static constexpr std::array<int, 16> rates_2 = {0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0};
  static constexpr std::array<int, 4> samples = {44100, 48000, 32000, 0};
  const auto version = head >> 19 & 3, layer = head >> 17 & 3;
  if (layer != 1 || version == 1) return 0;  // layers I and II are history
  const bool one = version == 3;
  const int bits = (one ? rates_1 : rates_2)[head >> 12 & 15] * 1000;
  const int rate = samples[head >> 10 & 3] / (one ? 1 : version == 2 ? 2 : 4);
  const auto xing = start.substr(at, 200);  // at < start.size(): the head was read
  for (const std::string_view name : {"Xing", "Info"})
    if (const auto found = xing.find(name); found != std::string_view::npos) {
      Bytes info(xing, found + 4);
      if ((info.u32() & 1) != 0) return ratio(static_cast<double>(info.u32()) * (one ? 1152 : 576), rate);
    }
  return ratio(static_cast<double>(size - at) * 8, bits);
}

/// Of the last page's position; the rate is in the first.
double seconds_of_ogg(std::string_view start, std::string_view end) {
  double rate = 0;
  if (const auto vorbis = start.find("\x01vorbis"); vorbis != std::string_view::npos)
    rate = static_cast<double>(Bytes(start, vorbis + 12).little(4));
  else if (start.find("OpusHead") != std::string_view::npos)
    rate = 48000;
  const auto page = end.rfind("OggS");
  if (page == std::string_view::npos || rate == 0) return 0;
  const std::uint64_t position = Bytes(end, page + 6).little(8);
  return position >> 62 != 0 ? 0 : static_cast<double>(position) / rate;
}

}  // namespace

Result<Found> examine_sound(Source& source, std::string_view type) {
  Found found{.type = std::string(type), .kind = MediaKind::audio};
  CHECK_OK(source.rewind());
  Stream stream(source);
  TRY(const std::string start, stream.take(looked_at));
  if (type == "audio/wav") {
    const auto seconds = seconds_of_wav(start, stream.size());
    if (!seconds) return damaged(type);
    found.seconds = *seconds;
  } else if (type == "audio/flac") {
    found.seconds = seconds_of_flac(start);
  } else if (type == "audio/mpeg") {
    found.seconds = seconds_of_mp3(start, stream.size());
  } else if (type == "audio/ogg") {
    if (stream.left() > looked_at) {
      TRY(const bool whole, stream.skip(stream.left() - looked_at));
      if (!whole) return damaged(type);
    }
    TRY(const std::string end, stream.take(looked_at));
    found.seconds = seconds_of_ogg(start, end.empty() ? start : end);
  }
  const std::string small = lower(start);
  for (const std::string_view name : {std::string_view("location="), std::string_view("location\0", 9), std::string_view("gps_")})
    if (small.find(name) != std::string::npos) found.place_track = "location";
  return found;
}

}  // namespace cmtool
