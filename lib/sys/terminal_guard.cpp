// SPDX-License-Identifier: MIT
#include "sys/terminal_guard.hpp"

#include <signal.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>

namespace cmtool {
namespace {

// What a handler reads: no allocation, no lock.
std::atomic<bool> guarded{false};
termios before{};
std::array<char, 256> words{};
std::size_t length = 0;

constexpr std::array crashes{SIGSEGV, SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGQUIT};

void on_crash(int signal) {
  restore_terminal();
  ::signal(signal, SIG_DFL);
  ::raise(signal);
}

}  // namespace

void guard_terminal(std::string_view leaving) {
  if (guarded || ::tcgetattr(0, &before) != 0) return;
  length = std::min(leaving.size(), words.size());
  std::copy_n(leaving.data(), length, words.begin());
  guarded = true;
  for (const int signal : crashes) {
    struct sigaction action{};
    action.sa_handler = on_crash;
    action.sa_flags = SA_NODEFER;
    ::sigemptyset(&action.sa_mask);
    ::sigaction(signal, &action, nullptr);
  }
}

void release_terminal() {
  if (!guarded.exchange(false)) return;
  for (const int signal : crashes) ::signal(signal, SIG_DFL);
}

void restore_terminal() noexcept {
  if (!guarded.exchange(false)) return;
  [[maybe_unused]] const auto written = ::write(1, words.data(), length);
  (void)::tcsetattr(0, TCSANOW, &before);
}

void interrupt_ourselves() { (void)::kill(::getpid(), SIGINT); }

}  // namespace cmtool
