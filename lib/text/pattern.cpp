// SPDX-License-Identifier: MIT
#include "text/pattern.hpp"

#include "sys/part.hpp"

namespace cmtool {

Result<const PatternPart*> pattern_part() {
  TRY(void* const entry, load_part("pattern"));
  return reinterpret_cast<const PatternPart* (*)()>(entry)();
}

}  // namespace cmtool
