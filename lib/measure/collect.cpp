// SPDX-License-Identifier: MIT
#include "measure/collect.hpp"

#include <algorithm>
#include <set>

#include "accounts.hpp"
#include "base/thread.hpp"
#include "base/tr.hpp"
#include "measure/due.hpp"
#include "measure/found_posts.hpp"

namespace cmtool {
namespace {

constexpr std::size_t at_once = 16;
constexpr std::size_t lot = 100;           // posts that are asked for before their samples are filed
constexpr std::size_t most_pages = 1000;   // of what a platform says there is more of
constexpr std::size_t most_untold = 5000;  // series of which it is remembered that they cannot be told

/// Where measuring an account goes on: measuring/NAME.json.
struct Place {
  Instant recent{}, year{}, old{};   ///< when the posts of that age were last looked through
  Instant account{};                 ///< when the account's own numbers were last read
  std::vector<Receipt> pending{};    ///< posts that were due and were not asked for yet
  std::set<std::string> untold{};    ///< "POST METRIC" of which the platform last told nothing
  std::string cursor{};              ///< the platform's own place
};

Instant instant_or_never(const Json& json) {
  const auto at = parse_iso(json.string_or());
  return at.ok() ? *at : Instant{};
}

Place place_of(const Json& json, Instant now) {
  Place place{.recent = instant_or_never(json["recent"]), .year = instant_or_never(json["year"]), .old = instant_or_never(json["old"]), .account = instant_or_never(json["account"]), .cursor = json["cursor"].string_or()};
  // Of a clock that was wrong.
  for (Instant* at : {&place.recent, &place.year, &place.old, &place.account}) {
    if (*at > now) *at = Instant{};
  }
  for (const Json& one : json["pending"].items()) {
    if (auto receipt = receipt_from_json(one); receipt.ok()) place.pending.push_back(*std::move(receipt));
  }
  for (auto& series : json["untold"].string_items()) place.untold.insert(std::move(series));
  return place;
}

Json json_of(const Place& place, Instant now) {
  Json pending = Json::array();
  for (const auto& receipt : place.pending) pending.push(to_json(receipt));
  return Json{{"at", iso(now)},
              {"recent", iso(place.recent)},
              {"year", iso(place.year)},
              {"old", iso(place.old)},
              {"account", iso(place.account)},
              {"pending", std::move(pending)},
              {"untold", Json::strings({place.untold.begin(), place.untold.end()})},
              {"cursor", place.cursor}};
}

class Collecting {
 public:
  Collecting(Desk& desk, const Account& account, const CollectWish& wish, const std::string& zone, Collected& told)
      : desk_(desk), account_(account), wish_(wish), zone_(zone), told_(told), now_(desk.world.clock->now()) {}

  Result<void> run() {
    TRY(const Platform* const platform, desk_.platform(account_.platform));
    if (!can(*platform, Can::measure)) {
      return Error{.fault = Fault::unsupported,
                   .message = tr("{} tells no numbers that cmtool can read", platform->about().title),
                   .hint = tr("import its export: cmtool report import")};
    }
    TRY(const Json kept, desk_.store.measuring(account_.name));
    place_ = place_of(kept, now_);
    CHECK_OK(plan());
    told_.due = place_.pending.size();
    const auto every = account_.follow_only ? followed_account_every : own_account_every;
    told_.account_due = wish_.all || now_ - place_.account >= every;
    if (wish_.dry_run || (place_.pending.empty() && !told_.account_due)) return {};
    TRY(const auto session, open_session(desk_, account_, *platform));
    return ask(*session, *platform);
  }

