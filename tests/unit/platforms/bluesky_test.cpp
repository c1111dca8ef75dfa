// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include "net/atproto.hpp"
#include "platform.hpp"
#include "tests/support/platform_bench.hpp"

using namespace cmtool;

namespace cmtool {
const Platform& bluesky_platform();
}

namespace {

const std::string did = "did:plc:atelieratelieratelieratel";

struct Desk {
  explicit Desk(const std::string& text) : tape(Cassette::of(text)), bench(bluesky_platform(), *tape) {
    bench.account.remote_id = did;
    bench.account.handle = "atelier.example";
  }
  std::unique_ptr<Cassette> tape;
  PlatformBench bench;
};

const std::string put_tape = R"(
> POST /xrpc/com.atproto.repo.putRecord
> {"repo":"*","collection":"app.bsky.feed.post","rkey":"{*rkey}","record":{"$type":"app.bsky.feed.post","text":"Bonjour","createdAt":"{*at}"}}
< 200
< {"uri":"at://did:plc:atelieratelieratelieratel/app.bsky.feed.post/{*rkey}","cid":"bafyreia"}
)";

}  // namespace

TEST_CASE("a TID is thirteen characters that sort by time and differ by chance") {
  const Instant at = parse_iso("2026-11-22T09:00:00Z").value();
  CHECK(atproto::tid(Instant{}, 0) == "2222222222222");
  CHECK(atproto::tid(at, 0).size() == 13);
  CHECK(atproto::tid(at, 0) < atproto::tid(at + std::chrono::milliseconds(1), 0));
  CHECK(atproto::tid(at, 1) != atproto::tid(at, 2));
  CHECK(atproto::tid(at, ~0ULL) < atproto::tid(at + std::chrono::milliseconds(1), 0));
}

TEST_CASE("a post's address is read from an at:// URI and from bsky.app, and from nothing else") {
  CHECK(atproto::address_of("at://did:plc:x/app.bsky.feed.post/3k") == atproto::Address{"did:plc:x", "app.bsky.feed.post", "3k"});
  CHECK(atproto::address_of("https://bsky.app/profile/lea.example/post/3k?ref=x") == atproto::Address{"lea.example", "app.bsky.feed.post", "3k"});
  for (const std::string bad : {"", "3k", "at://x", "at://a/b/c/d", "at://a//c", "https://bsky.app/profile/x", "https://evil.example/profile/x/post/y",
                                "at://a/../c", "at://a b/c/d"}) {
    CAPTURE(bad);
    CHECK_FALSE(atproto::address_of(bad).has_value());
  }
}

TEST_CASE("sending a delivery again sends the very same record") {
  Desk desk(put_tape + put_tape);
  const Post post{.id = "01jd3k5v9q8x7m2c", .text = "Bonjour"};
  auto first = desk.bench.session();
  const auto one = bluesky_platform().publish(first, post);
  REQUIRE(one.ok());
  desk.bench.clock.advance(std::chrono::hours(5));
  auto second = desk.bench.session();
  const auto two = bluesky_platform().publish(second, post);
  REQUIRE(two.ok());
  CHECK(one.value() == two.value());
}

TEST_CASE("find() asks for the noted record key: there, gone, never sent") {
  const Post post{.id = "01jd3k5v9q8x7m2c", .text = "Bonjour"};
  const std::string get = "> GET /xrpc/com.atproto.repo.getRecord?repo=*&collection=app.bsky.feed.post&rkey={*rkey}\n";
  Desk desk(put_tape + get + "< 200\n< {\"uri\":\"at://x/app.bsky.feed.post/{*rkey}\",\"cid\":\"bafyreia\",\"value\":{}}\n" + get +
            "< 400\n< {\"error\":\"RecordNotFound\",\"message\":\"Could not locate record\"}\n");
  {
    auto session = desk.bench.session();
    CHECK_FALSE(bluesky_platform().find(session, post, {}).value().has_value());
  }
  auto session = desk.bench.session();
  const auto sent = bluesky_platform().publish(session, post);
  REQUIRE(sent.ok());
  CHECK(bluesky_platform().find(session, post, {}).value().value() == sent.value());
  CHECK_FALSE(bluesky_platform().find(session, post, {}).value().has_value());
}

