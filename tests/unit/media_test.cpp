// SPDX-License-Identifier: MIT
#include "media.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/hash.hpp"
#include "media/examine.hpp"
#include "media/picture.hpp"
#include "tests/support/media_store.hpp"
#include "tests/support/pictures.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace cmtool::test;
using namespace std::string_literals;

namespace {

struct Desk {
  ScratchDir folder{};
  std::unique_ptr<Disk> disk = posix_disk();
  MediaStore store{};

  Result<Media> prepare(const std::string& name, const MediaLimits& limits = {}, const MediaWish& wish = {}) {
    return prepare_media(*disk, store, {.file = (folder / name).string(), .alt = "a zoo"}, limits, wish);
  }
  Result<Media> prepare_bytes(const std::string& bytes, const MediaLimits& limits = {}, const MediaWish& wish = {}) {
    folder.put("file", bytes);
    return prepare("file", limits, wish);
  }
  std::string bytes_of(const Media& media) { return store.kept.at(media.sha256 + "." + extension_of(media.type)); }
};

bool can_decode() { return pictures().ok(); }

constexpr MediaWish shrinking{.shrink = Shrink::yes};

}  // namespace

TEST_CASE("a prepared picture is kept under its checksum, with what was found") {
  Desk desk;
  const auto media = desk.prepare_bytes(jpeg(64, 48));
  REQUIRE(media.ok());
  CHECK(media->type == "image/jpeg");
  CHECK(media->alt == "a zoo");
  CHECK(media->width == 64);
  CHECK(media->bytes == jpeg(64, 48).size());
  CHECK(media->sha256 == sha256_hex(jpeg(64, 48)));
  CHECK(desk.bytes_of(*media) == jpeg(64, 48));
}

TEST_CASE("the copy does not say where the picture was made, unless that is wished") {
  Desk desk;
  const auto photo = jpeg(64, 48, exif_segment(1, true) + xmp_segment(xmp_place));
  const auto stripped = desk.prepare_bytes(photo);
  REQUIRE(stripped.ok());
  CHECK(desk.bytes_of(*stripped).find("GPS") == std::string::npos);
  CHECK(stripped->bytes == desk.bytes_of(*stripped).size());
  const auto whole = desk.prepare_bytes(photo, {}, {.location = Location::keep});
  REQUIRE(whole.ok());
  CHECK(desk.bytes_of(*whole) == photo);
}

TEST_CASE("a video is streamed, cleaned and kept; a track of positions stops it") {
  Desk desk;
  const auto media = desk.prepare_bytes(mp4({.udta = box("loci", "....+48.8577"), .index_first = false}));
  REQUIRE(media.ok());
  CHECK(media->kind == MediaKind::video);
  CHECK(desk.bytes_of(*media).find("+48.8577") == std::string::npos);
  CHECK(sha256_hex(desk.bytes_of(*media)) == media->sha256);
  const auto camera = mp4({.samples = "gpmd"});
  CHECK(desk.prepare_bytes(camera).error().fault == Fault::refused);
  CHECK(desk.prepare_bytes(camera, {}, {.location = Location::keep}).ok());
}

TEST_CASE("what is no regular file is refused at once, and named") {
  Desk desk;
  desk.folder.put("good.png", png(2, 2));
  std::filesystem::create_directory(desk.folder / "folder.png");
  REQUIRE(::mkfifo((desk.folder / "fifo.png").c_str(), 0600) == 0);
  const auto link = [&desk](const std::string& target, const std::string& name) {
    REQUIRE(::symlink(target.c_str(), (desk.folder / name).c_str()) == 0);
  };
  link("/dev/zero", "zero.png");
  link("loop.png", "loop.png");
  link("nowhere", "dangling.png");
  link("fifo.png", "fifo-link.png");
  link("good.png", "link.png");
  for (const auto* name : {"folder.png", "fifo.png", "zero.png", "loop.png", "dangling.png", "fifo-link.png", "missing.png"}) {
    CAPTURE(name);
    const auto media = desk.prepare(name);
    REQUIRE_FALSE(media.ok());
    CHECK(media.error().where.find(name) != std::string::npos);
    CHECK_FALSE(media.error().message.empty());
  }
  CHECK(desk.prepare("link.png").ok());
  CHECK(desk.store.kept.size() == 1);
}

