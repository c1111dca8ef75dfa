// SPDX-License-Identifier: MIT
// A server for the benchmarks that is never the bottleneck: just enough of Mastodon's API to sign in and post, over TLS,
// each connection on a thread of its own, a given delay before the answer to a post.
//
//   bench_server CERT KEY DELAY_MS     prints "READY https://127.0.0.1:PORT"; GET /count says how many posts were made
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <thread>

#include <fmt/format.h>

namespace {

std::atomic<int> posts{0};
std::chrono::milliseconds delay{0};

struct Request {
  std::string line{};
  std::size_t body = 0;  // bytes
  bool close = false;
};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string lowered(std::string_view text) {
  std::string out{text};
  for (char& c : out) c = lower(c);
  return out;
}

/// The head of a request, without its body.
Request parse(std::string_view head) {
  const std::string small = lowered(head);
  Request out{.line = std::string{head.substr(0, head.find("\r\n"))}};
  if (const auto at = small.find("\r\ncontent-length:"); at != std::string::npos) {
    const auto digits = small.find_first_of("0123456789", at);
    std::from_chars(small.data() + digits, small.data() + small.size(), out.body);
  }
  out.close = small.find("\r\nconnection: close") != std::string::npos;
  return out;
}

std::string answer_to(std::string_view line) {
  std::string body = R"({"error":"Record not found"})";
  std::string_view status = "404 Not Found";
  if (line.starts_with("POST /api/v1/statuses")) {
    const int id = 1000 + ++posts;
    std::this_thread::sleep_for(delay);
    status = "200 OK";
    body = fmt::format(
        R"({{"id":"{0}","uri":"https://127.0.0.1/users/bench/statuses/{0}","url":"https://127.0.0.1/@bench/{0}",)"
        R"("created_at":"2026-11-22T09:00:00.000Z","visibility":"public","content":"<p>text</p>","language":"en",)"
        R"("account":{{"id":"1","username":"bench","acct":"bench"}},"media_attachments":[],"mentions":[],"tags":[]}})",
        id);
  } else if (line.starts_with("GET /api/v1/accounts/verify_credentials")) {
    status = "200 OK";
    body = R"({"id":"1","username":"bench","acct":"bench","display_name":"bench","url":"https://127.0.0.1/@bench"})";
  } else if (line.starts_with("GET /api/v2/instance") || line.starts_with("GET /api/v1/instance")) {
    status = "200 OK";
    body =
        R"({"domain":"127.0.0.1","uri":"127.0.0.1","title":"bench","version":"4.3.0","configuration":{"statuses":{)"
        R"("max_characters":500,"max_media_attachments":4,"characters_reserved_per_url":23}}})";
  } else if (line.starts_with("GET /count")) {
    status = "200 OK";
    body = fmt::format("{}", posts.load());
  }
  return fmt::format("HTTP/1.1 {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{}", status, body.size(), body);
}

/// One connection: requests until the client has had enough.
void serve(SSL_CTX* context, int socket) {
  const int yes = 1;
  setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
  SSL* tls = SSL_new(context);
  SSL_set_fd(tls, socket);
  if (SSL_accept(tls) == 1) {
    std::string buffer;
    char bytes[16384];
    for (bool open = true; open;) {
      auto end = buffer.find("\r\n\r\n");
      while (end == std::string::npos && open) {
        const int got = SSL_read(tls, bytes, sizeof bytes);
        if (got <= 0) open = false;
        else buffer.append(bytes, static_cast<std::size_t>(got));
        end = buffer.find("\r\n\r\n");
      }
      if (!open) break;
      const Request request = parse(std::string_view{buffer}.substr(0, end));
      buffer.erase(0, end + 4);
      while (buffer.size() < request.body) {
        const int got = SSL_read(tls, bytes, sizeof bytes);
        if (got <= 0) break;
        buffer.append(bytes, static_cast<std::size_t>(got));
      }
      buffer.erase(0, request.body);
      const std::string answer = answer_to(request.line);
      open = SSL_write(tls, answer.data(), static_cast<int>(answer.size())) > 0 && !request.close;
    }
    SSL_shutdown(tls);
  }
  SSL_free(tls);
  close(socket);
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    fmt::print(stderr, "usage: bench_server CERT KEY DELAY_MS\n");
    return 2;
  }
  std::signal(SIGPIPE, SIG_IGN);
  int milliseconds = 0;
  std::from_chars(words[3], words[3] + std::string_view{words[3]}.size(), milliseconds);
  delay = std::chrono::milliseconds{milliseconds};
  SSL_CTX* context = SSL_CTX_new(TLS_server_method());
  if (SSL_CTX_use_certificate_chain_file(context, words[1]) != 1 || SSL_CTX_use_PrivateKey_file(context, words[2], SSL_FILETYPE_PEM) != 1) {
    fmt::print(stderr, "bench_server: {} or {} cannot be read\n", words[1], words[2]);
    return 1;
  }
  const int listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  sockaddr_in address{.sin_family = AF_INET, .sin_port = 0, .sin_addr = {htonl(INADDR_LOOPBACK)}, .sin_zero = {}};
  socklen_t size = sizeof address;
  if (bind(listener, reinterpret_cast<sockaddr*>(&address), size) != 0 || listen(listener, 512) != 0 ||
      getsockname(listener, reinterpret_cast<sockaddr*>(&address), &size) != 0) {
    fmt::print(stderr, "bench_server: no port to listen on\n");
    return 1;
  }
  fmt::print("READY https://127.0.0.1:{}\n", ntohs(address.sin_port));
  std::fflush(stdout);
  for (;;) {
    const int client = accept4(listener, nullptr, nullptr, SOCK_CLOEXEC);
    if (client >= 0) std::thread{serve, context, client}.detach();
  }
}
