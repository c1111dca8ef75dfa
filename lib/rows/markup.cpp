// SPDX-License-Identifier: MIT
#include "rows/markup.hpp"

#include "sys/part.hpp"

namespace cmtool {

Result<std::optional<MarkupFault>> read_markup(const NextBytes& next, const MarkupEvents& events) {
  TRY(void* const entry, load_part("markup"));
  return reinterpret_cast<const MarkupPart* (*)()>(entry)()->read(next, events);
}

}  // namespace cmtool
