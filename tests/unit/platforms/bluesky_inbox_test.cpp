// SPDX-License-Identifier: MIT
// The inbox of Bluesky, and what can be done about what is in it.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "base/ascii.hpp"
#include "bluesky/records.hpp"
#include "net/atproto.hpp"
#include "tests/support/answers.hpp"
#include "tests/support/inbox_reader.hpp"
#include "tests/support/platform_bench.hpp"

using namespace cmtool;

namespace {

const Platform& bluesky_itself() { return **find_platform("bluesky"); }

const std::string us = "did:plc:atelieratelieratelieratel", lea = "did:plc:lealealealealealealealea";
const std::string our_post = "at://" + us + "/app.bsky.feed.post/3kabcdefghi2b";
const std::string reply_uri = "at://" + lea + "/app.bsky.feed.post/3kabcdefghi3a";

struct Bench : PlatformBench {
  explicit Bench(Http& over) : PlatformBench(bluesky_itself(), over) {
    account.remote_id = us;
    account.handle = "atelier.example";
    credentials.fields["access_token"] = Secret("canary-access");
  }
};

Json reference(const std::string& uri) { return Json{{"uri", uri}, {"cid", "bafyrei"}}; }

Json record(const std::string& text, const std::string& at, const std::string& root = "", const std::string& parent = "") {
  Json made{{"$type", "app.bsky.feed.post"}, {"text", text}, {"createdAt", at}};
  if (!root.empty()) made.set("reply", Json{{"root", reference(root)}, {"parent", reference(parent)}});
  return made;
}

/// A post as views show it.
Json view(const std::string& uri, Json record, const std::string& indexed) {
  const auto address = atproto::address_of(uri);
  return Json{{"uri", uri}, {"cid", "bafyrei"}, {"author", Json{{"did", address->authority}, {"handle", "lea.example"}, {"displayName", "Léa"}}}, {"record", std::move(record)}, {"indexedAt", indexed}};
}

/// An app view: notifications from the newest to the oldest, whose cursor is a time.
struct Network {
  struct Post {
    std::string uri{}, at{}, text{"x"}, reason{};
    bool there = true;
    bool blocked = false;  ///< hidden from getPosts and from the list
  };
  std::vector<Post> posts{};  ///< the oldest first
  Instant clock = parse_iso("2026-11-01T00:00:00Z").value();
  int pages_of = 10;
  bool forgets_cursors = false;
  Answers http{[this](const Asked& asked) { return answer(asked); }};

  void add(const std::string& reason) {
    clock += std::chrono::minutes(1);
    posts.push_back({.uri = "at://" + lea + "/app.bsky.feed.post/" + atproto::tid(clock, posts.size()), .at = iso_milliseconds(clock), .reason = reason});
  }
  static Json view_of(const Post& post) { return view(post.uri, record(post.text, post.at), post.at); }

  Response answer(const Asked& asked) const {
    if (asked.path == "/xrpc/app.bsky.notification.listNotifications") return list(asked);
    if (asked.path == "/xrpc/app.bsky.feed.getPosts") {
      const auto uris = asked.all("uris");
      CHECK(uris.size() <= 25);
      Json found = Json::array();
      for (const Post& post : posts) {
        if (post.there && !post.blocked && std::find(uris.begin(), uris.end(), post.uri) != uris.end()) found.push(view_of(post));
      }
      return Answers::json(Json{{"posts", found}});
    }
    if (asked.path == "/xrpc/com.atproto.repo.getRecord") {
      for (const Post& post : posts) {
        if (post.there && post.uri.ends_with(asked["rkey"])) return Answers::json(Json{{"uri", post.uri}, {"cid", "bafyrei"}, {"value", record(post.text, post.at)}});
      }
      return Answers::json(Json{{"error", "RecordNotFound"}, {"message", "Could not locate record"}}, 400);
    }
    return Answers::json(Json{{"error", "NotFound"}, {"message", "Post not found"}}, 400);
  }

