// SPDX-License-Identifier: MIT
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <set>
#include <thread>

#include "platform.hpp"
#include "tests/support/platform_bench.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;

namespace cmtool {
const Platform& site_platform();
}

namespace {

/// A site in a scratch folder. Each delivery has its notes, as the verbs keep them.
struct Desk {
  Desk() {
    bench.account.name = "site";
    bench.account.server = folder();
    bench.account.settings = Json{{"title", "L’atelier"}, {"language", "fr"}};
    bench.disk = disk.get();
  }

  std::string folder() const { return (scratch / "www").string(); }
  std::string text(const std::string& name) const { return scratch.text("www/" + name); }
  bool has(const std::string& name) const { return std::filesystem::exists(scratch / ("www/" + name)); }
  bool shows(const std::string& name, const std::string& words) const { return text(name).find(words) != std::string::npos; }

  Receipt publish(const Post& post, const std::string& key = "") {
    bench.key = key.empty() ? "delivery" + std::to_string(++deliveries) : key;
    bench.notes.clear();
    auto session = bench.session();
    const auto receipt = site_platform().publish(session, post);
    REQUIRE_MESSAGE(receipt.ok(), (receipt.ok() ? "" : receipt.error().message));
    bench.clock.advance(std::chrono::minutes(1));
    return receipt.value();
  }
  Receipt publish(const std::string& words) { return publish(Post{.id = new_id(bench.clock.now()), .text = words}); }

  /// Every file that visitors could see, with its content.
  std::map<std::string, std::string> published() const {
    std::map<std::string, std::string> files;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
      const std::string name = std::filesystem::relative(entry.path(), folder()).string();
      if (entry.is_regular_file() && !name.starts_with(".cmtool/")) files[name] = text(name);
    }
    return files;
  }

  /// Files that a kill left half written, anywhere.
  std::vector<std::string> unfinished() const {
    std::vector<std::string> names;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder())) {
      if (entry.path().filename().string().starts_with(".cmtool-")) names.push_back(std::filesystem::relative(entry.path(), folder()).string());
    }
    return names;
  }

  test::ScratchDir scratch{};
  std::unique_ptr<Disk> disk = posix_disk();
  std::unique_ptr<Cassette> nothing = Cassette::of("");
  PlatformBench bench{site_platform(), *nothing};
  int deliveries = 0;
};

/// A disk on which nothing works any more after so many steps, as if the process had been killed there.
class DyingDisk final : public Disk {
 public:
  DyingDisk(Disk& inner, int steps) : inner_(inner), left_(steps) {}
  [[nodiscard]] bool died() const { return left_ < 0; }
  Result<std::string> read(const Path& a, std::uint64_t b) override { return alive([&] { return inner_.read(a, b); }); }
  Result<std::unique_ptr<Source>> open(const Path& a, bool b) override { return alive([&] { return inner_.open(a, b); }); }
  Result<void> write_new(const Path& a, std::string_view b, Readable c) override { return alive([&] { return inner_.write_new(a, b, c); }); }
  Result<void> append(const Path& a, std::string_view b) override { return alive([&] { return inner_.append(a, b); }); }
  Result<void> truncate(const Path& a, std::uint64_t b) override { return alive([&] { return inner_.truncate(a, b); }); }
  Result<void> sync(const Path& a) override { return alive([&] { return synced(a); }); }
  Result<void> sync_folder(const Path& a) override { return alive([&] { return synced(a); }); }
  Result<void> rename(const Path& a, const Path& b) override { return alive([&] { return inner_.rename(a, b); }); }
  Result<void> rename_new(const Path& a, const Path& b) override { return alive([&] { return inner_.rename_new(a, b); }); }
  Result<void> remove(const Path& a) override { return alive([&] { return inner_.remove(a); }); }
  Result<void> remove_folder(const Path& a) override { return alive([&] { return inner_.remove_folder(a); }); }
  Result<void> make_folder(const Path& a, Readable b) override { return alive([&] { return inner_.make_folder(a, b); }); }
  Result<void> sync_all(const Path& a) override { return alive([&] { return synced(a); }); }
  Result<void> make_private(const Path& a) override { return alive([&] { return inner_.make_private(a); }); }
  Result<std::vector<Entry>> list(const Path& a) override { return alive([&] { return inner_.list(a); }); }
  Result<FileFacts> facts(const Path& a) override { return alive([&] { return inner_.facts(a); }); }
  Result<std::unique_ptr<Lock>> lock(const Path& a, std::chrono::milliseconds b) override { return alive([&] { return inner_.lock(a, b); }); }

