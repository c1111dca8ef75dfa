// SPDX-License-Identifier: MIT
#include "cli/report_period.hpp"

#include <CLI/CLI.hpp>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/schedule_view.hpp"
#include "when/when.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

constexpr days usual_days{29};  // and today

Result<Instant> start_of_day(local_days day, const std::string& zone) {
  TRY(const auto due, due_at(Wall(day), zone, Fold::earlier));
  return due.at;
}

/// "2026-11".
std::optional<year_month> month_of_text(const std::string& text) {
  const auto parts = split(text, '-');
  if (parts.size() != 2 || parts[0].size() != 4 || parts[1].size() > 2) return std::nullopt;
  const auto year_number = to_integer(parts[0]), month_number = to_integer(parts[1]);
  if (!year_number || !month_number || *month_number < 1 || *month_number > 12) return std::nullopt;
  const year_month said = year(static_cast<int>(*year_number)) / month(static_cast<unsigned>(*month_number));
  return said.ok() ? std::optional(said) : std::nullopt;
}

}  // namespace

void add_period_options(CLI::App& app, PeriodOptions& options) {
  auto* const month = app.add_option("--month", options.month, tr("a whole month: 2026-11"))->type_name(tr("MONTH"));
  app.add_option("--from", options.from, tr("from then on; 30 days with today when no period is given"))->type_name(tr("WHEN"))->excludes(month);
  app.add_option("--until", options.until, tr("until before then; now when it is not given"))->type_name(tr("WHEN"))->excludes(month);
}

Result<std::chrono::year_month> month_said(const std::string& text) {
  if (const auto month = month_of_text(text)) return *month;
  return Error{.fault = Fault::usage, .message = tr("“{}” is no month", text), .hint = tr("a month is written 2026-11")};
}

Result<ReportPeriod> period_said(const PeriodOptions& options, Env& env) {
  const std::string zone = env.zone();
  ReportPeriod period{.until = env.world.clock->now()};
  if (!options.month.empty()) {
    TRY(const auto month, month_said(options.month));
    TRY(period.from, start_of_day(local_days(month / 1), zone));
    TRY(period.until, start_of_day(local_days((month + months(1)) / 1), zone));
    return period;
  }
  TRY(const auto until, limit_of(env, options.until));
  if (until) period.until = *until;
  TRY(const auto from, limit_of(env, options.from));
  if (from) {
    period.from = *from;
  } else {
    TRY(const Local local, to_local(period.until - milliseconds(1), zone));
    TRY(period.from, start_of_day(floor<days>(local.wall) - usual_days, zone));
  }
  if (period.until > period.from) return period;
  return Error{.fault = Fault::usage, .message = tr("the period ends before it begins"), .hint = tr("--from is its first moment, --until the first one after it")};
}

}  // namespace cmtool
