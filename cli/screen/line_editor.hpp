// SPDX-License-Identifier: MIT
// One line of text that somebody types.
#pragma once
#include <cstddef>
#include <string>

#include "cli/screen/screen.hpp"

namespace cmtool {

/// Knows characters, not only bytes; takes the keys that shells have: Ctrl-A, E, U, K and W, Home, End, arrows.
class LineEditor {
 public:
  LineEditor() = default;
  explicit LineEditor(std::string text);
  /// True when the key was one for it.
  bool take(const KeyPress&);
  [[nodiscard]] const std::string& text() const { return text_; }
  /// In bytes.
  [[nodiscard]] std::size_t cursor() const { return cursor_; }

 private:
  void control(char letter);
  [[nodiscard]] std::size_t before(std::size_t at) const;
  [[nodiscard]] std::size_t after(std::size_t at) const;

  std::string text_{};
  std::size_t cursor_ = 0;
};

}  // namespace cmtool
