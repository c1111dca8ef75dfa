// SPDX-License-Identifier: MIT
// What the client's page says by itself, in the workspace's language.
//
// Not by tr(): the client reads it, not who makes it. French has its no-break spaces in it already.
#pragma once
#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace cmtool::preview {

struct Words {
  std::string_view language{}, colon{}, open{}, close{};  ///< `open` and `close` are the quotes
  std::string_view skip{}, month{}, none{}, zone{}, made{}, answer_heading{}, answer_how{}, answer_change{};
  std::string_view waiting{}, held{}, held_later{}, paused{}, all_paused{}, some_paused{}, approved_by{}, refused_by{}, approvals{};
  std::string_view approve{}, change{}, agree{}, disagree{}, remarks{};
  std::string_view warning{}, hidden{}, alt{}, no_alt{}, no_picture{}, video{}, audio{}, animation{}, thread{}, first_comment{}, reply{}, quote{},
      sponsored{}, tags{}, excerpt{}, poll_one{}, poll_many{}, poll_ends{}, unlisted{}, followers{}, direct{};
};

/// English for every language but French.
const Words& words_in(std::string_view language);

/// "3 posts", "1 publication".
std::string posts(std::size_t count, const Words&);
/// "1 of them is waiting for your approval", "dont 3 attendent votre accord".
std::string of_them_held(std::size_t count, const Words&);
/// "09:30", "9 h 30": as the wall shows it, with its distance from UTC where the clocks show that time twice on that day.
std::string time_of_day(Instant, const std::string& zone, const Words&);
/// "Thursday 24 December", "jeudi 24 décembre"; with the year if wanted.
std::string day_name(std::chrono::local_days, const Words&, bool year);
/// "2 days", "1 jour", "6 heures".
std::string how_long(std::chrono::seconds, const Words&);
/// "December 2026", "Semaine du 21 au 27 décembre 2026".
std::string period_name(std::chrono::local_days first, std::chrono::local_days last, const Words&);

}  // namespace cmtool::preview
