// SPDX-License-Identifier: MIT
// Small pictures, videos and metadata blocks, made byte by byte: nothing here is anybody's photograph.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace cmtool::test {

inline std::string big(std::uint64_t n, int width) {
  std::string out;
  for (int shift = 8 * (width - 1); shift >= 0; shift -= 8) out += static_cast<char>(n >> shift & 0xFF);
  return out;
}
inline std::string little(std::uint64_t n, int width) {
  std::string out;
  for (int i = 0; i < width; ++i) out += static_cast<char>(n >> (8 * i) & 0xFF);
  return out;
}

// --- PNG ---

inline std::uint32_t png_crc(std::string_view bytes) {
  std::uint32_t c = 0xFFFFFFFFu;
  for (const char each : bytes) {
    c ^= static_cast<unsigned char>(each);
    for (int bit = 0; bit < 8; ++bit) c = (c & 1) != 0 ? 0xEDB88320u ^ (c >> 1) : c >> 1;
  }
  return ~c;
}
inline std::string png_chunk(const std::string& type, const std::string& content) {
  return big(content.size(), 4) + type + content + big(png_crc(type + content), 4);
}
/// A zlib stream of stored blocks.
inline std::string stored(std::string_view raw) {
  std::string out = "\x78\x01";
  std::uint32_t a = 1, b = 0;
  for (const char each : raw) {
    a = (a + static_cast<unsigned char>(each)) % 65521;
    b = (b + a) % 65521;
  }
  for (std::size_t at = 0; at < raw.size() || at == 0; at += 65535) {
    const auto piece = raw.substr(at, 65535);
    out += at + 65535 >= raw.size() ? '\1' : '\0';
    out += little(piece.size(), 2) + little(~piece.size(), 2);
    out += piece;
  }
  return out + big(b << 16 | a, 4);
}
inline std::string png_head(std::uint32_t width, std::uint32_t height, int colour = 0) {
  return "\x89PNG\r\n\x1A\n" +
         png_chunk("IHDR", big(width, 4) + big(height, 4) + '\x08' + static_cast<char>(colour) + std::string(3, '\0'));
}
enum class Fill { flat, noise };
/// A picture in shades of grey. `extra` are chunks before the pixels.
inline std::string png(int width, int height, Fill fill = Fill::flat, const std::string& extra = {}) {
  std::string raw;
  std::uint32_t state = 12345;
  for (int y = 0; y < height; ++y) {
    raw += '\0';
    for (int x = 0; x < width; ++x) {
      state = state * 1664525u + 1013904223u;
      raw += fill == Fill::noise ? static_cast<char>(state >> 24) : '\x7F';
    }
  }
  return png_head(static_cast<std::uint32_t>(width), static_cast<std::uint32_t>(height)) + extra + png_chunk("IDAT", stored(raw)) +
         png_chunk("IEND", "");
}

// --- JPEG ---

inline std::string jpeg_segment(int marker, const std::string& content) {
  return std::string{'\xFF', static_cast<char>(marker)} + big(content.size() + 2, 2) + content;
}
/// A grey picture: each block is one "no difference" and one "end of block" of a bit each. `extra` are segments at its start.
inline std::string jpeg(int width, int height, const std::string& extra = {}) {
  using namespace std::string_literals;
  const int blocks = ((width + 7) / 8) * ((height + 7) / 8);
  std::string data(static_cast<std::size_t>(blocks / 4), '\0');
  if (blocks % 4 != 0) data += static_cast<char>(0xFF >> (2 * (blocks % 4)));
  const auto one_code = [](int table) { return std::string(1, static_cast<char>(table)) + '\x01' + std::string(16, '\0'); };
  return "\xFF\xD8" + extra + jpeg_segment(0xDB, '\0' + std::string(64, '\x01')) +
         jpeg_segment(0xC0, "\x08" + big(static_cast<std::uint64_t>(height), 2) + big(static_cast<std::uint64_t>(width), 2) + "\x01\x01\x11\0"s) +
         jpeg_segment(0xC4, one_code(0x00)) + jpeg_segment(0xC4, one_code(0x10)) + jpeg_segment(0xDA, "\x01\x01\0\0\x3F\0"s) + data +
         "\xFF\xD9";
}

