// SPDX-License-Identifier: MIT
#include "cli/screen/screen.hpp"

#include "sys/part.hpp"

namespace cmtool {

Result<const ScreenPart*> screen_part() {
  TRY(void* const entry, load_part("screen"));
  return reinterpret_cast<const ScreenPart* (*)()>(entry)();
}

}  // namespace cmtool
