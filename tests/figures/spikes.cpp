// SPDX-License-Identifier: MIT
// Figures of the spike detector on series with labelled windows, scored as the Numenta Anomaly Benchmark scores them.
//
// usage: figures_spikes SERIES [--search]
//
// SERIES holds NAME.csv (timestamp,value) and windows.json ({"NAME.csv": [[first, last], …]}), as NAB's realTweets are. The score
// is NAB's: a detection in a window counts the more the earlier it is, once; one outside costs, a window without costs; 100 is
// perfect, 0 says nothing. The first 15 % of a series (at most 750 counts) are not scored. With --search the settings are tried.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/ascii.hpp"
#include "base/json.hpp"
#include "spikes.hpp"

namespace {

using namespace cmtool;
using namespace std::chrono_literals;

[[noreturn]] void give_up(std::string_view why) {
  fmt::print(stderr, "figures_spikes: {}\n", why);
  std::exit(1);
}

std::string content_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) give_up(fmt::format("cannot read {}", path.string()));
  return {std::istreambuf_iterator<char>(file), {}};
}

/// "2015-02-26 21:42:53" and "2015-02-26 21:42:53.000000".
Instant instant_of(std::string text) {
  if (text.size() < 19) give_up(fmt::format("no time: {}", text));
  text = text.substr(0, 19) + "Z";
  text[10] = 'T';
  const auto at = parse_iso(text);
  if (!at.ok()) give_up(at.error().message);
  return *at;
}

struct Window {
  std::size_t first = 0, last = 0;  ///< indices into the counts
};
struct Series {
  std::string name{};
  std::vector<TimedCount> counts{};
  std::vector<Window> windows{};
  std::size_t probation = 0;
};

std::vector<Series> load(const std::filesystem::path& folder) {
  const auto windows = parse_json(content_of(folder / "windows.json"));
  if (!windows.ok()) give_up(windows.error().message);
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() == ".csv") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Series> all;
  for (const auto& file : files) {
    Series series{.name = file.stem().string()};
    for (const auto& line : split(content_of(file), '\n')) {
      const auto cells = split(line, ',');
      if (cells.size() != 2 || !is_digit(cells[0][0])) continue;
      series.counts.push_back({.at = instant_of(cells[0]), .count = to_number(trimmed(cells[1])).value_or(0)});
    }
    const auto index = [&](const Json& at) {
      const auto found = std::lower_bound(series.counts.begin(), series.counts.end(), instant_of(at.string_or()), [](const TimedCount& a, Instant b) { return a.at < b; });
      return static_cast<std::size_t>(found - series.counts.begin());
    };
    for (const auto& window : (*windows)[file.filename().string()].items()) series.windows.push_back({.first = index(window[0]), .last = index(window[1])});
    series.probation = static_cast<std::size_t>(std::min(0.15 * static_cast<double>(series.counts.size()), 750.0));
    all.push_back(std::move(series));
  }
  return all;
}

struct Profile {
  const char* name;
  double false_alarm, missed;
};
constexpr Profile standard{"standard", 0.11, 1}, few_alarms{"few false alarms", 0.22, 1}, few_missed{"few missed", 0.11, 2};

/// 1 long before the right end of a window (-1), 0 there, and -1 far behind it.
double sigmoid(double position) { return position > 3 ? -1 : 2 / (1 + std::exp(5 * position)) - 1; }

/// How each count of a series would be scored, were it told.
struct Reading {
  std::vector<bool> told{};
  std::vector<double> worth{};
  std::vector<int> window{};  ///< or -1
};

Reading read(const Series& series, const SpikeSettings& settings) {
  Reading reading;
  SpikeDetector detector(settings);
  std::size_t next = 0;
  double width = 0, last = 0;
  bool behind_one = false;
  for (std::size_t i = 0; i < series.counts.size(); ++i) {
    const auto seen = detector.add(series.counts[i]);
    reading.told.push_back(seen.spike);
    const auto at = static_cast<double>(i);
    if (next < series.windows.size() && i >= series.windows[next].first) {
      const auto& [first, end] = series.windows[next];
      width = static_cast<double>(end - first + 1);
      reading.worth.push_back(sigmoid(-(static_cast<double>(end) - at + 1) / width) / sigmoid(-1));
      reading.window.push_back(static_cast<int>(next));
      if (i == end) {
        ++next;
        last = at;
        behind_one = true;
      }
    } else {
      reading.worth.push_back(behind_one ? sigmoid((at - last) / (width - 1)) : -1);
      reading.window.push_back(-1);
    }
  }
  return reading;
}

