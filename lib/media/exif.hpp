// SPDX-License-Identifier: MIT
// The blocks in which cameras and editors write where a picture was made: EXIF, XMP, IPTC.
//
// What is kept of a block that names a place is little and chosen: orientation, author, copyright. Authors have a right to
// their names staying on their pictures; everything else in such a block (maker notes, serial numbers, thumbnails made before a
// crop) can tell where someone lives. Blocks that name no place are not touched.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace cmtool {

/// What an EXIF block (from "II*" or "MM*" on) says.
struct Exif {
  int orientation = 1;  ///< 1 … 8
  bool place = false;   ///< a GPS directory, or a maker's note, which may hold anything
  bool sound = false;   ///< could be read to its end
  std::string artist{}, copyright{};
};
Exif read_exif(std::string_view tiff);

/// A new block with orientation, artist and copyright only; empty when there is nothing to say.
std::string write_exif(const Exif&);

/// The block to put in this one's place so that no place is left; nothing: it can stay.
std::optional<std::string> without_place(std::string_view tiff);

/// Does an XMP packet name a place (or hold further pictures, which may)?
bool xmp_has_place(std::string_view xmp);

/// A Photoshop resource block ("8BIM"…) without IPTC's place fields; nothing: it can stay.
std::optional<std::string> iptc_without_place(std::string_view resources);

/// Do pictures of this orientation stand on their side?
constexpr bool on_its_side(int orientation) { return orientation >= 5 && orientation <= 8; }

}  // namespace cmtool
