// SPDX-License-Identifier: MIT
#include "words/folded_text.hpp"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/ascii.hpp"
#include "text/letters.hpp"
#include "text/utf8.hpp"

namespace cmtool::words {
namespace {

/// Letters that letters.hpp leaves as they are, because elsewhere they are letters of their own, but that pass for Latin ones.
char passes_for(char32_t c) {
  switch (c) {
    case 0xB5: return 'u';
    case 0xD7: return 'x';
    case 0x0189: case 0x0256: case 0x0257: return 'd';
    case 0x0190: case 0x025B: case 0x0258: case 0x0259: case 0x01DD: return 'e';
    case 0x0191: case 0x0192: return 'f';
    case 0x0198: case 0x0199: return 'k';
    case 0x0180: case 0x0253: return 'b';
    case 0x0187: case 0x0188: case 0x0254: return 'c';
    case 0x0193: case 0x0260: return 'g';
    case 0x0266: return 'h';
    case 0x0197: case 0x0268: return 'i';
    case 0x0271: return 'm';
    case 0x0272: case 0x0273: return 'n';
    case 0x0275: return 'o';
    case 0x01A4: case 0x01A5: return 'p';
    case 0x0290: case 0x0291: case 0x01B5: case 0x01B6: return 'z';
    case 0x0282: return 's';
    case 0x0288: case 0x01AB: case 0x01AC: case 0x01AD: return 't';
    case 0x0289: case 0x028A: return 'u';
    case 0x028B: return 'v';
    case 0x01B3: case 0x01B4: return 'y';
    default: break;
  }
  if (c >= 0x1F1E6 && c <= 0x1F1FF) return static_cast<char>('a' + (c - 0x1F1E6));
  return 0;
}

/// What the letters up to here become is asked for too often to be reckoned each time.
constexpr char32_t usual_letters = 0x180;
const std::array<Folded, usual_letters>& usual() {
  static const auto table = [] {
    std::array<Folded, usual_letters> all{};
    for (char32_t c = 0; c < usual_letters; ++c) all[c] = folded(c);
    return all;
  }();
  return table;
}

class Folder {
 public:
  Folder(std::string_view message, FoldedText& to) : message_(message), to_(to), usual_(usual()) {}

  void fold() {
    // No character becomes more than three times what it was, and two blanks.
    to_.letters.resize(message_.size() * 3 + 2);
    to_.from.resize(to_.letters.size() + 1);
    for (at_ = 0; at_ < message_.size();) {
      const auto c = static_cast<unsigned char>(message_[at_]);
      if (c < 0x80) {
        plain_run();
        continue;
      }
      const auto next = at_ + 1 < message_.size() ? static_cast<unsigned char>(message_[at_ + 1]) : 0u;
      if (c >= 0xC2 && c < 0xC6 && (next & 0xC0u) == 0x80u) {
        take((c & 0x1Fu) << 6 | (next & 0x3Fu));
        at_ += 2;
      } else {
        const auto point = decode(message_, at_);
        take(point.value);
        at_ += point.bytes;
      }
    }
    end_word();
    to_.letters.resize(size_);
    to_.from.resize(size_ + 1);
    to_.from[size_] = static_cast<std::uint32_t>(message_.size());
  }

 private:
  void plain_run() {
    flag_ = false;
    for (; at_ < message_.size() && static_cast<unsigned char>(message_[at_]) < 0x80; ++at_) {
      if (!to_.looks.empty() && is_space(message_[at_])) end_word();
      add(lower(message_[at_]));
    }
  }

  void add(char c) {
    to_.letters[size_] = c;
    to_.from[size_++] = static_cast<std::uint32_t>(at_);
  }
  void add_point(char32_t c) {
    point_.clear();
    append_utf8(point_, c);
    for (const char byte : point_) add(byte);
  }
  void blank() {
    end_word();
    add(' ');
  }

  void take(char32_t point) {
    if (point == 0x20AC || point == 0xA3 || point == 0xA2) return add(point == 0x20AC ? euro : point == 0xA3 ? pound : cent);
    const bool flag = point >= 0x1F1E6 && point <= 0x1F1FF;
    if (flag != flag_) blank();
    flag_ = flag;
    if (const char alike = point < 0x180 && point != 0xB5 && point != 0xD7 ? '\0' : passes_for(point)) return add(alike);
    const auto all = point < usual_letters ? usual_[point] : folded(point);
    for (int i = 0; i < all.count; ++i) one(all.letters[i]);
  }

