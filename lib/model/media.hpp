// SPDX-License-Identifier: MIT
// A picture, video or sound that goes with a post.
#pragma once
#include <cstdint>
#include <optional>
#include <string>

#include "base/json.hpp"

namespace cmtool {

enum class MediaKind { image, animation, video, audio };
std::string_view slug(MediaKind);

/// The point that must stay visible when a picture is cropped: -1 … 1 from left to right and from bottom to top.
struct Focus {
  double x = 0, y = 0;
  bool operator==(const Focus&) const = default;
};

/// What the author attached, and what was found when it was checked.
struct Media {
  std::string file{};  ///< as the author named it
  std::string alt{};   ///< alternative text; empty: none was given
  std::optional<Focus> focus{};

  // Found by prepare_media(), about the copy that will be uploaded (location stripped, perhaps shrunk).
  std::string sha256{};  ///< names the copy in the workspace's media folder
  std::string type{};    ///< from the bytes, not the name: "image/jpeg"
  MediaKind kind = MediaKind::image;
  std::uint64_t bytes = 0;
  int width = 0, height = 0;  ///< pixels; 0: unknown
  double seconds = 0;         ///< duration of video and sound; 0: unknown or none

  bool operator==(const Media&) const = default;
};

Json to_json(const Media&);
Result<Media> media_from_json(const Json&);

/// "jpg" for "image/jpeg" …; "bin" for what is not known.
std::string extension_of(std::string_view type);

}  // namespace cmtool
