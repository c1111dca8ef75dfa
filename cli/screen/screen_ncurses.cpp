// SPDX-License-Identifier: MIT
// The part "screen": ncurses, with its wide characters.
//
// Each character is put at the column that we have worked out for it, so that a terminal, the C library and we may disagree about one
// character's width without the rest of a line going astray. Ctrl-C is a key here; Ctrl-Z is left to the terminal and to ncurses.
#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

// term.h has macros of these names.
#undef columns
#undef lines

#include <algorithm>
#include <clocale>
#include <cstring>

#include "base/tr.hpp"
#include "cli/screen/screen.hpp"
#include "sys/terminal_guard.hpp"
#include "text/utf8.hpp"
#include "text/width.hpp"

namespace cmtool {
namespace {

/// Long enough for an arrow key's bytes to come over a slow line, short enough for somebody who pressed Esc.
constexpr int escape_delay_ms = 100;
/// So often the terminal may say that there is something to read, and then have nothing, before nobody is there.
constexpr int most_empty_reads = 20;
constexpr wchar_t replacement = 0xFFFD;

/// A capability without its padding; "" where the terminal has none.
std::string capability(const char* name) {
  const char* const found = ::tigetstr(const_cast<char*>(name));
  if (found == nullptr || found == reinterpret_cast<const char*>(-1)) return {};
  std::string text = found;
  for (auto from = text.find("$<"); from != std::string::npos; from = text.find("$<")) {
    const auto end = text.find('>', from);
    text.erase(from, end == std::string::npos ? std::string::npos : end - from + 1);
  }
  return text;
}

Error cannot_draw(const std::string& name) {
  return {.fault = Fault::usage,
          .message = name.empty() ? tr("nobody says which terminal this is: $TERM is empty") : tr("the terminal “{}” has no full screen", name),
          .hint = tr("use cmtool moderate list, and the commands that act on its items")};
}

/// The C library must know of UTF-8 to tell how wide a character is, whatever language people speak.
void use_utf8() {
  (void)std::setlocale(LC_CTYPE, "");
  if (std::strcmp(::nl_langinfo(CODESET), "UTF-8") != 0) (void)std::setlocale(LC_CTYPE, "C.UTF-8");
}

chtype attribute(Emphasis emphasis) {
  switch (emphasis) {
    case Emphasis::none: return A_NORMAL;
    case Emphasis::bar:
    case Emphasis::selected: return A_REVERSE;
    case Emphasis::strong: return A_BOLD;
  }
  return A_NORMAL;
}

KeyPress key_of(int code) {
  switch (code) {
    case KEY_UP: return {.press = Press::up};
    case KEY_DOWN: return {.press = Press::down};
    case KEY_LEFT: return {.press = Press::left};
    case KEY_RIGHT: return {.press = Press::right};
    case KEY_PPAGE: return {.press = Press::page_up};
    case KEY_NPAGE: return {.press = Press::page_down};
    case KEY_HOME: return {.press = Press::home};
    case KEY_END: return {.press = Press::end};
    case KEY_ENTER: return {.press = Press::enter};
    case KEY_BACKSPACE: return {.press = Press::backspace};
    case KEY_DC: return {.press = Press::remove};
    case KEY_RESIZE: return {.press = Press::resize};
    default: return {.press = Press::character};  // a key that means nothing: a character without text
  }
}

KeyPress character_of(wint_t c) {
  if (c == L'\r' || c == L'\n') return {.press = Press::enter};
  if (c == 0x1B) return {.press = Press::escape};
  if (c == 0x7F || c == 0x08) return {.press = Press::backspace};
  if (c == L'\t') return {.press = Press::character, .text = " "};
  if (c < 0x20) return {.press = Press::control, .text = std::string(1, static_cast<char>(c + 0x60))};
  KeyPress key;
  append_utf8(key.text, static_cast<char32_t>(c));
  return key;
}

class Ncurses final : public Screen {
 public:
  explicit Ncurses(SCREEN* screen) : screen_(screen) {
    ::cbreak();
    ::noecho();
    ::nonl();
    ::keypad(stdscr, TRUE);
    ::nodelay(stdscr, TRUE);
    ::set_escdelay(escape_delay_ms);
    termios settings{};
    if (::tcgetattr(0, &settings) == 0) {
      settings.c_cc[VINTR] = _POSIX_VDISABLE;
      (void)::tcsetattr(0, TCSADRAIN, &settings);
      ::def_prog_mode();
    }
    (void)::curs_set(0);
    fit();
  }
  Ncurses(const Ncurses&) = delete;
  Ncurses& operator=(const Ncurses&) = delete;
  ~Ncurses() override {
    ::endwin();
    ::signal(SIGTSTP, SIG_DFL);
    release_terminal();
    ::delscreen(screen_);
  }

