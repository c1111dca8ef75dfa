// SPDX-License-Identifier: MIT
#include "words/scanner.hpp"

#include <algorithm>

namespace cmtool::words {
namespace {

/// Nothing longer is a word in disguise; and nobody reads what is spelt over more letters.
constexpr std::size_t longest_word = 48;
constexpr std::size_t most_meanings = 4;
/// Twenty times what a message in disguise needs, and a millisecond or two.
constexpr std::int64_t steps_of_a_message = 20'000;

constexpr bool is_letter_at(std::string_view text, std::size_t at) { return kind_of(text[at]) == Kind::letter; }

bool all_letters(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return kind_of(c) == Kind::letter; });
}
bool has_disguise(std::string_view text) {
  return std::any_of(text.begin(), text.end(), [](char c) { return kind_of(c) == Kind::digit || kind_of(c) == Kind::sign || kind_of(c) == Kind::star; });
}

/// "a", "à", "y", "i" before a word that is spelt is a word of its own.
constexpr bool is_word_alone(char c) { return c == 'a' || c == 'y' || c == 'i' || c == 'o'; }

}  // namespace

void Scanner::read(std::string_view letters) {
  text_ = letters;
  findings_.clear();
  started_.clear();
  singles_.clear();
  steps_ = steps_of_a_message;
  const auto size = text_.size();
  const char* const data = text_.data();  // checked by `size` in what follows
  for (Size at = 0; at < size;) {
    Size gap = 0;
    for (; at < size && is_gap(kind_of(data[at])); ++at, ++gap) {
      if (kind_of(data[at]) == Kind::line) {
        end_singles();
        end_phrases();
      }
    }
    const auto begin = at;
    Hash hash;
    Size doubles = 0;
    char before = 0;
    for (; at < size && kind_of(data[at]) == Kind::letter; ++at) {
      hash.add(data[at]);
      doubles += data[at] == before ? 1 : 0;
      before = data[at];
    }
    const bool alone = at == size || is_gap(kind_of(data[at]));
    if (alone && at - begin > 1) {  // most words: nothing but letters
      end_singles();
      plain(begin, at, hash.result(), doubles);
      continue;
    }
    const auto word_end = at;
    while (at < size && is_separator(kind_of(text_[at]))) ++at;
    if (word_end - begin > 1 && (at == size || is_gap(kind_of(text_[at])))) {  // and the last ones of a sentence
      end_singles();
      plain(begin, word_end, hash.result(), doubles);
      if (kind_of(text_[word_end]) == Kind::end) end_phrases();
      continue;
    }
    while (at < size && !is_gap(kind_of(text_[at]))) ++at;
    if (at > begin) chunk(begin, at, gap > 1);
  }
  end_singles();
}

/// What stands between two blanks: cut what surrounds the word, and see what it is.
void Scanner::chunk(Size begin, Size end, bool after_wide_gap) {
  const auto whole = text_.substr(begin, end - begin);
  if (whole.starts_with("http://") || whole.starts_with("https://") || whole.starts_with("www.")) {
    end_singles();
    return end_phrases();
  }
  if (end - begin == 1 && kind_of(text_[begin]) != Kind::star) {
    if (!is_separator(kind_of(text_[begin]))) single(begin, after_wide_gap);
    else if (singles_.empty()) end_phrases();
    return;
  }
  bool emphasis = false, exclaims = false;
  const auto cut = [&](Size at) {
    const auto kind = kind_of(text_[at]);
    return is_separator(kind) || kind == Kind::star || text_[at] == '+' || (text_[at] == '!' && at + 1 < end && !is_letter_at(text_, at + 1));
  };
  while (begin < end && cut(begin)) emphasis = kind_of(text_[begin++]) == Kind::star || emphasis;
  Size last = end;
  while (last > begin && (is_separator(kind_of(text_[last - 1])) || text_[last - 1] == '!' || (emphasis && kind_of(text_[last - 1]) == Kind::star))) --last;
  exclaims = last < end && last > begin && text_[last] == '!';
  const bool ends = std::any_of(text_.begin() + static_cast<std::ptrdiff_t>(last), text_.begin() + static_cast<std::ptrdiff_t>(end),
                                [](char c) { return kind_of(c) == Kind::end || c == '!'; });
  if (last - begin == 1 && end - last <= 3) {
    single(begin, after_wide_gap);
    if (exclaims) single(last, false);
    if (ends && !exclaims) end_singles();
    return;
  }
  end_singles();
  if (last > begin) core(begin, last, exclaims);
  if (ends || last == begin) end_phrases();
}

