// SPDX-License-Identifier: MIT
#include "text/language.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include "base/ascii.hpp"

namespace cmtool {
namespace {

bool letters(const std::string& part, std::size_t least, std::size_t most) {
  return part.size() >= least && part.size() <= most &&
         std::all_of(part.begin(), part.end(), [](char c) { return is_letter(c); });
}

bool letters_or_digits(const std::string& part, std::size_t least, std::size_t most) {
  return part.size() >= least && part.size() <= most &&
         std::all_of(part.begin(), part.end(), [](char c) { return is_letter_or_digit(c); });
}

bool is_region(const std::string& part) {
  return letters(part, 2, 2) || (part.size() == 3 && to_integer(part) && is_digit(part[0]));
}

bool is_variant(const std::string& part) {
  return letters_or_digits(part, 5, 8) || (letters_or_digits(part, 4, 4) && is_digit(part.front()));
}

/// Tags from before the rules (RFC 5646, 2.1): those that the rules below do not describe.
bool is_grandfathered(const std::string& tag) {
  static const std::set<std::string_view> all{"en-gb-oed", "i-ami", "i-bnn",     "i-default", "i-enochian", "i-hak",
                                              "i-klingon", "i-lux", "i-mingo",   "i-navajo",  "i-pwn",      "i-tao",
                                              "i-tay",     "i-tsu", "sgn-be-fr", "sgn-be-nl", "sgn-ch-de"};
  return all.contains(tag);
}

}  // namespace

bool is_language_tag(std::string_view text) {
  constexpr std::size_t longest = 100;
  if (text.empty() || text.size() > longest) return false;
  const auto tag = lower(text);
  if (is_grandfathered(tag)) return true;
  const auto parts = split(tag, '-');
  std::size_t at = 0;
  const auto have = [&](auto&& test) { return at < parts.size() && test(parts[at]); };
  const auto private_use = [&] {
    if (!have([](const auto& part) { return part == "x"; })) return at == parts.size();
    return at + 1 < parts.size() && std::all_of(parts.begin() + static_cast<std::ptrdiff_t>(at) + 1, parts.end(),
                                                [](const auto& part) { return letters_or_digits(part, 1, 8); });
  };
  if (parts.front() == "x") return private_use();

  if (!letters(parts.front(), 2, 8)) return false;
  ++at;
  if (parts.front().size() <= 3) {
    for (int i = 0; i < 3 && have([](const auto& part) { return letters(part, 3, 3); }); ++i) ++at;
  }
  if (have([](const auto& part) { return letters(part, 4, 4); })) ++at;
  if (have(is_region)) ++at;
  std::set<std::string> once;
  for (; have(is_variant); ++at) {
    if (!once.insert(parts[at]).second) return false;
  }
  while (have([](const auto& part) { return letters_or_digits(part, 1, 1) && part != "x"; })) {
    if (!once.insert(parts[at]).second) return false;
    ++at;
    const auto begin = at;
    while (have([](const auto& part) { return letters_or_digits(part, 2, 8); })) ++at;
    if (at == begin) return false;
  }
  return private_use();
}

std::string primary_language(std::string_view tag) { return lower(tag.substr(0, tag.find('-'))); }

}  // namespace cmtool
