// SPDX-License-Identifier: MIT
// What a state means at a glance, for whoever gives it a colour. The word says it too: a colour alone says nothing to many.
#pragma once
#include <string_view>

namespace cmtool {

enum class StateSense {
  none,       ///< a word like any other
  good,
  bad,
  doubtful,   ///< somebody should look
  under_way,
  held,       ///< it waits for somebody
  past,       ///< nothing comes of it any more
};

/// Of the word that machines read ("on-track"), which is the same in every language.
StateSense sense_of(std::string_view state);

}  // namespace cmtool
