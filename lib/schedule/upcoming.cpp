// SPDX-License-Identifier: MIT
#include "schedule/upcoming.hpp"

#include <algorithm>

#include "schedule/recurring.hpp"
#include "settle.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_of_one = 5000;

/// The posts of a queue take turns: which one an occurrence will bring is known as long as nobody changes the queue.
const SeriesPost& turn(const Series& series, std::size_t number) {
  std::vector<const SeriesPost*> order;
  for (const auto& one : series.posts) order.push_back(&one);
  std::stable_sort(order.begin(), order.end(), [](const SeriesPost* a, const SeriesPost* b) { return a->last_used < b->last_used; });
  return *order[number % order.size()];
}

}  // namespace

Result<std::vector<Upcoming>> upcoming(Desk& desk, Instant from, Instant until, const std::vector<std::string>& accounts) {
  std::vector<Upcoming> result;
  TRY(const auto scheduled, desk.store.scheduled({.from = from, .until = until, .accounts = accounts}));
  for (const auto& one : scheduled) result.push_back({one.post, one.delivery});
  TRY(const auto all, desk.store.all_series());
  for (const auto& series : all) {
    if (series.cancelled || series.next.empty() || series.posts.empty()) continue;
    TRY(const Recurrence rule, recurrence_of(series));
    TRY(const auto next, parse_iso(series.next + (series.next.size() == 16 ? ":00Z" : "Z")));
    const Wall next_wall(std::chrono::duration_cast<std::chrono::seconds>(next.time_since_epoch()));
    TRY(const auto times, occurrences(rule, std::max(from, desk.world.clock->now()), until, most_of_one));
    std::size_t number = 0;
    for (const auto& time : times) {
      if (time.wall < next_wall) continue;  // made already
      const SeriesPost& one = turn(series, number++);
      for (const auto& name : series.accounts) {
        if (!accounts.empty() && std::find(accounts.begin(), accounts.end(), name) == accounts.end()) continue;
        const auto account = desk.store.account(name);
        if (!account.ok()) continue;
        Delivery delivery{.account = account->name, .platform = account->platform, .state = DeliveryState::waiting,
                          .due = Due{.at = time.at, .wall = iso_wall(time.wall), .zone = series.zone}};
        if (const auto said = one.said.find(name); said != one.said.end()) delivery.said = said->second;
        Post post = one.post;
        post.series = series.id;
        result.push_back({std::move(post), std::move(delivery)});
      }
    }
  }
  std::stable_sort(result.begin(), result.end(), [](const Upcoming& a, const Upcoming& b) { return a.delivery.due->at < b.delivery.due->at; });
  return result;
}

}  // namespace cmtool
