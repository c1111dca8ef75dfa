// SPDX-License-Identifier: MIT
// Rude words in the messages of strangers, however they are disguised, and nothing else.
//
// Lists name words and phrases of up to four words, with a category and a severity. A message is folded (accents, invisible
// marks, fancy alphabets), cut into tokens, and each token is looked up whole, as it stands and undisguised; so "député" and
// "Scunthorpe" are safe. A list is applied only to texts of its language where that is known or can be told. What is found names
// the entry and the list, so that a person can be told why.
#pragma once
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "text/language_guess.hpp"

namespace cmtool {

struct WordEntry {
  std::string words{};     ///< a word, or a phrase
  std::string category{};  ///< "insult", "slur", "sexual", "vulgar", "threat", or what a workspace calls it
  int severity = 2;        ///< 1 mild, 2 rude, 3 grave
};

struct WordList {
  std::string name{};
  Language language = Language::unknown;  ///< unknown: for every text
  std::vector<WordEntry> entries{};
  std::vector<std::string> exemptions{};  ///< words and phrases in which nothing of this list is meant
};

/// A list as it lies in a file: "words TAB category TAB severity" a line, where both may be missing; "!words" exempts; "#" begins
/// a comment, and "# language: fr" says whose words they are. A line that is not so is an error that names it.
Result<WordList> parse_word_list(std::string_view bytes, std::string name);

/// One finding. The views belong to the filter.
struct WordHit {
  std::size_t begin = 0, end = 0;  ///< bytes of the message
  std::string_view words{};        ///< the entry
  std::string_view category{};
  int severity = 2;
  std::string_view list{};

  bool operator==(const WordHit&) const = default;
};

/// Lists made ready to be looked for. Never changes; many threads may use one.
class WordFilter {
 public:
  /// The workspace's own words are one of the lists; its exemptions hold for all of them.
  explicit WordFilter(const std::vector<WordList>& lists, const std::vector<std::string>& exemptions = {});
  ~WordFilter();
  WordFilter(WordFilter&&) noexcept;
  WordFilter& operator=(WordFilter&&) noexcept;

  /// In the order of the text, none inside another. Without a hint the language is guessed where it matters. Of more than 4 MiB
  /// only the beginning is read.
  [[nodiscard]] std::vector<WordHit> find(std::string_view text, Language hint = Language::unknown) const;

 private:
  friend class WordFinder;
  struct Compiled;
  std::unique_ptr<const Compiled> compiled_;
};

/// Looks through message after message, and allocates nothing more after the first ones. One for each thread.
class WordFinder {
 public:
  explicit WordFinder(const WordFilter&);  ///< which must outlive it
  ~WordFinder();
  WordFinder(WordFinder&&) noexcept;
  WordFinder& operator=(WordFinder&&) noexcept;

  /// As WordFilter::find; valid until the next call.
  const std::vector<WordHit>& find(std::string_view text, Language hint = Language::unknown);

 private:
  struct Memory;
  std::unique_ptr<Memory> memory_;
};

}  // namespace cmtool
