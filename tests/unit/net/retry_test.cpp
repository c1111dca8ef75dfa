// SPDX-License-Identifier: MIT
#include "net/retry.hpp"

#include <doctest/doctest.h>

#include <deque>

#include "tests/support/fake_clock.hpp"

using namespace cmtool;
using namespace std::chrono_literals;

namespace {

/// Answers from a list, and counts.
class Listed final : public Http {
 public:
  explicit Listed(std::deque<Result<Response>> answers) : answers_(std::move(answers)) {}
  Result<Response> send(const Request&, std::stop_token) override {
    ++asked;
    if (answers_.empty()) return Response{.status = 200};
    auto answer = std::move(answers_.front());
    answers_.pop_front();
    return answer;
  }
  int asked = 0;

 private:
  std::deque<Result<Response>> answers_;
};

Error lost() { return {.fault = Fault::unknown_outcome, .message = "the answer was lost"}; }
Error offline() { return {.fault = Fault::network, .message = "refused"}; }
Response status(int number, Headers headers = {}) { return {.status = number, .headers = std::move(headers)}; }

struct Run {
  explicit Run(std::deque<Result<Response>> answers) {
    auto inner = std::make_unique<Listed>(std::move(answers));
    listed = inner.get();
    retry = std::make_unique<Retry>(std::move(inner), clock, Say{}, [] { return std::uint64_t{200}; });
  }
  Result<Response> send(Effects effects, const std::string& key = "") {
    return retry->send({.method = Method::post, .url = "https://a.example/", .effects = effects, .key = key}, stop.get_token());
  }
  FakeClock clock{};
  std::stop_source stop{};
  Listed* listed = nullptr;
  std::unique_ptr<Retry> retry{};
};

}  // namespace

TEST_CASE("the wait doubles, varies by a fifth, has an end, and is never shorter than the server asked for") {
  struct Row {
    int attempt;
    std::optional<std::chrono::seconds> asked;
    std::chrono::milliseconds least, most;
  };
  const Row rows[]{
      {1, std::nullopt, 800ms, 1200ms},     {2, std::nullopt, 1600ms, 2400ms}, {3, std::nullopt, 3200ms, 4800ms},
      {5, std::nullopt, 12800ms, 19200ms},  {9, std::nullopt, 12800ms, 19200ms}, {1000, std::nullopt, 12800ms, 19200ms},
      {0, std::nullopt, 800ms, 1200ms},     {1, 7s, 7s, 7500ms},               {5, 7s, 12800ms, 19200ms},
      {1, 0s, 800ms, 1200ms},
  };
  for (const auto& row : rows) {
    CAPTURE(row.attempt);
    for (const std::uint64_t chance : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{123456789}, ~std::uint64_t{0}}) {
      const auto wait = delay(row.attempt, row.asked, chance);
      CHECK(wait >= row.least);
      CHECK(wait <= row.most);
    }
  }
  CHECK(delay(1, std::nullopt, 0) != delay(1, std::nullopt, 100));
}

TEST_CASE("what changes nothing is tried three times at most") {
  Run good({offline(), status(503)});
  CHECK(good.send(Effects::no).ok());
  CHECK(good.listed->asked == 3);
  CHECK(good.clock.slept() == std::vector<std::chrono::milliseconds>{1000ms, 1800ms});
  Run bad({status(502), offline(), status(500), status(200)});
  CHECK(bad.send(Effects::same).value().status == 500);
  CHECK(bad.listed->asked == 3);
}

TEST_CASE("a lost answer to what has effects is never followed by the same request again") {
  for (auto answer : {Result<Response>(lost()), Result<Response>(status(500)), Result<Response>(status(502)), Result<Response>(status(503)),
                      Result<Response>(status(408)), Result<Response>(status(504, {{"Retry-After", "1"}}))}) {
    Run run({answer});
    (void)run.send(Effects::yes);
    CHECK(run.listed->asked == 1);
  }
}

TEST_CASE("what surely did not happen is tried again, also with effects") {
  Run refused({offline()});
  CHECK(refused.send(Effects::yes).ok());
  CHECK(refused.listed->asked == 2);
  Run limited({status(429, {{"Retry-After", "2"}})});
  CHECK(limited.send(Effects::yes).value().status == 200);
  CHECK(limited.clock.slept().front() >= 2s);
}

TEST_CASE("a key that the platform knows makes a repeat safe") {
  Run run({lost()});
  CHECK(run.send(Effects::yes, "key").ok());
  CHECK(run.listed->asked == 2);
}

TEST_CASE("a refusal of the second attempt does not make the first one undone") {
  for (auto second : {Result<Response>(status(500)), Result<Response>(status(422)), Result<Response>(status(401)), Result<Response>(status(429))}) {
    Run run({lost(), second});
    const auto answer = run.send(Effects::yes, "key");
    REQUIRE(!answer.ok());
    CHECK(answer.error().fault == Fault::unknown_outcome);
  }
  Run offline_after({lost(), offline(), offline()});
  CHECK(offline_after.send(Effects::yes, "key").error().fault == Fault::unknown_outcome);
}

TEST_CASE("a long wait is handed back at once, and so is a limit without a time") {
  for (const Headers& headers : {Headers{{"Retry-After", "120"}}, Headers{}, Headers{{"Retry-After", "-5"}}, Headers{{"Retry-After", "soon"}}}) {
    Run run({status(429, headers)});
    CHECK(run.send(Effects::no).value().status == 429);
    CHECK(run.listed->asked == 1);
    CHECK(run.clock.slept().empty());
  }
}

TEST_CASE("one request waits for twenty seconds at most, whatever servers ask for") {
  Run run({status(429, {{"Retry-After", "12"}}), status(429, {{"Retry-After", "12"}}), status(200)});
  CHECK(run.send(Effects::no).value().status == 429);
  CHECK(run.listed->asked == 2);
}

TEST_CASE("what will not get better is not repeated") {
  for (const int number : {200, 201, 301, 400, 401, 403, 404, 409, 422, 501}) {
    Run run({status(number)});
    CHECK(run.send(Effects::no).value().status == number);
    CHECK(run.listed->asked == 1);
  }
}

TEST_CASE("a stop ends the waiting with the last answer") {
  Run run({offline()});
  run.stop.request_stop();
  CHECK(run.send(Effects::no).error().fault == Fault::network);
  CHECK(run.listed->asked == 1);
}