void Scanner::core(Size begin, Size end, bool exclaims) {
  const auto word = text_.substr(begin, end - begin);
  if (all_letters(word)) {
    plain(begin, end);
    if (exclaims && started_.empty() && word.size() >= 4 && word.size() < longest_word) {  // "abrut!"
      Hash hash;
      for (const char c : word) hash.add(c);
      hash.add('i');
      joined_.assign(word).push_back('i');
      const auto id = vocabulary_.find(joined_, hash.result());
      if (id != no_word && vocabulary_.find(word) == no_word) found(id, begin, end + 1);
    }
    return;
  }
  if (word[0] == '@') {  // a name; or a letter, as in "@sshole"
    if (is_pattern(word)) match(word, begin, end);
    return end_phrases();
  }
  const auto at = word.find('@');
  if (at != std::string_view::npos && word.find('.', at) != std::string_view::npos) return end_phrases();
  if (as_one(begin, end, exclaims)) return;
  for (Size from = begin; from < end;) {
    Size to = from;
    while (to < end && !is_separator(kind_of(text_[to]))) ++to;
    if (to > from) segment(from, to, exclaims && to == end);
    if (to < end && kind_of(text_[to]) == Kind::end) end_phrases();
    from = to + 1;
  }
}

/// All of it without what separates its letters: "b.r.a", "(b)(r)(a)", "bra-vo".
bool Scanner::as_one(Size begin, Size end, bool exclaims) {
  joined_.clear();
  Size separators = 0, letters = 0, stops = 0;
  for (Size i = begin; i < end; ++i) {
    const auto kind = kind_of(text_[i]);
    if (is_separator(kind)) {
      ++separators;
      stops += text_[i] == '.' ? 1 : 0;
    } else {
      if (joined_.size() == longest_word) return false;
      joined_ += text_[i];
      letters += kind == Kind::letter ? 1 : 0;
    }
  }
  if (separators == 0) return false;
  const bool spelt_out = separators + 1 >= joined_.size();  // one letter at a time
  const Size least = spelt_out ? 3 : stops == separators ? 4 : 5;
  if (joined_.size() < least || letters == 0) return false;
  if (letters == joined_.size()) {
    const auto id = vocabulary_.find(joined_);
    return id != no_word && found(id, begin, end);
  }
  if (is_pattern(joined_) && match(joined_, begin, end)) return true;
  if (!exclaims || !spelt_out) return false;
  joined_ += '!';
  return match(joined_, begin, end + 1);
}

/// One word, or what some sign glued together.
void Scanner::segment(Size begin, Size end, bool exclaims) {
  const auto word = text_.substr(begin, end - begin);
  if (all_letters(word)) return plain(begin, end);
  if (const auto id = vocabulary_.find(word); id != no_word) {
    found(id, begin, end);
    return;
  }
  if (is_pattern(word) && match(word, begin, end)) return;
  if (exclaims && is_pattern(text_.substr(begin, end + 1 - begin)) && match(text_.substr(begin, end + 1 - begin), begin, end + 1)) return;
  pieces(begin, end);
}

/// "word2", "one!two": letters only, and not between digits.
void Scanner::pieces(Size begin, Size end) {
  if (text_.substr(begin, end - begin).find('@') != std::string_view::npos) return end_phrases();
  Size last = end;
  while (last > begin && kind_of(text_[last - 1]) == Kind::digit) --last;
  for (Size from = begin; from < last;) {
    Size to = from;
    while (to < last && (kind_of(text_[to]) == Kind::letter || kind_of(text_[to]) == Kind::digit)) ++to;
    if (to > from + 1 && all_letters(text_.substr(from, to - from))) plain(from, to);
    else end_phrases();
    from = to + 1;
  }
}

void Scanner::plain(Size begin, Size end) {
  Hash hash;
  Size doubles = 0;
  for (Size i = begin; i < end; ++i) {
    hash.add(text_[i]);
    doubles += i > begin && text_[i] == text_[i - 1] ? 1 : 0;
  }
  plain(begin, end, hash.result(), doubles);
}

void Scanner::plain(Size begin, Size end, std::uint64_t hash, Size doubles) {
  const auto id = vocabulary_.may_hold(hash) ? vocabulary_.find(text_.substr(begin, end - begin), hash) : no_word;
  if (id != no_word) found(id, begin, end);
  else if (doubles < 2 || !stretched(begin, end)) end_phrases();
}

/// "fuuuun", "ffuunn": a letter three times, or each one twice.
bool Scanner::stretched(Size begin, Size end) {
  places_.clear();
  words_.clear();
  bool drawn_out = false, all_double = true;
  for (Size i = begin; i < end;) {
    Size next = i;
    while (next < end && text_[next] == text_[i]) ++next;
    if (static_cast<unsigned char>(text_[i]) >= 0x80 || places_.size() == longest_word) return false;
    drawn_out = drawn_out || next - i >= 3;
    all_double = all_double && next - i >= 2;
    places_.push_back({.letters = letters_for(text_[i]), .most = static_cast<std::uint8_t>(std::min<Size>(next - i, 4))});
    i = next;
  }
  if ((!drawn_out && !all_double) || places_.size() < 2) return false;
  vocabulary_.match(places_, words_, most_meanings, steps_);
  return found(begin, end);
}

