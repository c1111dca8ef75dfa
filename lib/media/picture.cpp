// SPDX-License-Identifier: MIT
#include "media/picture.hpp"

#include "base/tr.hpp"
#include "sys/part.hpp"

namespace cmtool {

Result<const Pictures*> pictures() {
  using Entry = const Pictures* (*)();
  auto entry = load_part("picture");
  const Pictures* const found = entry ? reinterpret_cast<Entry>(*entry)() : nullptr;
  if (found == nullptr)
    return Error{.fault = Fault::unsupported,
                 .message = tr("this installation of cmtool cannot decode or shrink pictures"),
                 .hint = tr("install cmtool again with libvips, or shrink the picture yourself"),
                 .detail = entry ? "" : entry.error().detail};
  return found;
}

}  // namespace cmtool
