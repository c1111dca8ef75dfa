// SPDX-License-Identifier: MIT
#include "export.hpp"

#include <algorithm>
#include <memory>
#include <tuple>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {

#define X(name) const Export& name##_export();
#include "exports.inc"
#undef X

const std::vector<const Export*>& exports() {
  static const std::vector<const Export*> all{
#define X(name) &name##_export(),
#include "exports.inc"
#undef X
  };
  return all;
}

namespace {

std::string names() {
  std::vector<std::string> all;
  for (const Export* format : exports()) all.push_back(format->name);
  return joined(all, ", ");
}

}  // namespace

Result<const Export*> find_export(std::string_view name) {
  for (const Export* format : exports()) {
    if (format->name == name) return format;
  }
  return Error{.fault = Fault::usage, .message = tr("there is no export format “{}”", name), .hint = tr("use one of: {}", names())};
}

Result<const Export*> sniff_export(const NamedBytes& beginning) {
  const Export* best = nullptr;
  int most = 0;
  for (const Export* format : exports()) {
    const int fits = format->sniff(beginning);
    if (fits <= most) continue;
    most = fits;
    best = format;
  }
  if (best == nullptr) {
    return Error{.fault = Fault::usage,
                 .message = tr("it is not clear what kind of export this is"),
                 .hint = tr("say it with --from, one of: {}; and name the columns with --map", names()),
                 .where = beginning.name};
  }
  return best;
}

Result<ExportReading> read_export(const Export& format, const NextBytes& next, const ExportWish& wish) {
  if (!wish.map.empty() && !format.maps) {
    return Error{.fault = Fault::usage, .message = tr("the format {} has no columns to name with --map", format.name), .hint = tr("use it with --from csv or --from ndjson"), .where = wish.file};
  }
  std::size_t bytes = 0;
  const auto counted = [&]() -> Result<std::string> {
    TRY(auto piece, next());
    bytes += piece.size();
    if (bytes > most_export_bytes) {
      return Error{.fault = Fault::refused, .message = tr("there are more than {} MB to import", most_export_bytes >> 20), .hint = tr("import it in several pieces"), .where = wish.file};
    }
    return piece;
  };
  TRY(auto reading, format.read(counted, wish));
  if (reading.rows.size() > most_export_rows) {
    return Error{.fault = Fault::refused, .message = tr("there are more than {} rows to import", most_export_rows), .hint = tr("import it in several pieces"), .where = wish.file};
  }
  std::stable_sort(reading.faults.begin(), reading.faults.end(),
                   [](const auto& a, const auto& b) { return std::tie(a.line, a.column) < std::tie(b.line, b.column); });
  return reading;
}

NextBytes bytes_of(std::string text) {
  auto rest = std::make_shared<std::string>(std::move(text));
  return [rest]() -> Result<std::string> { return std::exchange(*rest, std::string()); };
}

Result<std::string> whole_export(const NextBytes& next, std::size_t most) {
  std::string all;
  for (;;) {
    TRY(auto piece, next());
    if (piece.empty()) return all;
    if (all.size() + piece.size() > most) {
      return Error{.fault = Fault::refused, .message = tr("there are more than {} MB to import", most >> 20), .hint = tr("import it in several pieces")};
    }
    if (all.empty()) all = std::move(piece);
    else all += piece;
  }
}

}  // namespace cmtool