 private:
  template <typename F>
  auto alive(F step) -> decltype(step()) {
    if (--left_ < 0) {
      left_ = -1;
      return Error{.fault = Fault::state, .message = "killed"};
    }
    return step();
  }

  /// A killed process loses nothing that it had written, so what takes the time here can be left out.
  static Result<void> synced(const Path&) { return {}; }

  Disk& inner_;
  int left_;
};

std::string padded(int number) { return (number < 10 ? "0" : "") + std::to_string(number); }

}  // namespace

TEST_CASE("a post becomes a page at a permalink, and stands in the index and both feeds") {
  Desk desk;
  const Receipt receipt = desk.publish("Ouverture à 10 h ce **dimanche** #Noël");
  CHECK(receipt.remote_id == "2026/11/ouverture-a-10-h-ce-dimanche-noel");
  CHECK(receipt.url == "file://" + desk.folder() + "/" + receipt.remote_id + "/index.html");
  const std::string page = desk.text(receipt.remote_id + "/index.html");
  CHECK(page.starts_with("<!DOCTYPE html>\n<html lang=\"fr\">"));
  CHECK(page.find("Ouverture à 10 h ce <strong>dimanche</strong> <a href=\"../../../tags/noel/index.html\">#Noël</a>") != std::string::npos);
  CHECK(desk.shows("index.html", "2026/11/ouverture-a-10-h-ce-dimanche-noel/index.html"));
  CHECK(desk.shows("tags/noel/index.html", "../../2026/11/ouverture-a-10-h-ce-dimanche-noel/index.html"));
  CHECK(desk.shows("feed.xml", "<id>urn:uuid:"));
  const auto feed = parse_json(desk.text("feed.json"));
  REQUIRE(feed.ok());
  CHECK(feed.value()["version"].string_or() == "https://jsonfeed.org/version/1.1");
  CHECK(feed.value()["items"].items().size() == 1);
  CHECK(desk.has("style.css"));
}

TEST_CASE("a site with an address links to folders and tells it to readers and networks") {
  Desk desk;
  desk.bench.account.settings.set("url", "https://atelier.example/blog/");
  const Receipt receipt = desk.publish("Bonjour");
  CHECK(receipt.url == "https://atelier.example/blog/2026/11/bonjour/");
  CHECK(desk.shows("2026/11/bonjour/index.html", "<link rel=\"canonical\" href=\"https://atelier.example/blog/2026/11/bonjour/\">"));
  CHECK(desk.shows("feed.xml", "href=\"https://atelier.example/blog/2026/11/bonjour/\""));
  CHECK(desk.shows("index.html", "href=\"2026/11/bonjour/\""));
}

TEST_CASE("what an author writes cannot break out of a page or a feed") {
  Desk desk;
  const std::string evil = "\"><script>alert(1)</script>\xff";
  Post post{.id = new_id(desk.bench.clock.now()), .text = "x " + evil, .title = evil, .language = "fr\"><script>"};
  post.warning = evil;
  post.sponsored = evil;
  post.tags = {evil};
  post.excerpt = evil;
  post.link = Link{.url = "https://example.org/\"><script>", .title = evil, .description = evil};
  desk.publish(post);
  for (const auto& [name, text] : desk.published()) {
    const auto& shown = name;  // clang 14 lets no lambda have a name of a structured binding
    CAPTURE(shown);
    if (!name.ends_with(".json")) CHECK(text.find("<script") == std::string::npos);
    CHECK(text.find('\xff') == std::string::npos);
  }
}

