// SPDX-License-Identifier: MIT
// A post that an account has published without cmtool: in the network's own app, or through another tool.
#pragma once
#include <string>

#include "model/delivery.hpp"

namespace cmtool {

struct FoundPost {
  std::string account{};   ///< without "@"
  Receipt receipt{};       ///< how it is called there, its address, and when it was published
  std::string text{};      ///< UTF-8, without marks of layout; may be empty
  std::string title{};
  std::string language{};  ///< BCP 47; empty: not told
  bool operator==(const FoundPost&) const = default;
};

}  // namespace cmtool
