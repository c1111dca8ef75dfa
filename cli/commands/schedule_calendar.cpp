// SPDX-License-Identifier: MIT
// cmtool schedule calendar: what is to come, as a month or a week; as a page for the client; as a feed to subscribe to.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "accounts.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/calendar_file.hpp"
#include "cli/calendar_view.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/schedule_view.hpp"
#include "preview/gather.hpp"
#include "schedule/rows.hpp"
#include "when/names.hpp"
#include "when/when.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

struct Options {
  std::string month{}, week{}, html{}, ics{};
  std::vector<std::string> account{};
};

/// "2026-12".
std::optional<year_month> month_said(const std::string& text) {
  const auto parts = split(text, '-');
  if (parts.size() != 2 || parts[0].size() != 4 || parts[1].size() > 2) return std::nullopt;
  const auto year_number = to_integer(parts[0]), month_number = to_integer(parts[1]);
  if (!year_number || !month_number) return std::nullopt;
  const year_month said = year(static_cast<int>(*year_number)) / month(static_cast<unsigned>(*month_number));
  return said.ok() ? std::optional(said) : std::nullopt;
}

/// The day that is meant; today where nothing is said.
Result<local_days> day_said(Env& env, const std::string& text) {
  Instant at = env.world.clock->now();
  if (!text.empty()) {
    TRY(const auto due, parse_when(text, {.now = at, .zone = env.zone(), .fold = Fold::earlier, .lang = env.globals.lang}));
    at = due.at;
  }
  TRY(const Local local, to_local(at, env.zone()));
  return floor<days>(local.wall);
}

Result<CalendarDays> period_of(Env& env, const Options& options) {
  if (!options.week.empty()) {
    TRY(const local_days day, day_said(env, options.week));
    return CalendarDays{.first = monday_of(day), .last = monday_of(day) + days(6)};
  }
  std::optional<year_month> said = month_said(options.month);
  if (!said) {
    TRY(const local_days day, day_said(env, options.month));
    said = year_month_day(day).year() / year_month_day(day).month();
  }
  return CalendarDays{.first = local_days(*said / 1), .last = local_days(*said / last)};
}

/// What is to come in the period, and what should have gone out in it and did not.
Result<std::vector<Upcoming>> on_calendar(Desk& desk, Instant from, Instant until, const std::vector<std::string>& accounts) {
  TRY(auto all, upcoming(desk, from, until, accounts));
  for (auto& one : all) {
    if (one.delivery.id.empty()) one.post.id = one.post.series;  // an occurrence to come has no name but its recurrence's
  }
  for (const auto state : {DeliveryState::failed, DeliveryState::unknown, DeliveryState::expired}) {
    TRY(const auto deliveries, desk.store.in_state(state));
    for (const auto& delivery : deliveries) {
      if (!delivery.due || delivery.due->at < from || delivery.due->at >= until) continue;
      if (!accounts.empty() && std::find(accounts.begin(), accounts.end(), delivery.account) == accounts.end()) continue;
      TRY(auto record, desk.store.post(delivery.post));
      all.push_back({std::move(record.post), delivery});
    }
  }
  std::stable_sort(all.begin(), all.end(), [](const Upcoming& a, const Upcoming& b) { return a.delivery.due->at < b.delivery.due->at; });
  return all;
}

/// The client's name is the workspace's, unless that has none of its own.
std::string name_of(const Store& store) {
  std::string where = store.where();
  where = where.substr(0, where.find('?'));
  while (where.size() > 1 && where.ends_with('/')) where.pop_back();
  const std::string name = where.substr(where.rfind('/') + 1);
  return name == "default" ? std::string() : name;
}

Result<void> write_page(Env& env, Desk& desk, const std::vector<Upcoming>& deliveries, CalendarDays period, const std::string& file) {
  TRY(const auto settings, desk.store.settings());
  const preview::Wish wish{.language = settings["lang"].string_or(env.globals.lang),
                           .zone = env.zone(),
                           .name = name_of(desk.store),
                           .first = period.first,
                           .last = period.last,
                           .progress = [&env](std::size_t done, std::size_t of) { env.show_progress(tr("pictures: {} of {}", done, of)); }};
  TRY(const auto made, preview::gathered(desk, deliveries, wish));
  env.show_progress("");
  for (const auto& note : made.notes) env.warn(note);
  return write_document(env, file, preview::page_html(made.page));
}

/// Everything that is to come, a recurrence as one event with its rule. Who subscribes need not know where the pictures lie on this machine.
Result<void> write_feed(Env& env, Desk& desk, const ScheduleFilter& filter, const std::string& file) {
  TRY(auto rows, rows_of_schedule(desk, filter));
  for (auto& row : rows) row.options.erase("media");
  WriteWish wish = write_wish(env);
  if (const std::string name = name_of(desk.store); !name.empty()) wish.name = name;
  TRY(const Calendar* const ics, find_calendar("ics"));
  TRY(const auto writing, ics->write(rows, wish));
  for (const auto& note : writing.notes) env.warn(note);
  return write_document(env, file, writing.files.front().bytes);
}