TEST_CASE("a link that is no web address is no link") {
  Desk desk;
  Post post{.id = new_id(desk.bench.clock.now()), .text = "x"};
  post.link = Link{.url = "javascript:alert(1)", .title = "clic"};
  desk.publish(post);
  CHECK_FALSE(desk.shows("index.html", "javascript:"));
}

TEST_CASE("publishing a delivery again changes nothing and makes no second post") {
  Desk desk;
  const Post post{.id = new_id(desk.bench.clock.now()), .text = "Bonjour"};
  const Receipt first = desk.publish(post, "k1");
  const auto before = desk.published();
  auto session = desk.bench.session();  // with the notes of the first attempt
  const auto again = site_platform().publish(session, post);
  REQUIRE(again.ok());
  CHECK(again.value() == first);
  CHECK(desk.published() == before);
}

TEST_CASE("two posts with the same words have two pages") {
  Desk desk;
  CHECK(desk.publish("Bonjour").remote_id == "2026/11/bonjour");
  CHECK(desk.publish("Bonjour").remote_id == "2026/11/bonjour-2");
}

TEST_CASE("find() knows a post that is there and one that is not") {
  Desk desk;
  const Post post{.id = new_id(desk.bench.clock.now()), .text = "Bonjour"};
  {
    auto session = desk.bench.session();
    CHECK_FALSE(site_platform().find(session, post, {}).value().has_value());
  }
  const Receipt receipt = desk.publish(post, "k1");
  auto session = desk.bench.session();
  CHECK(site_platform().find(session, post, {}).value().value() == receipt);
}

TEST_CASE("a draft is nowhere to be seen until it is published, and again when it is withdrawn") {
  Desk desk;
  Post post{.id = new_id(desk.bench.clock.now()), .text = "Le secret #surprise"};
  post.media = {desk.bench.medium("a.png", "image/png", "PNG")};
  for (const std::string status : {"draft", "pending", "private"}) {
    post.status = status;
    const Receipt receipt = desk.publish(post);
    CHECK(receipt.url.empty());
    for (const auto& [name, text] : desk.published()) {
      CHECK(name.find("secret") == std::string::npos);
      CHECK(text.find("secret") == std::string::npos);
    }
    CHECK_FALSE(desk.has("media"));
    CHECK_FALSE(desk.has("tags"));
  }
  const Receipt receipt = desk.publish(post);
  post.status = "publish";
  auto session = desk.bench.session();
  const auto shown = site_platform().edit(session, receipt, post);
  REQUIRE(shown.ok());
  CHECK(desk.has(receipt.remote_id + "/index.html"));
  CHECK(desk.shows("tags/surprise/index.html", "secret"));
  post.status = "draft";
  REQUIRE(site_platform().edit(session, receipt, post).ok());
  for (const auto& [name, text] : desk.published()) CHECK(text.find("secret") == std::string::npos);
  CHECK_FALSE(desk.has("media"));
}

TEST_CASE("an edit keeps the permalink and moves the post between tags") {
  Desk desk;
  Post post{.id = new_id(desk.bench.clock.now()), .text = "Bonjour #avant #reste"};
  const Receipt receipt = desk.publish(post);
  desk.publish("Autre #reste");
  post.text = "Bonsoir #apres #reste";
  auto session = desk.bench.session();
  const auto edited = site_platform().edit(session, receipt, post);
  REQUIRE(edited.ok());
  CHECK(edited.value().url == receipt.url);
  CHECK(desk.shows(receipt.remote_id + "/index.html", "Bonsoir"));
  CHECK(desk.shows(receipt.remote_id + "/index.html", "modifié le"));
  CHECK(desk.shows("index.html", "Bonsoir"));
  CHECK_FALSE(desk.shows("index.html", "Bonjour"));
  CHECK_FALSE(desk.has("tags/avant"));
  CHECK(desk.has("tags/apres/index.html"));
  CHECK(desk.shows("tags/reste/index.html", "Bonsoir"));
  CHECK(desk.shows("feed.xml", "Bonsoir"));
}

