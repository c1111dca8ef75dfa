// SPDX-License-Identifier: MIT
#include "moderate/import.hpp"

#include <doctest/doctest.h>

#include "tests/support/export_of.hpp"
#include "tests/support/inbox_place.hpp"

using namespace cmtool;
using namespace cmtool::test;

namespace {

/// Imports a table to an account; the counts as "new changed known ours forgotten".
std::string imported(InboxPlace& place, const std::string& table, std::optional<Account> account, bool dry_run = false) {
  Desk desk = place.desk();
  auto reading = read_export_as("csv", table);
  REQUIRE_MESSAGE(reading.faults.empty(), export_faults(reading));
  auto imports = plan_import(desk, "a", std::move(reading.rows), account, reading.faults);
  if (!imports.ok()) return imports.error().message;
  if (!reading.faults.empty()) return export_faults(reading);
  if (!dry_run) REQUIRE(file_import(desk, *imports).ok());
  std::string said;
  for (const auto& one : *imports) {
    said += (said.empty() ? "" : "; ") + one.account.name;
    for (const auto count : {one.fresh, one.changed, one.known, one.ours, one.forgotten}) said += " " + std::to_string(count);
  }
  return said;
}

Item item_of(InboxPlace& place, const std::string& remote_id, const std::string& account = "a") {
  const auto found = place.store->inbox().item_by_remote(account, remote_id).value();
  return found ? found->item : Item{};
}

const std::string two = "id,author,author_id,text,date\n1,Zoé,z,Hello,2026-11-01T10:00:00Z\n2,Max,m,Bye,2026-11-02T10:00:00Z\n";

}  // namespace

TEST_CASE("importing twice adds nothing, and an edit is followed") {
  InboxPlace place;
  CHECK(imported(place, two, place.accounts[0]) == "a 2 0 0 0 0");
  CHECK(imported(place, two, place.accounts[0]) == "a 0 0 2 0 0");
  CHECK(imported(place, "id,author,author_id,text,date\n1,Zoé,z,Hello!,2026-11-01T10:00:00Z\n", place.accounts[0]) == "a 0 1 0 0 0");
  CHECK(item_of(place, "1").text == "Hello!");
  CHECK(imported(place, "author,text,date\nZoé,Hi,2026-11-01\nZoé,Hi,2026-11-01\n", place.accounts[0]) == "a 1 0 0 0 0");
  CHECK(imported(place, "author,text,date\nZoé,Hi,2026-11-01\n", place.accounts[0]) == "a 0 0 1 0 0");
}

TEST_CASE("what is older than is kept is not imported, and is counted") {
  InboxPlace place(Json{{"zone", "Europe/Paris"}, {"moderation", Json{{"keep", "365d"}}}});
  Desk desk = place.desk();
  auto reading = read_export_as("csv", two + "3,Ann,a,Long ago,2019-11-01T10:00:00Z\n");
  const auto imports = plan_import(desk, "a", std::move(reading.rows), place.accounts[0], reading.faults).value();
  REQUIRE(imports.size() == 1);
  CHECK(imports[0].fresh == 2);
  CHECK(imports[0].too_old == 1);
  CHECK(imports[0].items.size() == 2);
}

TEST_CASE("a comment that was fetched is the same item, and an export that says less takes nothing away") {
  InboxPlace place;
  Item fetched = place.item("Hello");
  fetched.remote_id = "1";
  fetched.url = "https://x.example/1";
  fetched.kind = ItemKind::mention;
  fetched.language = "fr";
  fetched.on = "p1";
  REQUIRE(place.store->inbox().file_items("a", {fetched}, std::nullopt).ok());
  CHECK(imported(place, "id,author,text,date\n1,Zoé,Hello,2026-11-22 10:00\n", place.accounts[0]) == "a 0 0 1 0 0");
  CHECK(imported(place, "id,author,text,status\n1,Zoé,Hello again,hold\n", place.accounts[0]) == "a 0 1 0 0 0");
  const Item now = item_of(place, "1");
  CHECK(now.text == "Hello again");
  CHECK(now.remote_state == "hold");
  CHECK(now.url == "https://x.example/1");
  CHECK(now.kind == ItemKind::mention);
  CHECK(now.author == fetched.author);
  CHECK(now.at == fetched.at);
  CHECK(place.store->inbox().items({}).value().size() == 1);
}

