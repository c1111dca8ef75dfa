// SPDX-License-Identifier: MIT
// Writes what happens on the network as a cassette, ready for the tests once it was looked through.
//
// Secrets that this process knows are masked; those that a server makes up (new tokens in its answers) are not known, so a
// recording is to be read before it is kept.
#pragma once
#include <functional>
#include <memory>
#include <mutex>

#include "net/http.hpp"

namespace cmtool {

class Recorder final : public Http {
 public:
  /// `write` takes the text of one exchange, to be appended to the cassette.
  Recorder(std::unique_ptr<Http> inner, std::function<void(const std::string&)> write)
      : inner_(std::move(inner)), write_(std::move(write)) {}

  Result<Response> send(const Request&, std::stop_token) override;

 private:
  std::unique_ptr<Http> inner_;
  std::function<void(const std::string&)> write_;
  std::mutex mutex_{};
};

/// One exchange in the form of tests/support/cassette.hpp.
std::string cassette_text(const Request&, const Response&);

}  // namespace cmtool
