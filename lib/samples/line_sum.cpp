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

/// Blocks of one or two texts, step by step together.
template <std::size_t Texts>
__attribute__((target("sha,sse4.1,ssse3"))) inline void add_blocks(std::array<State, Texts>& states, const std::array<const char*, Texts>& blocks) {
  const __m128i swap = _mm_set_epi64x(0x0c0d0e0f08090a0bll, 0x0405060700010203ll);
  __m128i words[Texts][4];
  for (std::size_t one = 0; one < Texts; ++one) {
    for (int i = 0; i < 4; ++i) words[one][i] = _mm_shuffle_epi8(_mm_loadu_si128(reinterpret_cast<const __m128i*>(blocks[one] + 16 * i)), swap);
  }
  std::array<State, Texts> now = states;
#pragma GCC unroll 16
  for (std::size_t round = 0; round < 16; ++round) {
    const __m128i constant = _mm_load_si128(reinterpret_cast<const __m128i*>(constants.data() + 4 * round));
#pragma GCC unroll 2
    for (std::size_t one = 0; one < Texts; ++one) {
      __m128i& current = words[one][round % 4];
      if (round >= 4) {
        // W[t] = s1(W[t-2]) + W[t-7] + s0(W[t-15]) + W[t-16], four at a time.
        const __m128i newest = words[one][(round + 3) % 4], older = words[one][(round + 2) % 4];
        current = _mm_sha256msg1_epu32(current, words[one][(round + 1) % 4]);
        current = _mm_add_epi32(current, _mm_alignr_epi8(newest, older, 4));
        current = _mm_sha256msg2_epu32(current, newest);
      }
      __m128i sum = _mm_add_epi32(current, constant);
      now[one].cdgh = _mm_sha256rnds2_epu32(now[one].cdgh, now[one].abef, sum);
      sum = _mm_shuffle_epi32(sum, 0x0e);
      now[one].abef = _mm_sha256rnds2_epu32(now[one].abef, now[one].cdgh, sum);
    }
  }
  for (std::size_t one = 0; one < Texts; ++one) {
    states[one] = {.abef = _mm_add_epi32(now[one].abef, states[one].abef), .cdgh = _mm_add_epi32(now[one].cdgh, states[one].cdgh)};
  }
}

/// A text's blocks; the last ones, with the padding that belongs to it, are in a place of their own.
class Blocks {
 public:
  explicit Blocks(std::string_view text) : text_(text.data()), whole_(text.size() / 64) {
    const std::size_t left = text.size() % 64;
    std::memset(tail_.data(), 0, tail_.size());
    if (left > 0) std::memcpy(tail_.data(), text_ + 64 * whole_, left);
    tail_[left] = static_cast<char>(0x80);
    count_ = whole_ + (left < 56 ? 1 : 2);
    const std::uint64_t bits = __builtin_bswap64(static_cast<std::uint64_t>(text.size()) * 8);
    std::memcpy(tail_.data() + 64 * (count_ - whole_) - 8, &bits, 8);
  }
  [[nodiscard]] std::size_t count() const { return count_; }
  [[nodiscard]] const char* at(std::size_t i) const { return i < whole_ ? text_ + 64 * i : tail_.data() + 64 * (i - whole_); }

 private:
  const char* text_;
  std::size_t whole_, count_ = 0;
  std::array<char, 128> tail_;
};

__attribute__((target("sha,sse4.1,ssse3"))) State first_state() {
  return {.abef = _mm_set_epi32(0x6a09e667, static_cast<int>(0xbb67ae85), 0x510e527f, static_cast<int>(0x9b05688c)),
          .cdgh = _mm_set_epi32(0x3c6ef372, static_cast<int>(0xa54ff53a), 0x1f83d9ab, 0x5be0cd19)};
}

__attribute__((target("sha,sse4.1,ssse3"))) bool ends_with(const State& state, const char* digits) {
  const auto sum = static_cast<std::uint32_t>(_mm_extract_epi32(state.abef, 3));
  std::array<char, 8> made;
  for (std::size_t i = 0; i < 8; ++i) made[i] = "0123456789abcdef"[(sum >> (28 - 4 * i)) & 15];
  return std::memcmp(made.data(), digits, 8) == 0;
}

__attribute__((target("sha,sse4.1,ssse3"))) bool checked(const Summed& one) {
  const Blocks blocks(one.text);
  std::array<State, 1> states{first_state()};
  for (std::size_t i = 0; i < blocks.count(); ++i) add_blocks<1>(states, {blocks.at(i)});
  return ends_with(states[0], one.digits);
}

__attribute__((target("sha,sse4.1,ssse3"))) bool checked(const Summed& one, const Summed& other) {
  const Blocks first(one.text), second(other.text);
  if (first.count() != second.count()) return checked(one) && checked(other);
  std::array<State, 2> states{first_state(), first_state()};
  for (std::size_t i = 0; i < first.count(); ++i) add_blocks<2>(states, {first.at(i), second.at(i)});
  return ends_with(states[0], one.digits) && ends_with(states[1], other.digits);
}

#endif

}  // namespace

bool is_right(const Summed& one) {
#if defined(__x86_64__)
  if (has_instructions()) return checked(one);
#endif
  return std::string_view(one.digits, 8) == std::string_view(sha256_hex(one.text)).substr(0, 8);
}

bool are_right(const Summed& one, const Summed& other) {
#if defined(__x86_64__)
  if (has_instructions()) return checked(one, other);
#endif
  return is_right(one) && is_right(other);
}

}  // namespace cmtool::samples
