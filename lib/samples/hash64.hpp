// SPDX-License-Identifier: MIT
// A quick hash of 64 bits: the order of posts in the columns, the tables of what was met before, and the checksums of derived files.
//
// Multiplies and folds, as wyhash does. Not for secrets, and not against people who choose their keys: tables take a seed of the
// process's own, and whoever orders by it compares the keys where hashes are equal.
#pragma once
#include <cstdint>
#include <cstring>
#include <string_view>

namespace cmtool::samples {

__extension__ using Wide = __int128;
__extension__ using UnsignedWide = unsigned __int128;

inline std::uint64_t folded(std::uint64_t a, std::uint64_t b) {
  const UnsignedWide product = static_cast<UnsignedWide>(a) * b;
  return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

template <typename T>
T loaded(const char* from) {
  T value;
  std::memcpy(&value, from, sizeof value);
  return value;
}

inline std::uint64_t hash64(std::string_view bytes, std::uint64_t seed) {
  constexpr std::uint64_t first = 0xa0761d6478bd642fu, second = 0xe7037ed1a0b428dbu;
  const char* at = bytes.data();
  std::size_t left = bytes.size();
  std::uint64_t state = folded(seed ^ first, second);
  for (; left > 16; left -= 16, at += 16) state = folded(loaded<std::uint64_t>(at) ^ second, loaded<std::uint64_t>(at + 8) ^ state);
  std::uint64_t a = 0, b = 0;
  if (left >= 8) {
    a = loaded<std::uint64_t>(at);
    b = loaded<std::uint64_t>(at + left - 8);
  } else if (left >= 4) {
    a = loaded<std::uint32_t>(at);
    b = loaded<std::uint32_t>(at + left - 4);
  } else {
    for (std::size_t i = 0; i < left; ++i) a = (a << 8) | static_cast<unsigned char>(at[i]);
  }
  return folded(second ^ bytes.size(), folded(a ^ second, b ^ state));
}

}  // namespace cmtool::samples