struct Outcome {
  double score = 0;  ///< not yet normalised
  std::size_t windows = 0, found = 0, episodes = 0, false_episodes = 0;
  double days = 0;

  void add(const Outcome& other) {
    score += other.score;
    windows += other.windows;
    found += other.found;
    episodes += other.episodes;
    false_episodes += other.false_episodes;
    days += other.days;
  }
  [[nodiscard]] double normalised(const Profile& profile) const {
    const auto all = static_cast<double>(windows);
    return 100 * (score + profile.missed * all) / (all + profile.missed * all);
  }
  [[nodiscard]] double share_found() const { return static_cast<double>(found) / static_cast<double>(windows); }
  [[nodiscard]] double false_each_day() const { return static_cast<double>(false_episodes) / days; }
  [[nodiscard]] double precision() const { return episodes == 0 ? 0 : 1 - static_cast<double>(false_episodes) / static_cast<double>(episodes); }
};

Outcome outcome_of(const Series& series, const Reading& reading, const Profile& profile) {
  Outcome outcome{.windows = series.windows.size()};
  outcome.days = std::chrono::duration<double, std::ratio<86400>>(series.counts.back().at - series.counts[series.probation].at).count();
  std::vector<double> best(series.windows.size(), -profile.missed);
  std::vector<bool> told(series.windows.size(), false);
  Instant before{};
  for (std::size_t i = series.probation; i < series.counts.size(); ++i) {
    if (!reading.told[i]) continue;
    const int window = reading.window[i];
    // What is told within an hour of the one before is the same episode to a person.
    const bool new_episode = series.counts[i].at - before > 1h;
    before = series.counts[i].at;
    outcome.episodes += new_episode ? 1 : 0;
    if (window < 0) {
      outcome.score += profile.false_alarm * reading.worth[i];
      outcome.false_episodes += new_episode ? 1 : 0;
      continue;
    }
    auto& score = best[static_cast<std::size_t>(window)];
    score = std::max(score, reading.worth[i]);
    told[static_cast<std::size_t>(window)] = true;
  }
  for (const double score : best) outcome.score += score;
  outcome.found = static_cast<std::size_t>(std::count(told.begin(), told.end(), true));
  return outcome;
}

SpikeSettings at_threshold(SpikeSettings settings, double threshold) {
  settings.least_strength = threshold;
  return settings;
}

std::vector<Outcome> outcomes_of(const std::vector<Series>& all, const SpikeSettings& settings, const Profile& profile) {
  std::vector<Outcome> outcomes;
  for (const auto& series : all) outcomes.push_back(outcome_of(series, read(series, settings), profile));
  return outcomes;
}

Outcome sum_of(const std::vector<Outcome>& outcomes, std::size_t without = SIZE_MAX) {
  Outcome sum;
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    if (i != without) sum.add(outcomes[i]);
  }
  return sum;
}

/// One setting at many thresholds: the standard outcome of each series.
struct Curve {
  std::vector<double> thresholds{};
  std::vector<std::vector<Outcome>> outcomes{};

  Curve(const std::vector<Series>& all, const SpikeSettings& settings) {
    for (double threshold = 3; threshold <= 20; threshold += 0.25) {
      thresholds.push_back(threshold);
      outcomes.push_back(outcomes_of(all, at_threshold(settings, threshold), standard));
    }
  }
  [[nodiscard]] double score(std::size_t at, std::size_t without = SIZE_MAX) const { return sum_of(outcomes[at], without).normalised(standard); }
  [[nodiscard]] std::size_t best(std::size_t without = SIZE_MAX) const {
    std::size_t best = 0;
    for (std::size_t i = 1; i < thresholds.size(); ++i) {
      if (score(i, without) > score(best, without)) best = i;
    }
    return best;
  }
  /// The threshold is chosen on the other series, each in turn.
  [[nodiscard]] double one_series_out() const {
    Outcome sum;
    for (std::size_t i = 0; i < outcomes[0].size(); ++i) sum.add(outcomes[best(i)][i]);
    return sum.normalised(standard);
  }
  /// The mean over the thresholds within a tenth: what is left when the right one is not known.
  [[nodiscard]] double around(std::size_t at) const {
    double sum = 0, count = 0;
    for (std::size_t i = 0; i < thresholds.size(); ++i) {
      if (std::fabs(thresholds[i] / thresholds[at] - 1) > 0.1) continue;
      sum += score(i);
      ++count;
    }
    return sum / count;
  }
};

