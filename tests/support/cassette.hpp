// SPDX-License-Identifier: MIT
// A conversation with a server, written down: what must be asked, and what is answered.
//
// Strict: requests must come in this order (for each server, when requests go to several at once), every exchange must be used,
// and what is written of a request must be so. A difference fails the running test and says what it is.
//
//   # A comment; where the facts are from, and when they were read.
//   > POST /api/v1/statuses?limit=*
//   > Idempotency-Key: {*key}
//   > {"status":"Bonjour","media_ids":"*"}
//   < 200
//   < Content-Type: application/json
//   < {"id":"1","url":"https://social.example/@a/1"}
//
// Requests. The path stands for any server; a whole URL for this one. Query parameters may come in any order; one that is not written
// may not be sent. Headers that are written must be sent (those that are not, may); "> !Authorization" says that it must not be sent.
// After the headers comes the body; nothing means that there must be none. It is compared by what it is:
//   JSON                     as JSON (order of keys does not matter; every key counts); the string "*" matches anything that is there
//   a form                   > status=Bonjour&visibility=public   in any order
//   multipart                > part NAME: VALUE     and     > file NAME TYPE FILENAME     in this order
//   a file as the whole body > raw TYPE
// In every string {*} matches any characters, and {*name} also remembers them: {*name} in a later line means the same characters
// again, and in an answer it is replaced by them.
// Answers. "< STATUS", headers, then the body; an empty "<" line ends the headers where the body looks like one.
//   < giant N                stands for a body of N bytes
#pragma once
#include <map>
#include <mutex>
#include <string>
#include <vector>

#include "net/http.hpp"

namespace cmtool {

class Cassette final : public Http {
 public:
  /// Reads tests/cassettes/NAME.
  explicit Cassette(const std::string& name);
  /// From a text in the test itself.
  static std::unique_ptr<Cassette> of(const std::string& text);
  /// Fails the test when an exchange was not used, unless partial() was called.
  ~Cassette() override;

  Result<Response> send(const Request&, std::stop_token) override;

  /// Exchanges may remain unused: for tests that break off in the middle.
  void partial() { partial_ = true; }
  /// For tests in which something goes wrong on purpose: exchanges may also be passed over, and what is not on the tape is answered with
  /// Fault::network; nothing of this fails the test.
  void lenient() { partial_ = lenient_ = true; }
  /// Every exchange was used and nothing else was asked.
  [[nodiscard]] bool finished() const;
  /// What differed first; "" when nothing did.
  [[nodiscard]] std::string difference() const;
  [[nodiscard]] int requests() const { return requests_; }
  /// How many requests came that change something at the other end (Effects::yes and ::same).
  [[nodiscard]] int requests_with_effects() const { return effects_; }
  /// What {*name} matched.
  [[nodiscard]] std::string heard(const std::string& name) const;

 private:
  struct Exchange {
    int line = 0;
    std::string method{}, url{};
    Headers wanted{};                      // an empty value with a name that begins with "!" must be absent
    std::vector<std::string> body{};       // lines
    Response answer{};
    bool used = false;
  };

  Cassette() = default;
  void parse(const std::string& text);
  Exchange* next(const Request&);
  std::string compare(const Exchange&, const Request&);
  std::string compare_body(const Exchange&, const Request&);
  std::string compare_multipart(const Exchange&, const Body&);
  std::string compare_json(const class Json& wanted, const class Json& sent, const std::string& where);
  bool matches(std::string_view pattern, std::string_view text);
  std::string filled(std::string text) const;

  std::string name_{"cassette"};
  std::vector<Exchange> exchanges_{};
  std::map<std::string, std::string> heard_{};
  std::string difference_{};
  mutable std::mutex mutex_{};
  int requests_ = 0, effects_ = 0;
  bool partial_ = false, lenient_ = false;
};

}  // namespace cmtool
