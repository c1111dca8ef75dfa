// SPDX-License-Identifier: MIT
// Letters as the classifier compares them: small, without marks, and without the disguises that evade filters.
//
// Accents go ("député" is "depute": half of all comments leave them out), what is invisible goes, letters of the mathematical,
// circled, full-width and small-capital alphabets become plain ones, and letters of other scripts that look Latin can be asked
// for. Tables in this file, no ICU: a message takes a few microseconds.
#pragma once
#include <string>

namespace cmtool {

/// What a code point counts as: 0, 1 or 2 letters ("Œ" -> "oe"; a mark or a joiner -> none).
struct Folded {
  char32_t letters[2] = {0, 0};
  int count = 0;
};
Folded folded(char32_t);

/// The small Latin letter that a small letter of another script looks like, or 0.
char32_t latin_lookalike(char32_t);

/// Does it belong to a word, once folded? Letters of any script; digits are asked for apart.
bool is_word_letter(char32_t);

/// A pictogram, a dingbat or a symbol that stands as one.
bool is_picture(char32_t);

}  // namespace cmtool
