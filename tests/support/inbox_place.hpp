// SPDX-License-Identifier: MIT
// A workspace whose accounts have an inbox on a platform of the tests' own.
#pragma once
#include <filesystem>
#include <fstream>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "desk.hpp"
#include "inbox.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/scratch_dir.hpp"

namespace cmtool::test {

/// Pages and answers as the test says; remembers what was done.
class Harbour final : public Platform {
 public:
  Harbour() {
    about_.name = "site";  // the name that accounts of the tests carry
    about_.title = "Harbour";
    about_.limits = {.text = 200, .unit = Unit::code_points};
    about_.can = {Can::publish, Can::find, Can::reply, Can::inbox, Can::act};
    about_.acts = {Act::like, Act::unlike, Act::hide, Act::unhide, Act::spam, Act::block};
    about_.protection = Protection::same;
    about_.find_is_sure = true;
  }
  const About& about() const override { return about_; }

  Result<Receipt> publish(Session& session, const Post& post) const override {
    const std::lock_guard guard(mutex_);
    for (const auto& [key, text] : posts) {
      if (key == session.key()) return Receipt{.remote_id = "r-" + key, .url = "https://harbour.example/" + key, .at = session.now()};
    }
    if (fault) return *fault;
    posts.emplace_back(session.key(), post.reply_to + ": " + post.text);
    return Receipt{.remote_id = "r-" + session.key(), .url = "https://harbour.example/" + session.key(), .at = session.now()};
  }
  Result<std::optional<Receipt>> find(Session&, const Post&, Instant) const override { return std::optional<Receipt>(); }

  Result<InboxPage> inbox(Session& session, const InboxQuery& query) const override {
    const std::lock_guard guard(mutex_);
    asked.push_back(session.account().name + " " + query.cursor);
    if (fault) return *fault;
    const auto& all = pages[session.account().name];
    const std::size_t at = query.cursor.empty() ? 0 : std::stoul(query.cursor);
    if (at >= all.size()) return InboxPage{.cursor = query.cursor};
    return InboxPage{.items = all[at], .cursor = std::to_string(at + 1), .more = at + 1 < all.size()};
  }

  Result<void> act(Session&, const Item& item, Act act, const std::string&) const override {
    const std::lock_guard guard(mutex_);
    if (fault) return *fault;
    acted.push_back(std::string(slug(act)) + " " + item.remote_id);
    return {};
  }

  mutable std::map<std::string, std::vector<std::vector<Item>>> pages{};
  mutable std::vector<std::string> asked{}, acted{};
  mutable std::vector<std::pair<std::string, std::string>> posts{};
  std::optional<Error> fault{};

 private:
  About about_{};
  mutable std::mutex mutex_{};
};

class InboxPlace {
 public:
  explicit InboxPlace(const Json& settings = Json{{"zone", "Europe/Paris"}}) {
    world.disk = disk.get();
    world.clock = &clock;
    store = make_store({.disk = disk.get(), .clock = &clock}, folder / "w", settings).value();
    for (const char* name : {"a", "b"}) {
      accounts.push_back(Account{.name = name, .platform = "site", .server = (folder / name).string()});
      (void)store->add_account(accounts.back());
    }
  }

  Desk desk() {
    Desk desk{.world = world, .store = *store, .http = http};
    desk.platform = [this](std::string_view) -> Result<const Platform*> { return &harbour; };
    desk.warn = [this](const std::string& sentence) { warnings.push_back(sentence); };
    return desk;
  }

  /// Files items as if they had come; their remote ids are their texts.
  std::vector<Id> file(const std::string& account, const std::vector<std::string>& texts, const std::string& author = "zoe") {
    std::vector<Item> items;
    for (const auto& text : texts) items.push_back(item(text, author));
    return store->inbox().file_items(account, items, std::nullopt).value().fresh;
  }
  Item item(const std::string& text, const std::string& author = "zoe") {
    return {.remote_id = text, .author = {.remote_id = author, .handle = author, .name = author}, .text = text, .at = clock.now()};
  }
  InboxItem at(const Id& id) { return store->inbox().item(id).value(); }
  /// Everything that stands in the workspace, as one text.
  std::string all_bytes() const {
    std::string all;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(folder / "w")) {
      if (!entry.is_regular_file()) continue;
      std::ifstream file(entry.path(), std::ios::binary);
      all.append(std::istreambuf_iterator<char>(file), {});
    }
    return all;
  }
  std::vector<Decision> decisions() { return store->inbox().decisions({}, std::nullopt).value(); }

  ScratchDir folder{};
  std::unique_ptr<Disk> disk = posix_disk();
  FakeClock clock{};  // 2026-11-22T09:00:00Z
  World world{};
  Harbour harbour{};
  std::vector<Account> accounts{};
  std::unique_ptr<Store> store{};
  std::vector<std::string> warnings{};

 private:
  class NoHttp final : public Http {
   public:
    Result<Response> send(const Request&, std::stop_token) override { return Error{.fault = Fault::network, .message = "no network here"}; }
  };
  NoHttp http{};
};

}  // namespace cmtool::test
