// SPDX-License-Identifier: MIT
#include "sheet/date.hpp"

#include <fmt/format.h>

#include <array>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

/// Takes digits off the front: at most `most`, nothing if there are more or none.
std::optional<int> take_number(std::string_view& text, std::size_t most, std::size_t* digits = nullptr) {
  std::size_t count = 0;
  int value = 0;
  while (count < text.size() && is_digit(text[count])) {
    if (count == most) return std::nullopt;
    value = value * 10 + (text[count++] - '0');
  }
  if (count == 0) return std::nullopt;
  text.remove_prefix(count);
  if (digits != nullptr) *digits = count;
  return value;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// Also the no-break spaces that Excel puts before AM and PM.
void skip_blanks(std::string_view& text) {
  for (;;) {
    if (text.starts_with("\u202F")) text.remove_prefix(3);
    else if (text.starts_with("\u00A0")) text.remove_prefix(2);
    else if (!text.empty() && is_space(text.front())) text.remove_prefix(1);
    else return;
  }
}

/// "AM", "p.m.": 0 and 12 hours.
std::optional<int> take_half(std::string_view& text) {
  for (const auto& [word, hours_on] : {std::pair{"a.m.", 0}, {"p.m.", 12}, {"am", 0}, {"pm", 12}}) {
    const std::string_view name = word;
    if (text.size() < name.size() || !same_ignoring_case(text.substr(0, name.size()), name)) continue;
    text.remove_prefix(name.size());
    return hours_on;
  }
  return std::nullopt;
}

std::optional<seconds> take_time(std::string_view& text) {
  auto rest = text;
  const auto hour = take_number(rest, 2);
  if (!hour) return std::nullopt;
  int minute = 0, second = 0;
  bool alone = false;  // an hour without minutes is a time only with "am" or "h"
  if (take(rest, ':')) {
    std::size_t digits = 0;
    const auto found = take_number(rest, 2, &digits);
    if (!found || digits != 2) return std::nullopt;
    minute = *found;
    if (take(rest, ':')) {
      const auto more = take_number(rest, 2, &digits);
      if (!more || digits != 2) return std::nullopt;
      second = *more;
      if (take(rest, '.') && !take_number(rest, 9)) return std::nullopt;
    }
  } else {
    auto after = rest;
    skip_blanks(after);
    if (take(after, 'h') || take(after, 'H')) {
      rest = after;
      skip_blanks(after);
      if (const auto found = take_number(after, 2)) {
        minute = *found;
        rest = after;
      }
    } else {
      alone = true;
    }
  }
  auto after = rest;
  skip_blanks(after);
  int hours_on = 0;
  if (const auto half = take_half(after)) {
    if (*hour < 1 || *hour > 12) return std::nullopt;
    hours_on = *half - (*hour == 12 ? 12 : 0);
    rest = after;
  } else if (alone) {
    return std::nullopt;
  }
  if (*hour > 23 || minute > 59 || second > 59) return std::nullopt;
  text = rest;
  return hours(*hour + hours_on) + minutes(minute) + seconds(second);
}

/// "Z", "+01:00", "+0100", "+01", "UTC": in the form of ISO 8601.
std::optional<std::string> take_offset(std::string_view& text) {
  if (take(text, 'Z') || take(text, 'z')) return "Z";
  if (text.size() >= 3 && (same_ignoring_case(text.substr(0, 3), "UTC") || same_ignoring_case(text.substr(0, 3), "GMT"))) {
    text.remove_prefix(3);
    return "Z";
  }
  if (!text.starts_with('+') && !text.starts_with('-')) return std::nullopt;
  const char sign = text.front();
  auto rest = text.substr(1);
  std::size_t digits = 0;
  auto number = take_number(rest, 4, &digits);
  if (!number || digits == 1 || digits == 3) return std::nullopt;
  int hour = *number, minute = 0;
  if (digits == 4) {
    minute = hour % 100;
    hour /= 100;
  } else if (take(rest, ':')) {
    number = take_number(rest, 2, &digits);
    if (!number || digits != 2) return std::nullopt;
    minute = *number;
  }
  if (hour > 14 || minute > 59) return std::nullopt;
  text = rest;
  return fmt::format("{}{:02}:{:02}", sign, hour, minute);
}

/// Three numbers with the same sign between them.
std::optional<DateCell> take_numbers(std::string_view& text) {
  DateCell cell;
  auto rest = text;
  std::size_t first = 0, second = 0, third = 0;
  const auto a = take_number(rest, 4, &first);
  if (!a || rest.empty() || std::string_view("/-.").find(rest.front()) == std::string_view::npos) return std::nullopt;
  const char sign = rest.front();
  rest.remove_prefix(1);
  const auto b = take_number(rest, 2, &second);
  if (!b || !take(rest, sign)) return std::nullopt;
  const auto c = take_number(rest, 4, &third);
  if (!c) return std::nullopt;
  cell = {.first = *a, .second = *b, .third = *c, .digits = 4, .year_first = first == 4};
  if (first == 4 ? third > 2 : first > 2 || third % 2 != 0) return std::nullopt;
  if (!cell.year_first) cell.digits = static_cast<int>(third);
  text = rest;
  return cell;
}

bool has_year(std::string_view text) {
  for (std::size_t i = 0; i + 4 <= text.size(); ++i) {
    const bool begins = i == 0 || !is_digit(text[i - 1]), ends = i + 4 == text.size() || !is_digit(text[i + 4]);
    if (begins && ends && is_digit(text[i]) && is_digit(text[i + 1]) && is_digit(text[i + 2]) && is_digit(text[i + 3])) return true;
  }
  return false;
}

/// "24 Dec 2026 9am", "jeudi 24 décembre 2026 à 9 h": whatever names a month and a year says one day, whenever it is said.
std::optional<DateCell> with_month_name(std::string_view text) {
  if (!has_year(text)) return std::nullopt;
  std::array<std::optional<Due>, 2> said{};
  for (std::size_t i = 0; i < said.size(); ++i) {
    const Instant now{i == 0 ? seconds(0) : seconds(days(20'000))};
    auto due = parse_when(text, {.now = now, .zone = "UTC", .no_time = NoTime::refuse});
    if (!due.ok() || due->wall.empty() || !due->zone.starts_with("UTC")) return std::nullopt;
    said.at(i) = std::move(due).value();
  }
  if (said[0]->at != said[1]->at) return std::nullopt;  // "tomorrow" of some kind
  const auto day = floor<days>(said[0]->at);
  const year_month_day date{day};
  return DateCell{.first = static_cast<int>(date.year()),
                  .second = static_cast<int>(static_cast<unsigned>(date.month())),
                  .third = static_cast<int>(static_cast<unsigned>(date.day())),
                  .digits = 4,
                  .year_first = true,
                  .time = duration_cast<seconds>(said[0]->at - day)};
}

/// The first place wins, as a note and a question name one place only.
template <typename Seen>
void keep_first(std::optional<Seen>& kept, const CalendarFault& place, std::string_view written) {
  if (!kept) kept = Seen{place, std::string(written)};
}

}  // namespace

std::optional<seconds> read_time(std::string_view text) {
  text = trimmed(text);
  const auto time = take_time(text);
  return time && trimmed(text).empty() ? time : std::nullopt;
}

std::optional<DateCell> read_date(std::string_view text) {
  text = trimmed(text);
  auto rest = text;
  auto cell = take_numbers(rest);
  if (!cell) return with_month_name(text);
  if (trimmed(rest).empty()) return cell;
  if (!take(rest, 'T') && !take(rest, 't')) {
    take(rest, ',');
    const auto before = rest.size();
    skip_blanks(rest);
    if (rest.size() == before) return std::nullopt;
  }
  cell->time = take_time(rest);
  if (!cell->time) return std::nullopt;
  skip_blanks(rest);
  if (rest.empty()) return cell;
  const auto offset = take_offset(rest);
  if (!offset || !trimmed(rest).empty()) return std::nullopt;
  cell->offset = *offset;
  return cell;
}

void Dates::see(const DateCell& cell, const CalendarFault& place, std::string_view written) {
  if (cell.year_first || cell.first == cell.second) return;
  const bool may_be_dmy = cell.second <= 12, may_be_mdy = cell.first <= 12;
  if (may_be_dmy && may_be_mdy) {
    ++open_count_;
    keep_first(open_, place, written);
  } else if (may_be_dmy) {
    keep_first(day_first_, place, written);
  } else if (may_be_mdy) {
    keep_first(month_first_, place, written);
  }
}

void Dates::settle(CalendarReading& reading) {
  if (said_) return;
  if (day_first_ && month_first_) {
    CalendarFault fault = month_first_->place;
    fault.message = tr("“{}” has the month first, but “{}” (line {}) the day", month_first_->written, day_first_->written, day_first_->place.line);
    fault.hint = tr("write all dates of the file in one order, best as 2026-12-24 09:00");
    reading.faults.push_back(std::move(fault));
    return;
  }
  if (day_first_ || month_first_) {
    order_ = day_first_ ? DateOrder::dmy : DateOrder::mdy;
    const Seen& seen = day_first_ ? *day_first_ : *month_first_;
    if (open_count_ > 0) {
      reading.notes.push_back(day_first_ ? tr("the dates are read with the day first: {} has “{}”", place_of(seen.place), seen.written)
                                         : tr("the dates are read with the month first: {} has “{}”", place_of(seen.place), seen.written));
    }
    return;
  }
  if (!open_) {
    order_ = DateOrder::dmy;  // only days such as 5/5/2026
    return;
  }
  CalendarFault fault = open_->place;
  fault.message = trn("“{}” has two meanings, and no date of the file tells whether the day or the month comes first ({} row)",
                      "“{}” has two meanings, and no date of the file tells whether the day or the month comes first ({} rows)",
                      static_cast<long long>(open_count_), open_->written, open_count_);
  fault.hint = tr("say it with --date-order dmy or --date-order mdy");
  reading.faults.push_back(std::move(fault));
}

Result<std::string> Dates::moment(const DateCell& cell) const {
  int y = cell.third, m = cell.second, d = cell.first;
  if (cell.year_first) {
    std::swap(y, d);
  } else if (order_ == DateOrder::ymd && cell.digits == 2) {
    y = cell.first;
    d = cell.third;
  } else if (order_ == DateOrder::mdy) {
    std::swap(m, d);
  } else if (order_ != DateOrder::dmy && cell.first != cell.second) {
    if (order_ == DateOrder::unknown) return Error{.fault = Fault::usage};
    return Error{.fault = Fault::usage, .message = tr("this day does not begin with its year"), .hint = tr("look at --date-order")};
  }
  if (!cell.year_first && cell.digits == 2) y += 2000;
  const year_month_day date{year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d))};
  if (!date.ok() || y < 1000) {
    return Error{.fault = Fault::usage,
                 .message = tr("there is no day {} of month {} in {}", d, m, y),
                 .hint = cell.year_first ? tr("look at a calendar") : tr("is the order of the numbers right? See --date-order")};
  }
  const auto time = cell.time.value_or(seconds(0));
  const hh_mm_ss clock{time};
  std::string text = fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", y, m, d, clock.hours().count(), clock.minutes().count());
  if (clock.seconds().count() != 0 || !cell.offset.empty()) text += fmt::format(":{:02}", clock.seconds().count());
  if (cell.offset.empty()) return text;
  text[10] = 'T';
  return text + cell.offset;
}

}  // namespace cmtool
