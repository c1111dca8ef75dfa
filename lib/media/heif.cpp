// SPDX-License-Identifier: MIT
// HEIC and AVIF: items in boxes (ISO/IEC 23008-12). EXIF and XMP are items; they are overwritten where they lie, so that no
// offset changes.
#include <algorithm>
#include <map>

#include "media/boxes.hpp"
#include "media/examine.hpp"
#include "media/exif.hpp"

namespace cmtool {
namespace {

struct Extent {
  std::uint64_t at = 0, size = 0;
};

class Meta {
 public:
  /// `data`: the contents of the file's mdat boxes. What lies elsewhere is structure, and nothing of it may be overwritten.
  Meta(std::string_view file, std::vector<Extent> data, Found& found) : file_(file), found_(found), data_(std::move(data)) {}

  /// `content` of the meta box, which starts at `at` of the file. False: damaged.
  bool read(std::string_view content, std::size_t at) {
    Bytes in(content, 4);
    std::optional<Box> locations;
    while (const auto box = next_box(in)) {
      if (box->type == "iinf") read_names(box->content);
      if (box->type == "iprp") read_properties(box->content);
      if (box->type == "iloc") locations = box;
      if (box->type == "idat") {
        idat_ = at + box->at + box->head;
        data_.push_back({idat_, box->content.size()});
      }
    }
    if (in.short_of() || !locations || !read_locations(locations->content)) return false;
    for (const auto& [item, kind] : kinds_) clean_item(kind, extents_[item]);
    return true;
  }

 private:
  void read_names(std::string_view content) {
    Bytes in(content);
    const int version = in.u8();
    in.skip(3);
    in.skip(version == 0 ? 2 : 4);
    while (const auto box = next_box(in)) {
      if (box->type != "infe") continue;
      Bytes entry(box->content);
      const int entry_version = entry.u8();
      entry.skip(3);
      if (entry_version < 2) continue;
      const std::uint32_t item = entry_version == 2 ? entry.u16() : entry.u32();
      entry.skip(2);
      const auto kind = entry.take(4);
      if (kind == "Exif" || kind == "mime") kinds_[item] = kind;
    }
  }

  void read_properties(std::string_view content) {
    Bytes in(content);
    while (const auto box = next_box(in)) {
      if (box->type != "ipco") continue;
      Bytes properties(box->content);
      bool turned = false;
      while (const auto property = next_box(properties)) {
        Bytes value(property->content);
        if (property->type == "irot") turned = turned || value.u8() % 2 == 1;
        if (property->type != "ispe") continue;
        value.skip(4);
        const std::uint64_t width = value.u32(), height = value.u32();
        if (width > 0x7FFFFFFF || height > 0x7FFFFFFF) continue;
        if (width * height > static_cast<std::uint64_t>(found_.width) * static_cast<std::uint64_t>(found_.height)) {
          found_.width = static_cast<int>(width);
          found_.height = static_cast<int>(height);
        }
      }
      if (turned) std::swap(found_.width, found_.height);
    }
  }

  bool read_locations(std::string_view content) {
    Bytes in(content);
    const int version = in.u8();
    in.skip(3);
    const std::uint16_t widths = in.u16();
    const int offset_size = widths >> 12 & 15, length_size = widths >> 8 & 15, base_size = widths >> 4 & 15, index_size = widths & 15;
    for (const int each : {offset_size, length_size, base_size, index_size})
      if (each != 0 && each != 4 && each != 8) return false;
    const std::uint32_t count = version < 2 ? in.u16() : in.u32();
    for (std::uint32_t i = 0; i < count && !in.short_of(); ++i) {
      const std::uint32_t item = version < 2 ? in.u16() : in.u32();
      const int method = version > 0 ? in.u16() & 15 : 0;
      in.skip(2);
      const std::uint64_t base = in.big(base_size);
      const int extents = in.u16();
      for (int e = 0; e < extents && !in.short_of(); ++e) {
        if (version > 0) in.skip(static_cast<std::uint64_t>(index_size));
        const std::uint64_t offset = in.big(offset_size), size = in.big(length_size);
        if (method > 1 || size == 0) continue;
        const std::uint64_t start = base + offset + (method == 1 ? idat_ : 0);
        if (start > file_.size() || size > file_.size() - start) return false;
        if (!kinds_.contains(item)) continue;
        if (!is_data({start, size})) return false;
        extents_[item].push_back({start, size});
      }
    }
    return !in.short_of();
  }

  [[nodiscard]] bool is_data(const Extent& extent) const {
    return std::any_of(data_.begin(), data_.end(), [&](const Extent& all) { return extent.at >= all.at && extent.at + extent.size <= all.at + all.size; });
  }

  void clean_item(const std::string& kind, const std::vector<Extent>& extents) {
    std::string all;
    for (const Extent& each : extents) all += file_.substr(static_cast<std::size_t>(each.at), static_cast<std::size_t>(each.size));
    std::string put(all.size(), kind == "mime" ? ' ' : '\0');
    if (kind == "mime") {
      if (!xmp_has_place(all)) return;
    } else {
      // Four bytes say how far behind them the TIFF block starts.
      const std::uint64_t skip = std::uint64_t{Bytes(all).u32()} + 4;
      if (all.size() >= 4 && skip <= all.size()) {
        const auto start = static_cast<std::size_t>(skip);
        const auto cleaned = without_place(std::string_view(all).substr(start));
        if (!cleaned) return;
        if (cleaned->size() <= all.size() - start) put = (all.substr(0, start) + *cleaned).append(all.size() - start - cleaned->size(), '\0');
      }
    }
    std::size_t at = 0;
    for (const Extent& each : extents) {
      const auto size = static_cast<std::size_t>(each.size);
      found_.clean.push_back({.at = each.at, .drop = each.size, .put = put.substr(at, size)});
      at += size;
    }
  }

  std::string_view file_;
  Found& found_;
  std::map<std::uint32_t, std::string> kinds_{};
  std::map<std::uint32_t, std::vector<Extent>> extents_{};
  std::uint64_t idat_ = 0;
  std::vector<Extent> data_;
};

}  // namespace

Result<Found> examine_heif(std::string_view bytes) {
  Found found{.type = type_of(bytes)};
  std::vector<Extent> data;
  Bytes boxes(bytes);
  while (const auto box = next_box(boxes)) {
    if (box->type == "mdat") data.push_back({box->at + box->head, box->content.size()});
  }
  bool meta = false;
  Bytes in(bytes);
  while (const auto box = next_box(in)) {
    if (box->type == "meta" && !meta) {
      Meta reader(bytes, data, found);
      if (!reader.read(box->content, box->at + box->head)) return damaged(found.type);
      meta = true;
    }
    if (box->type == "moov") found.kind = MediaKind::animation;
  }
  if (in.short_of() || !meta || found.width == 0 || found.height == 0) return damaged(found.type);
  found.clean = in_order(std::move(found.clean));
  return found;
}

}  // namespace cmtool