  Response list(const Asked& asked) const {
    if (forgets_cursors && !asked["cursor"].empty()) return Answers::json(Json{{"error", "InvalidRequest"}, {"message", "Malformed cursor"}}, 400);
    const auto reasons = asked.all("reasons");
    Json page = Json::array();
    std::string cursor;
    int taken = 0;
    for (auto post = posts.rbegin(); post != posts.rend(); ++post) {
      if (!asked["cursor"].empty() && post->at >= asked["cursor"]) continue;
      if (taken++ == pages_of) break;
      cursor = post->at;
      if (!post->there || post->blocked || std::find(reasons.begin(), reasons.end(), post->reason) == reasons.end()) continue;
      Json one = view_of(*post);
      one.set("reason", post->reason);
      page.push(std::move(one));
    }
    Json body{{"notifications", page}};
    if (taken > pages_of) body.set("cursor", cursor);
    return Answers::json(body);
  }
};

struct Reader : test::InboxReader<Bench> {
  explicit Reader(Network& it) : InboxReader(bluesky_itself(), it.http) {}
};

InboxPage read(const std::string& notifications, const std::string& thread = "", const std::vector<Receipt>& own = {}) {
  Answers http([&](const Asked& asked) {
    if (asked.path.ends_with("listNotifications")) return Response{.status = 200, .body = notifications};
    if (asked.path.ends_with("getPostThread")) return Response{.status = 200, .body = thread};
    if (asked.path.ends_with("getPosts")) return Answers::json(Json{{"posts", Json::array()}});
    return Answers::json(Json{{"uri", "x"}, {"cid", "x"}});  // the record is there
  });
  Bench bench(http);
  Session session = bench.session();
  auto page = bluesky_itself().inbox(session, {.own = own});
  REQUIRE_MESSAGE(page.ok(), (page.ok() ? "" : page.error().message));
  return *page;
}

Fault act_fault(const std::string& text, Act act, const Item& item, const std::string& why = "") {
  const auto tape = Cassette::of(text);
  Bench bench(*tape);
  Session session = bench.session();
  const auto result = bluesky_itself().act(session, item, act, why);
  return result.ok() ? Fault::internal : result.error().fault;
}
constexpr Fault done = Fault::internal;  // nothing went wrong

const Item the_reply{.remote_id = reply_uri, .author = {.remote_id = lea}, .on = our_post};
std::string encoded(const std::string& uri) { return percent_encoded(uri); }
const std::string get_post = "> GET /xrpc/app.bsky.feed.getPosts?uris=" + encoded(reply_uri) + "\n< 200\n";
const std::string no_post = get_post + "< {\"posts\":[]}\n\n";
std::string post_with(const std::string& viewer) { return get_post + R"(< {"posts":[{"uri":")" + reply_uri + R"(","cid":"bafyreilea","viewer":)" + viewer + "}]}\n\n"; }
const std::string put = "> POST /xrpc/com.atproto.repo.putRecord\n", del = "> POST /xrpc/com.atproto.repo.deleteRecord\n";
const std::string put_done = "< 200\n< {\"uri\":\"at://x/y/z\",\"cid\":\"bafyreinew\"}\n\n", changed = "< 400\n< {\"error\":\"InvalidSwap\",\"message\":\"Record was at bafyreiother\"}\n\n";
std::string like_body(const std::string& key) {
  return R"(> {"repo":")" + us + R"(","collection":"app.bsky.feed.like","rkey":")" + key + R"(","record":{"$type":"app.bsky.feed.like","subject":{"uri":")" + reply_uri +
         R"(","cid":"bafyreilea"},"createdAt":"*"},"swapRecord":null})" + "\n";
}
std::string delete_body(const std::string& collection, const std::string& key) {
  return R"(> {"repo":")" + us + R"(","collection":")" + collection + R"(","rkey":")" + key + "\"}\n< 200\n< {}\n\n";
}
const std::string get_reply = "> GET /xrpc/com.atproto.repo.getRecord?repo=" + encoded(lea) + "&collection=app.bsky.feed.post&rkey=3kabcdefghi3a\n";
std::string reply_to(const std::string& root) {
  return get_reply + R"(< 200
< {"uri":")" + reply_uri + R"(","cid":"bafyreilea","value":{"text":"x","reply":{"root":{"uri":")" + root + R"("},"parent":{"uri":")" + root + "\"}}}}\n\n";
}
const std::string get_gate = "> GET /xrpc/com.atproto.repo.getRecord?repo=" + encoded(us) + "&collection=app.bsky.feed.threadgate&rkey=3kabcdefghi2b\n";
const std::string no_gate = get_gate + "< 400\n< {\"error\":\"RecordNotFound\",\"message\":\"Could not locate record\"}\n\n";
std::string gate(const std::string& hidden, const std::string& more = "") {
  return get_gate + R"(< 200
< {"uri":"at://x","cid":"bafyreigate","value":{"$type":"app.bsky.feed.threadgate","post":")" + our_post + R"(","createdAt":"2026-11-22T08:00:00Z")" + more + R"(,"hiddenReplies":)" + hidden + "}}\n\n";
}

}  // namespace

TEST_CASE("a reply becomes an item, and one that is deleted a moment later is gone") {
  Cassette tape("bluesky/inbox.http");
  Bench bench(tape);
  Session session = bench.session();
  const auto page = bluesky_itself().inbox(session, {.own = {Receipt{.remote_id = our_post}}});
  REQUIRE(page.ok());
  REQUIRE(page->items.size() == 2);
  const Item& item = page->items[0];
  CHECK(item.remote_id == reply_uri);
  CHECK(item.account == "atelier");
  CHECK(item.kind == ItemKind::reply);
  CHECK(item.author == Author{.remote_id = lea, .handle = "lea.example", .name = "Léa", .url = "https://bsky.app/profile/lea.example"});
  CHECK(item.text == "Et lundi ?");
  CHECK(item.language == "fr");
  CHECK(item.url == "https://bsky.app/profile/lea.example/post/3kabcdefghi3a");
  CHECK(item.on == our_post);
  CHECK(item.answers == our_post);
  CHECK(item.at == parse_iso("2026-11-22T08:30:00Z").value());
  CHECK(page->items[1].gone);
  CHECK(page->items[1].remote_id == reply_uri);
}

TEST_CASE("no notification is passed over, whatever comes and breaks between two pages") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    const auto chance = [&](unsigned n) { return random() % n; };
    Network network;
    network.forgets_cursors = false;
    Reader reader(network);
    for (int step = 0; step < 30; ++step) {
      for (unsigned i = chance(3) == 0 ? chance(90) : chance(4); i > 0; --i) network.add(chance(2) == 0 ? "reply" : chance(2) == 0 ? "like" : chance(2) == 0 ? "mention" : "quote");
      network.http.fail_at = chance(4) == 0 ? network.http.requests + 1 + static_cast<int>(chance(3)) : 0;
      reader.page();
    }
    network.http.fail_at = 0;
    reader.drain();  // ends the round that is under way
    reader.drain();
    for (const auto& post : network.posts) CHECK_MESSAGE(reader.had.contains(post.uri) == (post.reason != "like"), post.at);
  }
}

