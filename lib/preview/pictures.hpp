// SPDX-License-Identifier: MIT
// The pictures of a page that holds them itself: each as good as all of them together allow.
//
// They are shrunk where the part `picture` is there; where it is not, only those that are small already are taken. What cannot be
// shown is left out, never an error: the page describes it in words.
#pragma once
#include <cstddef>
#include <functional>
#include <map>
#include <string>

#include "model/media.hpp"
#include "preview/page.hpp"
#include "store.hpp"

namespace cmtool::preview {

/// So many bytes all pictures of a page may take, before base 64 makes four of each three.
inline constexpr std::uint64_t most_picture_bytes_of_page = 3'000'000;

class PictureAlbum {
 public:
  /// Once for each place in which it will stand: a picture that stands in two takes twice its bytes.
  void add(const Media&);
  /// By SHA-256, from the store's copies.
  std::map<std::string, Embedded> embedded(Store&, const std::function<void(std::size_t done, std::size_t of)>& progress);
  /// How many could not be taken; video and sound do not count.
  [[nodiscard]] std::size_t left_out() const { return left_out_; }

 private:
  struct Use {
    Media media{};
    std::size_t times = 0;
  };
  std::map<std::string, Use> uses_{};
  std::size_t left_out_ = 0;
};

}  // namespace cmtool::preview
