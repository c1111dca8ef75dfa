// SPDX-License-Identifier: MIT
// The phrases of a message that could be a theme.
//
// One to three words that mean something, in one breath: no stop word at either end, and between them at most the small words that join
// ("frais de la livraison", "state of the art"). Addresses, names after "@", numbers and pictures are none. Singular and plural count as one.
#pragma once
#include <cstdint>
#include <string_view>
#include <vector>

#include "listen/words.hpp"
#include "text/language_guess.hpp"

namespace cmtool::listen {

struct Phrase {
  std::uint64_t key = 0;        ///< of its words, folded and without the plural's end
  std::uint32_t first = 0, last = 0;  ///< of the words heard, both included
  int meaning = 1;              ///< how many of its words are no small ones
};

/// Small words of a language, and those of both where it is not known; folded.
bool is_stop_word(std::string_view word, Language);

/// Reused from message to message, it allocates nothing more.
class PhraseReader {
 public:
  /// In the order of the text; the same phrase may come more than once. Valid until the next call.
  const std::vector<Phrase>& read(std::string_view message, std::string_view language_tag = {});
  /// As it was written, without what stands before and after it.
  [[nodiscard]] std::string_view as_written(const Phrase&) const;
  [[nodiscard]] const HeardWords& heard() const { return heard_; }
  /// The key of some of a phrase's words.
  [[nodiscard]] std::uint64_t key_of(std::uint32_t first, std::uint32_t last) const;
  [[nodiscard]] bool has_meaning(std::uint32_t word) const { return roles_[word] == Role::meaning; }

 private:
  enum class Role : std::uint8_t { none, small, joining, meaning };
  void give_roles(Language);
  void add_phrases(std::uint32_t first);
  [[nodiscard]] bool goes_on(std::uint32_t word) const { return !heard_.list[word].apart; }

  std::string_view message_{};
  HeardWords heard_{};
  std::vector<Role> roles_{};
  std::vector<std::uint64_t> keys_{};
  std::vector<Phrase> phrases_{};
};

}  // namespace cmtool::listen
