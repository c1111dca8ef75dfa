// SPDX-License-Identifier: MIT
// Accounts as a user removes and renames them.
#include <doctest/doctest.h>

#include "tests/support/program/program.hpp"

using namespace cmtool;
using test::Program;

namespace {

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

/// A desk with the accounts @site and @shop.
struct Desk {
  Desk() {
    REQUIRE(cmtool({"init", "--zone", "UTC"}).code == 0);
    REQUIRE(cmtool({"account", "add", "site", "shop", "--server", cmtool.folder / "shop"}).code == 0);
  }
  std::string accounts() { return cmtool({"account", "list", "--format", "csv", "--fields", "account"}).out; }

  Program cmtool{};
};

}  // namespace

TEST_CASE("an account is not removed where nobody can be asked, unless --yes is given") {
  Desk desk;
  Program& cmtool = desk.cmtool;
  const std::string before = desk.accounts();
  const auto refused = cmtool({"account", "remove", "@shop,@site"});
  CHECK(refused.code == 2);
  CHECK(refused.err == "cmtool: this needs an answer: remove @shop (site) and its credentials?\nhint: give --yes\n");
  CHECK(desk.accounts() == before);

  cmtool.in_is_terminal = cmtool.err_is_terminal = true;
  cmtool.input = "y\n";
  CHECK(cmtool({"account", "remove", "@shop", "--no-input"}).code == 2);
  CHECK(desk.accounts() == before);

  cmtool.in_is_terminal = cmtool.err_is_terminal = false;
  CHECK(cmtool({"account", "remove", "@shop", "--dry-run"}).code == 0);
  CHECK(desk.accounts() == before);
  CHECK(cmtool({"account", "remove", "@shop", "--yes"}).code == 0);
  CHECK_FALSE(has(desk.accounts(), "@shop"));
  CHECK(has(desk.accounts(), "@site"));
}

TEST_CASE("after a rename post list --account shows what was posted under the old name too") {
  Desk desk;
  Program& cmtool = desk.cmtool;
  REQUIRE(cmtool({"post", "--to", "@shop", "Open at 10"}).code == 0);
  REQUIRE(cmtool({"account", "rename", "@shop", "boutique"}).code == 0);
  REQUIRE(cmtool({"post", "--to", "@boutique", "Open at 11"}).code == 0);
  for (const char* name : {"@boutique", "shop"}) {
    const auto listed = cmtool({"post", "list", "--account", name, "--format", "csv", "--fields", "account,text"});
    CHECK(listed.code == 0);
    CHECK(has(listed.out, "Open at 10"));
    CHECK(has(listed.out, "Open at 11"));
  }
}

TEST_CASE("at a terminal an account is removed after a yes, and stays after a no") {
  Desk desk;
  desk.cmtool.in_is_terminal = desk.cmtool.err_is_terminal = true;
  desk.cmtool.input = "n\n";
  CHECK(desk.cmtool({"account", "remove", "@shop"}).code == 0);
  CHECK(has(desk.accounts(), "@shop"));
  desk.cmtool.input = "y\n";
  CHECK(desk.cmtool({"account", "remove", "@shop"}).code == 0);
  CHECK_FALSE(has(desk.accounts(), "@shop"));
}
