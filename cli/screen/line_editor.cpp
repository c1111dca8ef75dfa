// SPDX-License-Identifier: MIT
#include "cli/screen/line_editor.hpp"

#include "text/width.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_line = 64 * 1024;

/// Does a cursor stand before it? Not before a mark; before a line end it does, which is shown as a sign.
bool stands_alone(std::string_view character) { return width(character) > 0 || (!character.empty() && static_cast<unsigned char>(character.front()) < 0x80); }

bool is_inside(char c) { return (static_cast<unsigned char>(c) & 0xC0u) == 0x80u; }

}  // namespace

LineEditor::LineEditor(std::string text) : text_(std::move(text)), cursor_(text_.size()) {}

/// A mark, or what joins emoji, goes with what stands before it.
std::size_t LineEditor::before(std::size_t at) const {
  while (at > 0) {
    do --at;
    while (at > 0 && is_inside(text_[at]));
    if (stands_alone(std::string_view(text_).substr(at, after(at) - at))) break;
  }
  return at;
}

std::size_t LineEditor::after(std::size_t at) const {
  if (at < text_.size()) ++at;
  while (at < text_.size() && is_inside(text_[at])) ++at;
  return at;
}

void LineEditor::control(char letter) {
  switch (letter) {
    case 'a': cursor_ = 0; break;
    case 'e': cursor_ = text_.size(); break;
    case 'u':
      text_.erase(0, cursor_);
      cursor_ = 0;
      break;
    case 'k': text_.erase(cursor_); break;
    case 'w': {
      const std::size_t end = cursor_;
      while (cursor_ > 0 && text_[cursor_ - 1] == ' ') --cursor_;
      while (cursor_ > 0 && text_[cursor_ - 1] != ' ') --cursor_;
      text_.erase(cursor_, end - cursor_);
      break;
    }
    default: break;
  }
}

bool LineEditor::take(const KeyPress& key) {
  switch (key.press) {
    case Press::character:
      if (text_.size() + key.text.size() > longest_line) return true;
      text_.insert(cursor_, key.text);
      cursor_ += key.text.size();
      return true;
    case Press::control:
      if (key.text.size() != 1 || std::string_view("aeukw").find(key.text.front()) == std::string_view::npos) return false;
      control(key.text.front());
      return true;
    case Press::left: cursor_ = before(cursor_); return true;
    case Press::right:
      cursor_ = after(cursor_);
      while (cursor_ < text_.size() && !stands_alone(std::string_view(text_).substr(cursor_, after(cursor_) - cursor_))) cursor_ = after(cursor_);
      return true;
    case Press::home: cursor_ = 0; return true;
    case Press::end: cursor_ = text_.size(); return true;
    case Press::backspace: {
      const std::size_t from = before(cursor_);
      text_.erase(from, cursor_ - from);
      cursor_ = from;
      return true;
    }
    case Press::remove: text_.erase(cursor_, after(cursor_) - cursor_); return true;
    case Press::up:
    case Press::down:
    case Press::page_up:
    case Press::page_down:
    case Press::enter:
    case Press::escape:
    case Press::resize:
    case Press::closed: return false;
  }
  return false;
}

}  // namespace cmtool
