// SPDX-License-Identifier: MIT
#include "state/archive.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <sys/stat.h>

#include "store.hpp"
#include "tests/support/records.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

/// One ustar header with its content.
std::string member(const std::string& name, char type, const std::string& content, const std::string& link = {}) {
  std::string header(512, '\0');
  const auto put = [&](std::size_t at, const std::string& text) { header.replace(at, text.size(), text); };
  put(0, name);
  put(100, "0000644");
  put(108, "0000000");
  put(116, "0000000");
  put(124, fmt::format("{:011o}", content.size()));
  put(136, "00000000000");
  put(148, "        ");
  header[156] = type;
  put(157, link);
  put(257, std::string("ustar\0" "00", 8));
  unsigned sum = 0;
  for (const char c : header) sum += static_cast<unsigned char>(c);
  put(148, fmt::format("{:06o}", sum) + std::string("\0 ", 2));
  std::string padded = content;
  padded.resize((content.size() + 511) / 512 * 512);
  return header + padded;
}

const std::string format = member("format.json", '0', R"({"format":1})");
const std::string end(1024, '\0');

struct Bench {
  ScratchDir dir{};
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};
  Result<void> restore(const std::string& archive) {
    dir.put("a.tar", archive);
    return restore_store({disk.get(), &clock}, dir / "a.tar", (dir / "w").string());
  }
  [[nodiscard]] std::size_t names() const {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(dir.path()), std::filesystem::directory_iterator()));
  }
};

}  // namespace

TEST_CASE("an archive that reaches outside, links, or is no backup makes nothing at all") {
  const struct {
    const char* name;
    std::string archive;
  } rows[] = {
      {"above", format + member("../evil", '0', "x") + end},
      {"above, hidden", format + member("posts/../../evil", '0', "x") + end},
      {"absolute", format + member("/tmp/cmtool-evil", '0', "x") + end},
      {"symbolic link", format + member("posts", '2', "", "/tmp") + end},
      {"hard link", format + member("posts/a", '1', "", "format.json") + end},
      {"device", format + member("posts/a", '3', "") + end},
      {"pipe", format + member("posts/a", '6', "") + end},
      {"twice the same", format + format + end},
      {"control character", format + member("posts/a\x1b[2J", '0', "x") + end},
      {"a lock", format + member("lock", '0', "x") + end},
      {"no format", member("settings.json", '0', "{}") + end},
      {"newer format", member("format.json", '0', R"({"format":99})") + end},
      {"cut short", (format + member("settings.json", '0', std::string(5000, 'x'))).substr(0, 3000)},
      {"no archive", std::string(5000, 'x')},
      {"empty", ""},
      {"a file and a folder of one name", format + member("posts", '0', "x") + member("posts/a", '0', "x") + end},
  };
  for (const auto& row : rows) {
    CAPTURE(std::string(row.name));
    Bench bench;
    const auto restored = bench.restore(row.archive);
    CHECK_FALSE(restored.ok());
    CHECK(bench.names() == 1);  // the archive itself
    CHECK_FALSE(std::filesystem::exists("/tmp/cmtool-evil"));
  }
}

TEST_CASE("a good archive makes a workspace that only its owner can read") {
  Bench bench;
  REQUIRE(bench.restore(format + member("settings.json", '0', "{}") + member("site/index.html", '0', "hello") + end).ok());
  struct stat facts {};
  REQUIRE(::stat((bench.dir / "w/settings.json").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  REQUIRE(::stat((bench.dir / "w").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0700);
  REQUIRE(::stat((bench.dir / "w/site/index.html").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
  CHECK(bench.restore(format + end).error().fault == Fault::conflict);
}

TEST_CASE("what was backed up is restored, with secrets only if asked for") {
  for (const char* ending : {".tar", ".tar.gz", ".tar.zst"}) {
    for (const bool with_secrets : {false, true}) {
      CAPTURE(std::string(ending));
      Bench bench;
      auto store = make_store({bench.disk.get(), &bench.clock}, (bench.dir / "w").string(), Json{{"zone", "UTC"}}).value();
      REQUIRE(store->add_account(an_account("a")).ok());
      REQUIRE(store->save_secret("a", Json{{"token", "t"}}).ok());
      REQUIRE(store->start(a_post("hello", 1, "key"), {to("a")}).ok());
      bench.dir.put("picture", "abc");
      const auto source = bench.disk->open(bench.dir / "picture").value();
      const std::string hash = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
      REQUIRE(store->keep_media(hash, "jpg", *source).ok());

      const auto archive = bench.dir / (std::string("b") + ending);
      REQUIRE(store->backup(archive, with_secrets).ok());
      CHECK(store->backup(archive, with_secrets).error().fault == Fault::conflict);
      REQUIRE(restore_store({bench.disk.get(), &bench.clock}, archive, (bench.dir / "copy").string()).ok());
      auto copy = open_store({bench.disk.get(), &bench.clock}, (bench.dir / "copy").string()).value();
      CHECK(copy->secret("a").ok() == with_secrets);
      if (with_secrets) CHECK(everything(*copy).value() == everything(*store).value());
      CHECK(copy->start(a_post("hello", 2, "key"), {to("a")}).value().existed);
      CHECK(copy->open_media(hash, "jpg").ok());
      CHECK(copy->check().value().empty());
    }
  }
}