TEST_CASE("a removed post is gone from everywhere, with the media that no other post has") {
  Desk desk;
  Post post{.id = new_id(desk.bench.clock.now()), .text = "Adieu #tag"};
  post.media = {desk.bench.medium("a.png", "image/png", "PNG one", "un"), desk.bench.medium("b.png", "image/png", "PNG two", "deux")};
  Post other{.id = new_id(desk.bench.clock.now()), .text = "Reste"};
  other.media = {post.media[1]};
  const Receipt receipt = desk.publish(post);
  desk.publish(other);
  auto session = desk.bench.session();
  REQUIRE(site_platform().remove(session, receipt).ok());
  for (const auto& [name, text] : desk.published()) {
    CHECK(name.find("adieu") == std::string::npos);
    CHECK(text.find("Adieu") == std::string::npos);
  }
  CHECK_FALSE(desk.has("tags/tag"));
  CHECK_FALSE(desk.has("media/" + post.media[0].sha256.substr(0, 24) + ".png"));
  CHECK(desk.has("media/" + post.media[1].sha256.substr(0, 24) + ".png"));
  CHECK(site_platform().remove(session, receipt).ok());
}

TEST_CASE("media are copied once and shown with their alternative text and size") {
  Desk desk;
  Post post{.id = new_id(desk.bench.clock.now()), .text = "Photo"};
  post.media = {desk.bench.medium("a.png", "image/png", "PNG", "Un \"chat\""), desk.bench.medium("v.mp4", "video/mp4", "MP4", "Un chat court")};
  const Receipt receipt = desk.publish(post);
  const std::string page = desk.text(receipt.remote_id + "/index.html");
  CHECK(page.find("alt=\"Un &quot;chat&quot;\" width=\"4\" height=\"3\"") != std::string::npos);
  CHECK(page.find("<video") != std::string::npos);
  CHECK(desk.text("media/" + post.media[0].sha256.substr(0, 24) + ".png") == "PNG");
}

TEST_CASE("old listings never change: page 1 has the ten oldest posts for ever") {
  Desk desk;
  for (int i = 1; i <= 19; ++i) desk.publish("post " + padded(i));
  CHECK_FALSE(desk.has("page"));
  CHECK(desk.shows("index.html", "post 01"));
  desk.publish("post 20");
  CHECK(desk.has("page/1/index.html"));
  CHECK_FALSE(desk.shows("index.html", "post 10"));
  CHECK(desk.shows("index.html", "post 11"));
  CHECK(desk.shows("page/1/index.html", "post 10"));
  CHECK_FALSE(desk.shows("page/1/index.html", "post 11"));
  const std::string oldest = desk.text("page/1/index.html");
  for (int i = 21; i <= 29; ++i) desk.publish("post " + padded(i));
  CHECK(desk.text("page/1/index.html") == oldest);
  desk.publish("post 30");
  CHECK(desk.has("page/2/index.html"));
  CHECK(desk.shows("page/1/index.html", "../../page/2/index.html"));
  CHECK(desk.shows("page/2/index.html", "rel=\"prev\" href=\"../../index.html\""));
}

TEST_CASE("what is made step by step is what a rebuild makes") {
  Desk desk;
  std::vector<Receipt> receipts;
  for (int i = 1; i <= 43; ++i) receipts.push_back(desk.publish("post " + padded(i) + (i % 2 == 0 ? " #pair" : "")));
  auto session = desk.bench.session();
  for (const std::size_t gone : {3u, 17u, 40u}) REQUIRE(site_platform().remove(session, receipts[gone]).ok());
  for (const std::size_t changed : {0u, 20u, 42u}) {
    REQUIRE(site_platform().edit(session, receipts[changed], Post{.id = new_id(desk.bench.clock.now()), .text = "changed #autre"}).ok());
  }
  const auto grown = desk.published();
  std::filesystem::remove(desk.folder() + "/.cmtool/whole.json");
  for (const auto& [name, text] : grown) {
    if (!name.starts_with("media/")) std::filesystem::remove(desk.folder() + "/" + name);
  }
  std::filesystem::remove_all(desk.folder() + "/.cmtool/tags");
  REQUIRE(site_platform().find(session, Post{}, {}).ok());
  const auto rebuilt = desk.published();
  CHECK(rebuilt.size() == grown.size());
  for (const auto& [name, text] : grown) {
    const auto& shown = name;  // clang 14 lets no lambda have a name of a structured binding
    CAPTURE(shown);
    CHECK((rebuilt.contains(name) && rebuilt.at(name) == text));
  }
}

