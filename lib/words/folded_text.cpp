// SPDX-License-Identifier: MIT
#include "words/folded_text.hpp"

#include <algorithm>

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

class Folder {
 public:
  Folder(std::string_view message, FoldedText& to) : message_(message), to_(to) {}

  void fold() {
    for (at_ = 0; at_ < message_.size();) {
      const char c = message_[at_];
      if (static_cast<unsigned char>(c) < 0x80) {
        if (is_space(c)) end_word();
        latin_ += is_letter(c) ? 1 : 0;
        add(c < ' ' && !is_space(c) ? '-' : lower(c));
        flag_ = false;
        ++at_;
        continue;
      }
      const auto point = decode(message_, at_);
      take(point.value);
      at_ += point.bytes;
    }
    end_word();
    to_.from.push_back(static_cast<std::uint32_t>(message_.size()));
  }

 private:
  void add(char c) {
    to_.letters += c;
    to_.from.push_back(static_cast<std::uint32_t>(at_));
  }
  void add_point(char32_t c) {
    append_utf8(to_.letters, c);
    to_.from.resize(to_.letters.size(), static_cast<std::uint32_t>(at_));
  }
  void add_latin(char32_t c) {
    add(static_cast<char>(c));
    ++latin_;
  }

  void take(char32_t point) {
    if (point == 0x20AC || point == 0xA3 || point == 0xA2) return add(point == 0x20AC ? euro : point == 0xA3 ? pound : cent);
    const bool flag = point >= 0x1F1E6 && point <= 0x1F1FF;
    if (flag != flag_) {
      end_word();
      add(' ');
      flag_ = flag;
    }
    if (const char alike = passes_for(point)) return add_latin(static_cast<unsigned char>(alike));
    const auto all = folded(point);
    for (int i = 0; i < all.count; ++i) one(all.letters[i]);
  }

  void one(char32_t c) {
    if (c < 0x80) {
      if (c == ' ') end_word();
      if (c >= 'a' && c <= 'z') add_latin(c);
      else add(static_cast<char>(c));
    } else if (const auto alike = latin_lookalike(c)) {
      to_.looks.emplace_back(static_cast<std::uint32_t>(to_.letters.size()), c);
      add(static_cast<char>(alike));
    } else if (is_picture(c)) {
      end_word();
      add(' ');
      add_point(c);
      add(' ');
    } else if (is_word_letter(c)) {
      ++foreign_;
      add_point(c);
    } else {
      add('-');
    }
  }

  /// Which letters a word is made of is known at its end only.
  void end_word() {
    if (!to_.looks.empty() && latin_ == 0) {
      if (foreign_ > 0) give_back();
      else to_.foreign_looks.emplace_back(begin_, static_cast<std::uint32_t>(to_.letters.size()));
    }
    to_.latin += latin_;
    to_.foreign += foreign_;
    latin_ = foreign_ = 0;
    to_.looks.clear();
    begin_ = static_cast<std::uint32_t>(to_.letters.size());
  }

  /// A word of another script after all: its letters are its own again.
  void give_back() {
    to_.word.assign(to_.letters, begin_);
    to_.places.assign(to_.from.begin() + begin_, to_.from.end());
    to_.letters.resize(begin_);
    to_.from.resize(begin_);
    auto look = to_.looks.begin();
    for (std::size_t i = 0; i < to_.word.size(); ++i) {
      if (look != to_.looks.end() && look->first == begin_ + i) append_utf8(to_.letters, (look++)->second);
      else to_.letters += to_.word[i];
      to_.from.resize(to_.letters.size(), to_.places[i]);
    }
    foreign_ += static_cast<std::uint32_t>(to_.looks.size());
  }

  std::string_view message_;
  FoldedText& to_;
  std::size_t at_ = 0;
  bool flag_ = false;  ///< inside letters of flags
  std::uint32_t begin_ = 0, latin_ = 0, foreign_ = 0;
};

}  // namespace

void fold(std::string_view message, FoldedText& to) {
  to.from.clear();
  to.foreign_looks.clear();
  to.latin = to.foreign = 0;
  to.letters.resize(message.size());
  unsigned char seen = 0;
  for (std::size_t i = 0; i < message.size(); ++i) {
    const auto c = static_cast<unsigned char>(message[i]);
    seen |= c;
    to.letters[i] = static_cast<char>(static_cast<unsigned>(c - 'A') < 26 ? c + 0x20 : c);
  }
  if (seen < 0x80) return;
  to.letters.clear();
  Folder(message, to).fold();
}

}  // namespace cmtool::words
