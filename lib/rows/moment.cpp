// SPDX-License-Identifier: MIT
#include "rows/moment.hpp"

#include <array>
#include <utility>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

using namespace std::chrono;

constexpr std::int64_t latest = 7'258'118'400;  // 2200, in seconds since 1970

bool believable(Instant at) { return at >= Instant(seconds(0)) && at < Instant(seconds(latest)); }

std::optional<Instant> counted(std::string_view text) {
  const auto number = to_number(text);
  if (!number || *number < 0 || text.find_first_not_of("0123456789.") != std::string_view::npos) return std::nullopt;
  // As seconds and as milliseconds no moment between 2001 and 2200 looks the same.
  if (*number >= 1e9 && *number < static_cast<double>(latest)) return Instant(milliseconds(static_cast<std::int64_t>(*number * 1000.0)));
  if (*number >= 1e12 && *number < static_cast<double>(latest) * 1000.0) return Instant(milliseconds(static_cast<std::int64_t>(*number)));
  if (*number >= 1e15 && *number < static_cast<double>(latest) * 1e6) return Instant(milliseconds(static_cast<std::int64_t>(*number / 1000.0)));
  return std::nullopt;
}

/// "Thu, 19 Nov 2026 10:00:00 +0100": as in the heads of letters, and in feeds.
std::optional<Instant> of_letter(std::string_view text) {
  constexpr std::array<std::string_view, 12> months{"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
  if (const auto comma = text.find(','); comma == 3) text = trimmed(text.substr(4));
  const auto words = split(text, ' ');
  if (words.size() != 5 || words[1].size() < 3 || words[4].size() != 5) return std::nullopt;
  const auto day = to_integer(words[0]), year = to_integer(words[2]);
  if (!day || *day < 1 || *day > 31 || !year || words[2].size() != 4) return std::nullopt;
  for (std::size_t i = 0; i < months.size(); ++i) {
    if (lower(words[1]).substr(0, 3) != months.at(i)) continue;
    const auto two = [](std::size_t number) { return (number < 10 ? "0" : "") + std::to_string(number); };
    const auto at = parse_iso(words[2] + "-" + two(i + 1) + "-" + two(static_cast<std::size_t>(*day)) + "T" + words[3] + words[4].substr(0, 3) + ":" + words[4].substr(3));
    return at.ok() ? std::optional(*at) : std::nullopt;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Instant> sure_moment(std::string_view text) {
  text = trimmed(text);
  if (text.size() > 64) return std::nullopt;
  std::optional<Instant> at = counted(text);
  if (!at) {
    std::string said(text);
    for (const std::string_view end : {" UTC", " GMT", "UTC"}) {
      if (said.ends_with(end)) said.replace(said.size() - end.size(), end.size(), "Z");
    }
    if (const auto parsed = parse_iso(said); parsed.ok()) at = *parsed;
  }
  if (!at) at = of_letter(text);
  return at && believable(*at) ? at : std::nullopt;
}

Result<Instant> written_moment(const Dates& dates, DateCell cell, const std::string& zone) {
  if (!cell.time) cell.time = seconds(0);
  TRY(const std::string moment, dates.moment(cell));
  if (moment.size() > 10 && moment[10] == 'T') return parse_iso(moment);
  const auto number = [&](std::size_t at, std::size_t size) { return static_cast<int>(to_integer(moment.substr(at, size)).value_or(0)); };
  const year_month_day day{year(number(0, 4)), month(static_cast<unsigned>(number(5, 2))), std::chrono::day(static_cast<unsigned>(number(8, 2)))};
  const Wall wall = local_days(day) + hours(number(11, 2)) + minutes(number(14, 2)) + seconds(moment.size() >= 19 ? number(17, 2) : 0);
  TRY(const Moments moments, moments_of(wall, zone));
  if (!believable(moments.earlier)) {
    return Error{.fault = Fault::usage, .message = tr("nothing was written on the web then: {}", moment), .hint = tr("write it as 2026-12-24 09:00")};
  }
  return moments.earlier;
}

std::string zone_in_header(std::string_view header) {
  const auto open = header.rfind('(');
  if (open == std::string_view::npos) return {};
  const auto close = header.find(')', open);
  if (close == std::string_view::npos) return {};
  const std::string said(trimmed(header.substr(open + 1, close - open - 1)));
  // As the tools of the United States name them, summer and winter.
  static const std::array<std::pair<std::string_view, std::string_view>, 12> known{{{"utc", "UTC"},
                                                                                    {"gmt", "UTC"},
                                                                                    {"et", "America/New_York"},
                                                                                    {"est", "America/New_York"},
                                                                                    {"edt", "America/New_York"},
                                                                                    {"ct", "America/Chicago"},
                                                                                    {"cst", "America/Chicago"},
                                                                                    {"mt", "America/Denver"},
                                                                                    {"pt", "America/Los_Angeles"},
                                                                                    {"pst", "America/Los_Angeles"},
                                                                                    {"pdt", "America/Los_Angeles"},
                                                                                    {"cet", "Europe/Paris"}}};
  for (const auto& [name, zone] : known) {
    if (lower(said) == name) return std::string(zone);
  }
  return said.find('/') != std::string::npos && check_zone(said).ok() ? said : std::string();
}

}  // namespace cmtool
