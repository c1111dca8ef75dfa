// SPDX-License-Identifier: MIT
#include "moderate/fetch.hpp"

#include "accounts.hpp"
#include "base/thread.hpp"
#include "base/tr.hpp"
#include "moderate/retention.hpp"

namespace cmtool {
namespace {

constexpr std::size_t at_once = 16;
constexpr auto conversations_last = std::chrono::days(14);
constexpr std::size_t most_own = 20;

/// Our latest posts of an account, newest first: their conversations are looked into.
Result<std::vector<Receipt>> own_posts(Desk& desk, const Account& account) {
  TRY(const auto sent, desk.store.sent({.from = desk.world.clock->now() - conversations_last, .accounts = {account.name}}));
  std::vector<Receipt> own;
  for (auto one = sent.rbegin(); one != sent.rend() && own.size() < most_own; ++one) {
    if (one->delivery.receipt && !one->delivery.deleted) own.push_back(*one->delivery.receipt);
  }
  return own;
}

Result<void> fetch_one(Desk& desk, const Account& account, const FetchWish& wish, Fetched& fetched) {
  TRY(const Platform* const platform, desk.platform(account.platform));
  if (!can(*platform, Can::inbox)) {
    return Error{.fault = Fault::unsupported, .message = tr("{} has no inbox that cmtool can read", platform->about().title), .hint = tr("import its export: cmtool moderate import")};
  }
  if (account.follow_only) {
    return Error{.fault = Fault::unsupported, .message = tr("this account is only followed: it has no inbox"), .hint = tr("its numbers are read by cmtool report collect")};
  }
  TRY(const auto session, open_session(desk, account, *platform));
  TRY(InboxQuery query, [&]() -> Result<InboxQuery> {
    TRY(auto cursor, desk.store.inbox().cursor(account.name));
    TRY(auto own, own_posts(desk, account));
    return InboxQuery{.cursor = std::move(cursor), .own = std::move(own)};
  }());
  TRY(const auto since, kept_since(desk));
  for (std::size_t page = 0; page < wish.most_pages; ++page) {
    TRY(auto read, platform->inbox(*session, query));
    if (since) std::erase_if(read.items, [&](const Item& item) { return item.at < *since; });
    fetched.more = read.more;
    if (wish.dry_run) {
      fetched.fresh += read.items.size();
    } else if (!read.items.empty() || read.cursor != query.cursor) {
      TRY(const auto filed, desk.store.inbox().file_items(account.name, std::move(read.items), read.cursor));
      fetched.fresh += filed.fresh.size();
      fetched.changed += filed.changed.size();
      fetched.reopened += filed.reopened.size();
      fetched.items.insert(fetched.items.end(), filed.fresh.begin(), filed.fresh.end());
    }
    // A server that says "more" and stays where it is would be asked for ever.
    if (!read.more || read.cursor == query.cursor) break;
    query.cursor = read.cursor;
  }
  return {};
}

}  // namespace

Result<std::vector<Account>> accounts_with_inbox(Desk& desk) {
  TRY(auto accounts, desk.store.accounts());
  std::erase_if(accounts, [&](const Account& account) {
    const auto platform = desk.platform(account.platform);
    return account.follow_only || (platform.ok() && !can(**platform, Can::inbox));
  });
  return accounts;
}

std::vector<Fetched> fetch_inboxes(Desk& desk, const FetchWish& wish) {
  std::vector<Fetched> all(wish.accounts.size());
  each_at_once(all.size(), at_once, [&](std::size_t i) {
    all[i].account = wish.accounts[i].name;
    if (auto done = fetch_one(desk, wish.accounts[i], wish, all[i]); !done.ok()) {
      all[i].error = std::move(done).error();
      if (all[i].error->where.empty()) all[i].error->where = label(wish.accounts[i]);
    }
  });
  return all;
}

}  // namespace cmtool
