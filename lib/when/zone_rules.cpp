// SPDX-License-Identifier: MIT
#include "when/zone_rules.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

/// Big-endian integers and bytes, taken from the front; `good` is false once more was asked for than there is.
struct Reader {
  std::string_view rest;
  bool good = true;

  std::string_view bytes(std::size_t count) {
    if (count > rest.size()) {
      good = false;
      return {};
    }
    const auto taken = rest.substr(0, count);
    rest.remove_prefix(count);
    return taken;
  }
  std::int64_t integer(std::size_t size) {
    std::uint64_t value = 0;
    const auto taken = bytes(size);
    for (const char c : taken) value = (value << 8) | static_cast<unsigned char>(c);
    if (size == 4) return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
    return static_cast<std::int64_t>(value);
  }
};

/// The counts in a header, in the order of the file.
struct Counts {
  std::size_t ut, standard, leap, times, types, letters;
  [[nodiscard]] std::size_t size(std::size_t time) const {
    return times * time + times + types * 6 + letters + leap * (time + 4) + standard + ut;
  }
};

constexpr std::size_t most = 10000;  // A file has a few hundred at most.

bool read_header(Reader& reader, char& version, Counts& counts) {
  if (reader.bytes(4) != "TZif") return false;
  const auto head = reader.bytes(16);
  version = head.empty() ? '\0' : head.front();
  for (auto* const count : {&counts.ut, &counts.standard, &counts.leap, &counts.times, &counts.types, &counts.letters}) {
    const auto value = reader.integer(4);
    if (value < 0 || value > static_cast<std::int64_t>(most)) return false;
    *count = static_cast<std::size_t>(value);
  }
  return reader.good && counts.types > 0;
}

// --- The rule at the end ---

/// A number of at most three digits, or nothing.
std::optional<int> take_number(std::string_view& text) {
  std::size_t width = 0;
  while (width < text.size() && width < 3 && is_digit(text[width])) ++width;
  const auto value = to_integer(text.substr(0, width));
  if (width == 0 || !value) return std::nullopt;
  text.remove_prefix(width);
  return static_cast<int>(*value);
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

/// "5", "-1", "5:30", "-167:00:00".
std::optional<seconds> take_time(std::string_view& text) {
  const bool negative = take(text, '-');
  if (!negative) (void)take(text, '+');
  const auto hour = take_number(text);
  if (!hour || *hour > 167) return std::nullopt;
  seconds time = hours(*hour);
  if (take(text, ':')) {
    const auto minute = take_number(text);
    if (!minute || *minute > 59) return std::nullopt;
    time += minutes(*minute);
    if (take(text, ':')) {
      const auto second = take_number(text);
      if (!second || *second > 59) return std::nullopt;
      time += seconds(*second);
    }
  }
  return negative ? -time : time;
}

/// "CET" or "<-03>".
bool take_name(std::string_view& text) {
  std::size_t width = 0;
  if (take(text, '<')) {
    width = text.find('>');
    if (width == std::string_view::npos) return false;
    text.remove_prefix(width + 1);
    return width >= 3;
  }
  while (width < text.size() && is_letter(text[width])) ++width;
  text.remove_prefix(width);
  return width >= 3;
}

/// ",M3.5.0/2", ",J60", ",59/-1".
std::optional<YearlyChange> take_change(std::string_view& text) {
  YearlyChange change{.time = hours(2)};
  if (!take(text, ',')) return std::nullopt;
  if (take(text, 'M')) {
    const auto month = take_number(text);
    if (!month || !take(text, '.')) return std::nullopt;
    const auto week = take_number(text);
    if (!week || !take(text, '.')) return std::nullopt;
    const auto weekday = take_number(text);
    if (!weekday || *month < 1 || *month > 12 || *week < 1 || *week > 5 || *weekday > 6) return std::nullopt;
    change.month = *month, change.week = *week, change.weekday = *weekday;
  } else {
    change.kind = take(text, 'J') ? YearlyChange::Kind::julian : YearlyChange::Kind::day_of_year;
    const auto day = take_number(text);
    if (!day || *day > 365 || (*day == 0 && change.kind == YearlyChange::Kind::julian)) return std::nullopt;
    change.day = *day;
  }
  if (take(text, '/')) {
    const auto time = take_time(text);
    if (!time) return std::nullopt;
    change.time = *time;
  }
  return change;
}

/// When that change is in a year, as a time on the wall counted like UTC.
sys_seconds in_year(const YearlyChange& change, year in) {
  sys_days date;
  switch (change.kind) {
    case YearlyChange::Kind::month_week_day: {
      const auto on = weekday(static_cast<unsigned>(change.weekday));
      const auto of = month(static_cast<unsigned>(change.month));
      date = change.week == 5 ? sys_days(in / of / on[last]) : sys_days(in / of / on[static_cast<unsigned>(change.week)]);
      break;
    }
    case YearlyChange::Kind::julian:
      date = sys_days(in / January / 1) + days(change.day - 1 + (in.is_leap() && change.day >= 60 ? 1 : 0));
      break;
    case YearlyChange::Kind::day_of_year: date = sys_days(in / January / 1) + days(change.day); break;
  }
  return date + change.time;
}

seconds offset_by_rule(const YearlyRule& rule, sys_seconds at) {
  if (!rule.begins || !rule.ends) return rule.standard;
  const year in = year_month_day(floor<days>(at + rule.standard)).year();
  const auto begins = in_year(*rule.begins, in) - rule.standard, ends = in_year(*rule.ends, in) - rule.summer;
  const bool summer = begins < ends ? begins <= at && at < ends : !(ends <= at && at < begins);
  return summer ? rule.summer : rule.standard;
}

}  // namespace

