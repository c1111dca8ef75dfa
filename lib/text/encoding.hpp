// SPDX-License-Identifier: MIT
// The bytes of a text file of somebody else as UTF-8, whatever their program thought that text is.
//
// Spreadsheets write UTF-8 with a mark at the front, UTF-16 ("Unicode text"), or Windows-1252 (a French Excel's "CSV").
// A mark is believed; without one, zero bytes tell UTF-16, and what is not UTF-8 is Windows-1252 — unless most of it
// is UTF-8: then it is a damaged file, and guessing would turn every accent into two wrong letters.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace cmtool {

struct Decoded {
  std::string text{};       ///< UTF-8, without a mark
  std::string encoding{};   ///< "UTF-8", "UTF-16LE", "UTF-16BE", "WINDOWS-1252"
};

/// Fault::refused, with the line, for damaged UTF-8 or UTF-16 and for zero bytes, which no text has.
Result<Decoded> decoded(std::string_view bytes);

/// The beginning of a file, for guessing what it is: about as much as `most` bytes hold; empty where decoded() would refuse it.
std::string decoded_beginning(std::string_view bytes, std::size_t most = 64u << 10);

}  // namespace cmtool
