// SPDX-License-Identifier: MIT
// Any table whose first row names its columns: exports of Meta's, Google's, Trustpilot's, Google Play's, of Hootsuite, Sprout Social and
// Agorapulse, a client's own spreadsheet in English or French. What separates the cells and how the text is encoded is found by looking;
// rows/headers.cpp has the headers, and --map names what is not recognised.
#include <algorithm>

#include "base/tr.hpp"
#include "rows/table.hpp"

namespace cmtool {
namespace {

int sniff(const NamedBytes& beginning) {
  const auto fields = fields_of_beginning(beginning);
  const auto known = std::count_if(fields.begin(), fields.end(), [](const auto& field) { return field && *field != ItemField::none; });
  const bool text = std::any_of(fields.begin(), fields.end(), [](const auto& field) { return field == ItemField::text || field == ItemField::rating; });
  if (text && known >= 2) return 50;
  // With --map the columns may have any name.
  const bool named = beginning.name.ends_with(".csv") || beginning.name.ends_with(".tsv") || beginning.name.ends_with(".CSV");
  return named && fields.size() >= 2 ? 10 : 0;
}

Result<ExportReading> read(const NextBytes& next, const ExportWish& wish) { return read_item_table(next, wish, {}); }

const Export format{.name = "csv", .title = N_("any CSV with named columns"), .sniff = sniff, .read = read, .maps = true};

}  // namespace

const Export& csv_export() { return format; }

}  // namespace cmtool
