// SPDX-License-Identifier: MIT
// Pictures, video and sound: what was cleaned is still whole, and there is nothing more to clean.
#include "media/examine.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace cmtool::fuzz {
namespace {

Result<Found> examined(const std::string& bytes) {
  const std::string type = type_of(std::string_view(bytes).substr(0, sniffed_bytes));
  if (type.empty()) return Error{.fault = Fault::refused};
  if (kind_of(type) == MediaKind::image) return examine_picture(bytes, type);
  const auto source = as_source(bytes);
  return examine_stream(*source, type);
}

}  // namespace

void media(std::string_view given) {
  const std::string bytes(given);
  const auto found = examined(bytes);
  if (!found) return must(found.error().fault == Fault::refused);
  must(found->width >= 0 && found->height >= 0 && found->seconds >= 0);
  const std::string clean = edited(bytes, found->clean);
  const auto streamed = edited(as_source(bytes), found->clean);
  must(streamed->size() == clean.size());
  must(*read_all(*streamed, clean.size()) == clean);
  const auto again = examined(clean);
  must(again.ok());
  must(again->width == found->width && again->height == found->height);
  must(edited(clean, again->clean) == clean);
}

}  // namespace cmtool::fuzz
