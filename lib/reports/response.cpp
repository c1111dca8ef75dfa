// SPDX-License-Identifier: MIT
// How fast people are answered, on the clock and within business hours, and what still waits.
#include "base/tr.hpp"
#include "figures/sums.hpp"
#include "listen/groups.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

std::vector<Column> columns() {
  return {{.key = "group", .title = tr("Group")},
          {.key = "items", .title = tr("Items"), .kind = Kind::integer},
          {.key = "answered", .title = tr("Answered"), .kind = Kind::integer},
          {.key = "closed", .title = tr("Done without an answer"), .kind = Kind::integer, .shown = false},
          {.key = "waiting", .title = tr("Waiting"), .kind = Kind::integer},
          {.key = "median_minutes", .title = tr("Median (min)"), .kind = Kind::number, .bar = BarScale::largest},
          {.key = "mean_minutes", .title = tr("Mean (min)"), .kind = Kind::number},
          {.key = "p90_minutes", .title = tr("90th percentile (min)"), .kind = Kind::number},
          {.key = "median_business_minutes", .title = tr("Median in business hours (min)"), .kind = Kind::number},
          {.key = "p90_business_minutes", .title = tr("90th percentile in business hours (min)"), .kind = Kind::number, .shown = false},
          {.key = "in_time", .title = tr("In time"), .kind = Kind::integer, .shown = false},
          {.key = "late", .title = tr("Late"), .kind = Kind::integer, .shown = false},
          {.key = "in_time_share", .title = tr("Share in time"), .kind = Kind::percent},
          {.key = "overdue", .title = tr("Overdue"), .kind = Kind::integer},
          {.key = "median_minutes_before", .title = tr("Median before (min)"), .kind = Kind::number, .shown = false},
          {.key = "median_minutes_change", .title = tr("Change of the median"), .kind = Kind::percent},
          {.key = "few", .title = tr("Few"), .kind = Kind::yes_no},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time, .shown = false}};
}

/// Is there a time within which an answer is due?
bool has_deadline(const ReportInputs& inputs) { return inputs.hours && inputs.hours->answer_within.count() > 0; }

/// The items of a group.
struct Answering {
  std::uint64_t items = 0, answered = 0, closed = 0, waiting = 0, in_time = 0, late = 0, overdue = 0;
  Spread minutes{}, business{};
  std::optional<Instant> as_of{};

  void add(const InboxItem& entry, const ReportInputs& inputs) {
    const auto& hours = inputs.hours;
    const bool deadline = has_deadline(inputs);
    ++items;
    keep_later(as_of, entry.item.at);
    if (entry.handling.answered) {
      ++answered;
      const auto at = std::max(*entry.handling.answered, entry.item.at);
      minutes.add(std::optional(minutes_of(at - entry.item.at)));
      if (!hours) return;
      const auto within = business_time(*hours, entry.item.at, at);
      business.add(std::optional(minutes_of(within)));
      if (deadline) ++(within <= hours->answer_within ? in_time : late);
      return;
    }
    const auto state = state_at(entry.handling, inputs.at);
    if (state == ItemState::done || state == ItemState::pending || entry.item.gone) {
      ++closed;
      return;
    }
    ++waiting;
    if (!deadline) return;
    const auto due = after_business_time(*hours, entry.item.at, hours->answer_within);
    if (due && *due < inputs.at) ++overdue;
  }
};

using Answers = listen::Grouped<Answering>;

Result<Answers> answers_of(const PeriodInputs& period, const ReportInputs& inputs) {
  const listen::GroupWish wish{.by = inputs.by, .zone = inputs.zone, .period = period.period, .accounts = &inputs.platform_of, .answered_by = &inputs.answered_by};
  return listen::grouped_items<Answering>(period.items, wish, listen::is_heard, [&](Answering& part, const InboxItem& entry) { part.add(entry, inputs); });
}

std::vector<Value> row_of(const std::string& name, const Answering& one, const std::optional<double>& before, const ReportInputs& inputs) {
  const bool deadline = has_deadline(inputs);
  const auto median = one.minutes.median();
  return {name.empty() ? Value() : Value(name), whole(one.items), whole(one.answered), whole(one.closed), whole(one.waiting), cell(median), cell(one.minutes.mean()), cell(one.minutes.quantile(0.9)),
          cell(one.business.median()), cell(one.business.quantile(0.9)), deadline ? whole(one.in_time) : Value(), deadline ? whole(one.late) : Value(),
          cell(percent_of(deadline ? std::optional(static_cast<std::int64_t>(one.in_time)) : std::nullopt, static_cast<std::int64_t>(one.in_time + one.late))), deadline ? whole(one.overdue) : Value(),
          cell(before), cell(change(median, before)), Value(listen::is_few(one.answered)), cell(heard_at(inputs, one.as_of))};
}

Result<Table> run(const ReportInputs& inputs) {
  TRY(const auto now, answers_of(inputs.now, inputs));
  std::optional<Answers> before;
  if (inputs.before) {
    TRY(before, answers_of(*inputs.before, inputs));
  }
  const bool deadline = has_deadline(inputs);
  Table table{.columns = columns()};
  table.columns.front().title = listen::item_group_title(inputs.by);
  for (std::size_t i = 0; i < now.parts.size(); ++i) {
    const Answering* const other = now.beside(before, i);
    const auto former = other != nullptr ? other->minutes.median() : std::nullopt;
    table.rows.push_back(row_of(now.groups.names()[i], now.parts[i], former, inputs));
  }
  if (const auto median = now.all.minutes.median()) {
    const auto answered = static_cast<long long>(now.all.answered);
    table.notes.push_back(trn("{} answer in all, after {:.0f} minutes", "{} answers in all, half of them within {:.0f} minutes", answered, answered, *median));
  }
  if (!inputs.hours) table.notes.push_back(tr("there are no business hours in settings.json, so only the clock counts"));
  else if (!deadline) table.notes.push_back(tr("business_hours.answer_within is not set, so nothing is late"));
  return table;
}

}  // namespace

const Report& response_report() {
  static const Report it{
      .name = "response",
      .summary = N_("show how fast people are answered, and what still waits"),
      .details = N_("Of the items that came in the period, without spam: how many were answered, done without an answer, or wait. The time to the first answer is counted on the clock and within business hours (business_hours in settings.json): "
                    "median, mean and 90th percentile (between the two nearest values, linearly). In time: answered within business_hours.answer_within of business time; overdue: still waiting after that. An automatic reply out of hours is no answer. "
                    "The person on duty is who answered first, else to whom it is assigned. few marks groups of fewer than 10 answers; an empty number is not known. as_of is when the accounts were last asked for them."),
      .needs = {ReportNeed::items, ReportNeed::answers},
      .by = {"account", "person", "label", "kind", "day", "week", "month"},
      .compares = true,
      .examples = N_("cmtool report response --month 2026-11\ncmtool report response --by person --compare previous"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
