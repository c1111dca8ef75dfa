// SPDX-License-Identifier: MIT
#include "net/address.hpp"

#include <array>
#include <cstddef>
#include <cstdint>

namespace cmtool {
namespace {

struct Network {
  std::array<std::uint8_t, 16> bytes;
  unsigned bits;
};

constexpr Network not_public_v4[]{
    {{0}, 8},            {{10}, 8},           {{100, 64}, 10},      {{127}, 8},           {{169, 254}, 16},
    {{172, 16}, 12},     {{192, 0, 0}, 24},   {{192, 0, 2}, 24},    {{192, 88, 99}, 24},  {{192, 168}, 16},
    {{198, 18}, 15},     {{198, 51, 100}, 24}, {{203, 0, 113}, 24}, {{224}, 4},           {{240}, 4},
};
constexpr Network global_v6{{0x20}, 3};
constexpr Network not_public_v6[]{
    {{0x20, 0x01}, 23},              // protocols' own addresses, Teredo among them
    {{0x20, 0x01, 0x0d, 0xb8}, 32},  // documentation
    {{0x20, 0x02}, 16},              // 6to4: hides an IPv4 address
    {{0x3f, 0xff}, 20},              // documentation
};
constexpr Network nat64{{0, 0x64, 0xff, 0x9b}, 96};

bool within(std::string_view address, const Network& network) {
  for (unsigned bit = 0; bit < network.bits; ++bit) {
    const auto mask = static_cast<std::uint8_t>(0x80u >> (bit % 8));
    if ((static_cast<std::uint8_t>(address[bit / 8]) & mask) != (network.bytes[bit / 8] & mask)) return false;
  }
  return true;
}

}  // namespace

bool is_public_address(std::string_view bytes) {
  constexpr std::size_t v4 = 4, v6 = 16;
  if (bytes.size() == v4) {
    for (const auto& network : not_public_v4) {
      if (within(bytes, network)) return false;
    }
    return true;
  }
  if (bytes.size() != v6) return false;
  if (within(bytes, nat64)) return is_public_address(bytes.substr(v6 - v4));
  if (!within(bytes, global_v6)) return false;
  for (const auto& network : not_public_v6) {
    if (within(bytes, network)) return false;
  }
  return true;
}

}  // namespace cmtool
