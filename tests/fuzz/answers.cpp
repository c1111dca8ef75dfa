// SPDX-License-Identifier: MIT
// Answers of servers, through Session and every platform: no crash, no endless asking, no secret in a message.
//
// The bytes are a list of answers, each of a status (one byte), headers (lines up to a zero byte) and a body (up to a zero
// byte); behind the last one the connection breaks.
#include "base/ascii.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "tests/support/platform_bench.hpp"

namespace cmtool::fuzz {
namespace {

constexpr int most_requests = 2000;

class Script final : public Http {
 public:
  explicit Script(std::string_view bytes) : rest_(bytes) {}

  Result<Response> send(const Request& request, std::stop_token) override {
    must(++asked_ <= most_requests);
    if (rest_.empty())
      return Error{.fault = request.effects == Effects::yes ? Fault::unknown_outcome : Fault::network, .message = "the connection broke"};
    const auto code = static_cast<unsigned char>(rest_[0]);
    rest_.remove_prefix(1);
    Response response{.status = code < 100 ? 200 : code + 200, .url = request.url};
    std::string_view head = next(rest_);
    for (const auto& line : split(head, '\n'))
      if (const auto colon = line.find(':'); colon != std::string::npos)
        response.headers.emplace_back(line.substr(0, colon), std::string(trimmed(std::string_view(line).substr(colon + 1))));
    response.body = next(rest_);
    return response;
  }

 private:
  std::string_view rest_;
  int asked_ = 0;
};

template <typename T>
void harmless_result(const Result<T>& result) {
  if (result) return;
  const Error& error = result.error();
  must(!error.message.empty());
  for (const auto& text : {error.message, error.hint}) must(text.find("canary-") == std::string::npos);
  if (error.retry_after) must(error.retry_after->count() >= 0);
}

}  // namespace

void answers(std::string_view bytes) {
  if (bytes.empty()) return;
  const auto verb = static_cast<unsigned char>(bytes[0]) % 8;
  for (const Platform* const platform : platforms()) {
    if (platform->about().name == "site") continue;  // it lives in a folder
    Script script(bytes.substr(1));
    PlatformBench bench(*platform, script);
    Session session = bench.session();
    const Post post{.id = "01jd3k5v9q8x7m2c", .text = "Bonjour #Rennes https://example.org @zoo@example.org", .title = "Zoo", .tags = {"zoo"}};
    const Receipt receipt{.remote_id = "at://did:plc:a/app.bsky.feed.post/3k", .url = "https://server.example/1", .extra = Json{{"cid", "x"}}};
    switch (verb) {
      case 0: harmless_result(platform->publish(session, post)); break;
      case 1: harmless_result(platform->find(session, post, Instant{})); break;
      case 2: harmless_result(platform->inbox(session, {})); break;
      case 3: harmless_result(platform->measure(session, {.posts = {receipt}, .account = true})); break;
      case 4: harmless_result(platform->sign_in(session, bench.account)); break;
      case 5: harmless_result(platform->limits(session)); break;
      case 6: harmless_result(platform->edit(session, receipt, post)); break;
      default: harmless_result(platform->who(session)); harmless_result(platform->remove(session, receipt)); break;
    }
  }
}

}  // namespace cmtool::fuzz