TEST_CASE("another title makes all pages again") {
  Desk desk;
  const Receipt old = desk.publish("un");
  desk.bench.account.settings.set("title", "Nouveau nom");
  desk.publish("deux");
  CHECK(desk.shows(old.remote_id + "/index.html", "Nouveau nom"));
}

TEST_CASE("posts sent at once by many threads are all in the index") {
  Desk desk;
  constexpr int count = 12;
  std::vector<std::thread> threads;
  std::vector<int> done(count);
  for (int i = 0; i < count; ++i) {
    threads.emplace_back([&, i] {
      PlatformBench bench(site_platform(), *desk.nothing);
      bench.account = desk.bench.account;
      bench.disk = desk.disk.get();
      bench.key = "delivery" + std::to_string(i);
      auto session = bench.session();
      done[static_cast<std::size_t>(i)] = site_platform().publish(session, Post{.id = new_id(bench.clock.now()), .text = "ensemble " + padded(i)}).ok();
    });
  }
  for (auto& thread : threads) thread.join();
  for (int i = 0; i < count; ++i) {
    CHECK(done[static_cast<std::size_t>(i)] == 1);
    CHECK(desk.shows("index.html", "ensemble " + padded(i) + "<"));
  }
}

TEST_CASE("a site asks for an absolute folder, and says who it is") {
  Desk desk;
  auto session = desk.bench.session();
  Account wanted = desk.bench.account;
  CHECK(site_platform().sign_in(session, wanted).ok());
  CHECK(site_platform().who(session).ok());
  wanted.server = "www";
  const auto refused = site_platform().sign_in(session, wanted);
  REQUIRE_FALSE(refused.ok());
  CHECK(refused.error().fault == Fault::usage);
}

TEST_CASE("a damaged record stops the site and is named, and nothing is taken off the index") {
  Desk desk;
  desk.publish("un");
  desk.publish("deux");
  const auto before = desk.published();
  for (const auto& entry : std::filesystem::directory_iterator(desk.folder() + "/.cmtool/posts")) {
    if (entry.path().string().find("-un") != std::string::npos) desk.scratch.put(std::filesystem::relative(entry.path(), desk.scratch.path()).string(), "{");
  }
  std::filesystem::remove(desk.folder() + "/.cmtool/whole.json");
  auto session = desk.bench.session();
  const auto result = site_platform().find(session, Post{}, {});
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().fault == Fault::state);
  CHECK(result.error().message.find("-un") != std::string::npos);
  CHECK(desk.published() == before);
}

TEST_CASE("killed at any step, a post that is sent again ends as if nothing had happened") {
  const Post first{.id = "01jd3k5v9q8x7m2a", .text = "Avant #commun"};
  const Post post{.id = "01jd3k5v9q8x7m2b", .text = "Bonjour #commun #neuf"};
  std::map<std::string, std::string> expected;
  {
    Desk desk;
    desk.publish(first, "k0");
    desk.publish(post, "k1");
    expected = desk.published();
  }
  int steps = 0;
  for (bool died = true; died; ++steps) {
    CAPTURE(steps);
    Desk desk;
    DyingDisk living(*desk.disk, 1'000'000), dying(*desk.disk, steps);
    desk.bench.disk = &living;
    desk.publish(first, "k0");
    desk.bench.key = "k1";
    desk.bench.notes.clear();
    desk.bench.disk = &dying;
    {
      auto session = desk.bench.session();
      const bool done = site_platform().publish(session, post).ok();
      died = dying.died();
      CHECK(done == !died);
    }
    desk.bench.disk = &living;
    auto session = desk.bench.session();
    REQUIRE(site_platform().publish(session, post).ok());
    CHECK(desk.published() == expected);
    CHECK(desk.unfinished() == std::vector<std::string>{});
  }
  CHECK(steps > 20);
}
