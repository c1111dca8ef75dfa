// SPDX-License-Identifier: MIT
#include "media/examine.hpp"

#include <doctest/doctest.h>

#include "media/exif.hpp"
#include "tests/support/pictures.hpp"

using namespace cmtool;
using namespace cmtool::test;
using namespace std::string_literals;

namespace {

Result<Found> examined(const std::string& bytes) {
  const auto type = type_of(std::string_view(bytes).substr(0, sniffed_bytes));
  if (kind_of(type) == MediaKind::image) return examine_picture(bytes, type);
  const auto source = as_source(bytes);
  return examine_stream(*source, type);
}

std::string cleaned(const std::string& bytes) {
  const auto found = examined(bytes);
  REQUIRE(found.ok());
  return edited(bytes, found->clean);
}

bool refused(const std::string& bytes) {
  const auto found = examined(bytes);
  return !found && found.error().fault == Fault::refused;
}

bool contains(const std::string& text, std::string_view part) { return text.find(part) != std::string::npos; }

/// One sound file of each kind that we know.
std::vector<std::pair<std::string, std::string>> samples() {
  return {{"image/jpeg", jpeg(20, 10, exif_segment(6, true) + xmp_segment(xmp_place))},
          {"image/png", png(20, 10, Fill::flat, png_chunk("eXIf", tiff(1, true)))},
          {"image/gif", gif(20, 10, 3)},
          {"image/webp", webp(webp_chunk("EXIF", tiff(1, true)) + webp_chunk("XMP ", xmp_place), 0x0C)},
          {"video/mp4", mp4({.udta = box("\xA9xyz", "\0\x12\x15\xC7+48.8577+002.295/"s)})},
          {"video/webm", webm(320, 240, element("\x12\x54\xC3\x67", "LOCATION: Paris"))}};
}

}  // namespace

TEST_CASE("a type is told from the bytes") {
  for (const auto& [type, bytes] : samples()) CHECK(type_of(bytes) == type);
  CHECK(type_of("\0\0\0\x18" "ftypheic\0\0\0\0mif1heic"s) == "image/heic");
  CHECK(type_of("\0\0\0\x18" "ftypmif1\0\0\0\0avifmif1"s) == "image/avif");
  CHECK(type_of("\0\0\0\x14" "ftypqt  \0\0\0\0qt  "s) == "video/quicktime");
  CHECK(type_of("\0\0\0\x14" "ftypM4A \0\0\0\0M4A "s) == "audio/mp4");
  CHECK(type_of("ID3\4\0\0\0\0\0\0"s) == "audio/mpeg");
  CHECK(type_of("OggS\0\2"s) == "audio/ogg");
}

TEST_CASE("what is no picture, video or sound has no type") {
  for (const auto& bytes : {""s, "\x7F" "ELF\2\1\1"s, "<html><script>"s, "-----BEGIN OPENSSH PRIVATE KEY-----"s, "GIF"s, "RIFF"s, "\xFF"s, "PK\3\4"s,
                            std::string(5000, '\0')})
    CHECK(type_of(bytes).empty());
}

TEST_CASE("width, height, kind and length are found") {
  const auto photo = examined(jpeg(20, 10));
  REQUIRE(photo.ok());
  CHECK(photo->width == 20);
  CHECK(photo->height == 10);
  const auto drawing = examined(png(7, 5));
  REQUIRE(drawing.ok());
  CHECK(drawing->width == 7);
  const auto moving = examined(gif(30, 40, 3));
  REQUIRE(moving.ok());
  CHECK(moving->kind == MediaKind::animation);
  CHECK(moving->height == 40);
  CHECK(moving->seconds == doctest::Approx(1.5));
  CHECK(examined(gif(30, 40, 1))->kind == MediaKind::image);
  const auto clip = examined(mp4({.index_first = false}));
  REQUIRE(clip.ok());
  CHECK(clip->width == 640);
  CHECK(clip->height == 360);
  CHECK(clip->seconds == doctest::Approx(12));
  CHECK(clip->kind == MediaKind::video);
  const auto web = examined(webm(320, 240));
  REQUIRE(web.ok());
  CHECK(web->width == 320);
  CHECK(web->seconds == doctest::Approx(6));
  CHECK(examined(webp())->width == 1);
}

