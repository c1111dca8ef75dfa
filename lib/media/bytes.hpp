// SPDX-License-Identifier: MIT
// Numbers out of foreign bytes, without ever reading past the end.
//
// A Bytes walks through a piece of memory. Where it would run over the end it answers zeros, stays at the end and
// remembers it (`short_of()`), so that a parser can read a whole structure and ask once whether it was all there.
#pragma once
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace cmtool {

class Bytes {
 public:
  explicit Bytes(std::string_view all, std::size_t at = 0) : all_(all), at_(at < all.size() ? at : all.size()) {}

  [[nodiscard]] std::size_t at() const { return at_; }
  [[nodiscard]] std::size_t left() const { return all_.size() - at_; }
  /// Was more asked for than there was?
  [[nodiscard]] bool short_of() const { return short_; }

  /// The next `count` bytes; empty (and short_of()) when there are not so many.
  std::string_view take(std::uint64_t count) {
    if (count > left()) {
      short_ = true;
      at_ = all_.size();
      return {};
    }
    const auto piece = all_.substr(at_, static_cast<std::size_t>(count));
    at_ += piece.size();
    return piece;
  }
  void skip(std::uint64_t count) { take(count); }

  std::uint64_t big(int width) {
    std::uint64_t n = 0;
    for (const char c : take(static_cast<std::uint64_t>(width))) n = n << 8 | static_cast<unsigned char>(c);
    return n;
  }
  std::uint64_t little(int width) {
    std::uint64_t n = 0;
    int shift = 0;
    for (const char c : take(static_cast<std::uint64_t>(width))) {
      n |= std::uint64_t{static_cast<unsigned char>(c)} << shift;
      shift += 8;
    }
    return n;
  }
  std::uint8_t u8() { return static_cast<std::uint8_t>(big(1)); }
  std::uint16_t u16() { return static_cast<std::uint16_t>(big(2)); }
  std::uint32_t u32() { return static_cast<std::uint32_t>(big(4)); }
  std::uint64_t u64() { return big(8); }

 private:
  std::string_view all_;
  std::size_t at_;
  bool short_ = false;
};

}  // namespace cmtool
