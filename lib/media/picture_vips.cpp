// SPDX-License-Identifier: MIT
// The part `picture`: libvips (8.13 or later), through its C interface.
//
// Loaders that libvips does not trust with foreign bytes (PDF, SVG, ImageMagick's …) are blocked for the whole process.
#include <vips/vips.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <memory>

#include "base/tr.hpp"
#include "media/picture.hpp"

namespace cmtool {
namespace {

constexpr int smallest_side = 320;  // px; a picture of which less would be left is spoilt
constexpr std::array<int, 4> qualities = {90, 82, 75, 68};

struct Unref {
  void operator()(VipsImage* image) const { g_object_unref(image); }
};
using Image = std::unique_ptr<VipsImage, Unref>;

void say_nothing(const gchar*, GLogLevelFlags, const gchar*, gpointer) {}

bool start() {
  // It would write its warnings about strange files to stderr.
  g_log_set_handler("VIPS", static_cast<GLogLevelFlags>(G_LOG_LEVEL_MASK | G_LOG_FLAG_RECURSION), say_nothing, nullptr);
  if (vips_init("cmtool") != 0) return false;
  vips_block_untrusted_set(TRUE);
  vips_cache_set_max(0);
  return true;
}

/// What libvips said last, for -v.
std::string said() {
  std::string text = vips_error_buffer();
  vips_error_clear();
  return text;
}

Error cannot_decode() {
  return Error{.fault = Fault::refused,
               .message = tr("the picture is cut off or damaged"),
               .hint = tr("copy or download it again, or save it anew"),
               .detail = said()};
}

Image open_first(std::string_view bytes, const char* options) {
  return Image(vips_image_new_from_buffer(bytes.data(), bytes.size(), options, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                          VIPS_FAIL_ON_ERROR, nullptr));
}

bool allows(const PictureWish& wish, std::string_view type) {
  return wish.types.empty() || std::find(wish.types.begin(), wish.types.end(), type) != wish.types.end();
}

void* collect(VipsImage*, const char* name, GValue*, void* names) {
  static_cast<std::vector<std::string>*>(names)->emplace_back(name);
  return nullptr;
}

void remove_metadata(VipsImage* image, bool keep) {
  std::vector<std::string> names;
  vips_image_map(image, collect, &names);
  for (const auto& name : names) {
    const bool stale = name == VIPS_META_ORIENTATION || name == "jpeg-thumbnail-data";
    if (stale || (!keep && name != VIPS_META_ICC_NAME)) vips_image_remove(image, name.c_str());
  }
}

/// How much smaller the sides must be for the limits of pixels and sides.
double factor_for(double width, double height, const PictureWish& wish) {
  double factor = 1;
  if (wish.side > 0) factor = std::min(factor, wish.side / std::max(width, height));
  double pixels = wish.pixels > 0 ? static_cast<double>(wish.pixels) : 0;
  // Below half a bit a pixel a photograph falls apart: there is no point in trying.
  if (wish.bytes > 0) pixels = pixels > 0 ? std::min(pixels, static_cast<double>(wish.bytes) * 16) : static_cast<double>(wish.bytes) * 16;
  if (pixels > 0) factor = std::min(factor, std::sqrt(pixels / (width * height)));
  return factor;
}

/// The picture upright and at most so large, in memory; null on failure.
Image scaled(std::string_view bytes, int width, int height, bool cmyk, bool keep_metadata) {
  VipsImage* small = nullptr;
  if (vips_thumbnail_buffer(const_cast<char*>(bytes.data()), bytes.size(), &small, width, "height", height, "size", VIPS_SIZE_DOWN,
                            "fail_on", VIPS_FAIL_ON_ERROR, cmyk ? "export_profile" : nullptr, "srgb", nullptr) != 0)
    return nullptr;
  const Image lazy(small);
  VipsImage* plain = nullptr;
  if (vips_copy(lazy.get(), &plain, nullptr) != 0) return nullptr;
  const Image own(plain);  // metadata may be changed on an image that nobody else holds
  remove_metadata(own.get(), keep_metadata);
  return Image(vips_image_copy_memory(own.get()));
}

/// Encodes; an empty string on failure.
std::string encoded(VipsImage* image, std::string_view type, int quality) {
  void* buffer = nullptr;
  std::size_t size = 0;
  int failed = 1;
  if (type == "image/png") {
    failed = vips_pngsave_buffer(image, &buffer, &size, "compression", 9, nullptr);
  } else if (type == "image/webp") {
    failed = vips_webpsave_buffer(image, &buffer, &size, "Q", quality, nullptr);
  } else if (vips_image_hasalpha(image) != 0) {
    VipsImage* flat = nullptr;
    const std::array<double, 3> white = {255, 255, 255};
    VipsArrayDouble* const paper = vips_array_double_new(white.data(), 3);
    failed = vips_flatten(image, &flat, "background", paper, nullptr);
    vips_area_unref(VIPS_AREA(paper));
    if (failed == 0) {
      const Image held(flat);
      failed = vips_jpegsave_buffer(flat, &buffer, &size, "Q", quality, "optimize_coding", TRUE, nullptr);
    }
  } else {
    failed = vips_jpegsave_buffer(image, &buffer, &size, "Q", quality, "optimize_coding", TRUE, nullptr);
  }
  if (failed != 0) return {};
  std::string bytes(static_cast<const char*>(buffer), size);
  g_free(buffer);
  return bytes;
}

/// The types to try, best first: without loss where it was so, transparent where it was so.
std::vector<std::string> candidates(const std::string& loader, bool alpha, const PictureWish& wish) {
  std::vector<std::string> types;
  const bool png = loader.starts_with("png") || loader.starts_with("gif");
  if (png) types = alpha ? std::vector<std::string>{"image/png", "image/webp", "image/jpeg"}
                         : std::vector<std::string>{"image/png", "image/jpeg", "image/webp"};
  else if (alpha) types = {"image/webp", "image/png", "image/jpeg"};
  else types = {"image/jpeg", "image/webp", "image/png"};
  std::erase_if(types, [&wish](const std::string& type) { return !allows(wish, type); });
  return types;
}

class VipsPictures final : public Pictures {
 public:
  Result<void> check(std::string_view bytes) const override {
    const char* const loader = vips_foreign_find_load_buffer(bytes.data(), bytes.size());
    if (loader == nullptr)
      return Error{.fault = Fault::unsupported, .message = tr("pictures of this type cannot be opened here"), .detail = said()};
    const std::string name = loader;
    const bool pages = name.find("Gif") != std::string::npos || name.find("Webp") != std::string::npos;
    const Image image = open_first(bytes, pages ? "[n=-1]" : "");
    double mean = 0;
    // The mean needs each pixel and keeps none.
    if (!image || vips_avg(image.get(), &mean, nullptr) != 0) return cannot_decode();
    return {};
  }

