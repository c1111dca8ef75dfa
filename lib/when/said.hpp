// SPDX-License-Identifier: MIT
// What a phrase about time says, before it is known what that means.
//
// Reading and meaning are apart: said.cpp knows the words of two languages and no calendar, when.cpp knows calendars,
// zones and clock changes and no words.
#pragma once
#include <chrono>
#include <optional>
#include <string>

#include "when/phrase.hpp"

namespace cmtool {

/// A day, as far as it was said.
struct SaidDay {
  enum class Kind {
    relative,  ///< today + `offset` days
    numbers,   ///< `first`/`second`/year or without a year: which is the day is still open
    calendar,  ///< day and perhaps month and year
    weekday,   ///< only `weekday`
  } kind = Kind::calendar;
  enum class Which { coming, next, last } which = Which::coming;
  int offset = 0;
  unsigned first = 0, second = 0;
  unsigned day = 0;
  std::optional<unsigned> month{};
  std::optional<int> year{};
};

/// Morning, afternoon, evening: an hour if none is said, and which half of the day if one is.
enum class Part { morning, afternoon, evening };

struct Said {
  bool now = false;
  std::optional<SaidDay> day{};
  std::optional<unsigned> weekday{};           ///< 0 is Sunday; alone or beside a date, which must then agree
  std::optional<std::chrono::seconds> time{};  ///< after midnight
  bool half_known = false;                     ///< "am", "pm", or an hour above 12
  std::optional<Part> part{};
  std::optional<Amount> amount{};                ///< from now; negative for the past
  bool back = false;                             ///< the amount leads into the past
  std::optional<std::chrono::seconds> offset{};  ///< "Z", "+01:00"
};

/// What the words say; nothing when they are not a phrase about time, or say something twice.
std::optional<Said> read_phrase(Words);

}  // namespace cmtool