TEST_CASE("facets have byte offsets, and a mention of nobody stays plain text") {
  Desk desk(R"(
> GET /xrpc/com.atproto.identity.resolveHandle?handle=lea.example.com
< 200
< {"did":"did:plc:lea"}
> GET /xrpc/com.atproto.identity.resolveHandle?handle=personne.example.com
< 400
< {"error":"InvalidRequest","message":"Unable to resolve handle"}
> POST /xrpc/com.atproto.repo.putRecord
> {"repo":"*","collection":"*","rkey":"{*rkey}","record":{"$type":"*","createdAt":"*","text":"é @lea.example.com @personne.example.com #Noël https://a.example.com/x","facets":[{"index":{"byteStart":3,"byteEnd":19},"features":[{"$type":"app.bsky.richtext.facet#mention","did":"did:plc:lea"}]},{"index":{"byteStart":42,"byteEnd":48},"features":[{"$type":"app.bsky.richtext.facet#tag","tag":"Noël"}]},{"index":{"byteStart":49,"byteEnd":72},"features":[{"$type":"app.bsky.richtext.facet#link","uri":"https://a.example.com/x"}]}]}}
< 200
< {"uri":"at://x/app.bsky.feed.post/{*rkey}","cid":"bafyreia"}
)");
  auto session = desk.bench.session();
  const auto sent = bluesky_platform().publish(
      session, Post{.id = "01jd3k5v9q8x7m2c", .text = "é @lea.example.com @personne.example.com #Noël https://a.example.com/x"});
  CHECK_MESSAGE(sent.ok(), (sent.ok() ? "" : sent.error().message));
}

TEST_CASE("signing in keeps both tokens and goes on at the account's own server") {
  Desk desk(R"(
> POST https://bsky.social/xrpc/com.atproto.server.createSession
> !Authorization
> {"identifier":"atelier.example","password":"canary-password"}
< 200
< {"accessJwt":"a","refreshJwt":"r","did":"did:plc:atelieratelieratelieratel","handle":"atelier.example","active":true,"didDoc":{"service":[{"id":"#atproto_pds","type":"AtprotoPersonalDataServer","serviceEndpoint":"https://morel.host.example"}]}}
)");
  desk.bench.account.server = "https://bsky.social";
  auto session = desk.bench.session();
  Account wanted = desk.bench.account;
  wanted.handle = "@atelier.example";
  const auto done = bluesky_platform().sign_in(session, wanted);
  REQUIRE(done.ok());
  CHECK(done.value().account.server == "https://morel.host.example");
  CHECK(done.value().account.remote_id == did);
  CHECK(done.value().credentials["access_token"].reveal() == "a");
  CHECK(done.value().credentials["refresh_token"].reveal() == "r");
  CHECK_FALSE(done.value().credentials["password"].empty());
}

TEST_CASE("a worn refresh token is replaced by signing in again, once, with the app password") {
  Desk desk(R"(
> POST /xrpc/com.atproto.server.refreshSession
> Authorization: Bearer worn
< 400
< {"error":"ExpiredToken","message":"Token has expired"}
> POST /xrpc/com.atproto.server.createSession
> {"identifier":"did:plc:atelieratelieratelieratel","password":"canary-password"}
< 200
< {"accessJwt":"a","refreshJwt":"r","did":"did:plc:atelieratelieratelieratel","handle":"atelier.example"}
)");
  auto session = desk.bench.session();
  Credentials worn = desk.bench.credentials;
  worn.fields["refresh_token"] = Secret("worn");
  const auto fresh = bluesky_platform().refresh(session, worn);
  REQUIRE(fresh.ok());
  CHECK(fresh.value()["access_token"].reveal() == "a");
}

TEST_CASE("a network that is down is not taken for a dead session") {
  Desk desk("> POST /xrpc/com.atproto.server.refreshSession\n< 502\n< {\"error\":\"UpstreamFailure\"}\n");
  auto session = desk.bench.session();
  Credentials worn = desk.bench.credentials;
  worn.fields["refresh_token"] = Secret("worn");
  const auto fresh = bluesky_platform().refresh(session, worn);
  REQUIRE_FALSE(fresh.ok());
  CHECK(fresh.error().fault == Fault::network);
}

TEST_CASE("a bad token is 400 InvalidToken there, and means sign in") {
  Desk desk("> GET /xrpc/com.atproto.server.getSession\n< 400\n< {\"error\":\"InvalidToken\",\"message\":\"Bad token\"}\n");
  auto session = desk.bench.session();
  const auto who = bluesky_platform().who(session);
  REQUIRE_FALSE(who.ok());
  CHECK(who.error().fault == Fault::auth);
}
