// SPDX-License-Identifier: MIT
// A real HTTP server on this machine that misbehaves as it is told, and remembers what reached it.
//
// It answers with raw bytes, so that a test can break off, lie or drip where it wants to. A request counts as
// done when all of it was read, before the answer goes out: as with real servers, a lost answer undoes nothing.
#pragma once
#include <atomic>
#include <chrono>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "net/http.hpp"

namespace cmtool {

class LoopbackServer {
 public:
  /// A request that was read whole.
  struct Seen {
    std::string method{}, target{}, body{};
    Headers headers{};
    int connection = 0;  ///< 1 is the first
    int on_connection = 0;  ///< 1 is the first request of its connection
  };
  enum class Then { keep, close, reset, hang };
  struct Reply {
    std::string bytes{};
    Then then = Then::keep;
    std::string repeat{};                        ///< sent again and again after `bytes`, until the client goes
    std::chrono::milliseconds between{0};        ///< a pause before each repeat
    std::chrono::milliseconds delay{0};          ///< before the answer
  };
  using Handler = std::function<Reply(const Seen&)>;
  /// Asked when a connection was accepted, and before anything is read: false resets it at once.
  using Door = std::function<bool(int connection)>;

  explicit LoopbackServer(Handler handler, Door door = {});
  ~LoopbackServer();
  LoopbackServer(const LoopbackServer&) = delete;
  LoopbackServer& operator=(const LoopbackServer&) = delete;

  [[nodiscard]] std::string url(const std::string& path = "/") const;
  [[nodiscard]] int port() const { return port_; }
  [[nodiscard]] std::vector<Seen> seen() const;
  [[nodiscard]] int connections() const { return connections_; }

  /// A whole answer with its length.
  static std::string answer(int status, const std::string& body, const std::string& more_headers = "");

 private:
  void accept_all();
  void serve(int socket, int number);

  Handler handler_;
  Door door_;
  int listening_ = -1, port_ = 0;
  std::atomic<int> connections_ = 0;
  std::atomic<bool> ending_ = false;
  mutable std::mutex mutex_{};
  std::vector<Seen> seen_{};
  std::vector<std::thread> threads_{};
  std::thread accepting_{};
};

}  // namespace cmtool
