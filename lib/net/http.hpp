// SPDX-License-Identifier: MIT
// The seam between cmtool and the network: one function.
//
// Platforms write blocking, linear code against Session; Session builds a Request and hands it to a stack of
// Http objects (Trace, Retry, Pace, Curl). Tests put a cassette or a fault in place of Curl.
#pragma once
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"
#include "sys/disk.hpp"

namespace cmtool {

enum class Method { get, head, post, put, patch, del };
std::string_view word(Method);  ///< "GET" …

/// Does the request change something at the other end? Decides what may be repeated and what a lost answer means.
enum class Effects {
  no,    ///< reading: may be repeated, redirects may be followed
  yes,   ///< a lost answer is Fault::unknown_outcome; never repeated unless `key` protects it or it surely did not arrive
  same,  ///< changes something, but doing it again changes nothing more (PUT of a chosen record, DELETE): may be repeated
};

using Header = std::pair<std::string, std::string>;
using Headers = std::vector<Header>;

/// The value of the first header of that name (ASCII case ignored), or "".
std::string header(const Headers&, std::string_view name);

/// One field of a multipart form: either bytes or a file that is streamed.
struct FormPart {
  std::string name{};
  std::string bytes{};
  std::string filename{};  ///< set for files
  std::string type{};      ///< content type; empty: text
  std::shared_ptr<Source> file{};
};

/// What is sent: bytes, or a file that is streamed, or form parts.
struct Body {
  std::string bytes{};
  std::string type{};  ///< Content-Type; empty: no body
  std::shared_ptr<Source> file{};
  std::vector<FormPart> parts{};  ///< multipart/form-data when not empty
};

struct Request {
  Method method = Method::get;
  std::string url{};
  Headers headers{};          ///< no secrets here
  Secret authorization{};     ///< the whole value of the Authorization header; never follows a redirect to another host
  Body body{};
  Effects effects = Effects::no;
  std::string key{};          ///< sent as Idempotency-Key; not empty: the platform protects against a repeat, so it may be repeated
  std::chrono::milliseconds limit = std::chrono::seconds(30);
  std::uint64_t answer_limit = 8u << 20;  ///< bytes of the unpacked answer, counted as they arrive
  int redirects = 0;          ///< how many to follow; only for Effects::no
  bool public_only = false;   ///< refuse addresses of this machine or a private network, also after a redirect
  std::string account{};      ///< for the trace and for pacing: "@atelier"
  std::function<void(std::uint64_t sent, std::uint64_t total)> progress{};
};

struct Response {
  int status = 0;
  Headers headers{};
  std::string body{};
  std::string url{};  ///< where it came from, after redirects
};

/// Sends one request and waits for the answer. Any thread may call it; a request to stop ends the wait.
/// An HTTP status of any value is a Response. An Error means there was none:
///   network           surely not done (refused, name not found, TLS refused before a byte of the request left), or an answer
///                     that was lost or too slow where repeating is harmless (Effects::no and ::same)
///   unknown_outcome   Effects::yes, and bytes had left or an answer broke off
///   cancelled         stopped before a byte had left, or later where nothing changes by it
///   protocol          an answer that is no HTTP, or too large (Effects::no and ::same)
///   refused           `public_only` and the address is private; too many redirects
/// A redirect that may not be followed is a Response like any other.
class Http {
 public:
  virtual ~Http() = default;
  virtual Result<Response> send(const Request&, std::stop_token) = 0;
};

}  // namespace cmtool