TEST_CASE("a picture or video that is to be turned is measured as it is seen") {
  CHECK(examined(jpeg(20, 10, exif_segment(6, false)))->width == 10);
  CHECK(examined(jpeg(20, 10, exif_segment(3, false)))->width == 20);
  CHECK(examined(mp4({.upright = true}))->width == 360);
}

TEST_CASE("a JPEG loses its place and keeps orientation and author") {
  const auto clean = cleaned(jpeg(16, 16, exif_segment(6, true) + xmp_segment(xmp_place)));
  CHECK_FALSE(contains(clean, "GPS"));
  const auto at = clean.find("II*");
  REQUIRE(at != std::string::npos);
  const auto exif = read_exif(std::string_view(clean).substr(at));
  CHECK(exif.orientation == 6);
  CHECK(exif.artist == "Lea Martin");
  CHECK_FALSE(exif.place);
  CHECK(examined(clean).ok());
}

TEST_CASE("metadata that names no place stays, byte for byte") {
  for (const auto& bytes : {jpeg(16, 16, exif_segment(6, false) + xmp_segment(xmp_plain) + iptc_segment(iptc_set(80, "Lea"))),
                            png(2, 2, Fill::flat, png_chunk("eXIf", tiff(1, false)) + png_chunk("tEXt", "Title\0Zoo"s)),
                            webp(webp_chunk("EXIF", tiff(1, false)), 0x08), mp4({.udta = box("\xA9nam", "Zoo")}), webm(2, 2)}) {
    const auto found = examined(bytes);
    REQUIRE(found.ok());
    CHECK(found->clean.empty());
  }
}

TEST_CASE("IPTC loses the town and keeps the author") {
  const auto clean = cleaned(jpeg(16, 16, iptc_segment(iptc_set(90, "Rennes") + iptc_set(80, "Lea Martin"))));
  CHECK_FALSE(contains(clean, "Rennes"));
  CHECK(contains(clean, "Lea Martin"));
  CHECK(examined(clean).ok());
}

TEST_CASE("what lies behind the end of a picture goes") {
  for (const auto& whole : {jpeg(16, 16), png(3, 3), gif(3, 3, 1), webp()}) {
    const auto clean = cleaned(whole + "<script>the uncropped picture</script>");
    CHECK_FALSE(contains(clean, "script"));
    CHECK(examined(clean).ok());
  }
}

TEST_CASE("PNG and WebP lose their places and stay whole") {
  const auto drawing = cleaned(png(2, 2, Fill::flat, png_chunk("eXIf", tiff(1, true)) + png_chunk("iTXt", "XML:com.adobe.xmp\0\0\0\0\0"s + xmp_place) +
                                                         png_chunk("tEXt", "exif:GPSInfo\0x"s)));
  CHECK_FALSE(contains(drawing, "GPS"));
  CHECK_FALSE(contains(drawing, "\x25\x88\x04\0"s));
  CHECK(contains(drawing, "Lea Martin"));
  CHECK(examined(drawing).ok());

  const auto web = cleaned(webp(webp_chunk("EXIF", tiff(1, true)) + webp_chunk("XMP ", xmp_place), 0x0C));
  CHECK_FALSE(contains(web, "GPS"));
  CHECK(contains(web, "Lea Martin"));
  CHECK(web[20] == '\x08');  // the EXIF flag stays, the XMP flag does not
  const auto again = examined(web);
  REQUIRE(again.ok());
  CHECK(again->clean.empty());
}

