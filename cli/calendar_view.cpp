// SPDX-License-Identifier: MIT
#include "cli/calendar_view.hpp"

#include <fmt/format.h>

#include <map>

#include "base/tr.hpp"
#include "cli/schedule_view.hpp"
#include "draw/days.hpp"
#include "text/harmless.hpp"
#include "text/width.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

struct Sign {
  std::string sign{}, meaning{};
};

Sign sign_of(DeliveryState state, bool paused) {
  const std::string word(slug(state));
  switch (state) {
    case DeliveryState::waiting: return paused ? Sign{"=", tr("paused")} : Sign{" ", ""};
    case DeliveryState::held: return {"?", word};
    case DeliveryState::sending: return {">", word};
    case DeliveryState::sent: return {"+", word};
    case DeliveryState::failed: return {"!", word};
    case DeliveryState::unknown: return {"~", word};
    case DeliveryState::expired: return {"x", word};
    case DeliveryState::draft:
    case DeliveryState::cancelled: return {"-", word};
  }
  return {};
}

Local local_of(const Upcoming& one, const std::string& zone) {
  const auto local = to_local(one.delivery.due->at, zone);
  return local.ok() ? *local : Local{.wall = Wall(floor<seconds>(one.delivery.due->at).time_since_epoch())};
}

std::string clock_time(Wall wall) { return iso_wall(wall).substr(11, 5); }

/// With its distance from UTC where the clocks show that time twice on that day.
std::string exact_time(const Local& local, const std::string& zone) {
  const auto moments = moments_of(local.wall, zone);
  const bool twice = moments.ok() && moments->kind == Moments::Kind::repeated;
  return clock_time(local.wall) + (twice ? with_offset(local).substr(16) : "");
}

}  // namespace

Result<Instant> start_of(local_days day, const std::string& zone) {
  TRY(const Moments moments, moments_of(Wall(day), zone));
  return moments.kind == Moments::Kind::skipped ? moments.later : moments.earlier;
}

std::string month_view(const CalendarView& view, CalendarDays month) {
  if (view.width < narrowest_month) return agenda_view(view, month, /*empty_days=*/false);
  const year_month_day first(month.first);
  MonthGrid grid{.month = first.year() / first.month()};
  if (const auto now = to_local(view.now, view.zone); now.ok()) grid.today = floor<days>(now->wall);
  struct Moment {
    Instant at{};
    std::string sign{};
    std::vector<std::string> accounts{};
  };
  std::map<unsigned, std::vector<Moment>> moments;  // by day; those of one time and state are one line
  std::map<std::string, std::string> legend;
  for (const auto& one : view.deliveries) {
    const Wall wall = local_of(one, view.zone).wall;
    if (wall < Wall(month.first) || wall >= Wall(month.last + days(1))) continue;
    const Sign sign = sign_of(one.delivery.state, pause_for(view.pauses, one.delivery.account, view.now) != nullptr);
    if (!sign.meaning.empty()) legend.emplace(sign.sign, sign.meaning);
    auto& day = moments[static_cast<unsigned>(year_month_day(floor<days>(wall)).day())];
    const auto same = std::find_if(day.begin(), day.end(), [&](const Moment& it) { return it.at == one.delivery.due->at && it.sign == sign.sign; });
    Moment& moment = same != day.end() ? *same : day.emplace_back(Moment{.at = one.delivery.due->at, .sign = sign.sign});
    moment.accounts.push_back(harmless(one.delivery.account, Lines::show));
  }
  for (const auto& [day, all] : moments) {
    for (const auto& moment : all) {
      const auto local = to_local(moment.at, view.zone);
      const std::string who = moment.accounts.size() == 1 ? moment.accounts.front() : fmt::format("×{}", moment.accounts.size());
      grid.lines[day].push_back(clock_time(local.ok() ? local->wall : Wall{}) + moment.sign + who);
    }
  }
  std::string result = drawn(grid, view.lang, view.width);
  std::string signs;
  for (const auto& [sign, meaning] : legend) signs += (signs.empty() ? "" : "   ") + sign + " " + meaning;
  return signs.empty() ? result : result + signs + "\n";
}

std::string agenda_view(const CalendarView& view, CalendarDays period, bool empty_days) {
  std::map<local_days, AgendaDay> by_day;
  for (local_days day = period.first; empty_days && day <= period.last; day += days(1)) by_day[day].day = day;
  for (const auto& one : view.deliveries) {
    const Local local = local_of(one, view.zone);
    const local_days day = floor<days>(local.wall);
    if (day < period.first || day > period.last) continue;
    by_day[day].day = day;
    const bool paused = one.delivery.state == DeliveryState::waiting && pause_for(view.pauses, one.delivery.account, view.now) != nullptr;
    const std::string text = one.delivery.said.is_object() ? one.delivery.said["text"].string_or(one.post.text) : one.post.text;
    by_day[day].lines.push_back({.columns = {exact_time(local, view.zone), harmless("@" + one.delivery.account, Lines::show),
                                             paused ? tr("paused") : std::string(slug(one.delivery.state))},
                                 .text = harmless(text.empty() ? one.post.title : text, Lines::show)});
  }
  std::vector<AgendaDay> all;
  for (auto& [day, agenda] : by_day) all.push_back(std::move(agenda));
  return drawn(all, view.lang, view.width);
}

}  // namespace cmtool
