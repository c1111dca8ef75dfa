// SPDX-License-Identifier: MIT
#include "classifier/linear.hpp"

#include "sys/part.hpp"

namespace cmtool::classifier {

Result<const LinearPart*> linear_part() {
  using Entry = const LinearPart* (*)();
  TRY(void* const entry, load_part("linear"));
  return reinterpret_cast<Entry>(entry)();
}

}  // namespace cmtool::classifier
