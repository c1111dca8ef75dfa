// SPDX-License-Identifier: MIT
#include "tests/support/loopback_server.hpp"

#include <arpa/inet.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "base/ascii.hpp"

namespace cmtool {
namespace {

constexpr int step_ms = 20;  // how soon a thread sees that the test is over

/// Reads more into `held`; false when the client has gone or the test is over.
bool read_more(int socket, std::string& held, const std::atomic<bool>& ending) {
  while (!ending) {
    pollfd ready{.fd = socket, .events = POLLIN};
    if (::poll(&ready, 1, step_ms) == 0) continue;
    char buffer[16384];
    const auto got = ::recv(socket, buffer, sizeof buffer, 0);
    if (got <= 0) return false;
    held.append(buffer, static_cast<std::size_t>(got));
    return true;
  }
  return false;
}

bool send_all(int socket, std::string_view bytes, const std::atomic<bool>& ending) {
  while (!bytes.empty() && !ending) {
    pollfd ready{.fd = socket, .events = POLLOUT};
    if (::poll(&ready, 1, step_ms) == 0) continue;
    const auto sent = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return bytes.empty();
}

void reset(int socket) {
  const linger at_once{.l_onoff = 1, .l_linger = 0};
  ::setsockopt(socket, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
}

/// Takes one request off the front of `held`; false when it is not whole yet.
bool take_request(std::string& held, LoopbackServer::Seen& seen) {
  const auto end = held.find("\r\n\r\n");
  if (end == std::string::npos) return false;
  seen = {};
  const auto lines = split(replaced(held.substr(0, end), "\r\n", "\n"), '\n');
  const auto words = split(lines.front(), ' ');
  if (words.size() < 3) return false;
  seen.method = words[0];
  seen.target = words[1];
  for (std::size_t i = 1; i < lines.size(); ++i) {
    const auto colon = lines[i].find(':');
    if (colon != std::string::npos) seen.headers.emplace_back(lines[i].substr(0, colon), trimmed(std::string_view(lines[i]).substr(colon + 1)));
  }
  const auto length = static_cast<std::size_t>(to_integer(header(seen.headers, "content-length")).value_or(0));
  if (held.size() < end + 4 + length) return false;
  seen.body = held.substr(end + 4, length);
  held.erase(0, end + 4 + length);
  return true;
}

}  // namespace

LoopbackServer::LoopbackServer(Handler handler, Door door) : handler_(std::move(handler)), door_(std::move(door)) {
  listening_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{.sin_family = AF_INET, .sin_addr = {.s_addr = htonl(INADDR_LOOPBACK)}};
  ::bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address);
  ::listen(listening_, 256);
  socklen_t size = sizeof address;
  ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
  port_ = ntohs(address.sin_port);
  accepting_ = std::thread([this] { accept_all(); });
}

LoopbackServer::~LoopbackServer() {
  ending_ = true;
  accepting_.join();
  for (auto& thread : threads_) thread.join();
  ::close(listening_);
}

std::string LoopbackServer::url(const std::string& path) const { return "http://127.0.0.1:" + std::to_string(port_) + path; }

std::vector<LoopbackServer::Seen> LoopbackServer::seen() const {
  const std::lock_guard lock(mutex_);
  return seen_;
}

std::string LoopbackServer::answer(int status, const std::string& body, const std::string& more_headers) {
  return "HTTP/1.1 " + std::to_string(status) + " Word\r\nContent-Type: application/json\r\n" + more_headers +
         "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
}

void LoopbackServer::accept_all() {
  while (!ending_) {
    pollfd ready{.fd = listening_, .events = POLLIN};
    if (::poll(&ready, 1, step_ms) == 0) continue;
    const int socket = ::accept4(listening_, nullptr, nullptr, SOCK_CLOEXEC);
    if (socket < 0) continue;
    const int number = ++connections_;
    threads_.emplace_back([this, socket, number] { serve(socket, number); });
  }
}

void LoopbackServer::serve(int socket, int number) {
  std::string held;
  Seen seen;
  bool open = !door_ || door_(number);
  if (!open) reset(socket);
  for (int count = 1; open; ++count) {
    while (open && !take_request(held, seen)) open = read_more(socket, held, ending_);
    if (!open) break;
    seen.connection = number;
    seen.on_connection = count;
    {
      const std::lock_guard lock(mutex_);
      seen_.push_back(seen);
    }
    const Reply reply = handler_(seen);
    std::this_thread::sleep_for(reply.delay);
    open = send_all(socket, reply.bytes, ending_);
    while (open && !reply.repeat.empty() && !ending_) {
      std::this_thread::sleep_for(reply.between);
      open = send_all(socket, reply.repeat, ending_);
    }
    switch (reply.then) {
      case Then::keep: break;
      case Then::close: open = false; break;
      case Then::reset:
        reset(socket);
        open = false;
        break;
      case Then::hang:
        while (!ending_ && read_more(socket, held, ending_)) {
        }
        open = false;
        break;
    }
  }
  ::close(socket);
}

}  // namespace cmtool
