// SPDX-License-Identifier: MIT
#include "sys/listener.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/tr.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;
using Time = steady_clock::time_point;

constexpr std::size_t longest_head = 16u << 10;
constexpr auto one_visit = seconds(2);
constexpr auto glance = milliseconds(100);  // how soon a stop is seen

class Socket {
 public:
  explicit Socket(int number) : number_(number) {}
  Socket(Socket&& other) noexcept : number_(std::exchange(other.number_, -1)) {}
  Socket(const Socket&) = delete;
  Socket& operator=(const Socket&) = delete;
  Socket& operator=(Socket&&) = delete;
  ~Socket() {
    if (number_ >= 0) ::close(number_);
  }
  [[nodiscard]] int number() const { return number_; }

 private:
  int number_;
};

/// Waits until the socket is ready for `what`; false when the time is over or it was stopped.
bool ready(const Socket& socket, short what, Time until, const std::stop_token& stop) {
  while (!stop.stop_requested()) {
    const auto left = ceil<milliseconds>(until - steady_clock::now());
    if (left <= milliseconds(0)) return false;
    pollfd waited{.fd = socket.number(), .events = what};
    const int found = ::poll(&waited, 1, static_cast<int>(std::min<milliseconds>(left, glance).count()));
    if (found > 0) return true;
    if (found < 0 && errno != EINTR) return false;
  }
  return false;
}

class PosixVisitor final : public Visitor {
 public:
  explicit PosixVisitor(Socket socket) : socket_(std::move(socket)) {}

  /// Reads the head; false when the visitor does not come to the point.
  bool listen(const std::stop_token& stop) {
    const Time until = steady_clock::now() + one_visit;
    while (head_.size() < longest_head && ready(socket_, POLLIN, until, stop)) {
      char buffer[4096];
      const auto got = ::recv(socket_.number(), buffer, std::min(sizeof buffer, longest_head - head_.size()), 0);
      if (got <= 0) return false;
      head_.append(buffer, static_cast<std::size_t>(got));
      if (head_.find("\r\n\r\n") != std::string::npos) return true;
    }
    return false;
  }

  const std::string& head() const override { return head_; }

  void answer(std::string_view bytes) override {
    const Time until = steady_clock::now() + one_visit;
    while (!bytes.empty() && ready(socket_, POLLOUT, until, {})) {
      const auto sent = ::send(socket_.number(), bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
      if (sent <= 0) return;
      bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    ::shutdown(socket_.number(), SHUT_WR);
  }

 private:
  Socket socket_;
  std::string head_{};
};

class PosixListener final : public Listener {
 public:
  PosixListener(Socket socket, int port) : socket_(std::move(socket)), port_(port) {}

  int port() const override { return port_; }

  Result<std::optional<std::unique_ptr<Visitor>>> next(milliseconds patience, std::stop_token stop) override {
    const Time until = steady_clock::now() + patience;
    while (ready(socket_, POLLIN, until, stop)) {
      Socket caller(::accept4(socket_.number(), nullptr, nullptr, SOCK_CLOEXEC));
      if (caller.number() < 0) continue;
      auto visitor = std::make_unique<PosixVisitor>(std::move(caller));
      if (visitor->listen(stop)) return std::optional<std::unique_ptr<Visitor>>(std::move(visitor));
    }
    if (stop.stop_requested()) return Error{.fault = Fault::cancelled, .message = tr("stopped while waiting for the browser")};
    return std::optional<std::unique_ptr<Visitor>>();
  }

 private:
  Socket socket_;
  int port_;
};

}  // namespace

Result<std::unique_ptr<Listener>> listen_on_loopback() {
  Socket socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
  sockaddr_in address{};
  address.sin_family = AF_INET;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  socklen_t size = sizeof address;
  auto* const generic = reinterpret_cast<sockaddr*>(&address);
  if (socket.number() < 0 || ::bind(socket.number(), generic, size) != 0 || ::listen(socket.number(), 16) != 0 ||
      ::getsockname(socket.number(), generic, &size) != 0) {
    return Error{.fault = Fault::state,
                 .message = tr("no connection from the browser can be taken on this machine"),
                 .hint = tr("sign in without it: paste the code that the page shows"),
                 .detail = std::strerror(errno)};
  }
  const int port = ntohs(address.sin_port);
  return std::unique_ptr<Listener>(std::make_unique<PosixListener>(std::move(socket), port));
}

}  // namespace cmtool