void Scanner::single(Size at, bool after_wide_gap) {
  if (singles_.size() == 4 * longest_word) end_singles();
  singles_.push_back({.at = static_cast<std::uint32_t>(at), .after_wide_gap = after_wide_gap});
}

/// Single letters: three or more are a word that is spelt, or several with wider gaps between; fewer are what they are.
void Scanner::end_singles() {
  if (singles_.empty()) return;
  if (singles_.size() < 3) {
    for (const auto& one : singles_) {
      if (is_letter_at(text_, one.at)) plain(one.at, one.at + 1);
    }
  } else {
    for (Size first = 0; first < singles_.size();) {
      Size last = first + 1;
      while (last < singles_.size() && !singles_[last].after_wide_gap) ++last;
      spelt(first, last);
      first = last;
    }
  }
  singles_.clear();
}

void Scanner::spelt(Size first, Size last) {
  if (last - first == 1) return plain(singles_[first].at, singles_[first].at + 1);
  const auto letter = [&](Size at) { return text_[singles_[at].at]; };
  if (spelt_word(first, last)) return;
  auto end = last;
  while (end > first && letter(end - 1) == '!') {
    if (spelt_word(first, --end)) return;
  }
  if (is_word_alone(letter(first)) && spelt_word(first + 1, end)) return;
  if (end > first && is_word_alone(letter(end - 1)) && spelt_word(first, end - 1)) return;
  end_phrases();
}

bool Scanner::spelt_word(Size first, Size last) {
  if (last < first + 2 || last - first > longest_word) return false;
  joined_.clear();
  for (Size i = first; i < last; ++i) joined_ += text_[singles_[i].at];
  const Size begin = singles_[first].at, end = singles_[last - 1].at + 1;
  if (!has_disguise(joined_)) {
    const auto id = vocabulary_.find(joined_);
    return id != no_word && found(id, begin, end);
  }
  return is_pattern(joined_) && match(joined_, begin, end);
}

/// Are there letters enough, so that the rest can be guessed?
bool Scanner::is_pattern(std::string_view word) const {
  Size letters = 0, digits = 0, signs = 0, stars = 0;
  for (const char c : word) {
    const auto kind = kind_of(c);
    if (letters_for(c) == 0) return false;
    letters += kind == Kind::letter ? 1 : 0;
    digits += kind == Kind::digit ? 1 : 0;
    signs += kind == Kind::sign ? 1 : 0;
    stars += kind == Kind::star ? 1 : 0;
  }
  if (letters == 0 || word.size() > longest_word || digits + signs + stars == 0) return false;
  if (stars > 0 && (kind_of(word[0]) == Kind::star || letters + signs + digits < std::max<Size>(2, stars))) return false;
  return word.size() <= 2 || word.size() > 4 || letters >= 2 || (word.size() == 4 && signs > 0);
}

bool Scanner::match(std::string_view word, Size begin, Size end) {
  places_.clear();
  words_.clear();
  for (Size i = 0; i < word.size();) {
    Size next = i + 1;
    if (kind_of(word[i]) == Kind::letter) {
      while (next < word.size() && word[next] == word[i]) ++next;
    }
    const auto times = static_cast<std::uint8_t>(next - i);
    places_.push_back({.letters = letters_for(word[i]), .least = times >= 3 ? std::uint8_t{1} : times, .most = times});
    i = next;
  }
  vocabulary_.match(places_, words_, most_meanings, steps_);
  return found(begin, end);
}

bool Scanner::found(std::uint32_t word, Size begin, Size end) {
  words_.assign(1, word);
  return found(begin, end);
}

/// The words that one token may be: what began before goes on with any of them, and each may begin something.
bool Scanner::found(Size begin, Size end) {
  if (words_.empty()) return false;
  starting_.clear();
  const auto reach = [&](std::uint32_t node, Size from) {
    const auto& there = phrases_.node(node);
    if (!there.entries.empty() || !there.exempts.empty()) {
      findings_.push_back({.begin = static_cast<std::uint32_t>(from), .end = static_cast<std::uint32_t>(end), .node = node});
    }
    if (there.goes_on) starting_.push_back({.node = node, .begin = static_cast<std::uint32_t>(from)});
  };
  for (const auto word : words_) {
    const auto place = phrases_.place(word);
    for (const auto& started : started_) {
      if (const auto node = phrases_.next(started.node, place.meant); node != 0) reach(node, started.begin);
    }
    if (place.node != 0) reach(place.node, begin);
  }
  started_.swap(starting_);
  return true;
}

}  // namespace cmtool::words