TEST_CASE("a video's place is blanked where it lies: no offset changes") {
  const auto key = [](const std::string& name) { return big(name.size() + 8, 4) + "mdta" + name; };
  const auto meta = full_box("hdlr", "\0\0\0\0mdta"s + std::string(13, '\0')) +
                    full_box("keys", big(2, 4) + key("com.apple.quicktime.make") + key("com.apple.quicktime.location.ISO6709")) +
                    box("ilst", box(big(1, 4), box("data", "Phone")) + box(big(2, 4), box("data", "+48.8577+002.295/")));
  for (const auto& clip : {Clip{.udta = box("\xA9xyz", "\0\x12\x15\xC7+48.8577+002.295/"s)}, Clip{.udta = box("loci", "....+48.8577"), .index_first = false}, Clip{.meta = meta}}) {
    const auto before = mp4(clip);
    REQUIRE(contains(before, "+48.8577"));
    const auto after = cleaned(before);
    CHECK(after.size() == before.size());
    CHECK_FALSE(contains(after, "+48.8577"));
    CHECK(examined(after).ok());
    if (!clip.meta.empty()) CHECK(contains(after, "Phone"));
  }
  const auto web = webm(4, 4, element("\x12\x54\xC3\x67", "RECORDING_LOCATION: Paris"));
  const auto after = cleaned(web);
  CHECK(after.size() == web.size());
  CHECK_FALSE(contains(after, "Paris"));
  CHECK(examined(after).ok());
}

TEST_CASE("a track of positions is named") {
  CHECK(examined(mp4({.samples = "gpmd"}))->place_track == "gpmd");
  CHECK(examined(mp4())->place_track.empty());
  CHECK(examined("OggS" + std::string(60, '\0') + "\x03vorbis....LOCATION=+48.8577")->place_track == "location");
}

TEST_CASE("what is cut off anywhere is refused") {
  for (const auto& [type, bytes] : samples()) {
    const auto& shown = type;  // clang 14 lets no lambda have a name of a structured binding
    CAPTURE(shown);
    REQUIRE(examined(bytes).ok());
    for (std::size_t size = 12; size < bytes.size(); ++size) {
      CAPTURE(size);
      CHECK(refused(bytes.substr(0, size)));
    }
  }
}

TEST_CASE("a byte changed anywhere neither crashes nor reads beyond the end") {
  for (const auto& [type, bytes] : samples())
    for (std::size_t at = 0; at < bytes.size(); ++at)
      for (const char put : {'\0', '\xFF', '\x01', '\x80'}) {
        auto changed = bytes;
        changed[at] = put;
        const auto is = type_of(changed);
        if (is.empty()) continue;
        const auto found = examined(changed);
        if (found) edited(changed, found->clean);
      }
}

TEST_CASE("a header without pixels, a wrong checksum, or no size at all is refused") {
  CHECK(refused(png_head(4, 4) + png_chunk("IEND", "")));
  CHECK(refused(png_head(0, 0) + png_chunk("IDAT", "") + png_chunk("IEND", "")));
  auto broken = png(4, 4);
  broken[broken.size() - 20] = static_cast<char>(broken[broken.size() - 20] + 1);
  CHECK(refused(broken));
  CHECK(refused("GIF89a\1\0\1\0\0\0\0;<script>"s));
  CHECK(refused("\xFF\xD8\xFF\xD9"s));
  CHECK(refused(png_head(4, 4) + big(0x7FFFFFFF, 4) + "tEXt"));
}

TEST_CASE("sound tells its length") {
  const auto wav = "RIFF" + little(36 + 88200, 4) + "WAVEfmt " + little(16, 4) + little(1, 2) + little(1, 2) + little(44100, 4) + little(88200, 4) +
                   little(2, 2) + little(16, 2) + "data" + little(88200, 4);
  CHECK(examined(wav + std::string(88200, '\0'))->seconds == doctest::Approx(1));
  CHECK(refused(wav + std::string(88199, '\0')));
  CHECK(examined("fLaC" + std::string(14, '\0') + big(48000ull << 44 | 96000, 8))->seconds == doctest::Approx(2));
  // 128 kbit/s at 44.1 kHz, constant
  CHECK(examined("\xFF\xFB\x90\x00"s + std::string(15996, '\0'))->seconds == doctest::Approx(1));
}