TEST_CASE("a place that the server does not know any more is left, and the reading begins again") {
  Network network;
  for (int i = 0; i < 25; ++i) network.add("reply");
  Reader reader(network);
  CHECK(reader.page());
  network.forgets_cursors = true;
  network.pages_of = 100;
  reader.drain();
  CHECK(reader.had.size() == 25);
}

TEST_CASE("edits and deletions are found in their turn, and what only a block hides is not called gone") {
  Network network;
  for (int i = 0; i < 40; ++i) network.add("reply");
  Reader reader(network);
  reader.drain();
  network.posts[3].text = "changed";
  network.posts[20].there = false;
  network.posts[21].blocked = true;
  reader.drain();
  reader.drain();
  CHECK(reader.last[network.posts[3].uri].text == "changed");
  CHECK(reader.gone == std::set<std::string>{network.posts[20].uri});
}

TEST_CASE("whom a post is about follows from its root, its parent, the thread or the quote, in this order") {
  const std::string theirs = "at://" + lea + "/app.bsky.feed.post/3kabcdefghi9z", at = "2026-11-22T08:00:00Z", uri = "at://" + lea + "/app.bsky.feed.post/3kaaaaaaaaa2";
  const auto notified = [&](int n, const std::string& reason, Json what, const std::string& subject = "") {
    Json one = view(uri + std::to_string(n), std::move(what), at);
    one.set("reason", reason);
    if (!subject.empty()) one.set("reasonSubject", subject);
    return one;
  };
  Json quote = record("d", at);
  quote.set("embed", Json{{"$type", "app.bsky.embed.record"}, {"record", reference(our_post)}});
  Json with_media = record("e", at);
  with_media.set("embed", Json{{"record", Json{{"record", reference(our_post)}}}});
  const Json list = Json::array({notified(1, "mention", record("a", at, our_post, theirs)), notified(2, "reply", record("b", at, theirs, our_post)), notified(3, "reply", record("c", at, theirs, theirs), our_post),
                                 notified(4, "quote", quote, our_post), notified(5, "quote", with_media, our_post), notified(6, "mention", record("f", at)), notified(7, "like", record("g", at), our_post)});
  const auto page = read(Json{{"notifications", list}}.dump());
  REQUIRE(page.items.size() == 6);
  std::string seen;
  for (const Item& item : page.items) seen += item.text + std::string(" ") + std::string(slug(item.kind)) + (item.on == our_post ? "+ " : item.on.empty() ? " " : "? ");
  CHECK(seen == "a reply+ b reply+ c reply+ d mention+ e mention+ f mention ");
}