void print(std::string_view what, const std::vector<Series>& all, const SpikeSettings& settings) {
  const auto usual = sum_of(outcomes_of(all, settings, standard));
  fmt::print("| {} | {:.2f} | {:.1f} | {:.1f} | {:.1f} | {:.2f} ({} of {}) | {:.2f} | {:.3f} |\n", what, settings.least_strength, usual.normalised(standard),
             sum_of(outcomes_of(all, settings, few_alarms)).normalised(few_alarms), sum_of(outcomes_of(all, settings, few_missed)).normalised(few_missed), usual.share_found(), usual.found,
             usual.windows, usual.precision(), usual.false_each_day());
}

void search(const std::vector<Series>& all) {
  fmt::print("\n| memory, smoothing, again after (minutes), growth | best threshold | standard | around it | one series out | quiet: threshold | windows | false a day |\n|---|---|---|---|---|---|---|---|\n");
  for (const int memory : {1000, 1700, 2500, 3500, 5000, 7000}) {
    for (const int smoothing : {0, 5, 10, 15}) {
      for (const int again : {720, 1440}) {
        for (const double growth : {1.0, 1.25, 1.5, 2.0}) {
          const Curve curve(all, {.memory = std::chrono::minutes(memory), .smoothing = std::chrono::minutes(smoothing), .again_after = std::chrono::minutes(again), .least_growth = growth});
          const auto best = curve.best();
          std::size_t quiet = 0;
          while (quiet + 1 < curve.thresholds.size() && sum_of(curve.outcomes[quiet]).false_each_day() > 0.1) ++quiet;
          const auto there = sum_of(curve.outcomes[quiet]);
          fmt::print("| {} {} {} {} | {:.2f} | {:.1f} | {:.1f} | {:.1f} | {:.2f} | {:.2f} | {:.3f} |\n", memory, smoothing, again, growth, curve.thresholds[best], curve.score(best), curve.around(best),
                     curve.one_series_out(), curve.thresholds[quiet], there.share_found(), there.false_each_day());
        }
      }
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    fmt::print(stderr, "usage: figures_spikes SERIES [--search]\n");
    return 2;
  }
  const auto all = load(argv[1]);
  fmt::print("| settings | threshold | standard | few false alarms | few missed | windows found | precision of episodes | false episodes a series and day |\n|---|---|---|---|---|---|---|---|\n");
  for (const auto& [name, settings] : {std::pair{"standard", standard_spikes()}, std::pair{"quiet", quiet_spikes()}}) {
    const Curve curve(all, settings);
    const auto best = curve.best();
    print(name, all, settings);
    print(std::string(name) + ", best threshold for these series", all, at_threshold(settings, curve.thresholds[best]));
    fmt::print("| {}, threshold chosen on the other series | | {:.1f} | | | | | |\n", name, curve.one_series_out());
    fmt::print("| {}, mean over thresholds within a tenth of the best | | {:.1f} | | | | | |\n", name, curve.around(best));
  }
  fmt::print("\n| series | standard score | windows found | false episodes | days | quiet score | windows found | false episodes |\n|---|---|---|---|---|---|---|---|\n");
  for (const auto& series : all) {
    const auto a = outcome_of(series, read(series, standard_spikes()), standard);
    const auto b = outcome_of(series, read(series, quiet_spikes()), standard);
    fmt::print("| {} | {:.1f} | {} of {} | {} | {:.0f} | {:.1f} | {} of {} | {} |\n", series.name, a.normalised(standard), a.found, a.windows, a.false_episodes, a.days, b.normalised(standard),
               b.found, b.windows, b.false_episodes);
  }
  fmt::print("\n| standard settings at | threshold | standard | few false alarms | few missed | windows found | precision of episodes | false episodes a series and day |\n|---|---|---|---|---|---|---|---|\n");
  for (double threshold = 6; threshold <= 14; threshold += 0.5) print("", all, at_threshold(standard_spikes(), threshold));
  if (argc > 2 && std::string_view(argv[2]) == "--search") search(all);
  return 0;
}
