// SPDX-License-Identifier: MIT
// What people talk about: key phrases of their messages, found without any list of subjects.
//
// Phrases of one to three meaningful words are counted by voices, so that one person who repeats it makes no theme. How much of one it is goes
// by its C-value (Frantzi, Ananiadou and Mima, 2000): often said, of several words, and not only as a part of a longer phrase; and by how much
// more is said of it than in the messages before (Dunning's log-likelihood, 1993). Forms that differ in case, accents and plural are one; the most
// common spelling is shown.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cmtool {

struct ThemeText {
  std::string_view id{}, text{}, language{};
  std::string_view author{};  ///< empty: each is a voice of its own
};

struct ThemeWish {
  std::size_t most = 20;
  std::size_t fewest_voices = 2;
};

struct Theme {
  std::string phrase{};        ///< in its most common spelling
  std::uint64_t count = 0;     ///< messages in which it stands
  std::uint64_t voices = 0;    ///< different authors of these
  std::uint64_t before = 0;    ///< messages before
  double weight = 0;           ///< of all themes the first has the most
  double surprise = 0;         ///< log-likelihood ratio of its share now against that before; negative where it has fallen; 0 without a before
  std::string example{};       ///< id of the first of these messages
  std::vector<std::uint32_t> messages{};  ///< numbers of the messages in which it stands
};

/// From here on a difference is hardly chance (one in a hundred).
inline constexpr double surprising = 6.63;

/// How surprising it is that of so many messages so many have something, against those before: Dunning's G², negative where it has become less.
double surprise_of(std::uint64_t count, std::uint64_t of, std::uint64_t before, std::uint64_t of_before);

/// The weightiest first.
std::vector<Theme> find_themes(std::span<const ThemeText> now, std::span<const ThemeText> before, const ThemeWish& = {});

}  // namespace cmtool
