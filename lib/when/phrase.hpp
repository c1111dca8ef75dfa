// SPDX-License-Identifier: MIT
// A phrase about time, taken apart into words without case and accents, numbers and signs.
//
// Both languages are read from the same words; typographic apostrophes, no-break spaces, commas and the dots of
// abbreviations are gone, so that "Demain, 9 h 30" and "demain 9h30" are the same phrase.
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace cmtool {

/// One word, number or sign of a phrase.
struct Word {
  enum class Kind { letters, number, sign } kind = Kind::letters;
  std::string text{};       ///< lower case, without accents: "decembre", "24", ":"
  std::int64_t value = -1;  ///< of a number
  std::size_t digits = 0;   ///< how many it is written with
  bool glued = false;       ///< nothing stands between it and the word before
};

/// The words of a phrase; nothing for more than 200 bytes, a number of more than 9 digits, or anything that is neither
/// letter, digit nor one of ":/+-.".
std::optional<std::vector<Word>> words_of(std::string_view phrase);

/// Walks over the words of a phrase and gives back what it takes.
class Words {
 public:
  explicit Words(std::vector<Word> words) : words_(std::move(words)) {}

  [[nodiscard]] bool done() const { return at_ >= words_.size(); }
  [[nodiscard]] std::size_t mark() const { return at_; }
  void back_to(std::size_t mark) { at_ = mark; }
  /// The word `ahead` of the next one; an empty sign beyond the end.
  [[nodiscard]] const Word& peek(std::size_t ahead = 0) const;
  [[nodiscard]] bool number(std::size_t ahead = 0) const { return peek(ahead).kind == Word::Kind::number; }
  [[nodiscard]] bool is(std::string_view text, std::size_t ahead = 0) const { return peek(ahead).text == text; }
  [[nodiscard]] bool is_one_of(std::initializer_list<std::string_view> texts, std::size_t ahead = 0) const;
  void skip(std::size_t count = 1) { at_ += count; }
  bool take(std::string_view text);
  bool take_one_of(std::initializer_list<std::string_view> texts);

 private:
  std::vector<Word> words_;
  std::size_t at_ = 0;
};

/// A length of time as it is said: months and days are counted on the calendar, the rest exactly.
struct Amount {
  int months = 0;
  std::int64_t days = 0;
  std::chrono::seconds exact{0};
  bool calendar = false;  ///< some day, week, month or year was named
};

/// Takes "2h30m", "2 heures et 30 minutes", "une semaine", "half an hour"; takes nothing where none begins.
std::optional<Amount> take_amount(Words&);

/// 1 to 12 for "one", "une" to "twelve", "douze"; nothing otherwise.
std::optional<std::int64_t> number_named(std::string_view word);

/// The month (1 to 12) or weekday (0 is Sunday) of that name in either language, full or shortened; nothing otherwise.
std::optional<unsigned> month_named(std::string_view word);
std::optional<unsigned> weekday_named(std::string_view word);

}  // namespace cmtool