TEST_CASE("a thread's replies are found however deep, and ours between them are no items") {
  const std::string at = "2026-11-22T08:00:00Z", our_reply = "at://" + us + "/app.bsky.feed.post/3kabcdefghi4a", theirs = "at://" + lea + "/app.bsky.feed.post/3kabcdefghi9z";
  const auto node = [](Json post, Json replies) { return Json{{"post", std::move(post)}, {"replies", std::move(replies)}}; };
  const Json deepest = node(view("at://" + lea + "/app.bsky.feed.post/3kabcdefghi5a", record("deep", at, theirs, our_reply), at), Json::array());
  const Json ours = node(view(our_reply, record("ours", at, theirs, reply_uri), at), Json::array({deepest}));
  const Json first = node(view(reply_uri, record("first", at, theirs, our_post), at), Json::array({ours, Json{{"notFound", true}}, Json(7)}));
  const auto page = read(R"({"notifications":[]})", Json{{"thread", node(view(our_post, record("x", at), at), Json::array({first}))}}.dump(), {Receipt{.remote_id = our_post}});
  REQUIRE(page.items.size() == 2);
  CHECK(page.items[0].on == our_post);
  CHECK(page.items[1].text == "deep");
  CHECK(page.items[1].on == our_reply);
}

TEST_CASE("hostile answers give nothing or a fault, and a time in the future is not believed") {
  for (const std::string body : {R"({"notifications":[null,7,[],{"uri":"at://a/b"},{"uri":"javascript:alert","reason":"reply","record":{"text":"x"}},{"uri":"at://../../x/y","reason":"reply","record":{"text":"x"}},{"reason":"reply","uri":7,"record":[]}]})",
                                 R"({"notifications":{}})", R"({"notifications":[],"cursor":7})"}) {
    CHECK(read(body).items.empty());
  }
  for (const std::string body : {"{}", "[]", "null", "7"}) {
    Answers http([&](const Asked&) { return Response{.status = 200, .body = body}; });
    Bench bench(http);
    Session session = bench.session();
    const auto page = bluesky_itself().inbox(session, {.cursor = R"({"sweep":{"at":[],"done":7},"own":-1,"seen":{"items":7,"next":{}}})"});
    REQUIRE_FALSE(page.ok());
    CHECK(page.error().fault == Fault::protocol);
  }
  Json future = view(reply_uri, record("x", "2099-01-01T00:00:00Z"), "2099-01-01T00:00:00Z");
  future.set("reason", "mention");
  const auto page = read(Json{{"notifications", Json::array({future})}}.dump());
  REQUIRE(page.items.size() == 1);
  CHECK(page.cursor.find("\"done\":\"2026-11-22T09:00:00Z\"") != std::string::npos);
}

