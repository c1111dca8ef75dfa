// SPDX-License-Identifier: MIT
// What the inks look like: on white and on a dark ground, around the client's own colour.
//
// The only place where colours are numbers. The client's colour may be anything; what is written in it is darkened or lightened until it
// can be read (WCAG 2.2: 4.5 : 1 for text; all series have at least 3 : 1 against their ground).
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "draw/drawing.hpp"

namespace cmtool::draw {

struct Rgb {
  int red = 0, green = 0, blue = 0;
  bool operator==(const Rgb&) const = default;
};

/// "#1257a0" or "#15a", with or without "#"; nothing for anything else.
std::optional<Rgb> parse_colour(std::string_view);
/// "#1257a0"
std::string hex(Rgb);
/// From a (share 0) to b (share 1).
Rgb mixed(Rgb a, Rgb b, double share);
/// 1 (the same) to 21 (black on white).
double contrast(Rgb, Rgb);

enum class Scheme { light, dark };

struct Palette {
  Rgb ground{}, sheet{}, raised{}, line{};  ///< behind everything, of cards, of heads of tables; thin lines
  Rgb text{}, faint{}, accent{};            ///< each at least 4.5 : 1 against ground, sheet and raised
  Rgb on_accent{};                          ///< text on the accent
  [[nodiscard]] Rgb ink(Ink) const;
};

/// An accent that cannot be read as a colour is our own blue.
Palette palette(std::string_view accent, Scheme);

}  // namespace cmtool::draw
