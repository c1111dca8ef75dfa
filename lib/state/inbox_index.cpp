// SPDX-License-Identifier: MIT
#include "state/inbox_index.hpp"

#include "sys/part.hpp"

namespace cmtool {

std::string author_key(const Author& author) { return author.remote_id.empty() ? author.handle : author.remote_id; }

Result<const InboxIndexPart*> inbox_index_part() {
  TRY(void* const entry, load_part("index"));
  return reinterpret_cast<const InboxIndexPart* (*)()>(entry)();
}

}  // namespace cmtool