TEST_CASE("a key stands for its subject alone, and is a record key that the server takes") {
  const auto is_tid = [](const std::string& key) {
    return key.size() == 13 && std::string_view("234567abcdefghij").find(key[0]) != std::string_view::npos && key.find_first_not_of("234567abcdefghijklmnopqrstuvwxyz") == std::string::npos;
  };
  std::set<std::string> keys;
  for (int i = 0; i < 2000; ++i) {
    const std::string key = bluesky::key_for(reply_uri + std::to_string(i));
    CHECK(is_tid(key));
    CHECK(keys.insert(key).second);
    CHECK(bluesky::key_for(reply_uri + std::to_string(i)) == key);
  }
}

TEST_CASE("a like is one record, however often it is asked for") {
  const std::string key = bluesky::key_for(reply_uri);
  CHECK(act_fault(post_with("{}") + put + like_body(key) + put_done, Act::like, the_reply) == done);
  CHECK(act_fault(post_with("{}") + put + like_body(key) + changed, Act::like, the_reply) == done);
  CHECK(act_fault(post_with(R"({"like":"at://x/app.bsky.feed.like/3k"})"), Act::like, the_reply) == done);
  CHECK(act_fault(no_post, Act::like, the_reply) == Fault::not_found);
}

TEST_CASE("a like is taken back under whatever key it was given, and from a post that is gone") {
  const std::string own = del + delete_body("app.bsky.feed.like", bluesky::key_for(reply_uri)), other = del + delete_body("app.bsky.feed.like", "3kabcdefghi7a");
  CHECK(act_fault(post_with(R"({"like":"at://)" + us + R"(/app.bsky.feed.like/3kabcdefghi7a"})") + own + other, Act::unlike, the_reply) == done);
  CHECK(act_fault(post_with("{}") + own, Act::unlike, the_reply) == done);
  CHECK(act_fault(no_post + own, Act::unlike, the_reply) == done);
  // What is named is deleted only where it is a like of ours.
  CHECK(act_fault(post_with(R"({"like":"at://)" + us + R"(/app.bsky.feed.post/3kabcdefghi2b"})") + own, Act::unlike, the_reply) == done);
}

TEST_CASE("a reply is hidden in the gate of our thread, which keeps what else it says") {
  const std::string ours = reply_to(our_post);
  CHECK(act_fault(ours + no_gate + put + R"(> {"repo":"*","collection":"app.bsky.feed.threadgate","rkey":"3kabcdefghi2b","record":{"$type":"app.bsky.feed.threadgate","post":")" + our_post +
                      R"(","createdAt":"2026-11-22T09:00:00.000Z","hiddenReplies":[")" + reply_uri + R"("]},"swapRecord":null})" + "\n" + put_done,
                  Act::hide, the_reply) == done);
  CHECK(act_fault(ours + gate(R"(["at://other"])", R"(,"allow":[{"$type":"app.bsky.feed.threadgate#followerRule"}],"new":7)") + put +
                      R"(> {"repo":"*","collection":"*","rkey":"*","record":{"$type":"*","post":"*","createdAt":"2026-11-22T08:00:00Z","allow":[{"$type":"app.bsky.feed.threadgate#followerRule"}],"new":7,"hiddenReplies":["at://other",")" +
                      reply_uri + R"("]},"swapRecord":"bafyreigate"})" + "\n" + put_done,
                  Act::hide, the_reply) == done);
  CHECK(act_fault(ours + gate("[\"" + reply_uri + "\"]"), Act::hide, the_reply) == done);
}

TEST_CASE("a hidden reply is shown again, and one that is shown already is done with") {
  const std::string ours = reply_to(our_post);
  CHECK(act_fault(ours + gate("[\"at://other\",\"" + reply_uri + "\"]") + put + R"(> {"repo":"*","collection":"*","rkey":"*","record":{"$type":"*","post":"*","createdAt":"*","hiddenReplies":["at://other"]},"swapRecord":"bafyreigate"})" + "\n" + put_done,
                  Act::unhide, the_reply) == done);
  CHECK(act_fault(ours + no_gate, Act::unhide, the_reply) == done);
  CHECK(act_fault(get_reply + "< 400\n< {\"error\":\"RecordNotFound\"}\n\n" + gate("[]"), Act::unhide, the_reply) == done);
}

TEST_CASE("a gate that was changed meanwhile is read again, and never overwritten") {
  const std::string body = R"(> {"repo":"*","collection":"*","rkey":"*","record":"*","swapRecord":"bafyreigate"})" "\n";
  const std::string turn = gate("[]") + put + body + changed;
  CHECK(act_fault(reply_to(our_post) + turn + gate("[\"" + reply_uri + "\"]"), Act::hide, the_reply) == done);
  CHECK(act_fault(reply_to(our_post) + turn + turn + turn + turn, Act::hide, the_reply) == Fault::rate_limited);
}

TEST_CASE("only in our own thread can a reply be hidden, and what is gone is out of sight") {
  CHECK(act_fault(reply_to("at://" + lea + "/app.bsky.feed.post/3kabcdefghi9z"), Act::hide, the_reply) == Fault::unsupported);
  CHECK(act_fault(get_reply + "< 400\n< {\"error\":\"RecordNotFound\"}\n\n", Act::hide, the_reply) == done);
  CHECK(act_fault("", Act::hide, {.remote_id = "https://example.com"}) == Fault::not_found);
}

TEST_CASE("authors are muted and blocked, and neither twice") {
  const std::string profile = "> GET /xrpc/app.bsky.actor.getProfile?actor=" + encoded(lea) + "\n", key = bluesky::key_for(lea);
  const std::string unknown = profile + "< 400\n< {\"error\":\"InvalidRequest\",\"message\":\"Profile not found\"}\n\n", plain = profile + R"(< 200
< {"did":")" + lea + "\",\"viewer\":{}}\n\n";
  const std::string blocked = profile + R"(< 200
< {"did":")" + lea + R"(","viewer":{"blocking":"at://)" + us + "/app.bsky.graph.block/3kabcdefghi8a\"}}\n\n";
  const std::string block = put + R"(> {"repo":"*","collection":"app.bsky.graph.block","rkey":")" + key + R"(","record":{"$type":"app.bsky.graph.block","subject":")" + lea + R"(","createdAt":"*"},"swapRecord":null})" + "\n";
  CHECK(act_fault(plain + block + put_done, Act::block, the_reply) == done);
  CHECK(act_fault(plain + block + changed, Act::block, the_reply) == done);
  CHECK(act_fault(blocked, Act::block, the_reply) == done);
  const std::string own = del + delete_body("app.bsky.graph.block", key);
  CHECK(act_fault(blocked + own + del + delete_body("app.bsky.graph.block", "3kabcdefghi8a"), Act::unblock, the_reply) == done);
  CHECK(act_fault(unknown + own, Act::unblock, the_reply) == done);
  CHECK(act_fault("> POST /xrpc/app.bsky.graph.muteActor\n> {\"actor\":\"" + lea + "\"}\n< 200\n\n", Act::mute, the_reply) == done);
  CHECK(act_fault("> POST /xrpc/app.bsky.graph.unmuteActor\n> {\"actor\":\"" + lea + "\"}\n< 200\n\n", Act::unmute, {.remote_id = reply_uri}) == done);
  CHECK(act_fault("", Act::block, {.remote_id = "x", .author = {.remote_id = "lea.example"}}) == Fault::not_found);
}

TEST_CASE("a report names the post as it was seen, and a lost answer is not called done") {
  const std::string report = post_with("{}") + "> POST /xrpc/com.atproto.moderation.createReport\n> " + R"({"reasonType":"com.atproto.moderation.defs#reasonOther","reason":"insulte","subject":{"$type":"com.atproto.repo.strongRef","uri":")" + reply_uri +
                             R"(","cid":"bafyreilea"}})" + "\n";
  CHECK(act_fault(report + "< 200\n< {\"id\":7}\n", Act::report, the_reply, "insulte") == done);
  CHECK(act_fault(report + "< 502\n< {}\n", Act::report, the_reply, "insulte") == Fault::unknown_outcome);
  CHECK(act_fault(report + "< 200\n< {}\n", Act::report, the_reply, "insulte") == Fault::unknown_outcome);
  CHECK(act_fault(no_post, Act::report, the_reply) == Fault::not_found);
}
