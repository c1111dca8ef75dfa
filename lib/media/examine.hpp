// SPDX-License-Identifier: MIT
// What a picture, video or sound is, told from its bytes alone.
//
// Every function reads foreign bytes: it never reads past them, takes time linear in them, and takes memory bounded by
// them. What is cut off or contradicts itself is Fault::refused. No pixel is decoded here (media/picture.hpp does that),
// so what the header says is checked before anything costs.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "media/edited.hpp"
#include "model/media.hpp"

namespace cmtool {

/// So many bytes from the start of a file are enough for type_of().
inline constexpr std::size_t sniffed_bytes = 4096;

/// The MIME type that the first bytes say ("image/jpeg"), "" when they say nothing that we know. Knows
/// image/ jpeg png gif webp avif heic tiff bmp, video/ mp4 quicktime webm x-matroska, audio/ mpeg mp4 ogg flac wav aac.
std::string type_of(std::string_view start);

/// Which of the four a type is, before animation is looked for.
MediaKind kind_of(std::string_view type);

/// What was found in a file.
struct Found {
  std::string type{};
  MediaKind kind = MediaKind::image;
  int width = 0, height = 0;      ///< as it is shown: after the orientation that the file asks for
  double seconds = 0;
  std::int64_t frames = 1;
  std::vector<Edit> clean{};      ///< what to change so that it does not say where it was made; in order
  std::string place_track{};      ///< a track of positions or a comment that cannot be blanked ("gpmd"); empty: none
};

/// Fault::refused: cut off or damaged, in the user's words.
Error damaged(std::string_view type);

// One for each kind of picture; `bytes` is the whole file.
Result<Found> examine_jpeg(std::string_view bytes);
Result<Found> examine_png(std::string_view bytes);
Result<Found> examine_gif(std::string_view bytes);
Result<Found> examine_webp(std::string_view bytes);
/// HEIC and AVIF.
Result<Found> examine_heif(std::string_view bytes);
/// Any of these, by type.
Result<Found> examine_picture(std::string_view bytes, std::string_view type);

// Video and sound are streamed from the start of the source.

/// MP4, QuickTime and M4A.
Result<Found> examine_mp4(Source&);
/// Matroska and WebM.
Result<Found> examine_matroska(Source&);
/// MP3, Ogg, FLAC, WAV, AAC: duration where the header tells it.
Result<Found> examine_sound(Source&, std::string_view type);
/// Any of these, by type.
Result<Found> examine_stream(Source&, std::string_view type);

}  // namespace cmtool
