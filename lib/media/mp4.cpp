// SPDX-License-Identifier: MIT
// MP4, QuickTime, M4A: boxes of ISO/IEC 14496-12 and of Apple's QuickTime File Format.
//
// Places are written in moov/udta (©xyz, loci), in Apple's moov/meta (com.apple.quicktime.location.ISO6709), in XMP, and by action
// cameras in tracks of their own (gpmd, camm, rtmd), which cannot be blanked without writing the file anew.
#include <array>
#include <cmath>

#include "base/ascii.hpp"
#include "media/boxes.hpp"
#include "media/examine.hpp"
#include "media/exif.hpp"
#include "media/stream.hpp"

namespace cmtool {
namespace {

constexpr std::uint64_t largest_index = 64u << 20;
constexpr std::uint64_t largest_xmp = 4u << 20;
constexpr int deepest = 12;
constexpr std::string_view xmp_uuid = "\xBE\x7A\xCF\xCB\x97\xA9\x42\xE8\x9C\x71\x99\x94\x91\xE3\xAF\xAC";

double fixed(std::uint32_t n) { return static_cast<double>(n) / 65536; }
int pixels(double side) { return side > 0 && side < 1'000'000 ? static_cast<int>(std::lround(side)) : 0; }

bool names_place(std::string_view key) {
  const std::string small = lower(key);
  return small.find("location") != std::string::npos || small.find("gps") != std::string::npos;
}

/// Reads moov. `base` is where its content starts in the file.
class Index {
 public:
  Index(Found& found, std::string_view all, std::uint64_t base) : found_(found), all_(all), base_(base) {}

  bool read() { return walk(all_, 0, 0); }
  bool video = false, sound = false;

 private:
  /// The boxes in `content`, which starts at `at` of the index. False: damaged.
  bool walk(std::string_view content, std::size_t at, int depth) {
    if (depth > deepest) return false;
    Bytes in(content);
    while (const auto box = next_box(in))
      if (!take(*box, at + box->at, depth)) return false;
    // A last zero of 32 bits ends QuickTime's user data.
    return !in.short_of() && in.left() < 8;
  }

  bool take(const Box& box, std::size_t at, int depth) {
    const std::size_t content_at = at + box.head;
    if (box.type == "trak") {
      side_ = {};
      handler_.clear();
      if (!walk(box.content, content_at, depth + 1)) return false;
      finish_track();
      return true;
    }
    if (box.type == "mdia" || box.type == "minf" || box.type == "stbl" || box.type == "udta" || box.type == "mvex")
      return walk(box.content, content_at, depth + 1);
    if (box.type == "meta") return take_meta(box, content_at, depth);
    if (box.type == "mvhd" || box.type == "mehd") take_duration(box);
    if (box.type == "tkhd") take_track_head(box.content);
    if (box.type == "hdlr" && box.content.size() >= 12 && depth == 2) handler_ = box.content.substr(8, 4);
    if (box.type == "stsd") take_samples(box.content);
    if (box.type == "\xA9xyz" || box.type == "@xyz" || box.type == "loci" || box.type == "GPMF" ||
        ((box.type == "XMP_" || box.type == "uuid") && xmp_has_place(box.content)))
      free(at, box);
    if (box.type == "gps ") found_.place_track = "gps";
    return true;
  }

  void free(std::size_t at, const Box& box) {
    for (auto& edit : freed(base_ + at, box.size(), box.head)) found_.clean.push_back(std::move(edit));
  }

  void take_duration(const Box& box) {
    Bytes in(box.content);
    const bool wide = in.u8() == 1;
    in.skip(3);
    if (box.type == "mvhd") {
      in.skip(wide ? 16 : 8);
      scale_ = in.u32();
    }
    const std::uint64_t duration = wide ? in.u64() : in.u32();
    const std::uint64_t unknown = wide ? ~0ull : 0xFFFFFFFFull;
    if (!in.short_of() && scale_ > 0 && duration != unknown)
      found_.seconds = std::max(found_.seconds, static_cast<double>(duration) / scale_);
  }

  void take_track_head(std::string_view content) {
    Bytes in(content);
    const bool wide = in.u8() == 1;
    in.skip(wide ? 3 + 32 + 16 : 3 + 20 + 16);
    std::array<std::uint32_t, 9> matrix{};
    for (auto& each : matrix) each = in.u32();
    side_ = {pixels(fixed(in.u32())), pixels(fixed(in.u32()))};
    if (matrix[0] == 0 && matrix[4] == 0 && matrix[1] != 0) std::swap(side_[0], side_[1]);
  }

