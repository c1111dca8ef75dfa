// SPDX-License-Identifier: MIT
// Any bytes as a picture, a video or a sound: what is found makes sense, and the edits that clean it fit it.
#include "promise.hpp"

#include <string>

#include "media/edited.hpp"
#include "media/examine.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cmtool;
  const auto bytes = text_of(data, size);
  const std::string type = type_of(bytes.substr(0, sniffed_bytes));
  if (type.empty()) return 0;
  const auto source = as_source(std::string(bytes));
  const bool is_picture = kind_of(type) == MediaKind::image || kind_of(type) == MediaKind::animation;
  const auto found = is_picture ? examine_picture(bytes, type) : examine_stream(*source, type);
  if (!found.ok()) return 0;
  promise(found->width >= 0 && found->height >= 0 && found->seconds >= 0 && found->frames >= 0);
  std::size_t added = 0;
  for (const Edit& edit : found->clean) added += edit.put.size();
  promise(edited(bytes, in_order(found->clean)).size() <= bytes.size() + added);
  return 0;
}
