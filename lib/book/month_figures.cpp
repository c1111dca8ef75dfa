// SPDX-License-Identifier: MIT
#include "book/month_figures.hpp"

#include <algorithm>

#include "figures/account_sums.hpp"
#include "listen/crowd.hpp"

namespace cmtool {
namespace {

/// What the items of one month come to.
struct Said {
  listen::Crowd crowd{};
  Spread minutes{};
};

Said said_in(const PeriodInputs& period, const ReportInputs& inputs) {
  Said said;
  for (const auto& entry : period.items) {
    if (!listen::is_heard(entry)) continue;
    said.crowd.add(entry, listen::sound_of(entry, inputs.sounds));
    if (!entry.handling.answered) continue;
    const auto time = std::max(*entry.handling.answered, entry.item.at) - entry.item.at;
    said.minutes.add(std::optional(minutes_of(time)));
  }
  return said;
}

std::optional<double> real(const std::optional<std::int64_t>& number) { return number ? std::optional(static_cast<double>(*number)) : std::nullopt; }

/// What people said in one month, put where `side` says.
void fill(MonthFigures& figures, const PeriodInputs& period, const ReportInputs& inputs, std::optional<double> TwoMonths::*side) {
  const Said said = said_in(period, inputs);
  figures.mentions.*side = static_cast<double>(said.crowd.mentions());
  figures.voices.*side = static_cast<double>(said.crowd.voices());
  if (said.crowd.judged() > 0) figures.negative.*side = 100.0 * static_cast<double>(said.crowd.negative()) / static_cast<double>(said.crowd.judged());
  figures.answer_minutes.*side = said.minutes.median();
  if (side != &TwoMonths::now) return;
  figures.mentions.as_of = figures.voices.as_of = heard_at(inputs, said.crowd.as_of());
  figures.judged = said.crowd.judged();
}

/// On how many days of a period something was read of these.
std::size_t days_read(const PeriodInputs& period, const std::vector<std::string>& metrics, const AccountNames& accounts) {
  std::set<std::int32_t> days;
  for (const auto& one : period.accounts) {
    if (std::find(metrics.begin(), metrics.end(), one.metric) == metrics.end() || (!accounts.empty() && !accounts.contains(one.account))) continue;
    for (const auto& day : one.days) days.insert(day.day);
  }
  return days.size();
}

/// Not where the month before was read on far fewer days: a rise would only tell that reading began.
bool is_comparable(const ReportInputs& inputs, const std::vector<std::string>& metrics, const AccountNames& accounts) {
  constexpr double enough = 0.75;
  return static_cast<double>(days_read(*inputs.before, metrics, accounts)) >= enough * static_cast<double>(days_read(inputs.now, metrics, accounts));
}

Figure period_clicks(const PeriodInputs& period, const AccountNames& names) { return gained(period.accounts, "clicks", names); }

}  // namespace

Figure period_followers(const PeriodInputs& period, const AccountNames& names) { return standing(period.accounts, "followers", names); }
Figure period_views(const PeriodInputs& period, const AccountNames& names) { return views_gained(period.accounts, names); }
Figure period_engagement(const PeriodInputs& period, const AccountNames& names) { return engagement_gained(period.accounts, names); }
Figure period_posts(const PeriodInputs& period, const AccountNames& names) {
  const auto count = std::count_if(period.posts.begin(), period.posts.end(), [&](const PostFigures& one) { return names.empty() || names.contains(one.delivery.account); });
  return {.value = static_cast<std::int64_t>(count)};
}

const std::vector<std::string>& view_metrics() {
  static const std::vector<std::string> all{"views", "impressions"};
  return all;
}

TwoMonths two_months_of(const ReportInputs& inputs, Figure (*of)(const PeriodInputs&, const AccountNames&), const AccountNames& names, const std::vector<std::string>& metrics) {
  const Figure now = of(inputs.now, names);
  TwoMonths two{.now = real(now.value), .as_of = now.as_of};
  if (inputs.before && (metrics.empty() || is_comparable(inputs, metrics, names))) two.before = real(of(*inputs.before, names).value);
  return two;
}

MonthFigures month_figures(const ReportInputs& inputs) {
  MonthFigures figures{.views = two_months_of(inputs, period_views, {}, view_metrics()),
                       .engagement = two_months_of(inputs, period_engagement, {}, engagement_metrics()),
                       .clicks = two_months_of(inputs, period_clicks, {}, {"clicks"}),
                       .followers = two_months_of(inputs, period_followers, {}),
                       .posts = two_months_of(inputs, period_posts, {})};
  fill(figures, inputs.now, inputs, &TwoMonths::now);
  if (inputs.before) fill(figures, *inputs.before, inputs, &TwoMonths::before);
  // A month of which nothing at all was kept is no month to compare with.
  const auto nothing = [&](const TwoMonths& one) { return !one.before || *one.before == 0; };
  if (nothing(figures.posts) && nothing(figures.mentions) && nothing(figures.views) && nothing(figures.followers)) {
    for (TwoMonths* one : {&figures.posts, &figures.mentions, &figures.voices}) one->before.reset();
  }
  return figures;
}

}  // namespace cmtool
