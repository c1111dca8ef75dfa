// SPDX-License-Identifier: MIT
// What only the Unicode tables know: where graphemes, sentences and lines end, how letters fold, which look alike.
//
// ICU answers, as the part "unicode" (sys/part.hpp): it is loaded when unicode() is first called, so callers
// look whether plain code points will do before they ask. All offsets are in bytes of the UTF-8 given. Any
// bytes may be given; what is not UTF-8 counts as U+FFFD, one for each broken byte.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

/// The Unicode tables. Any thread may call any of these.
class Unicode {
 public:
  virtual ~Unicode() = default;

  // Boundaries: the offsets at which a piece ends, ascending; the last is text.size(). Empty for an empty text.

  [[nodiscard]] virtual std::vector<std::size_t> graphemes(std::string_view text) const = 0;
  [[nodiscard]] virtual std::vector<std::size_t> words(std::string_view text) const = 0;
  /// The white space after a sentence belongs to it.
  [[nodiscard]] virtual std::vector<std::size_t> sentences(std::string_view text) const = 0;
  /// Where a line may be broken (UAX #14).
  [[nodiscard]] virtual std::vector<std::size_t> lines(std::string_view text) const = 0;

  // Forms. Broken bytes come out as U+FFFD.

  /// For comparing without case: NFKC with case folding; what is invisible disappears.
  [[nodiscard]] virtual std::string folded(std::string_view text) const = 0;
  [[nodiscard]] virtual std::string nfc(std::string_view text) const = 0;
  [[nodiscard]] virtual std::string nfkd(std::string_view text) const = 0;
  /// In lower case by the rules of no language in particular.
  [[nodiscard]] virtual std::string lowered(std::string_view text) const = 0;
  /// Latin letters without marks for letters of any script, as far as ICU can ("Привет" -> "Privet", "ß" -> "ss").
  [[nodiscard]] virtual std::string latin_ascii(std::string_view text) const = 0;
  /// UTS #39: two texts that look alike have the same skeleton.
  [[nodiscard]] virtual std::string skeleton(std::string_view text) const = 0;

  // Facts about one code point.

  [[nodiscard]] virtual bool is_letter(char32_t) const = 0;
  [[nodiscard]] virtual bool is_digit(char32_t) const = 0;
  [[nodiscard]] virtual bool is_mark(char32_t) const = 0;
  [[nodiscard]] virtual bool is_upper(char32_t) const = 0;
  [[nodiscard]] virtual bool is_punctuation(char32_t) const = 0;
  [[nodiscard]] virtual bool is_space(char32_t) const = 0;
  /// Shown as a picture without a variation selector (Emoji_Presentation).
  [[nodiscard]] virtual bool is_emoji(char32_t) const = 0;
  /// Can be shown as a picture (Extended_Pictographic); © and ❤ too.
  [[nodiscard]] virtual bool is_pictographic(char32_t) const = 0;
  /// The script's four-letter code: "Latn", "Cyrl"; "Zyyy" for what belongs to all.
  [[nodiscard]] virtual std::string script(char32_t) const = 0;
};

/// The tables, loaded at the first call. Fault::unsupported where the part is not installed.
Result<const Unicode*> unicode();

// What can mostly be answered without loading anything: the letters of western Europe and the usual
// punctuation are known here; the tables are asked for the rest.

/// A letter or a mark.
bool is_alphabetic(char32_t);
/// A letter, mark, decimal digit or connector ("_"): what [[:word:]] means to Ruby and hence to Mastodon.
bool is_word_character(char32_t);
/// General category P.
bool is_punctuation(char32_t);
/// White space of Unicode: also NO-BREAK SPACE, IDEOGRAPHIC SPACE and the line separators.
bool is_white_space(char32_t);
/// Does each code point stand alone as one grapheme, and is the text in NFC? True for the letters and punctuation
/// of western Europe; false only means that the tables must be asked.
bool is_simple(std::string_view text);

}  // namespace cmtool
