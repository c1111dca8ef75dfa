// SPDX-License-Identifier: MIT
// Samples as columns: sorted, packed, and ready to be merged.
//
// A block is what up to some hundred thousand lines say, post by post, in the order of the posts' hashes. Any number of blocks are read
// together by merging, with a window of each in memory and no table of what there is: that makes a question over years cost a pass
// and little memory, and halves of it, split by the hash, can be read by two threads. Within a post its metrics, within a metric its readings
// by time; of two at the same time the one that stands later in the file comes later.
//
// A chunk is some posts of a block, one after the other:
//   hash (8 bytes)  account  size of the post's id, its id  size of the rest, the rest: of each metric
//   metric  count  flags  size of the times and values
//   the first time since `base`, the steps to the next ones, a bit for each value that is known (only if some are not), the first known
//   value, the steps to the next known ones
// Numbers are 7 bits a byte, low ones first; what may be negative goes zigzag.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "samples/series.hpp"

namespace cmtool::samples {

/// Where some posts of a block lie.
struct ChunkPlace {
  std::uint64_t first = 0;  ///< the hashes of its posts are in [first, last]
  std::uint64_t last = 0;
  std::uint64_t offset = 0;
  std::uint64_t bytes = 0;
  std::uint64_t sum = 0;
};

/// What is known of a block without its chunks.
struct BlockIndex {
  std::uint64_t sequence = 0;  ///< of two blocks the one that stands later in the file has the higher one
  std::uint64_t rows = 0;
  std::vector<std::string> accounts{}, metrics{};  ///< as they are numbered in the chunks
  std::vector<ChunkPlace> chunks{};
};

/// The order of posts.
std::uint64_t post_hash(std::string_view account, std::string_view post);

/// A number of 7 bits a byte is written; at most 10 bytes. Answers where it ends.
inline char* put_number(char* to, std::uint64_t number) {
  for (; number >= 128; number >>= 7) *to++ = static_cast<char>(number | 128);
  *to++ = static_cast<char>(number);
  return to;
}
inline void put_number(std::string& to, std::uint64_t number) {
  char bytes[10];
  to.append(bytes, static_cast<std::size_t>(put_number(bytes, number) - bytes));
}
inline std::uint64_t zigzag(std::uint64_t number) { return (number << 1) ^ (0 - (number >> 63)); }
inline std::uint64_t unzigzag(std::uint64_t number) { return (number >> 1) ^ (0 - (number & 1)); }

/// A row of a block that is being made.
struct Row {
  std::int64_t value;
  std::int64_t at_and_known;  ///< twice the time, and 1 where the value is known
  std::uint32_t post;
  std::uint32_t metric;
  [[nodiscard]] std::int64_t at() const { return at_and_known >> 1; }
  [[nodiscard]] bool known() const { return (at_and_known & 1) != 0; }
};

/// Packs posts into chunks; they come in their order.
class BlockPacker {
 public:
  BlockPacker(std::int64_t base, BlockIndex& index, std::size_t rows) : base_(base), index_(index) { bytes_.reserve(rows * 6); }
  /// The rows by metric, and by time.
  void add(std::uint64_t hash, std::uint32_t account, std::string_view post, std::span<const Row> rows);
  /// The block's bytes; the index knows where its chunks lie in them.
  std::string take();

 private:
  void close_chunk();
  char* pack_series(char* to, std::span<const Row> rows);

  std::int64_t base_;
  BlockIndex& index_;
  std::string bytes_{};
  std::vector<char> metrics_{}, series_{};
  bool open_ = false;  ///< the last chunk of the index is still being added to
};

/// Reads what was packed, and notices where it ends too early.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  std::uint64_t number() {
    if (at_ != end_ && static_cast<unsigned char>(*at_) < 128) return static_cast<unsigned char>(*at_++);
    return long_number();
  }
  /// Passes over so many numbers.
  void skip_numbers(std::uint64_t count) {
    while (count > 0 && at_ != end_) count -= static_cast<unsigned char>(*at_++) < 128 ? 1 : 0;
    if (count > 0) broken_ = true;
  }
  std::string_view bytes(std::uint64_t count) {
    if (count > left()) {
      broken_ = true;
      at_ = end_;
      return {};
    }
    const std::string_view taken(at_, count);
    at_ += count;
    return taken;
  }
  [[nodiscard]] std::uint64_t left() const { return static_cast<std::uint64_t>(end_ - at_); }
  [[nodiscard]] bool broken() const { return broken_; }
  void break_off() { broken_ = true; }

 private:
  std::uint64_t long_number() {
    std::uint64_t result = 0;
    for (unsigned shift = 0; shift < 64; shift += 7) {
      if (at_ == end_) break;
      const auto byte = static_cast<unsigned char>(*at_++);
      result |= static_cast<std::uint64_t>(byte & 127) << shift;
      if (byte < 128) return result;
    }
    broken_ = true;
    at_ = end_;
    return 0;
  }

  const char* at_;
  const char* end_;
  bool broken_ = false;
};

/// One post of a chunk.
struct PackedPost {
  std::uint64_t hash = 0;
  std::uint64_t account = 0;
  std::string_view post{};
  std::string_view metrics{};
};
/// One metric of a post.
struct PackedSeries {
  std::uint64_t metric = 0;
  std::uint64_t count = 0;
  std::uint64_t flags = 0;
  std::string_view packed{};
};

/// The next ones; false at the end or when `from` is broken.
bool next_post(PackedReader& from, PackedPost& to);
bool next_series(PackedReader& from, PackedSeries& to);

/// Adds the readings whose time is in [from, until). False when they are damaged.
bool unpack(const PackedSeries&, std::int64_t base, std::int64_t from, std::int64_t until, std::vector<Reading>& to);

}  // namespace cmtool::samples