  void one(char32_t c) {
    if (c < 0x80) {
      if (c == ' ') blank();
      else add(static_cast<char>(c));
    } else if (const auto alike = latin_lookalike(c)) {
      to_.looks.emplace_back(static_cast<std::uint32_t>(size_), c);
      add(static_cast<char>(alike));
    } else if (is_picture(c)) {
      blank();
      add_point(c);
      add(' ');
    } else if (is_word_letter(c)) {
      add_point(c);
    } else {
      add('-');
    }
  }

  /// Look-alikes are Latin, unless the rest of their word says otherwise; so they are settled at its end.
  void end_word() {
    if (to_.looks.empty()) return;
    auto begin = to_.looks.front().first;
    while (begin > 0 && !is_space(to_.letters[begin - 1])) --begin;
    bool latin = false, foreign = false;
    auto look = to_.looks.begin();
    for (auto i = begin; i < size_; ++i) {
      if (look != to_.looks.end() && look->first == i) ++look;
      else if (is_lower(to_.letters[i])) latin = true;
      else if (static_cast<unsigned char>(to_.letters[i]) >= 0x80) foreign = true;
    }
    if (!latin && foreign) give_back(begin);
    else if (!latin) to_.foreign_looks.emplace_back(begin, static_cast<std::uint32_t>(size_));
    to_.looks.clear();
  }

  /// A word of another script after all: its letters are its own again.
  void give_back(std::size_t begin) {
    to_.word.assign(to_.letters, begin, size_ - begin);
    to_.places.assign(to_.from.begin() + static_cast<std::ptrdiff_t>(begin), to_.from.begin() + static_cast<std::ptrdiff_t>(size_));
    const auto end = at_;
    size_ = begin;
    auto look = to_.looks.begin();
    for (std::size_t i = 0; i < to_.word.size(); ++i) {
      at_ = to_.places[i];
      if (look != to_.looks.end() && look->first == begin + i) add_point((look++)->second);
      else add(to_.word[i]);
    }
    at_ = end;
  }

  std::string_view message_;
  FoldedText& to_;
  const std::array<Folded, usual_letters>& usual_;
  std::size_t at_ = 0, size_ = 0;
  bool flag_ = false;    ///< inside letters of flags
  std::string point_{};  ///< four bytes at the most: no memory is asked for
};

/// ASCII in lower case, eight bytes at a time; false once there is something else.
bool lowered(std::string_view message, char* to) {
  constexpr std::uint64_t ones = 0x0101010101010101u, high = 0x80 * ones;
  std::size_t at = 0;
  for (; at + 8 <= message.size(); at += 8) {
    std::uint64_t bytes = 0;
    std::memcpy(&bytes, message.data() + at, 8);
    if ((bytes & high) != 0) return false;
    const auto capital = ((bytes + (0x80 - 'A') * ones) ^ (bytes + (0x7F - 'Z') * ones)) & high;
    bytes |= capital >> 2;
    std::memcpy(to + at, &bytes, 8);
  }
  for (; at < message.size(); ++at) {
    if (static_cast<unsigned char>(message[at]) >= 0x80) return false;
    to[at] = lower(message[at]);
  }
  return true;
}

}  // namespace

void fold(std::string_view message, FoldedText& to) {
  to.from.clear();
  to.foreign_looks.clear();
  to.looks.clear();
  to.letters.resize(message.size());
  if (!lowered(message, to.letters.data())) Folder(message, to).fold();
}

bool FoldedText::is_mostly_foreign() const {
  std::size_t latin = 0, foreign = 0;
  for (const char c : letters) {
    latin += is_lower(c) ? 1 : 0;
    foreign += (static_cast<unsigned char>(c) & 0xC0u) == 0xC0u ? 1 : 0;
  }
  for (const auto& [begin, end] : foreign_looks) latin -= static_cast<std::size_t>(std::count_if(letters.begin() + begin, letters.begin() + end, is_lower));
  return foreign > latin;
}

}  // namespace cmtool::words
