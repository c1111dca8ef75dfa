// SPDX-License-Identifier: MIT
// A workspace with accounts on an island, whose schedule is run at a clock that stands still.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "schedule/arrange.hpp"
#include "schedule/native.hpp"
#include "schedule/run.hpp"
#include "tests/support/fake_clock.hpp"
#include "tests/support/island.hpp"
#include "tests/support/scratch_dir.hpp"

namespace cmtool::test {

class SchedulePlace {
 public:
  /// `on`: the disk that the workspace lies on; else a scratch folder.
  explicit SchedulePlace(Island& the_island, Json settings = Json{{"zone", "Europe/Paris"}}, std::unique_ptr<Disk> on = nullptr)
      : island(the_island), disk(on ? std::move(on) : posix_disk()) {
    world.disk = disk.get();
    world.clock = &clock;
    (void)disk->make_folder(folder.path(), Readable::owner);
    store = make_store({.disk = disk.get(), .clock = &clock}, folder / "w", settings).value();
    for (const char* name : {"a", "b"}) {
      accounts.push_back(Account{.name = name, .platform = "site", .server = (folder / name).string()});
      (void)store->add_account(accounts.back());
    }
    policy = schedule_policy(settings).value();
  }

  Desk desk() {
    Desk desk{.world = world, .store = *store, .http = http};
    desk.platform = [this](std::string_view) -> Result<const Platform*> { return &island; };
    desk.warn = [this](const std::string& sentence) { warnings.push_back(sentence); };
    return desk;
  }

  Plan plan(const std::string& text, std::size_t account_count = 1) {
    Plan plan{.post = Post{.id = new_id(clock.now()), .text = text, .created = clock.now()}};
    for (std::size_t i = 0; i < account_count; ++i) {
      plan.accounts.push_back(accounts[i]);
      plan.platforms.push_back(&island);
      plan.limits.push_back(island.about().limits);
      plan.adapted.push_back(plan.post);
    }
    return plan;
  }

  static Due due(const std::string& at) { return Due{.at = parse_iso(at).value()}; }

  /// A post on the schedule of the first account, or of the first two.
  PostRecord add(const std::string& text, const std::string& at, std::size_t account_count = 1, const std::string& after = {}) {
    Desk here = desk();
    Timing timing{.after = after};
    for (std::size_t i = 0; i < account_count; ++i) timing.due[accounts[i].name] = due(at);
    return add_to_schedule(here, schedule_record(plan(text, account_count), timing, policy, {.who = "lea"}, clock.now())).value();
  }

  /// The same, for the platform's own schedule; handed over.
  PostRecord add_native(const std::string& text, const std::string& at, std::size_t account_count = 1) {
    Desk here = desk();
    Timing timing{.native = true};
    for (std::size_t i = 0; i < account_count; ++i) timing.due[accounts[i].name] = due(at);
    const auto added = add_to_schedule(here, schedule_record(plan(text, account_count), timing, policy, {.who = "lea"}, clock.now()));
    if (!added.ok()) return {};
    handed = hand_over(here, added->post.id);
    const auto now = store->post(added->post.id);
    return now.ok() ? *now : *added;
  }

  RunReport run(const RunWish& wish = {}) {
    Desk here = desk();
    return run_schedule(here, wish).value();
  }

  DeliveryState state(const PostRecord& record, std::size_t which = 0) { return store->delivery(record.deliveries[which].id).value().state; }

  Island& island;
  ScratchDir folder{};
  std::unique_ptr<Disk> disk;
  FakeClock clock{};  // 2026-11-22T09:00:00Z
  World world{};
  std::vector<Account> accounts{};
  SchedulePolicy policy{};
  std::unique_ptr<Store> store{};
  std::vector<std::string> warnings{};
  std::vector<Outcome> handed{};  ///< what became of the last add_native()

 private:
  class NoHttp final : public Http {
   public:
    Result<Response> send(const Request&, std::stop_token) override { return Error{.fault = Fault::network, .message = "no network here"}; }
  };
  NoHttp http{};
};

}  // namespace cmtool::test
