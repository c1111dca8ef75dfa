// SPDX-License-Identifier: MIT
// What a fuzz target checks beyond "it does not crash": a promise that must hold for every input.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

/// libFuzzer calls this with each input.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace cmtool {

/// Ends the program, and so the fuzzing, where the promise is broken.
inline void promise(bool holds) {
  if (!holds) __builtin_trap();
}

inline std::string_view text_of(const std::uint8_t* data, std::size_t size) {
  return {reinterpret_cast<const char*>(data), size};
}

}  // namespace cmtool
