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
#include <string>
#include <string_view>
#include <vector>

#include "samples/line.hpp"
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

/// Makes a block of rows. To be used again and again by one thread.
class BlockBuilder {
 public:
  BlockBuilder();
  void add(const RawSample&);
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  /// The block's bytes, with offsets from their beginning, and how it is read; the builder is empty then. `base`: the time from which times are counted.
  std::string take(std::int64_t base, BlockIndex& index);

 private:
  struct Row {
    std::int64_t value;
    std::int64_t at_and_known;  ///< twice the time, and 1 where the value is known
    std::uint32_t post;
    std::uint32_t metric;
  };
  struct Post {
    std::uint64_t name = 0;  ///< where its id is in names_
    std::uint32_t size = 0;
    std::uint32_t account = 0;
    std::uint32_t rows = 0;
  };

  std::uint32_t post_of(std::uint32_t account, std::string_view post);
  void grow();
  [[nodiscard]] std::string_view name(const Post& post) const { return std::string_view(names_).substr(post.name, post.size); }

  /// Some names, numbered as they are met; most lines name the same one as the line before.
  class Names {
   public:
    std::uint32_t number_of(std::string_view);
    std::vector<std::string> take();
    [[nodiscard]] const std::vector<std::string>& all() const { return all_; }

   private:
    std::vector<std::string> all_{};
    std::vector<std::uint32_t> table_{};  ///< by hash: a number and one, or 0
    std::uint32_t last_ = 0;
  };

  std::uint64_t seed_;
  std::vector<Row> rows_{};
  std::vector<Post> posts_{};
  std::string names_{};
  struct Slot {
    std::uint32_t tag = 0, post = 0;  ///< the number and one; 0: empty
  };
  std::vector<Slot> table_{};
  std::uint32_t last_post_ = 0;
  Names accounts_{}, metrics_{};
};

/// A number of 7 bits a byte is added.
void put_number(std::string& to, std::uint64_t);
inline std::uint64_t zigzag(std::uint64_t number) { return (number << 1) ^ (0 - (number >> 63)); }
inline std::uint64_t unzigzag(std::uint64_t number) { return (number >> 1) ^ (0 - (number & 1)); }

/// Reads what was packed, and notices where it ends too early.
class PackedReader {
 public:
  explicit PackedReader(std::string_view bytes) : at_(bytes.data()), end_(bytes.data() + bytes.size()) {}

  std::uint64_t number() {
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
