// SPDX-License-Identifier: MIT
#include "schedule/measured.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace cmtool {
namespace {

/// What people did, not what was shown to them: views say more about the platform than about the hour.
constexpr std::array<std::string_view, 9> reactions{"likes", "reposts", "replies", "quotes", "comments", "shares", "saves", "clicks", "reactions"};

}  // namespace

Result<std::vector<MeasuredPost>> measured_posts(Desk& desk, const Account& account) {
  const Instant since = desk.world.clock->now() - best_times_span;
  TRY(const auto samples, desk.store.samples(since));
  std::map<std::string, std::map<std::string, const Sample*>> last;  // remote id -> metric -> its last value
  for (const auto& sample : samples) {
    if (sample.account != account.name || sample.post.empty() || !sample.value) continue;
    if (std::find(reactions.begin(), reactions.end(), sample.metric) == reactions.end()) continue;
    const Sample*& known = last[sample.post][sample.metric];
    if (known == nullptr || known->at <= sample.at) known = &sample;
  }
  std::vector<MeasuredPost> measured;
  if (last.empty()) return measured;
  TRY(const auto records, desk.store.posts(PostFilter{.from = since, .account = account.name}));
  for (const auto& record : records) {
    for (const auto& delivery : record.deliveries) {
      if (delivery.account != account.name || !delivery.receipt) continue;
      const auto found = last.find(delivery.receipt->remote_id);
      if (found == last.end()) continue;
      MeasuredPost one{.at = delivery.receipt->at};
      for (const auto& [metric, sample] : found->second) one.reactions += *sample->value;
      measured.push_back(one);
    }
  }
  return measured;
}

}  // namespace cmtool
