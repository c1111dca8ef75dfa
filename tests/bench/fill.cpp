// SPDX-License-Identifier: MIT
// bench_fill WORKSPACE COUNT DAYS [now]: deliveries that wait, brought by cmtool's own import, for the benchmarks of the schedule.
//
// COUNT deliveries, ten accounts a post, are spread evenly over DAYS from tomorrow on; with "now" they are due since a minute instead.
// Prints the ids of the deliveries, one a line.
#include <fmt/format.h>

#include <cstdlib>
#include <memory>
#include <string_view>

#include "base/id.hpp"
#include "store.hpp"
#include "sys/clock.hpp"
#include "sys/disk.hpp"

namespace {

using namespace cmtool;

constexpr std::size_t accounts = 10, posts_at_once = 2000;

int complain(const Error& error) {
  fmt::print(stderr, "bench_fill: {}\n", error.message);
  return 1;
}

int fill(const std::string& where, std::size_t count, int days, bool due_now) {
  const auto disk = posix_disk();
  const auto clock = system_clock();
  const auto store = open_store({.disk = disk.get(), .clock = clock.get()}, where);
  if (!store.ok()) return complain(store.error());
  const Instant now = clock->now();
  const std::size_t posts = count / accounts;
  const auto step = std::chrono::milliseconds(std::chrono::hours(24 * days)) / std::max<std::size_t>(posts, 1);
  for (std::size_t at = 0; at < posts;) {
    Import import{.id = new_id(now), .from = "bench", .by = "bench", .at = now};
    std::vector<PostRecord> records;
    for (; at < posts && records.size() < posts_at_once; ++at) {
      const auto ahead = std::chrono::duration_cast<std::chrono::seconds>(step * at);
      const Instant due = due_now ? now - std::chrono::minutes(1) : now + std::chrono::hours(24) + ahead;
      PostRecord record{.post = {.id = new_id(now), .text = fmt::format("Ouverture dimanche, de 10 h à 18 h : venez nombreux ! ({})", at), .created = now}};
      for (std::size_t i = 0; i < accounts; ++i) {
        record.deliveries.push_back({.account = fmt::format("bench{}", i), .platform = "site", .state = DeliveryState::waiting, .due = Due{.at = due},
                                     .key = random_hex(16)});
        fmt::print("{}.bench{}\n", record.post.id, i);
      }
      records.push_back(std::move(record));
    }
    if (const auto done = (*store)->import_all(import, records); !done.ok()) return complain(done.error());
  }
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const bool due_now = argc == 5 && std::string_view(argv[4]) == "now";
  if (argc != 4 && !due_now) {
    fmt::print(stderr, "usage: bench_fill WORKSPACE COUNT DAYS [now]\n");
    return 2;
  }
  return fill(argv[1], std::strtoul(argv[2], nullptr, 10), std::atoi(argv[3]), due_now);
}
