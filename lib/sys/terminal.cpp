// SPDX-License-Identifier: MIT
#include "sys/terminal.hpp"

#include <fcntl.h>
#include <poll.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>

#include "base/tr.hpp"

namespace cmtool {

void occupy_standard_streams() {
  for (int stream = 0; stream <= 2; ++stream) {
    if (::fcntl(stream, F_GETFD) != -1 || errno != EBADF) continue;
    // The wrong way round on purpose: reading 0 or writing 1 and 2 then fails as it would on the closed stream.
    (void)::open("/dev/null", stream == 0 ? O_WRONLY : O_RDONLY);
  }
}

Written write_stream(int stream, std::string_view bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::write(stream, bytes.data(), bytes.size());
    if (count >= 0) {
      bytes.remove_prefix(static_cast<std::size_t>(count));
    } else if (errno == EAGAIN) {  // somebody made the pipe non-blocking
      pollfd ready{.fd = stream, .events = POLLOUT, .revents = 0};
      (void)::poll(&ready, 1, -1);
    } else if (errno != EINTR) {
      return {.all = false, .errno_value = errno};
    }
  }
  return {};
}

std::string errno_text(int value) {
  std::array<char, 256> buffer{};
  return ::strerror_r(value, buffer.data(), buffer.size());
}

bool is_terminal(int stream) { return ::isatty(stream) == 1; }

int terminal_width() {
  for (const int stream : {1, 2}) {
    winsize size{};
    if (::ioctl(stream, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  }
  return 80;
}

bool Input::fill() {
  for (;;) {
    if (stop_.stop_requested()) return false;
    pollfd ready{.fd = 0, .events = POLLIN, .revents = 0};
    if (::poll(&ready, 1, 100) == 0) continue;  // look whether we are to stop
    std::array<char, 65536> bytes{};
    const ssize_t count = ::read(0, bytes.data(), bytes.size());
    if (count < 0 && (errno == EINTR || errno == EAGAIN)) continue;
    if (count <= 0) return false;
    buffer_.append(bytes.data(), static_cast<std::size_t>(count));
    return true;
  }
}

std::optional<std::string> Input::line() {
  std::size_t searched = 0;
  for (;;) {
    if (const auto end = buffer_.find('\n', searched); end != std::string::npos) {
      std::string result = buffer_.substr(0, end);
      buffer_.erase(0, end + 1);
      if (result.ends_with('\r')) result.pop_back();
      return result;
    }
    searched = buffer_.size();
    if (fill()) continue;
    if (buffer_.empty() || stop_.stop_requested()) return std::nullopt;
    return std::exchange(buffer_, {});
  }
}

Result<std::string> Input::all(std::size_t limit) {
  while (buffer_.size() <= limit && fill()) {
  }
  if (stop_.stop_requested())
    return Error{.fault = Fault::cancelled, .message = tr("stopped while reading the standard input")};
  if (buffer_.size() > limit)
    return Error{.fault = Fault::usage, .message = tr("the standard input is larger than {} bytes", limit)};
  return std::exchange(buffer_, {});
}

std::optional<std::string> Input::hidden_line() {
  termios before{};
  if (::tcgetattr(0, &before) != 0) return line();
  termios silent = before;
  silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
  (void)::tcsetattr(0, TCSAFLUSH, &silent);
  auto result = line();
  (void)::tcsetattr(0, TCSAFLUSH, &before);
  return result;
}

}  // namespace cmtool
