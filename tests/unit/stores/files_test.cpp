// SPDX-License-Identifier: MIT
// What a workspace in a folder does with damage, open rights, and older formats.
#include <doctest/doctest.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>

#include "state/layout.hpp"
#include "tests/support/records.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

template <typename T>
Fault fault(const Result<T>& result) {
  REQUIRE_FALSE(result.ok());
  return result.error().fault;
}

struct Bench {
  ScratchDir dir{};
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};
  Layout layout{dir / "w"};
  StoreWorld world{disk.get(), &clock};
  std::unique_ptr<Store> store = make_store(world, layout.root().string(), Json::object()).value();

  Result<std::unique_ptr<Store>> open() { return open_store(world, layout.root().string()); }
  void write(const std::filesystem::path& path, const std::string& text) const {
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path) << text;
    ::chmod(path.c_str(), 0600);
  }
  /// The serious findings, one a line.
  std::string serious() {
    std::string text;
    const auto findings = store->check();
    REQUIRE(findings.ok());
    for (const auto& finding : *findings) text += finding.serious ? finding.file + ": " + finding.problem + "\n" : "";
    return text;
  }
};

}  // namespace

TEST_CASE("a workspace that others may write to and a secret that they can read are refused") {
  Bench bench;
  REQUIRE(bench.store->add_account(an_account("a")).ok());
  REQUIRE(bench.store->save_secret("a", Json{{"token", "x"}}).ok());
  ::chmod(bench.layout.secret("a").c_str(), 0640);
  CHECK(fault(bench.store->secret("a")) == Fault::state);
  CHECK(bench.serious().find("secrets/a.json") == 0);
  REQUIRE(bench.store->repair(false).ok());
  CHECK(bench.store->secret("a").ok());
  for (const mode_t mode : {0720u, 0702u, 0777u}) {
    ::chmod(bench.layout.root().c_str(), mode);
    CHECK(fault(bench.open()) == Fault::state);
  }
  // A copy made with cp: nobody could write, so it is only closed again.
  ::chmod(bench.layout.root().c_str(), 0755);
  CHECK(bench.open().ok());
  struct stat facts {};
  REQUIRE(::stat(bench.layout.root().c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0700);
}

TEST_CASE("a newer or unreadable format is refused, and a missing one beside records is damage") {
  Bench bench;
  REQUIRE(bench.store->add_account(an_account("a")).ok());
  for (const char* text : {R"({"format":2})", "{", "", "[]", R"({"format":"1"})", R"({"format":-1})"}) {
    CAPTURE(std::string(text));
    bench.write(bench.layout.format(), text);
    CHECK(fault(bench.open()) == Fault::state);
  }
  std::filesystem::remove(bench.layout.format());
  CHECK(fault(bench.open()) == Fault::state);
  CHECK(fault(make_store(bench.world, bench.layout.root().string(), Json::object())) == Fault::state);
}

TEST_CASE("a folder with other files does not become a workspace") {
  Bench bench;
  std::filesystem::create_directory(bench.dir / "docs");
  bench.dir.put("docs/letter.txt", "x");
  CHECK(fault(make_store(bench.world, (bench.dir / "docs").string(), Json::object())) == Fault::conflict);
  std::filesystem::create_directory(bench.dir / "empty");
  ::chmod((bench.dir / "empty").c_str(), 0755);
  CHECK(make_store(bench.world, (bench.dir / "empty").string(), Json::object()).ok());
  CHECK(make_store(bench.world, (bench.dir / "new/below/this/").string(), Json::object()).ok());
}

TEST_CASE("one damaged old post stops what needs it and nothing else") {
  Bench bench;
  const Post old = a_post("old", 1, "old key"), other = a_post("other", 2);
  REQUIRE(bench.store->start(old, {to("a")}).ok());
  REQUIRE(bench.store->start(other, {to("a")}).ok());
  for (const char* text : {"", "{", "null", "{}", R"({"id":"0"})"}) {
    CAPTURE(std::string(text));
    bench.write(bench.layout.post(old.id), text);
    CHECK(fault(bench.store->post(old.id)) == Fault::state);
    CHECK(fault(bench.store->posts({})) == Fault::state);
    CHECK(bench.store->posts({}).error().message.find(old.id) != std::string::npos);
    CHECK(fault(bench.store->start(a_post("old", 3, "old key"), {to("a")})) == Fault::state);
    CHECK(bench.store->post(other.id).ok());
  }
  CHECK(bench.store->start(a_post("new", 4, "new key"), {to("a")}).ok());
}

TEST_CASE("what a crash left at its old place is not due and not listed: the newest record counts") {
  Bench bench;
  const Instant due = parse_iso("2026-12-24T09:00:00Z").value();
  const Post post = a_post("hello");
  Delivery delivery = to("a", DeliveryState::waiting);
  delivery.due = Due{.at = due};
  REQUIRE(bench.store->start(post, {delivery}).ok());
  const std::string id = delivery_id(post.id, "a");
  const auto states = [&] {
    std::string text;
    const auto at_its_time = bench.store->due(due).value();
    for (const auto& one : at_its_time) text += "due:" + std::string(slug(one.state)) + " ";
    const auto listed = bench.store->scheduled({}).value();
    for (const auto& one : listed) text += std::string(slug(one.delivery.state)) + " ";
    return text;
  };
  REQUIRE(states() == "due:waiting waiting ");
  const auto old_place = bench.layout.filed_by_time(DeliveryState::waiting, due, id);
  std::stringstream old;
  old << std::ifstream(old_place).rdbuf();

  const auto change = [&](DeliveryState state) {
    REQUIRE(bench.store->amend(post.id, [&](PostRecord& record) -> Result<void> {
      record.deliveries.front().state = state;
      return {};
    }).ok());
    bench.write(old_place, old.str());
  };
  change(DeliveryState::held);
  CHECK(states() == "held ");
  change(DeliveryState::cancelled);
  CHECK(states().empty());
  change(DeliveryState::failed);
  CHECK(states().empty());
}

TEST_CASE("a damaged key stops the post with that key") {
  Bench bench;
  REQUIRE(bench.store->start(a_post("x", 1, "key"), {to("a")}).ok());
  bench.write(bench.layout.key("key"), "");
  CHECK(fault(bench.store->start(a_post("x", 2, "key"), {to("a")})) == Fault::state);
  CHECK(fault(bench.store->post_by_key("key")) == Fault::state);
  REQUIRE(bench.store->repair(false).ok());
  CHECK(bench.store->start(a_post("x", 2, "key"), {to("a")}).value().existed);
}

TEST_CASE("repair puts damaged records aside and forgets nothing that may have been sent") {
  Bench bench;
  const Post one = a_post("one", 1, "key one"), two = a_post("two", 2);
  REQUIRE(bench.store->start(one, {to("a"), to("b")}).ok());
  REQUIRE(bench.store->start(two, {to("a")}).ok());
  REQUIRE(bench.store->save(sent(bench.store->delivery(delivery_id(one.id, "a")).value())).ok());
  REQUIRE(bench.store->add_account(an_account("a")).ok());
  bench.write(bench.layout.post(one.id), "garbage");
  bench.write(bench.layout.delivery(DeliveryState::sending, delivery_id(two.id, "a")), "");

  const std::string before = bench.serious();
  const auto rehearsed = bench.store->repair(true);
  CHECK(bench.serious() == before);
  const auto repaired = bench.store->repair(false);
  REQUIRE(repaired.ok());
  CHECK(rehearsed.value().size() == repaired.value().size());
  CHECK(bench.serious().empty());

  const auto lost = bench.store->post(one.id).value();
  CHECK(lost.post.key == "key one");
  REQUIRE(lost.deliveries.size() == 2);
  CHECK(lost.deliveries[0].state == DeliveryState::sent);
  CHECK(bench.store->delivery(delivery_id(two.id, "a")).value().state == DeliveryState::unknown);
  // The same words under the same key: refused rather than sent again.
  CHECK(fault(bench.store->start(a_post("one", 9, "key one"), {to("a")})) == Fault::conflict);
  CHECK(std::distance(std::filesystem::directory_iterator(bench.layout.damaged()), std::filesystem::directory_iterator()) == 2);
}

TEST_CASE("a pipe or a link in a record's place is an error and not a hang") {
  Bench bench;
  REQUIRE(bench.store->add_account(an_account("a")).ok());
  std::filesystem::remove(bench.layout.account("a"));
  REQUIRE(::mkfifo(bench.layout.account("a").c_str(), 0600) == 0);
  CHECK(fault(bench.store->account("a")) == Fault::state);
  CHECK(fault(bench.store->accounts()) == Fault::state);
  std::filesystem::remove(bench.layout.lock());
  std::filesystem::create_symlink("/dev/null", bench.layout.lock());
  CHECK(fault(bench.store->add_account(an_account("b"))) == Fault::state);
}

TEST_CASE("compact removes old media that no post uses, and only those") {
  Bench bench;
  const std::string hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
  Post post = a_post("x");
  post.media = {{.file = "a.jpg", .sha256 = hash, .type = "image/jpeg"}};
  REQUIRE(bench.store->start(post, {to("a")}).ok());
  bench.write(bench.layout.medium(hash, "jpg"), "abc");
  const std::string unused = "cb8379ac2098aa165029e3938a51da0bcecfc008fd6795f401178647f96c5b34";
  bench.write(bench.layout.medium(unused, "jpg"), "def");
  bench.clock.set("2020-01-01T00:00:00Z");
  CHECK(bench.store->compact(false).value().empty());
  bench.clock.set("2099-01-01T00:00:00Z");
  CHECK(bench.store->compact(true).value().size() == 1);
  CHECK(std::filesystem::exists(bench.layout.medium(unused, "jpg")));
  CHECK(bench.store->compact(false).value().size() == 1);
  CHECK_FALSE(std::filesystem::exists(bench.layout.medium(unused, "jpg")));
  CHECK(std::filesystem::exists(bench.layout.medium(hash, "jpg")));
}

TEST_CASE("a workspace of format 0 is migrated after a backup, all or nothing") {
  Bench bench;
  bench.write(bench.layout.format(), R"({"format":0})");
  bench.write(bench.layout.settings(), R"({"timezone":"Europe/Paris","other":1})");
  bench.write(bench.layout.root() / "accounts.json",
              Json{{"accounts", Json::array({to_json(an_account("a")), to_json(an_account("b"))})}}.dump());
  const std::string where = bench.layout.root().string();
  CHECK(fault(bench.open()) == Fault::state);
  REQUIRE(migrate_store(bench.world, where, true).ok());
  CHECK(fault(bench.open()) == Fault::state);
  CHECK_FALSE(std::filesystem::exists(bench.layout.backups()));
  REQUIRE(migrate_store(bench.world, where, false).ok());
  auto store = bench.open();
  REQUIRE(store.ok());
  CHECK((*store)->accounts().value().size() == 2);
  CHECK((*store)->settings().value() == Json{{"other", 1}, {"zone", "Europe/Paris"}});
  CHECK((*store)->check().value().empty());
  CHECK(migrate_store(bench.world, where, false).value().empty());
  CHECK(std::distance(std::filesystem::directory_iterator(bench.layout.backups()), std::filesystem::directory_iterator()) == 1);

  bench.write(bench.layout.format(), R"({"format":0})");
  bench.write(bench.layout.root() / "accounts.json", R"({"accounts":[{"name":"../x"}]})");
  CHECK(fault(migrate_store(bench.world, where, false)) == Fault::state);
  CHECK(fault(bench.open()) == Fault::state);
}

TEST_CASE("a template is read by its name, and a missing one names those that there are") {
  Bench bench;
  bench.write(bench.layout.templates() / "opening", "Open at {hour}");
  CHECK(bench.store->text_template("opening").value() == "Open at {hour}");
  const auto missing = bench.store->text_template("closing");
  CHECK(fault(missing) == Fault::not_found);
  CHECK(missing.error().hint.find("opening") != std::string::npos);
  CHECK(fault(bench.store->text_template("../settings.json")) == Fault::not_found);
}
