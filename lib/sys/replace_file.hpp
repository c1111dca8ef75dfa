// SPDX-License-Identifier: MIT
// A file that the user named, written as a whole.
#pragma once
#include <string_view>

#include "base/result.hpp"
#include "sys/disk.hpp"

namespace cmtool {

/// Writes the file beside its place and lets it take the name, so that a web server or a mail program sees the old one or the new one,
/// never half of one. A new file is its owner's alone; one that others could read before stays so. Fault::usage when a folder, a device or a
/// link stands there.
Result<void> replace_file(Disk&, const Disk::Path&, std::string_view bytes);

}  // namespace cmtool
