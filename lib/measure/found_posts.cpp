// SPDX-License-Identifier: MIT
#include "measure/found_posts.hpp"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>

#include "model/former_names.hpp"
#include "store.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

/// So far apart may be the times that we, and the platform, have for one post.
constexpr auto clocks_apart = minutes(10);
/// So near to its time a post is looked for among ours first; only where something is new, among all of them: a draft may be published long after we sent it.
constexpr auto around = days(3);
/// Before the web there were no posts.
const Instant earliest = sys_days(year(1990) / 1 / 1);

/// Of our posts from before then it is known what became of them.
Result<Instant> settled_until(Desk& desk, const Account& account) {
  const auto former = former_names(account);
  std::set<std::string> names(former.begin(), former.end());
  names.insert(account.name);
  const Instant now = desk.world.clock->now();
  Instant until = now;
  for (const auto state : {DeliveryState::sending, DeliveryState::unknown}) {
    TRY(const auto open, desk.store.in_state(state));
    for (const auto& one : open) {
      if (!names.contains(one.account)) continue;
      if (one.first_sent) until = std::min(until, *one.first_sent - clocks_apart);
      if (one.native && one.native->since) until = std::min(until, one.native->at.value_or(*one.native->since) - clocks_apart);
    }
  }
  // What the platform holds for us goes out there, and is known here at the next `schedule run`.
  for (const auto state : {DeliveryState::waiting, DeliveryState::held}) {
    TRY(const auto due, desk.store.due(now + clocks_apart, state));
    for (const auto& one : due) {
      if (names.contains(one.account) && is_held_there(one)) until = std::min(until, std::min(one.native->at.value_or(one.due->at), one.due->at) - clocks_apart);
    }
  }
  return until;
}

/// What the platform calls the posts that we sent to the account. Answers are never found, and some platforms number them for themselves.
Result<std::set<std::string>> sent_ids(Desk& desk, const ScheduleFilter& filter) {
  std::set<std::string> ids;
  TRY(const auto sent, desk.store.sent(filter));
  for (const auto& one : sent) {
    if (one.delivery.receipt && one.post.reply_to.empty()) ids.insert(one.delivery.receipt->remote_id);
  }
  return ids;
}

PostRecord record_of(const FoundPost& found, const Account& account, const std::string& source, Instant now) {
  const Id id = named_id(found.receipt.at, account.name + "\n" + found.receipt.remote_id);
  PostRecord record{.post = {.id = id, .text = found.text, .title = found.title, .language = found.language, .created = found.receipt.at}};
  record.post.history.push_back({.at = now, .who = "cmtool", .did = "found", .why = source});
  record.deliveries.push_back({.id = delivery_id(id, account.name), .post = id, .account = account.name, .platform = account.platform, .state = DeliveryState::sent, .receipt = found.receipt});
  return record;
}

/// What is to be recorded of these posts, which are all of one account.
Result<std::vector<PostRecord>> fresh_of(Desk& desk, const Account& account, const std::vector<const FoundPost*>& posts, const std::string& source, FiledPosts& filed) {
  const auto [first, last] = std::ranges::minmax(posts, {}, [](const FoundPost* post) { return post->receipt.at; });
  TRY(auto known, sent_ids(desk, {.from = first->receipt.at - around, .until = last->receipt.at + around, .accounts = {account.name}}));
  std::vector<PostRecord> fresh;
  const auto is_known = [&](const FoundPost* post) { return known.contains(post->receipt.remote_id); };
  if (std::ranges::all_of(posts, is_known)) return fresh;
  // In this order: one that is sent in between has been seen as being sent, or is among those that were.
  TRY(const Instant settled, settled_until(desk, account));
  TRY(known, sent_ids(desk, {.accounts = {account.name}}));
  for (const FoundPost* const post : posts) {
    if (!known.insert(post->receipt.remote_id).second) continue;
    if (post->receipt.at >= settled) ++filed.left;
    else fresh.push_back(record_of(*post, account, source, desk.world.clock->now()));
  }
  return fresh;
}

Result<std::vector<PostRecord>> to_record(Desk& desk, const std::vector<FoundPost>& found, const std::string& source, FiledPosts& filed) {
  const Instant now = desk.world.clock->now();
  std::map<std::string, std::vector<const FoundPost*>> of_account;
  for (const auto& post : found) {
    if (!post.receipt.remote_id.empty() && post.receipt.at >= earliest && post.receipt.at <= now) of_account[post.account].push_back(&post);
  }
  std::vector<PostRecord> all;
  for (const auto& [name, posts] : of_account) {
    const auto account = desk.store.account(name);
    if (!account.ok() && account.error().fault == Fault::not_found) continue;
    if (!account.ok()) return account.error();
    TRY(auto fresh, fresh_of(desk, *account, posts, source, filed));
    std::ranges::move(fresh, std::back_inserter(all));
  }
  filed.fresh = all.size();
  return all;
}

}  // namespace

Result<FiledPosts> count_found_posts(Desk& desk, const std::vector<FoundPost>& found) {
  FiledPosts filed;
  CHECK_OK(to_record(desk, found, {}, filed));
  return filed;
}

Result<FiledPosts> file_found_posts(Desk& desk, const std::vector<FoundPost>& found, const std::string& source) {
  constexpr int tries = 3;
  for (int left = tries;; --left) {
    FiledPosts filed;
    TRY(const auto records, to_record(desk, found, source, filed));
    if (records.empty()) return filed;
    const Instant now = desk.world.clock->now();
    const auto done = desk.store.import_all({.id = new_id(now), .from = source, .by = "cmtool", .at = now}, records);
    if (done.ok()) return filed;
    // Somebody else has found them meanwhile.
    if (done.error().fault != Fault::conflict || left == 1) return done.error();
  }
}

}  // namespace cmtool
