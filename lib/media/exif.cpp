// SPDX-License-Identifier: MIT
#include "media/exif.hpp"

#include <array>
#include <cstdint>
#include <vector>

#include "media/bytes.hpp"

namespace cmtool {
namespace {

constexpr std::uint16_t tag_orientation = 0x0112, tag_artist = 0x013B, tag_copyright = 0x8298, tag_exif = 0x8769, tag_gps = 0x8825,
                        tag_maker_note = 0x927C, tag_xmp = 0x02BC, tag_iptc = 0x83BB;
constexpr std::size_t longest_name = 1000;  // bytes of an artist or a copyright that are kept

/// A TIFF file in memory, of either byte order.
class Tiff {
 public:
  explicit Tiff(std::string_view all) : all_(all), little_(all.starts_with("II")) {}

  [[nodiscard]] bool known() const { return all_.size() >= 8 && (all_.starts_with("II") || all_.starts_with("MM")) && u16(2) == 42; }
  [[nodiscard]] std::uint16_t u16(std::uint64_t at) const { return static_cast<std::uint16_t>(number(at, 2)); }
  [[nodiscard]] std::uint32_t u32(std::uint64_t at) const { return static_cast<std::uint32_t>(number(at, 4)); }
  [[nodiscard]] bool holds(std::uint64_t at, std::uint64_t count) const { return at <= all_.size() && count <= all_.size() - at; }

  /// The text of an ASCII field whose entry is at `entry`.
  [[nodiscard]] std::string text(std::uint64_t entry) const {
    const std::uint64_t count = u32(entry + 4);
    const std::uint64_t at = count <= 4 ? entry + 8 : u32(entry + 8);
    if (u16(entry + 2) != 2 || count > longest_name || !holds(at, count)) return {};
    const auto field = all_.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(count));
    return std::string(field.substr(0, field.find('\0')));
  }

 private:
  [[nodiscard]] std::uint64_t number(std::uint64_t at, int width) const {
    if (!holds(at, static_cast<std::uint64_t>(width))) return 0;
    Bytes bytes(all_, static_cast<std::size_t>(at));
    return little_ ? bytes.little(width) : bytes.big(width);
  }

  std::string_view all_;
  bool little_;
};

/// Looks at one directory. False when it does not lie within the block.
bool read_directory(const Tiff& tiff, std::uint64_t at, Exif& found, std::uint64_t& exif_at) {
  if (!tiff.holds(at, 2)) return false;
  const std::uint64_t count = tiff.u16(at);
  if (!tiff.holds(at + 2, count * 12)) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t entry = at + 2 + i * 12;
    switch (tiff.u16(entry)) {
      case tag_orientation: {
        const int orientation = tiff.u16(entry + 8);
        if (orientation >= 1 && orientation <= 8) found.orientation = orientation;
        break;
      }
      case tag_artist: found.artist = tiff.text(entry); break;
      case tag_copyright: found.copyright = tiff.text(entry); break;
      case tag_exif: exif_at = tiff.u32(entry + 8); break;
      case tag_gps:
      case tag_maker_note:
      case tag_xmp:   // TIFF's own way to hold the other two kinds of block: nobody needs it in a JPEG
      case tag_iptc: found.place = true; break;
      default: break;
    }
  }
  return true;
}

}  // namespace

Exif read_exif(std::string_view block) {
  Exif found;
  const Tiff tiff(block);
  if (!tiff.known()) return found;
  std::uint64_t exif_at = 0, none = 0;
  const std::uint64_t first = tiff.u32(4);
  found.sound = read_directory(tiff, first, found, exif_at);
  if (!found.sound) return found;
  if (exif_at != 0) {
    Exif inner;  // its orientation does not count
    found.sound = read_directory(tiff, exif_at, inner, none);
    found.place = found.place || inner.place;
  }
  // The second directory is the thumbnail's; a GPS directory there would be odd, and is looked for all the same.
  const std::uint64_t second = tiff.u32(first + 2 + std::uint64_t{tiff.u16(first)} * 12);
  if (second != 0) {
    Exif inner;
    if (!read_directory(tiff, second, inner, none)) found.sound = false;
    found.place = found.place || inner.place;
  }
  return found;
}

