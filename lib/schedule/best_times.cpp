// SPDX-License-Identifier: MIT
#include "schedule/best_times.hpp"

#include <algorithm>
#include <map>

#include "when/zone.hpp"

namespace cmtool {
namespace {

constexpr std::size_t least_posts = 20, least_in_hour = 2;
constexpr double ordinary_posts = 3;
constexpr std::chrono::weeks least_span{4};

double median(std::vector<std::int64_t> values) {
  std::sort(values.begin(), values.end());
  const std::size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? static_cast<double>(values[middle]) : static_cast<double>(values[middle - 1] + values[middle]) / 2;
}

}  // namespace

Result<BestTimes> best_times(const std::vector<MeasuredPost>& posts, const std::string& zone) {
  BestTimes result{.posts = posts.size()};
  if (posts.size() < least_posts) return result;
  const auto [first, last] = std::minmax_element(posts.begin(), posts.end(), [](const auto& a, const auto& b) { return a.at < b.at; });
  if (last->at - first->at < least_span) return result;
  std::vector<std::int64_t> all;
  for (const auto& post : posts) all.push_back(post.reactions);
  const double usual = median(all);
  if (usual <= 0) return result;  // most posts moved nobody: there is nothing to compare

  std::map<Slot, std::vector<double>> hours;
  for (const auto& post : posts) {
    using namespace std::chrono;
    TRY(const Local local, to_local(post.at, zone));
    const auto day = floor<days>(local.wall);
    const auto hour = duration_cast<std::chrono::hours>(local.wall - day).count();
    hours[{weekday(local_days(day)).c_encoding(), static_cast<int>(hour * 60)}].push_back(static_cast<double>(post.reactions) / usual);
  }
  for (const auto& [slot, scores] : hours) {
    if (scores.size() < least_in_hour) continue;
    double sum = ordinary_posts;
    for (const double score : scores) sum += score;
    const auto count = static_cast<double>(scores.size());
    result.hours.push_back({.slot = slot,
                            .score = sum / (count + ordinary_posts),
                            .posts = scores.size(),
                            .confidence = scores.size() >= 8 ? "high" : scores.size() >= 4 ? "medium" : "low"});
  }
  std::stable_sort(result.hours.begin(), result.hours.end(), [](const BestTime& a, const BestTime& b) { return a.score > b.score; });
  result.enough = !result.hours.empty();
  return result;
}

}  // namespace cmtool
