// SPDX-License-Identifier: MIT
#include "model/metric.hpp"

#include <algorithm>
#include <array>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_name = 100;
constexpr std::string_view daily_prefix = "daily_";

const Metric* find(std::string_view name) {
  const auto& all = metrics();
  const auto family = name.find(':');
  if (family != std::string_view::npos) name = name.substr(0, family + 1);
  const auto found = std::find_if(all.begin(), all.end(), [&](const Metric& one) { return one.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace

const std::vector<Metric>& metrics() {
  using enum MetricKind;
  // Beside each: where it comes from.
  static const std::vector<Metric> all{
      // Of our own web pages: site (access log), wordpress (statistics plugins), Google Analytics (import).
      {.name = "views", .title = N_("page views"), .kind = daily, .meaning = N_("how often a page was read in a day, robots left out")},
      {.name = "visitors", .title = N_("visitors"), .kind = daily, .meaning = N_("different readers in a day; those of several days or pages are not added up")},
      {.name = "sessions", .title = N_("sessions"), .kind = daily, .meaning = N_("visits in a day, as an imported analytics export counts them")},
      {.name = "referrals", .title = N_("visits from elsewhere"), .kind = daily, .meaning = N_("page views in a day that came by a link on another site")},
      {.name = "referrer:", .title = N_("from {}"), .kind = daily, .meaning = N_("page views in a day that came by a link on this site")},
      {.name = "conversions", .title = N_("conversions"), .kind = daily, .meaning = N_("key events in a day, as an imported analytics export counts them")},

      // Of posts: mastodon, bluesky, and imports.
      {.name = "likes", .title = N_("likes"), .meaning = N_("favourites, hearts, thumbs up")},
      {.name = "reactions", .title = N_("reactions"), .meaning = N_("likes and other reactions together, where an export does not tell them apart")},
      {.name = "reposts", .title = N_("reposts"), .meaning = N_("boosts, retweets")},
      {.name = "replies", .title = N_("replies"), .meaning = N_("answers to a post")},
      {.name = "comments", .title = N_("comments"), .meaning = N_("comments below a post or a page that are public")},
      {.name = "quotes", .title = N_("quotes"), .meaning = N_("posts by others that quote it")},
      {.name = "bookmarks", .title = N_("bookmarks"), .meaning = N_("how often it was put aside to be read later")},
      {.name = "shares", .title = N_("shares"), .meaning = N_("how often it was passed on, as imported exports count it")},
      {.name = "saves", .title = N_("saves"), .meaning = N_("how often it was saved, as imported exports count it")},
      {.name = "impressions", .title = N_("impressions"), .meaning = N_("how often it was shown")},
      {.name = "reach", .title = N_("reach"), .meaning = N_("to how many different people it was shown")},
      {.name = "clicks", .title = N_("clicks"), .meaning = N_("clicks on links or anything else of it, as imported exports count them")},
      {.name = "link_clicks", .title = N_("link clicks"), .meaning = N_("clicks that led to an address in it")},
      {.name = "engagements", .title = N_("engagements"), .meaning = N_("all that people did with it, as the platform adds it up")},
      {.name = "follows", .title = N_("follows"), .meaning = N_("new followers whom the platform puts down to it")},
      {.name = "profile_visits", .title = N_("profile visits"), .meaning = N_("visits to the profile that came from it")},
      {.name = "video_views", .title = N_("video views"), .meaning = N_("how often its video was played, as its platform counts that")},
      {.name = "watch_time", .title = N_("watch time"), .unit = MetricUnit::seconds, .meaning = N_("how long its video was watched, in seconds")},

      // Of an account: mastodon, bluesky, wordpress (posts), and imports.
      {.name = "followers", .title = N_("followers"), .kind = level, .meaning = N_("who follows the account, or subscribes to it")},
      {.name = "following", .title = N_("following"), .kind = level, .meaning = N_("whom the account follows")},
      {.name = "posts", .title = N_("posts"), .kind = level, .meaning = N_("how many posts the account has, as its platform counts them")},

      // Of advertising: imports.
      {.name = "spend:", .title = N_("spend ({})"), .kind = daily, .unit = MetricUnit::money, .meaning = N_("money spent in a day, in the smallest unit of this currency (cents)")},
      {.name = "results", .title = N_("results"), .kind = daily, .meaning = N_("what an advertisement is there to bring about, in a day")},
      {.name = "ad_impressions", .title = N_("advertisement impressions"), .kind = daily, .meaning = N_("how often an advertisement was shown in a day")},
      {.name = "ad_reach", .title = N_("advertisement reach"), .kind = daily, .meaning = N_("to how many different people an advertisement was shown in a day; those of several days are not added up")},
      {.name = "ad_clicks", .title = N_("advertisement clicks"), .kind = daily, .meaning = N_("clicks on an advertisement in a day")},
  };
  return all;
}

MetricKind kind_of_metric(std::string_view name) {
  if (name.starts_with(daily_prefix)) return MetricKind::daily;
  const Metric* const known = find(name);
  return known == nullptr ? MetricKind::total : known->kind;
}

MetricUnit unit_of_metric(std::string_view name) {
  if (name.starts_with(daily_prefix)) name.remove_prefix(daily_prefix.size());
  const Metric* const known = find(name);
  return known == nullptr ? MetricUnit::count : known->unit;
}

std::string title_of_metric(std::string_view name) {
  if (name.starts_with(daily_prefix)) {
    return tr("{} in the day", title_of_metric(name.substr(daily_prefix.size())));
  }
  const Metric* const known = find(name);
  if (known == nullptr) return std::string(name);
  std::string title = tr_text(known->title);
  const auto part = part_of_metric(name);
  if (const auto place = title.find("{}"); !part.empty() && place != std::string::npos) title.replace(place, 2, part);
  return title;
}

bool is_metric_name(std::string_view name) {
  if (name.empty() || name.size() > longest_name || !is_letter_or_digit(name.front())) return false;
  const auto colon = name.find(':');
  const auto word = name.substr(0, colon);
  const bool plain = std::all_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
  if (!plain || colon == std::string_view::npos) return plain;
  const auto part = name.substr(colon + 1);
  return !part.empty() && std::all_of(part.begin(), part.end(), [](char c) { return static_cast<unsigned char>(c) > ' ' && c != '\x7f'; });
}

std::string_view part_of_metric(std::string_view name) {
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? std::string_view() : name.substr(colon + 1);
}

std::int64_t minor_units(std::string_view currency) {
  // ISO 4217, amendment 177: those that are not divided by 100.
  constexpr std::array<std::string_view, 17> whole{"BIF", "CLP", "DJF", "GNF", "ISK", "JPY", "KMF", "KRW", "PYG", "RWF", "UGX", "UYI", "VND", "VUV", "XAF", "XOF", "XPF"};
  constexpr std::array<std::string_view, 7> thousandths{"BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"};
  if (std::find(whole.begin(), whole.end(), currency) != whole.end()) return 1;
  return std::find(thousandths.begin(), thousandths.end(), currency) != thousandths.end() ? 1000 : 100;
}

}  // namespace cmtool
