// SPDX-License-Identifier: MIT
// An export from a text, in pieces of any size.
#pragma once
#include <string>

#include "base/ascii.hpp"
#include "export.hpp"

namespace cmtool::test {

inline NextBytes export_in_pieces(const std::string& text, std::size_t size) {
  return [text, size, at = std::size_t{0}]() mutable -> Result<std::string> {
    const std::string piece = at < text.size() ? text.substr(at, size) : std::string();
    at += piece.size();
    return piece;
  };
}

inline ExportReading read_export_as(const char* format, const std::string& text, ExportWish wish = {.file = "a", .date_order = {}, .map = {}, .zone = "UTC"}) {
  auto reading = read_export(**find_export(format), bytes_of(text), wish);
  return reading.ok() ? std::move(reading).value() : ExportReading{.faults = {{.file = "a", .message = "ERROR " + reading.error().message}}};
}

inline std::string sniffed_export(const std::string& text, const std::string& name = "a") {
  const auto format = sniff_export({.name = name, .bytes = text.substr(0, export_beginning)});
  return format.ok() ? (*format)->name : format.error().message;
}

/// "2:3 the message", for each fault.
inline std::string export_faults(const ExportReading& reading) {
  std::string all;
  for (const auto& fault : reading.faults) all += (all.empty() ? "" : "; ") + std::to_string(fault.line) + ":" + std::to_string(fault.column) + " " + fault.message;
  return all;
}

}  // namespace cmtool::test