  ScreenSize size() const override { return {.rows = static_cast<std::size_t>(std::max(LINES, 1)), .columns = static_cast<std::size_t>(std::max(COLS, 1))}; }

  void show(const ScreenPicture& picture) override {
    ::erase();
    for (std::size_t row = 0; row < picture.lines.size() && row < size().rows; ++row) put(static_cast<int>(row), picture.lines[row]);
    (void)::curs_set(picture.cursor ? 1 : 0);
    if (picture.cursor) ::move(static_cast<int>(picture.cursor->first), static_cast<int>(picture.cursor->second));
    ::refresh();
  }

  std::optional<KeyPress> next(std::chrono::milliseconds patience) override {
    if (fit()) return KeyPress{.press = Press::resize};
    if (auto key = waiting()) return key;
    pollfd ready{.fd = 0, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, static_cast<int>(patience.count())) <= 0) return std::nullopt;
    if (auto key = waiting()) {
      empty_reads_ = 0;
      return key;
    }
    if ((ready.revents & (POLLHUP | POLLERR | POLLNVAL)) != 0 || ++empty_reads_ > most_empty_reads) return KeyPress{.press = Press::closed};
    return std::nullopt;
  }

  void leave() override {
    ::endwin();
    // It is for the other program to be stopped; ncurses would draw over it afterwards.
    struct sigaction standard{};
    standard.sa_handler = SIG_DFL;
    ::sigaction(SIGTSTP, &standard, &stopping_);
  }
  void enter() override {
    ::sigaction(SIGTSTP, &stopping_, nullptr);
    redraw();
    ::refresh();
  }
  void redraw() override { ::clearok(stdscr, TRUE); }

 private:
  /// Has the terminal another size? ncurses' own way to know asks for a signal that another thread may have got.
  static bool fit() {
    winsize there{};
    if (::ioctl(1, TIOCGWINSZ, &there) != 0 || there.ws_row == 0 || there.ws_col == 0) return false;
    if (!::is_term_resized(there.ws_row, there.ws_col)) return false;
    ::resizeterm(there.ws_row, there.ws_col);
    return true;
  }

  std::optional<KeyPress> waiting() {
    wint_t c = 0;
    const int kind = ::get_wch(&c);
    if (kind == KEY_CODE_YES) return key_of(static_cast<int>(c));
    if (kind != OK) return std::nullopt;
    if (c == 0x0C) {  // Ctrl-L
      redraw();
      return KeyPress{.press = Press::resize};
    }
    return character_of(c);
  }

  static void put(int row, const ScreenLine& line) {
    const chtype look = attribute(line.emphasis);
    int column = 0;
    for (std::size_t at = 0; at < line.text.size() && column < COLS;) {
      std::size_t from = at;
      const char32_t c = next_code_point(line.text, at);
      const auto columns = static_cast<int>(width(std::string_view(line.text).substr(from, at - from)));
      if (columns == 0 || column + columns > COLS) continue;
      wchar_t cell[CCHARW_MAX + 1]{};
      // The gate let it pass; what the C library cannot show is replaced all the same.
      cell[0] = ::wcwidth(static_cast<wchar_t>(c)) > 0 ? static_cast<wchar_t>(c) : replacement;
      for (int marks = 1; at < line.text.size() && marks < CCHARW_MAX; ++marks) {
        from = at;
        const char32_t mark = next_code_point(line.text, at);
        if (mark < 0x300 || mark == invalid_code_point || ::wcwidth(static_cast<wchar_t>(mark)) != 0 || width(std::string_view(line.text).substr(from, at - from)) != 0) {
          at = from;
          break;
        }
        cell[marks] = static_cast<wchar_t>(mark);
      }
      cchar_t drawn{};
      if (::setcchar(&drawn, cell, look, 0, nullptr) == OK) (void)::mvadd_wch(row, column, &drawn);
      column += columns;
    }
  }

  SCREEN* screen_;
  struct sigaction stopping_{};
  int empty_reads_ = 0;
};

class NcursesPart final : public ScreenPart {
 public:
  Result<std::unique_ptr<Screen>> open() const override {
    const char* const name = ::getenv("TERM");
    if (name == nullptr || *name == '\0') return cannot_draw("");
    int found = 0;
    if (::setupterm(nullptr, 1, &found) != OK || capability("cup").empty()) return cannot_draw(name);
    use_utf8();
    guard_terminal(capability("sgr0") + capability("rmkx") + capability("cnorm") + capability("rmcup"));
    SCREEN* const screen = ::newterm(nullptr, stdout, stdin);
    if (screen == nullptr) {
      release_terminal();
      return cannot_draw(name);
    }
    return std::unique_ptr<Screen>(std::make_unique<Ncurses>(screen));
  }
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::ScreenPart* cmtool_part_screen() {
  static const cmtool::NcursesPart it;
  return &it;
}