TEST_CASE("empty, foreign, huge and exploding files are refused before they cost anything") {
  Desk desk;
  CHECK(desk.prepare_bytes("").error().fault == Fault::refused);
  CHECK(desk.prepare_bytes("-----BEGIN OPENSSH PRIVATE KEY-----").error().fault == Fault::refused);
  CHECK(desk.prepare_bytes(png_head(60000, 60000) + png_chunk("IDAT", stored("")) + png_chunk("IEND", "")).error().fault == Fault::refused);
  CHECK(desk.prepare_bytes(png_head(0x7FFFFFFF, 0x7FFFFFFF) + png_chunk("IDAT", "") + png_chunk("IEND", "")).error().fault == Fault::refused);
  CHECK(desk.prepare_bytes(gif(65535, 65535, 1)).error().fault == Fault::refused);
  CHECK(desk.prepare_bytes(gif(9000, 9000, 40)).error().fault == Fault::refused);  // each frame would pass
  desk.folder.put("sparse.png", png(2, 2));
  std::filesystem::resize_file(desk.folder / "sparse.png", 5ull << 30);
  CHECK(desk.prepare("sparse.png").error().fault == Fault::refused);
  CHECK(desk.store.kept.empty());
}

TEST_CASE("a picture whose structure is whole and whose pixels are not is refused") {
  if (!can_decode()) {
    MESSAGE("skipped: the part `picture` is not built");
    return;
  }
  Desk desk;
  CHECK(desk.prepare_bytes(png(40, 40)).ok());
  CHECK(desk.prepare_bytes(gif(40, 40, 3)).ok());
  CHECK(desk.prepare_bytes(webp()).ok());
  // Half of the rows are missing, and every checksum of a chunk is right.
  const auto half = png_head(40, 40) + png_chunk("IDAT", stored(std::string(20 * 41, '\0'))) + png_chunk("IEND", "");
  CHECK(desk.prepare_bytes(half).error().fault == Fault::refused);
}

TEST_CASE("without a wish to shrink, what does not fit is refused with the way out") {
  Desk desk;
  const auto big = desk.prepare_bytes(png(300, 200, Fill::noise), {.image_bytes = 20000});
  REQUIRE_FALSE(big.ok());
  CHECK(big.error().fault == Fault::refused);
  CHECK(big.error().hint.find("--shrink") != std::string::npos);
  CHECK_FALSE(desk.prepare_bytes(png(300, 200), {.image_pixels = 50000}).ok());
  CHECK_FALSE(desk.prepare_bytes(png(300, 200), {.image_side = 299}).ok());
  CHECK_FALSE(desk.prepare_bytes(png(300, 200), {.types = {"image/jpeg"}}).ok());
  CHECK_FALSE(desk.prepare_bytes(mp4(), {.video_bytes = 500}).ok());
  CHECK_FALSE(desk.prepare_bytes(mp4(), {.video_seconds = 10}).ok());
  CHECK(desk.prepare_bytes(png(300, 200), {.image_bytes = 100000, .image_pixels = 60000, .image_side = 300, .types = {"image/png"}}).ok());
}