// --- EXIF, XMP, IPTC ---

/// A TIFF block with orientation, artist and, if wanted, a GPS directory with a latitude.
inline std::string tiff(int orientation, bool gps) {
  using namespace std::string_literals;
  const std::string artist = "Lea Martin\0"s;
  const std::size_t fields = gps ? 3 : 2;
  const std::size_t after = 8 + 2 + fields * 12 + 4;
  std::string out = "II*\0"s + little(8, 4) + little(fields, 2);
  out += little(0x0112, 2) + little(3, 2) + little(1, 4) + little(static_cast<std::uint64_t>(orientation), 4);
  out += little(0x013B, 2) + little(2, 2) + little(artist.size(), 4) + little(after, 4);
  if (gps) out += little(0x8825, 2) + little(4, 2) + little(1, 4) + little(after + artist.size(), 4);
  out += little(0, 4) + artist;
  if (gps) {
    out += little(2, 2) + little(1, 2) + little(2, 2) + little(2, 4) + "N\0\0\0"s;
    out += little(2, 2) + little(5, 2) + little(3, 4) + little(out.size() + 12, 4) + little(0, 4);
    for (const int n : {48, 51, 24}) out += little(static_cast<std::uint64_t>(n), 4) + little(1, 4);
  }
  return out;
}
inline std::string exif_segment(int orientation, bool gps) {
  return jpeg_segment(0xE1, std::string("Exif\0\0", 6) + tiff(orientation, gps));
}
inline const std::string xmp_place = "<x:xmpmeta><rdf:Description exif:GPSLatitude=\"48,51.4N\"/></x:xmpmeta>";
inline const std::string xmp_plain = "<x:xmpmeta><rdf:Description dc:creator=\"Lea\"/></x:xmpmeta>";
inline std::string xmp_segment(const std::string& packet) {
  return jpeg_segment(0xE1, std::string("http://ns.adobe.com/xap/1.0/\0", 29) + packet);
}
inline std::string iptc_set(int number, const std::string& text) {
  return std::string("\x1C\x02") + static_cast<char>(number) + big(text.size(), 2) + text;
}
inline std::string iptc_segment(const std::string& sets) {
  using namespace std::string_literals;
  return jpeg_segment(0xED, "Photoshop 3.0\0"s + "8BIM\x04\x04\0\0"s + big(sets.size(), 4) + sets + (sets.size() % 2 ? "\0"s : ""s));
}

// --- GIF ---

/// A grey picture of 1 × 1 pixel on a canvas of this size, once for each frame.
inline std::string gif(int width, int height, int frames, const std::string& extra = {}) {
  using namespace std::string_literals;
  std::string out = "GIF89a" + little(static_cast<std::uint64_t>(width), 2) + little(static_cast<std::uint64_t>(height), 2) +
                    "\x80\0\0"s + "\x7F\x7F\x7F\0\0\0"s + extra;
  for (int i = 0; i < frames; ++i) {
    out += "\x21\xF9\x04\0"s + little(50, 2) + "\0\0"s;
    out += "\x2C\0\0\0\0\1\0\1\0\0"s + "\x02\x02\x44\x01\0"s;
  }
  return out + ";";
}

// --- WebP ---

