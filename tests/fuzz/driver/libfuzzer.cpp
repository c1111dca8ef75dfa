// SPDX-License-Identifier: MIT
// One target as libFuzzer wants it. CMTOOL_FUZZ_TARGET is the target's function.
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cmtool::fuzz {
void CMTOOL_FUZZ_TARGET(std::string_view bytes);
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  cmtool::fuzz::CMTOOL_FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
  return 0;
}
