// SPDX-License-Identifier: MIT
#include "state/inbox_index.hpp"

#include "sys/part.hpp"

namespace cmtool {


Result<const InboxIndexPart*> inbox_index_part() {
  TRY(void* const entry, load_part("index"));
  return reinterpret_cast<const InboxIndexPart* (*)()>(entry)();
}

}  // namespace cmtool