std::optional<YearlyRule> parse_yearly_rule(std::string_view text) {
  YearlyRule rule;
  if (!take_name(text)) return std::nullopt;
  const auto west = take_time(text);
  if (!west) return std::nullopt;
  rule.standard = -*west;
  if (text.empty()) return rule;
  if (!take_name(text)) return std::nullopt;
  rule.summer = rule.standard + hours(1);
  if (!text.starts_with(',')) {
    const auto summer = take_time(text);
    if (!summer) return std::nullopt;
    rule.summer = -*summer;
  }
  rule.begins = take_change(text);
  rule.ends = take_change(text);
  if (!rule.begins || !rule.ends || !text.empty()) return std::nullopt;
  return rule;
}

Result<ZoneRules> ZoneRules::read(std::string_view tzif) {
  const auto broken = [] { return Error{.fault = Fault::state, .message = tr("this is not a time zone file")}; };
  Reader reader{tzif};
  char version = '\0';
  Counts counts{};
  if (!read_header(reader, version, counts)) return broken();
  std::size_t width = 4;
  if (version >= '2') {  // The first block is for readers of 32 bits.
    (void)reader.bytes(counts.size(4));
    width = 8;
    if (!read_header(reader, version, counts)) return broken();
  }
  ZoneRules rules;
  std::vector<std::int64_t> times(counts.times);
  for (auto& time : times) time = reader.integer(width);
  const auto types = reader.bytes(counts.times);
  std::vector<std::int32_t> offsets(counts.types);
  for (auto& offset : offsets) {
    offset = static_cast<std::int32_t>(reader.integer(4));
    (void)reader.bytes(2);
    if (offset < -86400 * 2 || offset > 86400 * 2) return broken();
  }
  (void)reader.bytes(counts.letters + counts.leap * (width + 4) + counts.standard + counts.ut);
  if (!reader.good || !std::is_sorted(times.begin(), times.end())) return broken();
  for (std::size_t i = 0; i < times.size(); ++i) {
    const auto type = static_cast<std::size_t>(static_cast<unsigned char>(types[i]));
    if (type >= offsets.size()) return broken();
    rules.changes_.push_back({times[i], offsets[type]});
  }
  rules.first_ = offsets.front();
  if (width == 8 && reader.rest.starts_with('\n')) {
    reader.rest.remove_prefix(1);
    rules.after_ = parse_yearly_rule(reader.rest.substr(0, reader.rest.find('\n')));
  }
  return rules;
}

ZoneRules ZoneRules::fixed(seconds ahead_of_utc) {
  ZoneRules rules;
  rules.first_ = static_cast<std::int32_t>(ahead_of_utc.count());
  return rules;
}

seconds ZoneRules::offset(sys_seconds at) const {
  // The calendar of <chrono> ends where a year no longer fits; nothing is scheduled there.
  at = std::clamp(at, sys_seconds(sys_days(year(0) / 1 / 1)), sys_seconds(sys_days(year(9999) / 12 / 31)));
  const auto time = at.time_since_epoch().count();
  const auto next =
      std::upper_bound(changes_.begin(), changes_.end(), time, [](std::int64_t t, const Change& c) { return t < c.at; });
  if (next == changes_.end() && after_) return offset_by_rule(*after_, at);
  return seconds(next == changes_.begin() ? first_ : std::prev(next)->offset);
}

}  // namespace cmtool
