// SPDX-License-Identifier: MIT
// Reading what gzip has packed, in pieces, as if it were not.
//
// For logs that were rotated: a file that ends in the middle (it is being written, or the disk was full) ends where it ends. zlib does the
// work, as the part "gunzip" (part.hpp).
#pragma once
#include <memory>
#include <string_view>

#include "sys/disk.hpp"

namespace cmtool {

/// Does the file's name say that it is packed?
bool is_gzip_name(std::string_view name);

/// What is packed in `packed`. Its size() is that of the packed bytes. Fault::unsupported without the part; reading answers Fault::state for what is
/// not gzip's.
Result<std::unique_ptr<Source>> unpacked(std::unique_ptr<Source> packed);

/// What the part provides.
class GunzipPart {
 public:
  virtual ~GunzipPart() = default;
  [[nodiscard]] virtual std::unique_ptr<Source> open(std::unique_ptr<Source> packed) const = 0;
};

}  // namespace cmtool
