// SPDX-License-Identifier: MIT
#include "draw/colour.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace cmtool::draw {
namespace {

constexpr double readable = 4.5;
constexpr Rgb white{255, 255, 255}, black{0, 0, 0}, our_blue{0x12, 0x57, 0xA0};

std::optional<int> digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return std::nullopt;
}

double luminance(Rgb colour) {
  const auto part = [](int value) {
    const double share = value / 255.0;
    return share <= 0.04045 ? share / 12.92 : std::pow((share + 0.055) / 1.055, 2.4);
  };
  return 0.2126 * part(colour.red) + 0.7152 * part(colour.green) + 0.0722 * part(colour.blue);
}

/// The colour, moved towards `end` as little as it takes to be read on all the grounds.
Rgb readable_on(Rgb colour, Rgb end, const std::array<Rgb, 3>& grounds) {
  for (int step = 0; step <= 50; ++step) {
    const Rgb tried = mixed(colour, end, step / 50.0);
    if (std::all_of(grounds.begin(), grounds.end(), [&](Rgb ground) { return contrast(tried, ground) >= readable; })) return tried;
  }
  return end;
}

constexpr std::array<Rgb, 5> light_series{{{0xB4, 0x5F, 0x06}, {0x2E, 0x8B, 0x6B}, {0x7B, 0x4F, 0xA3}, {0x8A, 0x7A, 0x12}, {0x5F, 0x6B, 0x7A}}};
constexpr std::array<Rgb, 5> dark_series{{{0xF0, 0xA8, 0x5C}, {0x6F, 0xCF, 0xA8}, {0xC9, 0xA8, 0xEE}, {0xDD, 0xD2, 0x68}, {0xA9, 0xB5, 0xC6}}};

}  // namespace

std::optional<Rgb> parse_colour(std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  if (text.size() != 3 && text.size() != 6) return std::nullopt;
  std::array<int, 3> parts{};
  const std::size_t each = text.size() / 3;
  for (std::size_t i = 0; i < 3; ++i) {
    const auto high = digit(text[i * each]), low = digit(text[i * each + each - 1]);
    if (!high || !low) return std::nullopt;
    parts[i] = *high * 16 + *low;
  }
  return Rgb{parts[0], parts[1], parts[2]};
}

std::string hex(Rgb colour) { return fmt::format("#{:02x}{:02x}{:02x}", colour.red, colour.green, colour.blue); }

Rgb mixed(Rgb a, Rgb b, double share) {
  const auto part = [share](int x, int y) { return static_cast<int>(std::lround(x + (y - x) * share)); };
  return {part(a.red, b.red), part(a.green, b.green), part(a.blue, b.blue)};
}

double contrast(Rgb a, Rgb b) {
  const double first = luminance(a), second = luminance(b);
  return (std::max(first, second) + 0.05) / (std::min(first, second) + 0.05);
}

Rgb Palette::ink(Ink ink) const {
  const bool dark = luminance(ground) < 0.2;
  const auto& series = dark ? dark_series : light_series;
  switch (ink) {
    case Ink::text: return text;
    case Ink::faint: return faint;
    case Ink::grid: return line;
    case Ink::ground: return sheet;
    case Ink::series_1: return accent;
    case Ink::series_2: return series[0];
    case Ink::series_3: return series[1];
    case Ink::series_4: return series[2];
    case Ink::series_5: return series[3];
    case Ink::series_6: return series[4];
    case Ink::good: return dark ? Rgb{0x7F, 0xD0, 0xA3} : Rgb{0x1D, 0x6B, 0x43};
    case Ink::warning: return dark ? Rgb{0xF3, 0xB9, 0x64} : Rgb{0x8A, 0x4B, 0x00};
    case Ink::bad: return dark ? Rgb{0xFF, 0x9C, 0x8F} : Rgb{0xA6, 0x22, 0x22};
  }
  return text;
}

Palette palette(std::string_view accent, Scheme scheme) {
  const Rgb wanted = parse_colour(accent).value_or(our_blue);
  Palette all = scheme == Scheme::light
                    ? Palette{.ground = {0xF7, 0xF6, 0xF3}, .sheet = white, .raised = {0xF1, 0xEF, 0xEA}, .line = {0xD9, 0xD6, 0xCE}, .text = {0x1C, 0x1B, 0x19}, .faint = {0x5E, 0x5C, 0x56}}
                    : Palette{.ground = {0x14, 0x14, 0x13}, .sheet = {0x1F, 0x1E, 0x1D}, .raised = {0x2A, 0x29, 0x27}, .line = {0x40, 0x3E, 0x3A}, .text = {0xED, 0xEB, 0xE6}, .faint = {0xAD, 0xAA, 0xA2}};
  all.accent = readable_on(wanted, scheme == Scheme::light ? black : white, {all.ground, all.sheet, all.raised});
  all.on_accent = contrast(all.accent, white) >= contrast(all.accent, black) ? white : black;
  return all;
}

}  // namespace cmtool::draw
