// SPDX-License-Identifier: MIT
// A full screen on a terminal: pictures in, keys out. Everything that decides stands elsewhere, where it can be tested.
//
// ncurses is the part "screen" (sys/part.hpp), loaded when somebody wants a full screen. A picture is whole lines of text that have
// passed the gate (screen/safe_line.hpp); the screen works out what has changed and sends only that, which is what makes it
// quick over a slow line. No colour is ever used.
#pragma once
#include <chrono>
#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

enum class Press {
  character,  ///< `text` is it, in UTF-8
  control,    ///< with Ctrl; `text` is the letter, in lower case
  up, down, left, right, page_up, page_down, home, end,
  enter, escape, backspace, remove,
  resize,     ///< the terminal has another size
  closed,     ///< nobody is at the terminal any more
};

struct KeyPress {
  Press press = Press::character;
  std::string text{};
};

struct ScreenSize {
  std::size_t rows = 24, columns = 80;
  bool operator==(const ScreenSize&) const = default;
};

/// What may be told without colour. Each is also told by the text itself: not every terminal can do all.
enum class Emphasis { none, bar, selected, strong };

struct ScreenLine {
  std::string text{};
  Emphasis emphasis = Emphasis::none;
};

struct ScreenPicture {
  std::vector<ScreenLine> lines{};
  std::optional<std::pair<std::size_t, std::size_t>> cursor{};  ///< row and column; hidden where there is none
};

/// While one lives, the terminal is in its hands; destroying it gives the terminal back as it was.
class Screen {
 public:
  virtual ~Screen() = default;
  [[nodiscard]] virtual ScreenSize size() const = 0;
  virtual void show(const ScreenPicture&) = 0;
  /// Waits for a key, at most so long.
  virtual std::optional<KeyPress> next(std::chrono::milliseconds) = 0;
  /// Gives the terminal to another program (an editor), and takes it again.
  virtual void leave() = 0;
  virtual void enter() = 0;
  /// The next show() draws everything anew: something else has written on the terminal.
  virtual void redraw() = 0;
};

class ScreenPart {
 public:
  virtual ~ScreenPart() = default;
  /// Fault::usage where this terminal cannot do it.
  [[nodiscard]] virtual Result<std::unique_ptr<Screen>> open() const = 0;
};

/// Fault::unsupported where the part is not installed.
Result<const ScreenPart*> screen_part();

}  // namespace cmtool
