// SPDX-License-Identifier: MIT
// Pictures, video and sound: checked, cleaned of places, made to fit, and kept, before anything is sent.
//
// The type comes from the bytes, never from the name. Only regular files are opened (a symlink to one is fine: it is
// the user's own file); sizes are bounded before reading and pixels before decoding. Pictures are held in memory
// (at most `most_picture_bytes`) and decoded once, so that what is cut off or damaged is found before the upload;
// decoding takes at most about 8 bytes a pixel and usually far less. Video and sound are streamed: their peak does not
// grow with the file, but for the index of an MP4 (at most 64 MiB).
//
// Where a picture or video says where it was made, that is taken out without encoding anything again; orientation, colour profile,
// author and copyright stay. prepare_media() does all of it; fit_media() makes a variant of a prepared copy for a platform with
// tighter limits, also long after the original is gone; check_media() is pure and says what does not fit.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "model/post.hpp"
#include "platform.hpp"
#include "store.hpp"
#include "sys/disk.hpp"

namespace cmtool {

/// Larger pictures are refused before they are read.
inline constexpr std::uint64_t most_picture_bytes = 100'000'000;
/// Pictures that declare more pixels (over all frames: twenty times as many) are refused before they are decoded.
inline constexpr std::int64_t most_picture_pixels = 100'000'000;

/// May a picture be encoded again (smaller, or as another type) to fit a platform's limits?
enum class Shrink { no, yes };
/// Does what says where it was made stay in?
enum class Location { strip, keep };
/// Does the workspace get a copy? `no` is for a dry run: all is checked, nothing is written.
enum class Keep { no, yes };

/// What the user asked for.
struct MediaWish {
  Shrink shrink = Shrink::no;
  Location location = Location::strip;
  Keep keep = Keep::yes;
};

/// Checks the file `asked.file`, strips it, fits it to `limits` and keeps a copy in the store; answers `asked` with
/// everything that was found about that copy. Errors name the file in `where`:
///   not_found    there is no such file
///   refused      a FIFO, folder, device; empty; cut off, damaged or a bomb; of no type we know; does not fit (hint: --shrink)
///   unsupported  it must be shrunk, and this build cannot
Result<Media> prepare_media(Disk&, Store&, const Media& asked, const MediaLimits& limits = {}, const MediaWish& = {});

/// Checks and keeps a picture that was fetched, as prepare_media() does with a file; `name` stands for it in messages.
Result<Media> keep_picture(Store&, std::string bytes, const std::string& name, const std::string& alt);

/// The same medium within `limits`: `prepared` itself when it fits, else (with Shrink::yes) a smaller copy, kept beside it.
/// Reads only the store's copy.
Result<Media> fit_media(Store&, const Media& prepared, const MediaLimits& limits, const MediaWish& = {});

/// Why a prepared medium does not fit; nothing when it does. Fault::refused, `where` is its file.
std::optional<Error> misfit(const Media&, const MediaLimits&);

/// Everything about a post's prepared media that does not fit a platform: how many, which together, type, size, length,
/// alternative texts. Empty: it fits. Pure.
std::vector<Error> check_media(const Post&, const Limits&);

}  // namespace cmtool
