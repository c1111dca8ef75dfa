// SPDX-License-Identifier: MIT
#include "samples/line_sum.hpp"

#include <array>
#include <cstdint>
#include <cstring>

#include "base/hash.hpp"

#if defined(__x86_64__)
#include <cpuid.h>
#include <immintrin.h>
#endif

namespace cmtool::samples {
namespace {

#if defined(__x86_64__)

alignas(16) constexpr std::array<std::uint32_t, 64> constants{
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5, 0xd807aa98, 0x12835b01, 0x243185be,
    0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174, 0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa,
    0x5cb0a9dc, 0x76f988da, 0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967, 0x27b70a85,
    0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85, 0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3,
    0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070, 0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f,
    0x682e6ff3, 0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

bool has_instructions() {
  static const bool found = [] {
    unsigned a = 0, b = 0, c = 0, d = 0;
    if (__get_cpuid(1, &a, &b, &c, &d) == 0 || (c & (1u << 19)) == 0 || (c & (1u << 9)) == 0) return false;  // SSE 4.1, SSSE 3
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) != 0 && (b & (1u << 29)) != 0;                             // SHA
  }();
  return found;
}

/// The state as the instructions want it: ABEF and CDGH.
struct State {
  __m128i abef, cdgh;
};

__attribute__((target("sha,sse4.1,ssse3"))) State after_block(State before, const char* block) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bll, 0x0405060700010203ll);
  __m128i words[4];
  for (int i = 0; i < 4; ++i) words[i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(block + 16 * i)), swap);
  State now = before;
#pragma GCC unroll 16
  for (int round = 0; round < 16; ++round) {
    __m128i& current = words[round % 4];
    if (round >= 4) {
      // W[t] = s1(W[t-2]) + W[t-7] + s0(W[t-15]) + W[t-16], four at a time.
      const __m128i newest = words[(round + 3) % 4], older = words[(round + 2) % 4];
      current = _mm_sha256msg1_epu32(current, words[(round + 1) % 4]);
      current = _mm_add_epi32(current, _mm_alignr_epi8(newest, older, 4));
      current = _mm_sha256msg2_epu32(current, newest);
    }
    __m128i sum = _mm_add_epi32(current, _mm_load_si128(reinterpret_cast<const __m128i*>(constants.data() + static_cast<std::size_t>(4 * round))));
    now.cdgh = _mm_sha256rnds2_epu32(now.cdgh, now.abef, sum);
    sum = _mm_shuffle_epi32(sum, 0x0e);
    now.abef = _mm_sha256rnds2_epu32(now.abef, now.cdgh, sum);
  }
  return {.abef = _mm_add_epi32(now.abef, before.abef), .cdgh = _mm_add_epi32(now.cdgh, before.cdgh)};
}

/// The first 32 bits of the SHA-256.
__attribute__((target("sha,sse4.1,ssse3"))) std::uint32_t beginning(std::string_view text) {
  State state{.abef = _mm_set_epi32(0x6a09e667, static_cast<int>(0xbb67ae85), 0x510e527f, static_cast<int>(0x9b05688c)),
              .cdgh = _mm_set_epi32(0x3c6ef372, static_cast<int>(0xa54ff53a), 0x1f83d9ab, 0x5be0cd19)};
  const char* at = text.data();
  std::size_t left = text.size();
  for (; left >= 64; left -= 64, at += 64) state = after_block(state, at);
  alignas(16) std::array<char, 128> tail{};
  if (left > 0) std::memcpy(tail.data(), at, left);
  tail[left] = static_cast<char>(0x80);
  const std::size_t blocks = left < 56 ? 1 : 2;
  const std::uint64_t bits = __builtin_bswap64(static_cast<std::uint64_t>(text.size()) * 8);
  std::memcpy(tail.data() + 64 * blocks - 8, &bits, 8);
  for (std::size_t i = 0; i < blocks; ++i) state = after_block(state, tail.data() + 64 * i);
  return static_cast<std::uint32_t>(_mm_extract_epi32(state.abef, 3));
}

#endif

}  // namespace

bool is_sum_of(std::string_view text, const char* digits) {
#if defined(__x86_64__)
  if (has_instructions()) {
    const std::uint32_t sum = beginning(text);
    std::array<char, 8> made;
    for (std::size_t i = 0; i < 8; ++i) made[i] = "0123456789abcdef"[(sum >> (28 - 4 * i)) & 15];
    return std::memcmp(made.data(), digits, 8) == 0;
  }
#endif
  return std::string_view(digits, 8) == std::string_view(sha256_hex(text)).substr(0, 8);
}

}  // namespace cmtool::samples
