// SPDX-License-Identifier: MIT
// Parts of cmtool that are loaded only when they are used.
//
// Loading libcurl alone costs seven times as long as `git --version`; ICU, libvips and libsecret cost as much
// again. So the files that need them (net/curl.cpp, text/unicode_icu.cpp, …) are built as modules of
// their own beside libcmtool.so and opened at first use. A part has one C entry, `cmtool_part_NAME`, that
// answers a pointer to an interface declared in the library.
#pragma once
#include <string>

#include "base/result.hpp"

namespace cmtool {

/// The entry of a part, loaded once per process and kept. Fault::unsupported when the part is not
/// installed; the hint names the package that brings it. Thread-safe.
Result<void*> load_part(const std::string& name);

}  // namespace cmtool
