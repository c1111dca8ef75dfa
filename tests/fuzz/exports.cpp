// SPDX-License-Identifier: MIT
// Exports of somebody else: whatever the bytes, rows that can be filed, or named faults; the same however the bytes come.
#include "export.hpp"

#include <algorithm>

#include "rows/moment.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "text/utf8.hpp"

namespace cmtool::fuzz {

void exports(std::string_view bytes) {
  const NamedBytes file{.name = "a", .bytes = std::string(bytes.substr(0, export_beginning))};
  (void)sniff_export(file);
  (void)sure_moment(bytes);
  (void)zone_in_header(bytes);
  const ExportWish wish{.file = "a", .date_order = DateOrder::dmy, .zone = "UTC"};
  for (const Export* format : cmtool::exports()) {
    const auto whole = read_export(*format, bytes_of(std::string(bytes)), wish);
    std::size_t at = 0;
    const auto pieces = read_export(*format, [&]() -> Result<std::string> {
      const auto piece = bytes.substr(std::min(at, bytes.size()), 5);
      at += piece.size();
      return std::string(piece);
    }, wish);
    must(whole.ok() == pieces.ok());
    if (!whole.ok()) {
      must(!whole.error().message.empty() && whole.error().fault != Fault::internal);
      continue;
    }
    must(whole->rows.size() == pieces->rows.size() && whole->faults.size() == pieces->faults.size());
    for (const auto& fault : whole->faults) must(!fault.message.empty() && !fault.file.empty());
    for (std::size_t i = 0; i < whole->rows.size(); ++i) {
      const Item& item = whole->rows[i].item;
      must(item == pieces->rows[i].item);
      must(whole->rows[i].line >= 1 && !item.remote_id.empty());
      must(format->name == "cmtool" || (is_valid_utf8(item.text) && item.text.find('\0') == std::string::npos));
      must(item_from_json(to_json(item)).ok());
    }
  }
}

}  // namespace cmtool::fuzz
