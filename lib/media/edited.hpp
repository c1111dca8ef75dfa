// SPDX-License-Identifier: MIT
// A file with a few places changed, read as a stream.
//
// Metadata is taken out by a short list of edits instead of a rewritten copy: so a video of gigabytes is cleaned in
// the memory of one buffer, and what is not edited is the author's, byte for byte.
#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "sys/disk.hpp"

namespace cmtool {

/// At byte `at` of the original, `drop` bytes are left out and `put` is put in.
struct Edit {
  std::uint64_t at = 0, drop = 0;
  std::string put{};
  bool operator==(const Edit&) const = default;
};

/// Sorts edits and leaves out those that overlap an earlier one.
std::vector<Edit> in_order(std::vector<Edit>);

/// The bytes with the edits (as in_order() gives them) done.
std::string edited(std::string_view bytes, const std::vector<Edit>&);

/// The file with the edits done, as a stream. Edits beyond its end are ignored.
std::unique_ptr<Source> edited(std::unique_ptr<Source> original, std::vector<Edit>);

/// Bytes in memory as a stream.
std::unique_ptr<Source> as_source(std::string bytes);

/// A stream that answers Fault::conflict in place of its end when what went through it does not have this SHA-256: the
/// file was changed while it was read.
std::unique_ptr<Source> verified(std::unique_ptr<Source> original, std::string sha256);

/// All of a stream, from its start; Fault::refused when it is longer than `limit`.
Result<std::string> read_all(Source&, std::uint64_t limit);

/// The SHA-256 of a stream, from its start to its end, in hexadecimal digits; and its size.
struct Digest {
  std::string sha256{};
  std::uint64_t bytes = 0;
};
Result<Digest> digest_of(Source&);

}  // namespace cmtool
