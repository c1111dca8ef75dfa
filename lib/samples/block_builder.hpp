// SPDX-License-Identifier: MIT
// Rows as they come from the lines become a block: names become numbers, and the posts are put into their order.
#pragma once
#include "samples/columns.hpp"
#include "samples/line.hpp"

namespace cmtool::samples {

/// Makes a block of rows. To be used again and again by one thread.
class BlockBuilder {
 public:
  BlockBuilder();
  void add(const RawSample&);
  [[nodiscard]] std::size_t rows() const { return rows_.size(); }
  /// The block's bytes, with offsets from their beginning, and how it is read; the builder is empty then. `base`: the time from which times are counted.
  std::string take(std::int64_t base, BlockIndex& index);


 private:
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
    std::uint32_t number_of(std::string_view name) {
      // The one that came after the last one when that was met before: the metrics of a post come in the same order each time.
      if (const std::uint32_t guess = last_ < after_.size() ? after_[last_] : 0; guess < all_.size() && all_[guess] == name) return last_ = guess;
      return found(name);
    }
    std::vector<std::string> take();
    [[nodiscard]] const std::vector<std::string>& all() const { return all_; }

   private:
    std::uint32_t found(std::string_view);

    std::vector<std::string> all_{};
    std::vector<std::uint32_t> after_{};
    std::vector<std::uint32_t> table_{};  ///< by hash: a number and one, or 0
    std::uint32_t last_ = 0;
  };

  std::uint64_t seed_;
  std::vector<Row> rows_{}, some_{};
  std::vector<Post> posts_{};
  std::string names_{};
  struct Slot {
    std::uint32_t tag = 0, post = 0;  ///< the number and one; 0: empty
  };
  std::vector<Slot> table_{};
  std::uint32_t last_post_ = 0;
  Names accounts_{}, metrics_{};
};

}  // namespace cmtool::samples
