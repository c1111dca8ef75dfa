// SPDX-License-Identifier: MIT
#include "documents/table_document.hpp"

namespace cmtool::paper {

Document table_document(const Table& table, const Look& look) {
  return {.lang = look.lang, .zone = look.zone, .title = "cmtool", .made = look.made, .blocks = {TableBlock{.table = table, .charted = true}}};
}

}  // namespace cmtool::paper