bool is_for_people(const Globals& globals) { return globals.format == "table" && globals.fields.empty(); }

/// Only one thing can go to the standard output.
Result<void> check_outputs(const Options& options, const Globals& globals) {
  const int to_stdout = (options.html == "-" ? 1 : 0) + (options.ics == "-" ? 1 : 0) + (is_for_people(globals) ? 0 : 1);
  if (to_stdout < 2 || (options.html != "-" && options.ics != "-")) return {};
  return Error{.fault = Fault::usage, .message = tr("two things cannot both go to the standard output"), .hint = tr("name a file: {}", options.html == "-" ? "--html FILE" : "--ics FILE")};
}

Result<int> run(const Options& options, Env& env) {
  CHECK_OK(check_outputs(options, env.globals));
  TRY(Desk desk, desk_of(env));
  TRY(const CalendarDays period, period_of(env, options));
  TRY(const Instant from, start_of(period.first, env.zone()));
  TRY(const Instant until, start_of(period.last + days(1), env.zone()));
  std::vector<std::string> names;
  if (!options.account.empty()) {
    TRY(const auto accounts, select_accounts(desk.store, options.account));
    for (const auto& account : accounts) names.push_back(account.name);
  }
  TRY(const auto deliveries, on_calendar(desk, from, until, names));
  std::vector<std::string> written;
  for (const auto& file : {options.html, options.ics}) {
    if (!file.empty() && env.globals.dry_run) env.say(tr("would write {}", file));
    else if (!file.empty() && file != "-") written.push_back(file);
  }
  if (!options.html.empty() && !env.globals.dry_run) CHECK_OK(write_page(env, desk, deliveries, period, options.html));
  if (!options.ics.empty() && !env.globals.dry_run) {
    ScheduleFilter filter{.accounts = names};
    if (!options.month.empty() || !options.week.empty()) filter.from = from, filter.until = until;
    CHECK_OK(write_feed(env, desk, filter, options.ics));
  }
  TRY(const auto pauses, desk.store.pauses());
  const Instant now = env.world.clock->now();
  if (!is_for_people(env.globals)) {
    Table table{.columns = scheduled_columns()};
    for (const auto& one : deliveries) {
      table.rows.push_back(row_of(one.post, one.delivery, {}, pause_for(pauses, one.delivery.account, now) != nullptr));
    }
    CHECK_OK(env.show(table));
    return exit_code::done;
  }
  if (!options.html.empty() || !options.ics.empty()) {
    for (const auto& file : written) CHECK_OK(env.print(file + "\n"));
    return exit_code::done;
  }
  const CalendarView view{.deliveries = deliveries, .pauses = pauses, .now = now, .zone = env.zone(), .lang = env.globals.lang,
                          .width = static_cast<std::size_t>(std::max(env.streams.width, 1))};
  std::string text = options.week.empty() ? month_view(view, period) : agenda_view(view, period, /*empty_days=*/true);
  for (const auto& note : pause_notes(env, pauses)) text += note + "\n";
  CHECK_OK(env.print(text));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  auto* const month = app.add_option("--month", options->month, tr("the month: 2026-12, or any day in it; else this one"))->type_name(tr("MONTH"));
  app.add_option("--week", options->week, tr("the week of this day, from Monday to Sunday, one delivery a line"))->type_name(tr("WHEN"))->excludes(month);
  offers(app.add_option("--account", options->account, tr("only for these accounts: @name, #tag"))->type_name(tr("ACCOUNTS")), Offer::accounts);
  offers(app.add_option("--html", options->html, tr("write a page for the client: each post as it will look, and the codes that approve; - for the standard output"))->type_name(tr("FILE")), Offer::files);
  offers(app.add_option("--ics", options->ics, tr("write a calendar to subscribe to, of all that is to come unless a month or week is named; - for the standard output"))->type_name(tr("FILE")), Offer::files);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& schedule_calendar_command() {
  static const Command it{
      .path = "schedule calendar",
      .group = N_("Schedule"),
      .summary = N_("show the schedule as a month or a week, as a page for the client, or as a feed"),
      .details = N_("The page is one file that needs nothing else: mail it, or print it. It speaks the workspace's language and tells times in its zone. Under each post "
                    "that is held stands the code with which the client approves it: cmtool schedule approve --code. A calendar program can subscribe to the feed; cron keeps it fresh."),
      .set_up = set_up,
      .columns = scheduled_columns,
      .examples = N_("cmtool schedule calendar --month 2026-12\ncmtool schedule calendar --week \"next monday\"\n"
                     "cmtool schedule calendar --month 2026-12 --html december.html\n"
                     "cmtool schedule calendar --ics /srv/www/acme.ics"),
  };
  return it;
}

}  // namespace cmtool