TEST_CASE("other line ends are no edit, and a time to come is not believed") {
  InboxPlace place;
  Item fetched = place.item("a\r\nb");
  fetched.remote_id = "1";
  REQUIRE(place.store->inbox().file_items("a", {fetched}, std::nullopt).ok());
  CHECK(imported(place, "id,text\n1,\"a\nb\"\n", place.accounts[0]) == "a 0 0 1 0 0");
  const std::string later = "id,text,date\n2,x,2031-01-01\n";
  CHECK(imported(place, later, place.accounts[0]) == "a 1 0 0 0 0");
  CHECK(item_of(place, "2").at == place.clock.now());
  CHECK(imported(place, later, place.accounts[0]) == "a 0 0 1 0 0");
}

TEST_CASE("what the account itself wrote is no item, whichever way the export names it") {
  InboxPlace place;
  Account ours = place.accounts[0];
  ours.handle = "@Acme";
  ours.remote_id = "17";
  CHECK(imported(place, "id,author,author_id,handle,text\n1,X,17,,a\n2,X,99,acme,b\n3,Acme,,,c\n4,Acme,99,other,d\n", ours) == "a 1 0 0 3 0");
  CHECK(item_of(place, "4").text == "d");  // a stranger who calls himself like us
}

TEST_CASE("who is forgotten is not imported again, also by the handle alone") {
  InboxPlace place;
  CHECK(imported(place, "id,author,author_id,handle,text\n1,Zoé,z,zoe99,Hello\n2,Max,m,,Bye\n3,Ann,,,Hi\n", place.accounts[0]) == "a 3 0 0 0 0");
  REQUIRE(place.store->inbox().forget("z").ok());
  REQUIRE(place.store->inbox().forget("name:Ann").ok());
  CHECK(imported(place, "id,author,author_id,handle,text\n1,Zoé,z,zoe99,Hello\n2,Max,m,,Bye\n", place.accounts[0]) == "a 0 0 1 0 1");
  CHECK(imported(place, "id,author,text\n9,Ann,Hi\n", place.accounts[0]) == "a 0 0 0 0 1");
  CHECK(imported(place, "id,author,handle,text\n10,Zoé,@zoe99,Hello\n", place.accounts[0]) == "a 0 0 0 0 1");
}

TEST_CASE("a rehearsal files nothing, and a row at fault keeps all others out") {
  InboxPlace place;
  CHECK(imported(place, two, place.accounts[0], true) == "a 2 0 0 0 0");
  CHECK(place.store->inbox().items({}).value().empty());
  CHECK(imported(place, "id,account,text\n1,@a,x\n2,@nobody,y\n3,@b,z\n", std::nullopt) == "3:0 there is no account @nobody");
  CHECK(imported(place, "id,account,text\n1,../a,x\n", std::nullopt) == "2:0 there is no account @../a");
  CHECK(place.store->inbox().items({}).value().empty());
  CHECK(imported(place, "id,account,text\n1,@a,x\n3,b,z\n", std::nullopt) == "a 1 0 0 0 0; b 1 0 0 0 0");
  CHECK(imported(place, "id,text\n1,x\n", std::nullopt) == "it is not said to which account these items belong");
}

TEST_CASE("an item that is gone stays gone, whatever an older export says") {
  InboxPlace place;
  (void)imported(place, two, place.accounts[0]);
  REQUIRE(place.store->inbox().file_items("a", {Item{.remote_id = "1", .gone = true}}, std::nullopt).ok());
  CHECK(imported(place, two, place.accounts[0]) == "a 0 0 2 0 0");
  CHECK(item_of(place, "1").gone);
}

TEST_CASE("many rows are compared with what is known as few are") {
  InboxPlace place;
  std::string many = "id,author,text,date\n";
  for (int i = 0; i < 6000; ++i) many += std::to_string(i) + ",A" + std::to_string(i % 7) + ",text " + std::to_string(i) + ",2026-11-01T10:00:00Z\n";
  CHECK(imported(place, many, place.accounts[0]) == "a 6000 0 0 0 0");
  CHECK(imported(place, many, place.accounts[0]) == "a 0 0 6000 0 0");
}