inline std::string webp_chunk(const std::string& type, const std::string& content) {
  return type + little(content.size(), 4) + content + (content.size() % 2 != 0 ? std::string(1, '\0') : std::string());
}
/// One pixel, without loss. With `extra` chunks it gets the extended head, whose flags announce them.
inline std::string webp(const std::string& extra = {}, int flags = 0) {
  using namespace std::string_literals;
  const std::string pixel = webp_chunk("VP8L", "\x2F\0\0\0\x10\x07\x10\x11\x11\x88\x88\xFE\x07"s);
  std::string body = "WEBP";
  if (!extra.empty()) body += webp_chunk("VP8X", little(static_cast<std::uint64_t>(flags), 4) + little(0, 3) + little(0, 3));
  body += pixel + extra;
  return "RIFF" + little(body.size(), 4) + body;
}

// --- MP4 ---

inline std::string box(const std::string& type, const std::string& content) { return big(content.size() + 8, 4) + type + content; }
inline std::string full_box(const std::string& type, const std::string& content) { return box(type, std::string(4, '\0') + content); }

struct Clip {
  int width = 640, height = 360, seconds = 12;
  bool upright = false;          ///< filmed with the telephone held upright: turned by a matrix
  std::string udta{};            ///< content of moov/udta
  std::string meta{};            ///< content of moov/meta
  std::string samples = "avc1";  ///< kind of the second track's samples
  bool index_first = true;
};
inline std::string track(const std::string& handler, const std::string& samples, const Clip& clip) {
  const auto one = big(0x10000, 4), zero = big(0, 4), minus = big(0xFFFF0000, 4);
  const auto matrix = clip.upright ? zero + one + zero + minus + zero + zero + zero + zero + big(0x40000000, 4)
                                   : one + zero + zero + zero + one + zero + zero + zero + big(0x40000000, 4);
  const auto sides = handler == "vide" ? big(static_cast<std::uint64_t>(clip.width) << 16, 4) + big(static_cast<std::uint64_t>(clip.height) << 16, 4) : zero + zero;
  return box("trak", full_box("tkhd", std::string(20, '\0') + std::string(16, '\0') + matrix + sides) +
                         box("mdia", full_box("hdlr", zero + handler + std::string(12, '\0')) +
                                         box("minf", box("stbl", full_box("stsd", big(1, 4) + box(samples, std::string(16, '\0')))))));
}
inline std::string mp4(const Clip& clip = {}) {
  std::string index = full_box("mvhd", std::string(8, '\0') + big(1000, 4) + big(static_cast<std::uint64_t>(clip.seconds) * 1000, 4) + std::string(80, '\0'));
  index += track("vide", "avc1", clip) + track(clip.samples == "avc1" ? "soun" : "meta", clip.samples, clip);
  if (!clip.udta.empty()) index += box("udta", clip.udta);
  if (!clip.meta.empty()) index += box("meta", clip.meta);
  const auto head = box("ftyp", "isom" + big(512, 4) + "isomiso2"), data = box("mdat", std::string(1000, 'v'));
  return clip.index_first ? head + box("moov", index) + data : head + data + box("moov", index);
}

// --- WebM ---

inline std::string element(const std::string& id, const std::string& content) {
  return id + big(0x0100000000000000ull | content.size(), 8) + content;
}
inline std::string webm(int width, int height, const std::string& tags = {}) {
  using namespace std::string_literals;
  const auto info = element("\x15\x49\xA9\x66", element("\x2A\xD7\xB1", big(1'000'000, 4)) + element("\x44\x89", big(0x45BB8000, 4)));  // 6000.0
  const auto video = element("\xE0", element("\xB0", big(static_cast<std::uint64_t>(width), 2)) + element("\xBA", big(static_cast<std::uint64_t>(height), 2)));
  const auto tracks = element("\x16\x54\xAE\x6B", element("\xAE", element("\x83", "\x01") + video));
  const auto all = info + tracks + tags + element("\x1F\x43\xB6\x75", std::string(200, 'c'));
  return element("\x1A\x45\xDF\xA3", element("\x42\x82", "webm")) + element("\x18\x53\x80\x67", all);
}

}  // namespace cmtool::test
