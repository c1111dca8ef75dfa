// SPDX-License-Identifier: MIT
// From what is to come to the client's page: grouped by moment, with approval codes and pictures.
#pragma once
#include <chrono>
#include <functional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "preview/page.hpp"
#include "schedule/upcoming.hpp"

namespace cmtool::preview {

struct Wish {
  std::string language{}, zone{}, name{};
  std::chrono::local_days first{}, last{};  ///< of the period, in that zone
  /// Told after each picture; may be empty.
  std::function<void(std::size_t done, std::size_t of)> progress{};
};

struct Gathered {
  Page page{};
  std::vector<std::string> notes{};  ///< translated: what is not on the page
};

/// Those of `coming` that wait or are held. Pictures are made small enough that all of them together take some megabytes at most.
Result<Gathered> gathered(Desk&, const std::vector<Upcoming>& coming, const Wish&);

}  // namespace cmtool::preview