  Result<Picture> shrink(std::string_view bytes, const PictureWish& wish) const override {
    const Image head = open_first(bytes, "");
    if (!head) return cannot_decode();
    const char* loader = "";
    if (vips_image_get_string(head.get(), VIPS_META_LOADER, &loader) != 0) vips_error_clear();
    const auto types = candidates(loader, vips_image_hasalpha(head.get()) != 0, wish);
    const bool cmyk = vips_image_get_interpretation(head.get()) == VIPS_INTERPRETATION_CMYK;
    const bool turned = vips_image_get_orientation_swap(head.get()) != 0;
    double width = vips_image_get_width(head.get()), height = vips_image_get_height(head.get());
    if (turned) std::swap(width, height);

    for (double factor = factor_for(width, height, wish);; factor *= 0.8) {
      const int w = std::max(1, static_cast<int>(std::floor(width * factor))), h = std::max(1, static_cast<int>(std::floor(height * factor)));
      const bool tiny = factor < 1 && std::max(w, h) < std::min<double>(smallest_side, std::max(width, height));
      if (types.empty() || tiny) return cannot_fit();
      const Image image = scaled(bytes, w, h, cmyk, wish.keep_metadata);
      if (!image) return cannot_decode();
      for (const auto& type : types)
        if (auto picture = best(image.get(), type, wish)) return std::move(*picture);
    }
  }

 private:
  static Error cannot_fit() {
    return Error{.fault = Fault::refused,
                 .message = tr("the picture cannot be made small enough without being spoilt"),
                 .hint = tr("crop it, or save it as a smaller JPEG")};
  }

  /// The first quality that fits; nothing when none does.
  static std::optional<Picture> best(VipsImage* image, const std::string& type, const PictureWish& wish) {
    for (const int quality : qualities) {
      std::string bytes = encoded(image, type, quality);
      if (bytes.empty()) {
        vips_error_clear();
        return std::nullopt;
      }
      if (wish.bytes == 0 || bytes.size() <= wish.bytes)
        return Picture{.bytes = std::move(bytes), .type = type, .width = vips_image_get_width(image), .height = vips_image_get_height(image)};
      if (type == "image/png") return std::nullopt;
    }
    return std::nullopt;
  }
};

}  // namespace
}  // namespace cmtool

extern "C" const cmtool::Pictures* cmtool_part_picture() {
  static const bool ready = cmtool::start();
  static const cmtool::VipsPictures it;
  return ready ? &it : nullptr;
}
