// SPDX-License-Identifier: MIT
#include "model/media.hpp"

#include <array>
#include <utility>

#include "model/fields.hpp"

namespace cmtool {
namespace {

std::optional<MediaKind> media_kind(std::string_view name) {
  for (const auto kind : {MediaKind::image, MediaKind::animation, MediaKind::video, MediaKind::audio}) {
    if (slug(kind) == name) return kind;
  }
  return std::nullopt;
}

}  // namespace

std::string_view slug(MediaKind kind) {
  switch (kind) {
    case MediaKind::image: return "image";
    case MediaKind::animation: return "animation";
    case MediaKind::video: return "video";
    case MediaKind::audio: return "audio";
  }
  return "";
}

std::string extension_of(std::string_view type) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 15> known{{{"image/jpeg", "jpg"},
                                                                                  {"image/png", "png"},
                                                                                  {"image/gif", "gif"},
                                                                                  {"image/webp", "webp"},
                                                                                  {"image/avif", "avif"},
                                                                                  {"image/heic", "heic"},
                                                                                  {"image/svg+xml", "svg"},
                                                                                  {"video/mp4", "mp4"},
                                                                                  {"video/quicktime", "mov"},
                                                                                  {"video/webm", "webm"},
                                                                                  {"audio/mpeg", "mp3"},
                                                                                  {"audio/ogg", "ogg"},
                                                                                  {"audio/flac", "flac"},
                                                                                  {"audio/wav", "wav"},
                                                                                  {"audio/mp4", "m4a"}}};
  for (const auto& [name, extension] : known) {
    if (name == type) return std::string(extension);
  }
  return "bin";
}

Json to_json(const Media& media) {
  Json focus;
  if (media.focus) focus = Json{{"x", media.focus->x}, {"y", media.focus->y}};
  return Json{{"file", media.file},
              {"alt", media.alt},
              {"focus", std::move(focus)},
              {"sha256", media.sha256},
              {"type", media.type},
              {"kind", slug(media.kind)},
              {"bytes", static_cast<long long>(media.bytes)},
              {"width", media.width},
              {"height", media.height},
              {"seconds", media.seconds}};
}

Result<Media> media_from_json(const Json& json) {
  Media media;
  Fields fields(json, "media");
  fields.text("file", media.file);
  fields.text("alt", media.alt);
  if (const Json& focus = fields.child("focus"); focus.is_object()) {
    media.focus = Focus{.x = focus["x"].number_or(0), .y = focus["y"].number_or(0)};
  }
  fields.text("sha256", media.sha256);
  fields.text("type", media.type);
  fields.word("kind", media.kind, media_kind);
  fields.integer("bytes", media.bytes);
  fields.integer("width", media.width);
  fields.integer("height", media.height);
  fields.number("seconds", media.seconds);
  CHECK_OK(fields.done());
  return media;
}

}  // namespace cmtool
