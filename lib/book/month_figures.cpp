// SPDX-License-Identifier: MIT
#include "book/month_figures.hpp"

#include <algorithm>

#include "figures/account_sums.hpp"
#include "listen/crowd.hpp"

namespace cmtool {
namespace {

const std::vector<std::string> view_metrics{"views", "impressions"};

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
    said.minutes.add(std::optional(std::chrono::duration<double, std::ratio<60>>(time).count()));
  }
  return said;
}

std::optional<double> real(const std::optional<std::int64_t>& number) { return number ? std::optional(static_cast<double>(*number)) : std::nullopt; }

/// One side of the comparison, put where `side` says.
void fill(MonthFigures& figures, const PeriodInputs& period, const ReportInputs& inputs, std::optional<double> TwoMonths::*side) {
  const bool now = side == &TwoMonths::now;
  const auto put = [&](TwoMonths& to, const Figure& figure) {
    to.*side = real(figure.value);
    if (now) to.as_of = figure.as_of;
  };
  put(figures.views, added(gained(period.accounts, "impressions"), gained(period.accounts, "views")));
  put(figures.engagement, engagement_gained(period.accounts));
  put(figures.clicks, gained(period.accounts, "clicks"));
  put(figures.followers, standing(period.accounts, "followers"));
  figures.posts.*side = static_cast<double>(period.posts.size());
  const Said said = said_in(period, inputs);
  figures.mentions.*side = static_cast<double>(said.crowd.mentions());
  figures.voices.*side = static_cast<double>(said.crowd.voices());
  if (now) figures.mentions.as_of = figures.voices.as_of = said.crowd.as_of();
  if (said.crowd.judged() > 0) figures.negative.*side = 100.0 * static_cast<double>(said.crowd.negative()) / static_cast<double>(said.crowd.judged());
  if (now) figures.judged = said.crowd.judged();
  figures.answer_minutes.*side = said.minutes.median();
}

/// On how many days of a period something was read of these.
std::size_t days_read(const PeriodInputs& period, const std::vector<std::string>& metrics, const std::set<std::string>& accounts) {
  std::set<std::int32_t> days;
  for (const auto& one : period.accounts) {
    if (std::find(metrics.begin(), metrics.end(), one.metric) == metrics.end() || (!accounts.empty() && !accounts.contains(one.account))) continue;
    for (const auto& day : one.days) days.insert(day.day);
  }
  return days.size();
}

}  // namespace

bool is_comparable(const ReportInputs& inputs, const std::vector<std::string>& metrics, const std::set<std::string>& accounts) {
  constexpr double enough = 0.75;
  if (!inputs.before) return false;
  return static_cast<double>(days_read(*inputs.before, metrics, accounts)) >= enough * static_cast<double>(days_read(inputs.now, metrics, accounts));
}

MonthFigures month_figures(const ReportInputs& inputs) {
  MonthFigures figures;
  fill(figures, inputs.now, inputs, &TwoMonths::now);
  if (inputs.before) fill(figures, *inputs.before, inputs, &TwoMonths::before);
  if (!is_comparable(inputs, view_metrics)) figures.views.before.reset();
  if (!is_comparable(inputs, engagement_metrics())) figures.engagement.before.reset();
  if (!is_comparable(inputs, {"clicks"})) figures.clicks.before.reset();
  // A month of which nothing at all was kept is no month to compare with.
  const auto nothing = [&](const TwoMonths& one) { return !one.before || *one.before == 0; };
  if (nothing(figures.posts) && nothing(figures.mentions) && nothing(figures.views) && nothing(figures.followers)) {
    for (TwoMonths* one : {&figures.posts, &figures.mentions, &figures.voices}) one->before.reset();
  }
  return figures;
}

}  // namespace cmtool
