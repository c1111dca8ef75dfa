// SPDX-License-Identifier: MIT
#include "media.hpp"

#include <algorithm>
#include <memory>

#include "base/tr.hpp"
#include "media/edited.hpp"
#include "media/examine.hpp"
#include "media/picture.hpp"

namespace cmtool {
namespace {

constexpr std::int64_t most_frames_pixels = 20 * most_picture_pixels;

/// A medium that was examined, and its bytes as they will be kept.
struct Ready {
  Media media{};
  std::unique_ptr<Source> content{};
};

Error refused(std::string message, std::string hint = {}) {
  return Error{.fault = Fault::refused, .message = std::move(message), .hint = std::move(hint)};
}

/// Bytes as people say them: "1.5 MB".
std::string size_words(std::uint64_t bytes) {
  if (bytes < 1000) return trn("{} byte", "{} bytes", static_cast<long long>(bytes), bytes);
  const double n = static_cast<double>(bytes);
  if (bytes < 1'000'000) return tr("{:.0f} kB", n / 1e3);
  return bytes < 1'000'000'000 ? tr("{:.1f} MB", n / 1e6) : tr("{:.1f} GB", n / 1e9);
}

/// Pictures and animations; what is shrunk, and what the limits for images are for.
bool is_picture(const Media& media) { return media.kind == MediaKind::image || media.kind == MediaKind::animation; }

Error bomb(const Found& found) {
  const auto hint = tr("make it smaller with a picture editor");
  if (found.frames > 1)
    return refused(tr("the picture has {} frames of {} × {} pixels, which is more than cmtool opens", found.frames, found.width, found.height), hint);
  return refused(tr("the picture has {} × {} pixels; more than {} million are not opened", found.width, found.height,
                    most_picture_pixels / 1'000'000), hint);
}

bool is_bomb(const Found& found) {
  const auto pixels = std::int64_t{found.width} * found.height;
  return pixels > most_picture_pixels || found.frames > most_frames_pixels / std::max<std::int64_t>(pixels, 1);
}

/// Decodes a picture where that is possible: a structure may be whole and the pixels in it broken.
Result<void> check_pixels(std::string_view bytes) {
  const auto decoder = pictures();
  if (!decoder) return {};  // its structure was checked; only shrinking needs the part
  auto checked = (*decoder)->check(bytes);
  if (!checked && checked.error().fault == Fault::unsupported) return {};
  return checked;
}

void fill(Media& media, const Found& found) {
  media.type = found.type;
  media.kind = found.kind;
  media.width = found.width;
  media.height = found.height;
  media.seconds = found.seconds;
}

Result<Ready> examine_kept_in_memory(Source& source, std::string_view type, Media media, Location location) {
  TRY(std::string bytes, read_all(source, most_picture_bytes));
  TRY(const Found found, examine_picture(bytes, type));
  if (is_bomb(found)) return bomb(found);
  CHECK_OK(check_pixels(bytes));
  fill(media, found);
  if (location == Location::strip && !found.clean.empty()) bytes = edited(bytes, found.clean);
  return Ready{.media = std::move(media), .content = as_source(std::move(bytes))};
}

Result<Ready> examine_streamed(std::unique_ptr<Source> source, std::string_view type, Media media, Location location) {
  TRY(Found found, examine_stream(*source, type));
  fill(media, found);
  if (location == Location::keep) return Ready{.media = std::move(media), .content = std::move(source)};
  if (!found.place_track.empty())
    return refused(tr("it says where it was made in a way that cannot be taken out here (“{}”)", found.place_track),
                   tr("take that out with an editor, or use --keep-location"));
  CHECK_OK(source->rewind());
  return Ready{.media = std::move(media), .content = edited(std::move(source), std::move(found.clean))};
}

Error too_large(std::uint64_t bytes, std::uint64_t limit) {
  return refused(tr("the file has {}; the limit is {}", size_words(bytes), size_words(limit)));
}

/// Opens, checks and cleans the user's file.
Result<Ready> examine(Disk& disk, const Media& asked, const MediaLimits& limits, Location location) {
  auto opened = disk.open(asked.file, true);
  if (!opened.ok() && opened.error().fault == Fault::state)  // the user's file, not a record of ours
    return refused(opened.error().message, tr("attach a picture, a video or a sound that is a file of its own"));
  TRY(auto source, std::move(opened));
  const std::uint64_t size = source->size();
  if (size == 0) return refused(tr("the file is empty"));
  std::string start(static_cast<std::size_t>(std::min<std::uint64_t>(size, sniffed_bytes)), '\0');
  std::size_t filled = 0;
  while (filled < start.size()) {
    TRY(const std::size_t got, source->read(start.data() + filled, start.size() - filled));
    if (got == 0) break;
    filled += got;
  }
  start.resize(filled);
  const std::string type = type_of(start);
  if (type.empty())
    return refused(tr("this is not a picture, a video or a sound that can be posted"), tr("save it as JPEG, PNG, WebP, GIF or MP4"));
  if (kind_of(type) == MediaKind::image) {
    if (size > most_picture_bytes) return too_large(size, most_picture_bytes);
    return examine_kept_in_memory(*source, type, asked, location);
  }
  // Nothing of it can be made smaller here, so it need not be read.
  if (limits.video_bytes != 0 && size > limits.video_bytes) return too_large(size, limits.video_bytes);
  return examine_streamed(std::move(source), type, asked, location);
}

/// Puts the content's checksum and size into the facts.
Result<void> weigh(Ready& ready) {
  TRY(const Digest digest, digest_of(*ready.content));
  ready.media.sha256 = digest.sha256;
  ready.media.bytes = digest.bytes;
  return {};
}

Result<Ready> shrunk(Ready ready, const MediaLimits& limits, const MediaWish& wish) {
  TRY(const auto* const encoder, pictures());
  TRY(const std::string bytes, read_all(*ready.content, most_picture_bytes));
  TRY(Picture smaller, encoder->shrink(bytes, {.bytes = limits.image_bytes,
                                               .pixels = limits.image_pixels,
                                               .side = limits.image_side,
                                               .types = limits.types,
                                               .keep_metadata = wish.location == Location::keep}));
  Ready result{.media = std::move(ready.media)};
  result.media.type = smaller.type;
  result.media.width = smaller.width;
  result.media.height = smaller.height;
  result.content = as_source(std::move(smaller.bytes));
  CHECK_OK(weigh(result));
  return result;
}

/// Shrinks what does not fit, when that was asked for and would help.
Result<Ready> fitted(Ready ready, const MediaLimits& limits, const MediaWish& wish) {
  const auto problem = misfit(ready.media, limits);
  if (!problem) return ready;
  if (wish.shrink == Shrink::no || ready.media.kind != MediaKind::image) return *problem;
  return shrunk(std::move(ready), limits, wish);
}

Result<Media> keep(Store& store, Ready ready, Keep wanted) {
  if (wanted == Keep::no) return std::move(ready.media);
  const Media media = std::move(ready.media);
  CHECK_OK(ready.content->rewind());
  const auto source = verified(std::move(ready.content), media.sha256);
  CHECK_OK(store.keep_media(media.sha256, extension_of(media.type), *source));
  return media;
}

Result<Media> prepared(Disk& disk, Store& store, const Media& asked, const MediaLimits& limits, const MediaWish& wish) {
  TRY(Ready ready, examine(disk, asked, limits, wish.location));
  CHECK_OK(weigh(ready));
  TRY(ready, fitted(std::move(ready), limits, wish));
  return keep(store, std::move(ready), wish.keep);
}

Result<Media> refitted(Store& store, const Media& media, const MediaLimits& limits, const MediaWish& wish) {
  TRY(auto source, store.open_media(media.sha256, extension_of(media.type)));
  TRY(Ready ready, fitted({.media = media, .content = std::move(source)}, limits, wish));
  return keep(store, std::move(ready), wish.keep);
}

Result<Media> fetched(Store& store, std::string bytes, const Media& asked) {
  const std::string type = type_of(std::string_view(bytes).substr(0, sniffed_bytes));
  if (kind_of(type) != MediaKind::image) return refused(tr("this is not a picture that can be posted"));
  const auto source = as_source(std::move(bytes));
  TRY(Ready ready, examine_kept_in_memory(*source, type, asked, Location::strip));
  CHECK_OK(weigh(ready));
  return keep(store, std::move(ready), Keep::yes);
}

/// An error about a file names the file.
template <typename T>
Result<T> about(const Media& media, Result<T> result) {
  if (!result && result.error().where.empty()) result.error().where = media.file;
  return result;
}

std::string shrink_hint(const Media& media) {
  return media.kind == MediaKind::image ? tr("use --shrink to have it made smaller") : tr("make it smaller with an editor");
}

std::optional<Error> wrong_type(const Media& media, const MediaLimits& limits) {
  const auto& types = limits.types;
  if (types.empty() || std::find(types.begin(), types.end(), media.type) != types.end()) return std::nullopt;
  std::string listed;
  for (const auto& type : types) listed += (listed.empty() ? "" : ", ") + type;
  return refused(tr("files of type {} are not taken; these are: {}", media.type, listed),
                 media.kind == MediaKind::image ? tr("use --shrink to have it converted") : tr("convert it to one of these"));
}

std::optional<Error> wrong_picture(const Media& media, const MediaLimits& limits) {
  if (limits.image_bytes != 0 && media.bytes > limits.image_bytes) {
    auto error = too_large(media.bytes, limits.image_bytes);
    error.hint = shrink_hint(media);
    return error;
  }
  const auto pixels = std::int64_t{media.width} * media.height;
  if (limits.image_pixels != 0 && pixels > limits.image_pixels)
    return refused(tr("the picture has {} × {} = {} pixels; the limit is {}", media.width, media.height, pixels, limits.image_pixels),
                   shrink_hint(media));
  const int side = std::max(media.width, media.height);
  if (limits.image_side != 0 && side > limits.image_side)
    return refused(tr("the picture's longer side has {} pixels; the limit is {}", side, limits.image_side), shrink_hint(media));
  return std::nullopt;
}

std::optional<Error> wrong_video(const Media& media, const MediaLimits& limits) {
  if (limits.video_bytes != 0 && media.bytes > limits.video_bytes) {
    auto error = too_large(media.bytes, limits.video_bytes);
    error.hint = shrink_hint(media);
    return error;
  }
  if (limits.video_seconds > 0 && media.seconds > limits.video_seconds)
    return refused(tr("it lasts {:.0f} seconds; the limit is {:.0f}", media.seconds, limits.video_seconds), tr("cut it shorter"));
  return std::nullopt;
}

/// How many, and which together.
void check_together(const Post& post, const MediaLimits& limits, std::vector<Error>& errors) {
  const auto count = static_cast<int>(post.media.size());
  const auto pictures = static_cast<int>(std::count_if(post.media.begin(), post.media.end(), is_picture));
  if (limits.count != 0 && count > limits.count)
    errors.push_back(refused(trn("{} file is attached; the limit is {}", "{} files are attached; the limit is {}", count, count, limits.count),
                             tr("leave some out, or use --split to make a thread")));
  if (limits.mixed || count < 2 || pictures == count) return;
  if (pictures > 0)
    errors.push_back(refused(tr("pictures and a video or sound cannot be in the same post"), tr("post them one after the other")));
  else
    errors.push_back(refused(tr("only one video or sound can be in a post"), tr("post them one after the other")));
}

}  // namespace

std::optional<Error> misfit(const Media& media, const MediaLimits& limits) {
  auto error = wrong_type(media, limits);
  if (!error) error = is_picture(media) ? wrong_picture(media, limits) : wrong_video(media, limits);
  if (error) error->where = media.file;
  return error;
}

std::vector<Error> check_media(const Post& post, const Limits& limits) {
  std::vector<Error> errors;
  check_together(post, limits.media, errors);
  for (const Media& media : post.media) {
    if (auto error = misfit(media, limits.media)) errors.push_back(std::move(*error));
    const auto alt = length(media.alt, Unit::code_points);
    if (limits.media.alt_text == 0 || alt <= limits.media.alt_text) continue;
    errors.push_back(refused(trn("the alternative text has {} character; the limit is {}",
                                 "the alternative text has {} characters; the limit is {}", alt, alt, limits.media.alt_text),
                             tr("shorten it")));
    errors.back().where = media.file;
  }
  return errors;
}

Result<Media> prepare_media(Disk& disk, Store& store, const Media& asked, const MediaLimits& limits, const MediaWish& wish) {
  return about(asked, prepared(disk, store, asked, limits, wish));
}

Result<Media> keep_picture(Store& store, std::string bytes, const std::string& name, const std::string& alt) {
  const Media asked{.file = name, .alt = alt};
  return about(asked, fetched(store, std::move(bytes), asked));
}

Result<Media> fit_media(Store& store, const Media& media, const MediaLimits& limits, const MediaWish& wish) {
  if (!misfit(media, limits)) return media;
  return about(media, refitted(store, media, limits, wish));
}

}  // namespace cmtool
