// SPDX-License-Identifier: MIT
// The picture of a review: from what there is to see to lines that fit the screen. Pure; every line has passed the gate.
#pragma once
#include <functional>
#include <optional>

#include "cli/screen/review.hpp"
#include "cli/screen/screen.hpp"

namespace cmtool {

/// What the painter cannot know by itself.
struct ReviewClock {
  Instant now{};
  std::function<std::string(Instant)> time{};                              ///< as people read it
  std::function<std::optional<Instant>(const InboxItem&)> deadline{};      ///< may be empty
};

struct ReviewPicture {
  ScreenPicture picture{};
  std::size_t most_scroll = 0;  ///< so far it can be scrolled
};

/// Exactly as many lines as the screen has rows, none wider than its columns.
ReviewPicture paint(const ReviewView&, const ReviewClock&);

}  // namespace cmtool
