// SPDX-License-Identifier: MIT
#include "preview/pictures.hpp"

#include <algorithm>
#include <optional>

#include "base/hash.hpp"
#include "media.hpp"
#include "media/edited.hpp"
#include "media/picture.hpp"

namespace cmtool::preview {
namespace {

constexpr std::uint64_t most_of_one = 150'000, least_of_one = 6'000;
constexpr int largest_side = 1000;

/// What every browser shows. Anything else, also what a damaged record says, must not get into an attribute.
bool is_shown_everywhere(const std::string& type) { return type == "image/jpeg" || type == "image/png" || type == "image/gif" || type == "image/webp"; }

std::optional<Embedded> taken(Store& store, const Media& media, std::uint64_t allowed) {
  const auto source = store.open_media(media.sha256, extension_of(media.type));
  if (!source.ok()) return std::nullopt;
  auto bytes = read_all(**source, most_picture_bytes);
  if (!bytes.ok()) return std::nullopt;
  const bool good = is_shown_everywhere(media.type) && media.width > 0 && media.height > 0;
  if (good && bytes->size() <= allowed && std::max(media.width, media.height) <= largest_side * 2) {
    return Embedded{.type = media.type, .base64 = base64(*bytes), .width = media.width, .height = media.height};
  }
  const auto part = pictures();
  if (!part.ok()) return std::nullopt;
  // A tenth of a byte a pixel is a photograph that one can look at.
  const int side = std::clamp(static_cast<int>(allowed / 100), 320, largest_side);
  const auto small = (*part)->shrink(*bytes, {.bytes = allowed, .side = side, .types = {"image/jpeg", "image/webp", "image/png"}});
  if (!small.ok() || !is_shown_everywhere(small->type)) return std::nullopt;
  return Embedded{.type = small->type, .base64 = base64(small->bytes), .width = small->width, .height = small->height};
}

}  // namespace

void PictureAlbum::add(const Media& media) {
  if (media.sha256.empty() || (media.kind != MediaKind::image && media.kind != MediaKind::animation)) return;
  Use& use = uses_[media.sha256];
  use.media = media;
  ++use.times;
}

std::map<std::string, Embedded> PictureAlbum::embedded(Store& store, const std::function<void(std::size_t, std::size_t)>& progress) {
  std::size_t places = 0, done = 0;
  for (const auto& [name, use] : uses_) places += use.times;
  const std::uint64_t allowed = std::clamp<std::uint64_t>(places == 0 ? 0 : most_picture_bytes_of_page / places, least_of_one, most_of_one);
  std::map<std::string, Embedded> result;
  std::uint64_t spent = 0;
  for (const auto& [name, use] : uses_) {
    if (progress) progress(++done, uses_.size());
    // Past the last byte none is opened any more: of a thousand pictures the first some hundred are shown.
    auto picture = spent + allowed * use.times > most_picture_bytes_of_page * 4 / 3 ? std::nullopt : taken(store, use.media, allowed);
    if (!picture) {
      ++left_out_;
      continue;
    }
    spent += picture->base64.size() * 3 / 4 * use.times;
    result.emplace(name, std::move(*picture));
  }
  return result;
}

}  // namespace cmtool::preview