  void take_samples(std::string_view content) {
    Bytes in(content, 8);
    const auto entry = next_box(in);
    if (!entry) return;
    const auto kind = entry->type;
    if (kind == "gpmd" || kind == "camm" || kind == "rtmd" || (kind == "mebx" && names_place(entry->content)))
      found_.place_track = std::string(kind);
  }

  void finish_track() {
    if (handler_ == "soun") sound = true;
    if (handler_ != "vide") return;
    video = true;
    if (std::int64_t{side_[0]} * side_[1] > std::int64_t{found_.width} * found_.height) {
      found_.width = side_[0];
      found_.height = side_[1];
    }
  }

  bool take_meta(const Box& box, std::size_t at, int depth) {
    // ISO's has a version before its boxes, QuickTime's has not.
    if (box.content.size() < 8) return true;
    const bool versioned = box.content.substr(4, 4) != "hdlr";
    const std::size_t skip = versioned ? 4 : 0;
    if (depth + 1 > deepest) return false;
    std::vector<bool> place_keys;
    Bytes in(box.content, skip);
    while (const auto inner = next_box(in)) {
      if (inner->type == "keys") place_keys = keys_of(inner->content);
      if (inner->type == "ilst") blank_items(inner->content, at + inner->at + inner->head, place_keys);
    }
    return !in.short_of();
  }

  static std::vector<bool> keys_of(std::string_view content) {
    std::vector<bool> places{false};  // they are counted from 1
    Bytes in(content, 8);
    while (const auto key = next_box(in)) places.push_back(names_place(key->content));
    return places;
  }

  void blank_items(std::string_view content, std::size_t at, const std::vector<bool>& place_keys) {
    Bytes in(content);
    while (const auto item = next_box(in)) {
      const std::uint32_t key = Bytes(item->type).u32();
      const bool place = key < place_keys.size() && place_keys[key];
      if (place || item->type == "\xA9xyz" || item->type == "loci") free(at + item->at, *item);
    }
  }

  Found& found_;
  std::string_view all_;
  std::uint64_t base_;
  std::uint32_t scale_ = 0;
  std::array<int, 2> side_{};
  std::string handler_{};
};

}  // namespace

Result<Found> examine_mp4(Source& source) {
  Found found{.type = "video/mp4", .kind = MediaKind::video};
  CHECK_OK(source.rewind());
  Stream stream(source);
  bool index = false, data = false, video = false, sound = false, sound_brand = false;
  while (stream.left() > 0) {
    const std::uint64_t start = stream.at();
    TRY(const std::string head, stream.take(8));
    Bytes in(head);
    std::uint64_t size = in.u32(), head_size = 8;
    const std::string type(in.take(4));
    if (in.short_of()) {
      if (index && data) break;  // a few bytes behind the end hurt nobody
      return damaged(found.type);
    }
    if (size == 1) {
      TRY(const std::string wide, stream.take(8));
      size = Bytes(wide).u64();
      head_size = 16;
    } else if (size == 0) {
      size = stream.size() - start;
    }
    if (size < head_size || size - head_size > stream.left()) return damaged(found.type);
    const std::uint64_t rest = size - head_size;
    if (type == "moov") {
      if (rest > largest_index || index) return damaged(found.type);
      TRY(const std::string content, stream.take(rest));
      Index reader(found, content, start + head_size);
      if (!reader.read()) return damaged(found.type);
      index = true;
      video = reader.video;
      sound = reader.sound;
    } else if ((type == "uuid" && rest <= largest_xmp) || type == "ftyp") {
      if (rest > largest_xmp) return damaged(found.type);
      TRY(const std::string content, stream.take(rest));
      if (type == "ftyp") {
        const auto is = type_of(head + content);
        if (is == "video/quicktime") found.type = is;
        sound_brand = is == "audio/mp4";
      } else if (content.starts_with(xmp_uuid) && xmp_has_place(std::string_view(content).substr(xmp_uuid.size()))) {
        for (auto& edit : freed(start, static_cast<std::size_t>(size), static_cast<std::size_t>(head_size)))
          found.clean.push_back(std::move(edit));
      }
    } else {
      data = data || type == "mdat";
      TRY(const bool whole, stream.skip(rest));
      if (!whole) return damaged(found.type);
    }
  }
  if (!index || !data || !(video || sound)) return damaged(found.type);
  if (!video || sound_brand) {
    found.kind = MediaKind::audio;
    found.type = "audio/mp4";
    found.width = found.height = 0;
  }
  found.clean = in_order(std::move(found.clean));
  return found;
}

}  // namespace cmtool
