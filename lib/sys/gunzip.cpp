// SPDX-License-Identifier: MIT
#include "sys/gunzip.hpp"

#include "sys/part.hpp"

namespace cmtool {

bool is_gzip_name(std::string_view name) { return name.ends_with(".gz"); }

Result<std::unique_ptr<Source>> unpacked(std::unique_ptr<Source> packed) {
  TRY(void* const entry, load_part("gunzip"));
  return reinterpret_cast<const GunzipPart* (*)()>(entry)()->open(std::move(packed));
}

}  // namespace cmtool
