// SPDX-License-Identifier: MIT
#include "listen/crowd.hpp"

#include <algorithm>

#include "figures/sums.hpp"

namespace cmtool::listen {
namespace {

std::vector<TopicQuery> queries_of(const std::vector<Topic>& topics) {
  std::vector<TopicQuery> queries;
  for (const auto& topic : topics) queries.push_back(topic.parsed);
  return queries;
}

}  // namespace

std::string voice_key(const Author& author) {
  // Everybody who was forgotten has this id and no name: they are many people, and none.
  const bool erased = author.remote_id == "forgotten" && author.handle.empty() && author.name.empty();
  return erased ? std::string() : author_key(author);
}

bool is_spam(const InboxItem& entry) { return entry.handling.labels.contains("spam") || entry.handling.acts.contains("spam"); }

bool is_heard(const InboxItem& entry) { return entry.item.kind != ItemKind::report && !is_spam(entry); }

const std::string& sound_of(const InboxItem& entry, const std::map<std::string, std::string>& sounds) {
  static const std::string unknown;
  if (!entry.handling.sentiment.empty()) return entry.handling.sentiment;
  const auto found = sounds.find(entry.item.id);
  return found == sounds.end() ? unknown : found->second;
}

void Crowd::add(const InboxItem& entry, const std::string& sound) {
  ++mentions_;
  if (const auto key = voice_key(entry.item.author); !key.empty()) {
    auto& followers = followers_[key];
    if (entry.item.author.followers) followers = entry.item.author.followers;
  }
  positive_ += sound == "positive" ? 1 : 0;
  neutral_ += sound == "neutral" ? 1 : 0;
  negative_ += sound == "negative" ? 1 : 0;
  by_hand_ += entry.handling.sentiment.empty() ? 0 : 1;
  keep_later(as_of_, entry.item.at);
}

std::optional<std::int64_t> Crowd::reach() const {
  std::optional<std::int64_t> sum;
  for (const auto& [key, followers] : followers_) {
    if (followers) sum = added(sum.value_or(0), std::max<std::int64_t>(*followers, 0));
  }
  return sum;
}

std::uint64_t Crowd::voices_of_unknown_reach() const {
  return static_cast<std::uint64_t>(std::count_if(followers_.begin(), followers_.end(), [](const auto& pair) { return !pair.second; }));
}

std::optional<double> Crowd::balance() const {
  if (judged() == 0) return std::nullopt;
  return 100 * (static_cast<double>(positive_) - static_cast<double>(negative_)) / static_cast<double>(judged());
}

TopicSorter::TopicSorter(const std::vector<Topic>& topics) : set_(queries_of(topics)), reader_(set_) {}

const std::vector<std::uint32_t>& TopicSorter::topics_of(const Item& item) {
  return reader_.matching({.text = item.text, .language = item.language, .handle = item.author.handle, .author_id = item.author.remote_id, .account = item.account});
}

}  // namespace cmtool::listen
