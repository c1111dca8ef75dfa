// SPDX-License-Identifier: MIT
// Metadata blocks: what comes out names no place, however broken what went in was.
#include "media/exif.hpp"

#include "tests/fuzz/fuzz.hpp"

namespace cmtool::fuzz {

void exif(std::string_view bytes) {
  const auto clean = without_place(bytes);
  if (clean && !clean->empty()) {
    must(!without_place(*clean));
    must(read_exif(*clean).orientation == read_exif(bytes).orientation);
  }
  const auto iptc = iptc_without_place(bytes);
  if (iptc) must(!iptc_without_place(*iptc));
  xmp_has_place(bytes);
}

}  // namespace cmtool::fuzz
