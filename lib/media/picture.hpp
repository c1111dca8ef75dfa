// SPDX-License-Identifier: MIT
// Decoding and shrinking pictures: the part `picture`.
//
// libvips and all that it loads cost a hundred starts of cmtool, so it is a part (sys/part.hpp) that is loaded when a
// picture is attached. Its pipeline works in strips; only progressive, interlaced and modern formats hold a whole picture.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

/// What a picture must become.
struct PictureWish {
  std::uint64_t bytes = 0;           ///< at most; 0: any
  std::int64_t pixels = 0;           ///< width × height at most; 0: any
  int side = 0;                      ///< the longer side at most; 0: any
  std::vector<std::string> types{};  ///< MIME types; empty: any
  bool keep_metadata = false;        ///< EXIF, XMP and IPTC stay in; else only the colour profile does
};

/// An encoded picture.
struct Picture {
  std::string bytes{}, type{};
  int width = 0, height = 0;
};

class Pictures {
 public:
  virtual ~Pictures() = default;
  /// Decodes every frame. Fault::refused when the picture is cut off or damaged; unsupported when this type cannot be decoded here.
  virtual Result<void> check(std::string_view bytes) const = 0;
  /// Encodes a still picture anew, upright, so that it fits. Fault::refused when it cannot be made to fit without being spoilt.
  virtual Result<Picture> shrink(std::string_view bytes, const PictureWish&) const = 0;
};

/// Loads the part. Fault::unsupported when it is not installed.
Result<const Pictures*> pictures();

}  // namespace cmtool
