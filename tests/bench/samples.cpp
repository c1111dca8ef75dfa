// SPDX-License-Identifier: MIT
// bench_samples: metrics by the million, and the questions that everybody asks of them.
//
//   make WORKSPACE COUNT [MONTHS]   lines in WORKSPACE/samples, and accounts.csv beside them: twelve accounts on four platforms, five metrics, each
//                                   post read five times in its first month. One value in a hundred is unknown, one in a hundred falls.
//   totals WORKSPACE [FROM UNTIL]   of each platform, day and metric: readings, last, sum, max
//   top WORKSPACE [FROM UNTIL]      the ten posts with the most likes
//   both WORKSPACE [FROM UNTIL]     one after the other
// Answers are CSV. The months from FROM to UNTIL ("2026-01"), UNTIL left out; all of them are closed.
#include <fmt/format.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <map>

#include "base/hash.hpp"
#include "samples.hpp"
#include "samples/questions.hpp"

namespace {

using namespace cmtool;
using namespace std::chrono;

constexpr int accounts = 12, metrics = 5, looks = 5;
constexpr int look_after_days[looks] = {0, 1, 3, 7, 30};
constexpr const char* metric_names[metrics] = {"views", "likes", "reposts", "replies", "clicks"};
constexpr const char* platforms[] = {"mastodon", "bluesky", "wordpress", "site"};
const Instant end_of_all = Instant(sys_days(year(2026) / 11 / 1));

std::uint64_t random_of(std::uint64_t number) {
  number += 0x9e3779b97f4a7c15u;
  number = (number ^ (number >> 30)) * 0xbf58476d1ce4e5b9u;
  number = (number ^ (number >> 27)) * 0x94d049bb133111ebu;
  return number ^ (number >> 31);
}

std::string account_name(std::uint64_t account) { return fmt::format("{}-{}", platforms[account % 4], account / 4 == 0 ? "atelier" : account / 4 == 1 ? "vitrine" : "boutique"); }

std::string post_name(std::uint64_t post, std::uint64_t account) {
  const std::uint64_t dice = random_of(post);
  switch (account % 4) {
    case 0: return fmt::format("11{:016}", post * 7919 + dice % 7919);
    case 1: {
      std::string name = "3l";
      for (int i = 0; i < 11; ++i) name += "234567abcdefghijklmnopqrstuvwxyz"[(dice >> (5 * i)) & 31];
      return name;
    }
    case 2: return std::to_string(10'000 + post);
    default: return fmt::format("2026/11/ouverture-{}", post);
  }
}

int make(const std::filesystem::path& workspace, std::uint64_t count, int months) {
  std::filesystem::create_directories(workspace / "samples");
  std::ofstream list(workspace / "accounts.csv");
  list << "account,platform\n";
  for (std::uint64_t i = 0; i < accounts; ++i) list << account_name(i) << ',' << platforms[i % 4] << '\n';
  const auto last_day = floor<days>(end_of_all);
  const auto first_day = sys_days(year_month(year_month_day(last_day).year(), year_month_day(last_day).month()) / 1) - days(0);
  const auto begin = sys_days(year_month_day(first_day).year() / year_month_day(first_day).month() / 1) - days(static_cast<int>(30.4375 * months));
  const auto length = (last_day - begin).count();
  const std::uint64_t posts_a_day = std::max<std::uint64_t>(1, count / static_cast<std::uint64_t>(length * metrics * looks));
  std::ofstream file;
  std::string month, text;
  std::uint64_t made = 0;
  for (auto day = begin; day < last_day && made < count; day += days(1)) {
    const auto this_month = month_of(day);
    if (this_month != month) {
      file.close();
      month = this_month;
      file.open(workspace / "samples" / (month + ".ndjson"), std::ios::binary);
    }
    text.clear();
    for (int look = looks - 1; look >= 0; --look) {
      const auto published = (day - begin).count() - look_after_days[look];
      if (published < 0) continue;
      for (std::uint64_t i = 0; i < posts_a_day; ++i) {
        const std::uint64_t post = static_cast<std::uint64_t>(published) * posts_a_day + i, account = random_of(post) % accounts;
        const auto at = day + hours(6) + seconds(3 * i % 60'000);
        for (std::uint64_t metric = 0; metric < metrics && made < count; ++metric, ++made) {
          const std::uint64_t dice = random_of(post * metrics + metric), whim = random_of(dice + static_cast<std::uint64_t>(look));
          const std::uint64_t value = dice % 997 * dice % 1009 * static_cast<std::uint64_t>(look + 1) / (metric + 1) / (whim % 100 == 1 ? 2 : 1);
          const std::string line = fmt::format(R"({{"account":"{}","post":"{}","metric":"{}","value":{},"at":"{}")", account_name(account), post_name(post, account),
                                               metric_names[metric], whim % 100 == 0 ? "null" : std::to_string(value), iso(at));
          text += fmt::format("{},\"sum\":\"{}\"}}\n", line, std::string_view(sha256_hex(line)).substr(0, 8));
        }
      }
    }
    file << text;
  }
  fmt::print("{}\n", made);
  return file.good() ? 0 : 1;
}

int complain(const Error& error) {
  fmt::print(stderr, "bench_samples: {}\n", error.message);
  return 1;
}

Instant month_start(const char* month) { return parse_iso(std::string(month) + "-01T00:00:00Z").value(); }

samples::Groups groups_of(const std::filesystem::path& workspace) {
  samples::Groups groups;
  std::ifstream list(workspace / "accounts.csv");
  for (std::string line; std::getline(list, line);) groups[line.substr(0, line.find(','))] = line.substr(line.find(',') + 1);
  return groups;
}

std::string shown(std::optional<std::int64_t> number) { return number ? std::to_string(*number) : ""; }

int totals(Samples& kept, const std::filesystem::path& workspace, const SamplePeriod& period) {
  const auto groups = groups_of(workspace);
  const auto zone_days = samples::Days::of("UTC", std::max(period.from, end_of_all - years(10)), std::min(period.until, end_of_all));
  if (!zone_days.ok()) return complain(zone_days.error());
  samples::DayTotals one(*zone_days, groups), other(*zone_days, groups);
  samples::SeriesReader* const readers[] = {&one, &other};
  if (const auto done = kept.ask(period, readers); !done.ok()) return complain(done.error());
  one.join(other);
  for (const auto& total : one.result()) {
    const year_month_day day{sys_days(days(total.day))};
    fmt::print("{},{},{:04}-{:02}-{:02},{},{},{},{}\n", total.group, total.metric, static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
               static_cast<unsigned>(day.day()), total.readings, shown(total.last), shown(total.sum), shown(total.max));
  }
  return 0;
}

int top(Samples& kept, const SamplePeriod& period) {
  samples::TopPosts one("likes", samples::TopBy::last, 10), other("likes", samples::TopBy::last, 10);
  samples::SeriesReader* const readers[] = {&one, &other};
  if (const auto done = kept.ask(period, readers); !done.ok()) return complain(done.error());
  one.join(other);
  for (const auto& post : one.result()) fmt::print("{},{},{}\n", post.account, post.post, post.value);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 1 ? argv[1] : "";
  if (what == "make" && (argc == 4 || argc == 5)) return make(argv[2], std::strtoul(argv[3], nullptr, 10), argc == 5 ? std::atoi(argv[4]) : 36);
  if ((what != "totals" && what != "top" && what != "both") || (argc != 3 && argc != 5)) {
    fmt::print(stderr, "usage: bench_samples make WORKSPACE COUNT [MONTHS]\n       bench_samples totals|top|both WORKSPACE [FROM UNTIL]\n");
    return 2;
  }
  const auto disk = posix_disk();
  Samples kept(*disk, argv[2], end_of_all);
  SamplePeriod period;
  if (argc == 5) period = {.from = month_start(argv[3]), .until = month_start(argv[4])};
  const int first = what == "top" ? 0 : totals(kept, argv[2], period);
  return first != 0 || what == "totals" ? first : top(kept, period);
}
