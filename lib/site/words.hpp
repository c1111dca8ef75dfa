// SPDX-License-Identifier: MIT
// The few words that a site says by itself, in the site's language.
//
// Not by tr(): a site keeps its language whoever publishes to it, from a French terminal or from cron without a locale.
#pragma once
#include <array>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace cmtool::site {

struct Words {
  std::string_view language{}, skip{}, older{}, newer{}, pages{}, page{}, tags{}, tagged{}, feeds{}, read_on{}, edited{}, sponsored{},
      warning{}, empty{}, home{}, media{};
  std::array<std::string_view, 12> months{};
};

/// English for every language but French.
const Words& words_in(std::string_view language);

/// "22 November 2026", "1er décembre 2026": the day in UTC.
std::string day_in_words(Instant, const Words&);

}  // namespace cmtool::site
