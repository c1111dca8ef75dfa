// SPDX-License-Identifier: MIT
#include "figures/post_groups.hpp"

#include <algorithm>
#include <map>

#include "figures/period.hpp"

namespace cmtool {

Result<std::vector<PostGroup>> post_groups(const std::vector<PostFigures>& posts, const ReportPeriod& period, const std::string& by, const std::string& zone) {
  std::vector<PostGroup> groups;
  std::map<std::string, std::size_t> places;
  const auto group = [&](const std::string& name) -> PostGroup& {
    const auto [place, is_new] = places.emplace(name, groups.size());
    if (is_new) groups.push_back({.name = name});
    return groups[place->second];
  };
  if (is_by_time(by)) {
    TRY(const auto names, time_groups(period, by, zone));
    for (const auto& name : names) group(name);
  }
  for (const auto& one : posts) {
    TRY(const std::string name, group_of(one, by, zone));
    group(name).posts.push_back(&one);
  }
  std::stable_sort(groups.begin(), groups.end(), [](const PostGroup& a, const PostGroup& b) {
    return a.name.empty() != b.name.empty() ? b.name.empty() : a.name < b.name;
  });
  return groups;
}

PostGroup group_named(const std::vector<PostGroup>& groups, const std::string& name) {
  for (const auto& group : groups) {
    if (group.name == name) return group;
  }
  return {.name = name};
}

PostGroup group_before(const std::vector<PostGroup>& before, const std::string& name, std::size_t place, const std::string& by) {
  if (!is_by_time(by)) return group_named(before, name);
  return place < before.size() ? before[place] : PostGroup{};
}

}  // namespace cmtool
