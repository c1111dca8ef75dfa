// SPDX-License-Identifier: MIT
// -v: what goes over the network, as it goes. One line a request; with -vv its headers and bodies too.
#pragma once
#include <functional>
#include <memory>
#include <mutex>

#include "net/http.hpp"
#include "sys/clock.hpp"

namespace cmtool {

/// Takes one line without its end.
using Say = std::function<void(const std::string& line)>;

class Trace final : public Http {
 public:
  /// `verbose` 1: a line a request; 2 and more: all of it.
  Trace(std::unique_ptr<Http> inner, Clock& clock, int verbose, Say say)
      : inner_(std::move(inner)), clock_(clock), verbose_(verbose), say_(std::move(say)) {}

  Result<Response> send(const Request&, std::stop_token) override;

 private:
  std::unique_ptr<Http> inner_;
  Clock& clock_;
  int verbose_;
  Say say_;
  std::mutex mutex_{};  // one request's lines stay together
};

}  // namespace cmtool