TEST_CASE("a picture is shrunk to fit every limit at once") {
  if (!can_decode()) {
    MESSAGE("skipped: the part `picture` is not built");
    return;
  }
  Desk desk;
  struct Row {
    const char* name;
    std::string bytes;
    MediaLimits limits;
    std::string type;
  };
  const std::vector<Row> rows = {
      {"bytes", png(900, 600, Fill::noise), {.image_bytes = 120000}, "image/jpeg"},
      {"side", png(900, 600), {.image_side = 450}, "image/png"},
      {"pixels", jpeg(900, 600), {.image_pixels = 100000}, "image/jpeg"},
      {"type", png(90, 60), {.types = {"image/jpeg"}}, "image/jpeg"},
      {"type, the other way", jpeg(90, 60), {.types = {"image/png", "image/webp"}}, "image/webp"},
      {"upright", jpeg(900, 600, exif_segment(6, true)), {.image_side = 450}, "image/jpeg"},
  };
  for (const auto& row : rows) {
    CAPTURE(row.name);
    const auto media = desk.prepare_bytes(row.bytes, row.limits, shrinking);
    REQUIRE(media.ok());
    CHECK_FALSE(misfit(*media, row.limits).has_value());
    CHECK(media->type == row.type);
    const auto bytes = desk.bytes_of(*media);
    CHECK(bytes.size() == media->bytes);
    CHECK(sha256_hex(bytes) == media->sha256);
    CHECK(bytes.find("GPS") == std::string::npos);
    const auto found = examine_picture(bytes, media->type);
    REQUIRE(found.ok());
    CHECK(found->width == media->width);
    CHECK(found->height == media->height);
    CHECK((found->height > found->width) == (row.name == "upright"s));
  }
}

TEST_CASE("what cannot be shrunk without being spoilt is refused") {
  if (!can_decode()) {
    MESSAGE("skipped: the part `picture` is not built");
    return;
  }
  Desk desk;
  CHECK(desk.prepare_bytes(png(900, 600, Fill::noise), {.image_bytes = 300}, shrinking).error().fault == Fault::refused);
  CHECK(desk.prepare_bytes(png(90, 60), {.types = {"image/gif"}}, shrinking).error().fault == Fault::refused);
  CHECK(desk.prepare_bytes(gif(900, 600, 3), {.image_side = 300}, shrinking).error().fault == Fault::refused);
}

TEST_CASE("one prepared picture is made into a variant for each platform, from the copy alone") {
  if (!can_decode()) {
    MESSAGE("skipped: the part `picture` is not built");
    return;
  }
  Desk desk;
  const auto whole = desk.prepare_bytes(png(900, 600, Fill::noise));
  REQUIRE(whole.ok());
  std::filesystem::remove(desk.folder / "file");
  const auto same = fit_media(desk.store, *whole, {.image_side = 900}, shrinking);
  REQUIRE(same.ok());
  CHECK(*same == *whole);
  const auto smaller = fit_media(desk.store, *whole, {.image_side = 450}, shrinking);
  REQUIRE(smaller.ok());
  CHECK(smaller->sha256 != whole->sha256);
  CHECK(smaller->alt == "a zoo");
  CHECK(desk.bytes_of(*smaller).size() == smaller->bytes);
  CHECK(desk.bytes_of(*whole).size() == whole->bytes);
  CHECK(fit_media(desk.store, *whole, {.image_side = 450}).error().fault == Fault::refused);
}

TEST_CASE("a dry run checks all and keeps nothing") {
  Desk desk;
  const auto media = desk.prepare_bytes(jpeg(64, 48), {}, {.keep = Keep::no});
  REQUIRE(media.ok());
  CHECK(media->sha256.size() == 64);
  CHECK(desk.store.kept.empty());
}

TEST_CASE("counts, mixtures and alternative texts of a post are checked") {
  const Media photo{.file = "a.jpg", .alt = "été", .type = "image/jpeg", .bytes = 10};
  const Media video{.file = "b.mp4", .type = "video/mp4", .kind = MediaKind::video, .bytes = 10};
  const auto errors = [](std::vector<Media> media, MediaLimits limits) { return check_media({.media = std::move(media)}, {.media = std::move(limits)}).size(); };
  CHECK(errors({photo, photo}, {.count = 2, .alt_text = 3}) == 0);
  CHECK(errors({photo, photo, photo}, {.count = 2}) == 1);
  CHECK(errors({photo, video}, {}) == 1);
  CHECK(errors({photo, video}, {.mixed = true}) == 0);
  CHECK(errors({video, video}, {}) == 1);
  CHECK(errors({video}, {}) == 0);
  CHECK(errors({photo}, {.alt_text = 2}) == 1);
  CHECK(errors({photo, video}, {.count = 1, .image_bytes = 5, .video_bytes = 5}) == 4);
  CHECK(check_media({.media = {photo}}, {.media = {.image_bytes = 5}}).front().where == "a.jpg");
}
