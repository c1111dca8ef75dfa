// SPDX-License-Identifier: MIT
#include "listen/groups.hpp"

#include "base/tr.hpp"

namespace cmtool::listen {

std::string person_on_duty(const InboxItem& entry, const std::map<std::string, std::string>& answered_by) {
  const auto found = answered_by.find(entry.item.id);
  return found == answered_by.end() ? entry.handling.assigned : found->second;
}

Result<ItemGroups> ItemGroups::of(const GroupWish& wish) {
  ItemGroups groups(wish);
  if (is_by_time(wish.by)) {
    TRY(const auto names, time_groups(wish.period, wish.by, wish.zone));
    for (const auto& name : names) groups.number_of(name);
  } else if (wish.by == "account" && wish.accounts != nullptr) {
    for (const auto& [account, platform] : *wish.accounts) groups.number_of("@" + account);
  } else if (wish.by == "topic" && wish.topics != nullptr) {
    for (const auto& topic : *wish.topics) groups.number_of(topic.name);
    groups.sorter_.emplace(*wish.topics);
  }
  return groups;
}

std::size_t ItemGroups::number_of(const std::string& name) {
  const auto [found, fresh] = numbers_.emplace(name, names_.size());
  if (fresh) names_.push_back(name);
  return found->second;
}

Result<std::vector<std::size_t>> ItemGroups::of(const InboxItem& entry) {
  std::vector<std::size_t> all;
  if (is_by_time(wish_.by)) {
    TRY(const auto day, day_number(entry.item.at, wish_.zone));
    const auto found = numbers_.find(time_group(day_of_number(day), wish_.by));
    if (found != numbers_.end()) all.push_back(found->second);
  } else if (wish_.by == "topic") {
    if (!sorter_) return all;
    for (const auto number : sorter_->topics_of(entry.item)) all.push_back(number);
  } else if (wish_.by == "account") {
    all.push_back(number_of("@" + entry.item.account));
  } else if (wish_.by == "kind") {
    all.push_back(number_of(std::string(slug(entry.item.kind))));
  } else if (wish_.by == "label") {
    for (const auto& label : entry.handling.labels) all.push_back(number_of(label));
  } else if (wish_.by == "person") {
    static const std::map<std::string, std::string> nobody;
    all.push_back(number_of(person_on_duty(entry, wish_.answered_by != nullptr ? *wish_.answered_by : nobody)));
  }
  return all;
}

std::optional<std::size_t> ItemGroups::alike(const ItemGroups& other, std::size_t number) const {
  if (is_by_time(wish_.by)) return number < other.names_.size() ? std::optional(number) : std::nullopt;
  const auto found = other.numbers_.find(names_[number]);
  return found == other.numbers_.end() ? std::nullopt : std::optional(found->second);
}

std::string item_group_title(std::string_view by) {
  if (by == "topic") return tr("Topic");
  if (by == "kind") return tr("Kind");
  if (by == "label") return tr("Label");
  if (by == "person") return tr("Person on duty");
  return group_title(by);
}

}  // namespace cmtool::listen