 private:
  /// Posts that have become due join those that are still pending; the youngest come first.
  Result<void> plan() {
    if (account_.follow_only) return {};
    using std::chrono::days;
    const bool year_turn = wish_.all || now_ - place_.year >= days(1), old_turn = wish_.all || now_ - place_.old >= days(7);
    std::optional<Instant> from;
    if (!old_turn) from = now_ - (year_turn ? posts_of_the_year : recent_posts);
    TRY(auto sent, desk_.store.sent({.from = from, .accounts = {account_.name}}));
    std::set<std::string> known;
    for (const auto& receipt : place_.pending) known.insert(receipt.remote_id);
    std::vector<Receipt> due;
    for (auto one = sent.rbegin(); one != sent.rend(); ++one) {
      const auto& receipt = one->delivery.receipt;
      // An answer is no post: what becomes of it is the conversation's.
      if (!receipt || one->delivery.deleted || receipt->remote_id.empty() || !one->post.reply_to.empty()) continue;
      const auto age = now_ - receipt->at;
      const Instant last = age < recent_posts ? place_.recent : age < posts_of_the_year ? place_.year : place_.old;
      if ((wish_.all || is_measure_due(receipt->at, last, now_)) && known.insert(receipt->remote_id).second) due.push_back(*receipt);
    }
    due.insert(due.end(), std::make_move_iterator(place_.pending.begin()), std::make_move_iterator(place_.pending.end()));
    place_.pending = std::move(due);
    place_.recent = now_;
    if (year_turn) place_.year = now_;
    if (old_turn) place_.old = now_;
    return {};
  }

  Result<void> ask(Session& session, const Platform& platform) {
    bool account = told_.account_due, more = true;
    for (std::size_t page = 0; page < most_pages && (more || !place_.pending.empty()); ++page) {
      const auto count = static_cast<std::ptrdiff_t>(std::min(place_.pending.size(), lot));
      MeasureQuery query{.cursor = place_.cursor, .posts = {place_.pending.begin(), place_.pending.begin() + count}, .account = account, .zone = zone_};
      TRY(auto read, platform.measure(session, query));
      told_.samples += read.samples.size();
      told_.posts += query.posts.size();
      for (auto& sample : read.samples) sample.account = account_.name;
      std::erase_if(read.samples, [&](const Sample& sample) { return !is_news(sample); });
      if (!read.samples.empty()) {
        TRY(const auto added, desk_.store.add_samples(read.samples));
        told_.fresh += added;
      }
      if (!account_.follow_only && !read.posts.empty()) CHECK_OK(file(std::move(read.posts), platform));
      // A platform that says "more" and stays where it is would be asked for ever.
      more = read.more && read.cursor != place_.cursor;
      place_.cursor = std::move(read.cursor);
      place_.pending.erase(place_.pending.begin(), place_.pending.begin() + count);
      if (account) place_.account = now_;
      account = false;
      CHECK_OK(desk_.store.save_measuring(account_.name, json_of(place_, now_)));
    }
    return {};
  }

  /// What the account has published without cmtool counts too.
  Result<void> file(std::vector<FoundPost> posts, const Platform& platform) {
    for (auto& post : posts) post.account = account_.name;
    TRY(const auto filed, file_found_posts(desk_, posts, platform.about().title));
    told_.found += filed.fresh;
    told_.left = filed.left;
    return {};
  }

  bool is_news(const Sample& sample) {
    const std::string series = sample.post + " " + sample.metric;
    if (sample.value) {
      place_.untold.erase(series);
      return true;
    }
    return place_.untold.size() < most_untold && place_.untold.insert(series).second;
  }

  Desk& desk_;
  const Account& account_;
  const CollectWish& wish_;
  const std::string& zone_;
  Collected& told_;
  Instant now_;
  Place place_{};
};

}  // namespace

Result<std::vector<Account>> accounts_to_measure(Desk& desk) {
  TRY(auto accounts, desk.store.accounts());
  std::erase_if(accounts, [&](const Account& account) {
    const auto platform = desk.platform(account.platform);
    return platform.ok() && !can(**platform, Can::measure);
  });
  return accounts;
}

std::vector<Collected> collect(Desk& desk, const CollectWish& wish, const std::string& zone) {
  std::vector<Collected> all(wish.accounts.size());
  each_at_once(all.size(), at_once, [&](std::size_t i) {
    all[i].account = wish.accounts[i].name;
    if (auto done = Collecting(desk, wish.accounts[i], wish, zone, all[i]).run(); !done.ok()) {
      all[i].error = std::move(done).error();
      if (all[i].error->where.empty()) all[i].error->where = label(wish.accounts[i]);
    }
  });
  return all;
}

}  // namespace cmtool
