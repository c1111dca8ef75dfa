// SPDX-License-Identifier: MIT
// What remarks on a text look for: words, hashtags, emoji, capitals.
//
// A remark (lint.hpp) is no judgement of a platform's, so it need not read as any platform reads: these functions are simple,
// linear, and need no Unicode tables (loading ICU would cost more than all the lints together).
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cmtool {

/// Small letters without accents: "Été" -> "ete", "Œuvre" -> "oeuvre". Latin letters only; everything else stays.
std::string plain(std::string_view text);

/// Does `plain_text` (as plain() gives it) have these words, not inside longer ones? Spaces match any white space.
bool has_words(std::string_view plain_text, std::string_view words);

/// The text without its links (to which a word may belong by chance).
std::string without_links(std::string_view text);

/// The hashtags, without "#", in order.
std::vector<std::string_view> hashtags(std::string_view text);

/// How many emoji there are, and the most in a row (spaces between them do not count). A flag, a family, a skin tone: one.
struct EmojiCount {
  int all = 0, longest_run = 0;
};
EmojiCount count_emoji(std::string_view text);

/// Of Latin letters: capital, small, or neither (also for letters of other scripts).
enum class Case { none, small, capital };
Case case_of(char32_t);

/// The first `most` characters, with "…" if that is not all.
std::string shortened(std::string_view text, std::size_t most);

}  // namespace cmtool