std::string write_exif(const Exif& exif) {
  struct Field {
    std::uint16_t tag;
    std::string text;
  };
  std::vector<Field> texts;
  if (!exif.artist.empty()) texts.push_back({tag_artist, exif.artist + '\0'});
  if (!exif.copyright.empty()) texts.push_back({tag_copyright, exif.copyright + '\0'});
  const bool turned = exif.orientation > 1;
  const std::size_t count = texts.size() + (turned ? 1 : 0);
  if (count == 0) return {};

  std::string out = "II*";
  const auto put = [&out](std::uint64_t n, int width) {
    for (int i = 0; i < width; ++i) out += static_cast<char>(n >> (8 * i) & 0xFF);
  };
  put(0, 1);
  put(8, 4);
  put(count, 2);
  std::string values;
  const std::size_t values_at = 8 + 2 + count * 12 + 4;
  if (turned) {
    put(tag_orientation, 2);
    put(3, 2);  // SHORT
    put(1, 4);
    put(static_cast<std::uint64_t>(exif.orientation), 4);
  }
  for (const Field& field : texts) {
    put(field.tag, 2);
    put(2, 2);  // ASCII
    put(field.text.size(), 4);
    if (field.text.size() <= 4) {
      out += field.text;
      out.append(4 - field.text.size(), '\0');
    } else {
      put(values_at + values.size(), 4);
      values += field.text;
      if (values.size() % 2 != 0) values += '\0';
    }
  }
  put(0, 4);  // no further directory
  return out + values;
}

std::optional<std::string> without_place(std::string_view tiff) {
  const Exif exif = read_exif(tiff);
  if (exif.sound && !exif.place) return std::nullopt;
  return write_exif(exif);  // of a block that cannot be read to its end, what could be read is kept
}

bool xmp_has_place(std::string_view xmp) {
  static constexpr std::array<std::string_view, 13> words = {
      "GPS", "gps", "Location", "location", "photoshop:City", "photoshop:State", "photoshop:Country", "CountryCode", "Sublocation",
      "Container:Directory", "GCamera:", "xmpGImg:image", "latitude"};
  for (const auto word : words)
    if (xmp.find(word) != std::string_view::npos) return true;
  // A packet in UTF-16 or UTF-32 hides its words; none of the writers that we know makes one.
  return xmp.find('\0') != std::string_view::npos;
}

namespace {

/// IPTC's application record without the data sets that name a place. Nothing: there are none. Broken: all goes.
std::optional<std::string> records_without_place(std::string_view records) {
  static constexpr std::array<int, 7> places = {26, 27, 90, 92, 95, 100, 101};
  std::string kept;
  bool changed = false;
  Bytes in(records);
  while (in.left() >= 5) {
    const std::size_t start = in.at();
    if (in.u8() != 0x1C) break;
    const int record = in.u8(), data_set = in.u8();
    const std::uint16_t size = in.u16();
    if (size & 0x8000) return kept;  // the extended form: nobody writes it for short texts
    in.skip(size);
    if (in.short_of()) return kept;
    bool place = false;
    for (const int each : places) place = place || (record == 2 && data_set == each);
    if (place)
      changed = true;
    else
      kept += records.substr(start, in.at() - start);
  }
  if (!changed) return std::nullopt;
  return kept;
}

}  // namespace

std::optional<std::string> iptc_without_place(std::string_view resources) {
  std::string kept;
  bool changed = false;
  Bytes in(resources);
  while (in.left() >= 12) {
    const std::size_t start = in.at();
    if (in.take(4) != "8BIM") break;
    const std::uint16_t id = in.u16();
    const std::size_t name = in.u8();
    in.skip(name + (name % 2 == 0 ? 1 : 0));
    const std::size_t head_end = in.at();
    const std::uint32_t size = in.u32();
    const auto data = in.take(size);
    if (in.short_of()) return kept;
    if (size % 2 != 0 && in.left() > 0) in.skip(1);
    const auto cleaned = id == 0x0404 ? records_without_place(data) : std::nullopt;
    const bool other_block = id == 0x0422 || id == 0x0423 || id == 0x0424;  // EXIF and XMP once more
    if (cleaned) {
      kept += resources.substr(start, head_end - start);
      for (int shift = 24; shift >= 0; shift -= 8) kept += static_cast<char>(cleaned->size() >> shift & 0xFF);
      kept += *cleaned;
      if (cleaned->size() % 2 != 0) kept += '\0';
      changed = true;
    } else if (other_block) {
      changed = true;
    } else {
      kept += resources.substr(start, in.at() - start);
    }
  }
  if (!changed) return std::nullopt;
  return kept;
}

}  // namespace cmtool
