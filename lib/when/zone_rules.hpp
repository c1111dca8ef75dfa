// SPDX-License-Identifier: MIT
// How far a zone's clocks are from UTC at any moment.
//
// Made from the bytes of a TZif file (RFC 8536, versions 1 to 3): the list of past and near changes, and the rule at
// the file's end ("CET-1CEST,M3.5.0,M10.5.0/3") for all years after it. Files that hold little more than the rule
// ("slim") are read as rightly as those with a list up to 2037 ("fat").
#pragma once
#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace cmtool {

/// A day of each year and the time on it at which the clocks are changed.
struct YearlyChange {
  enum class Kind { month_week_day, julian, day_of_year } kind = Kind::month_week_day;
  int month = 0, week = 0, weekday = 0;  ///< "M3.5.0": the last (5th) Sunday (0) of March
  int day = 0;                           ///< "J60": 1 to 365, never 29 February; "59": 0 to 365
  std::chrono::seconds time{0};          ///< after midnight, by the clock before the change; may be negative
};

/// The rule for all years after the last listed change.
struct YearlyRule {
  std::chrono::seconds standard{0}, summer{0};   ///< ahead of UTC
  std::optional<YearlyChange> begins{}, ends{};  ///< of summer time; nothing: there is none
};

class ZoneRules {
 public:
  /// Fault::state when the bytes are not a TZif file.
  static Result<ZoneRules> read(std::string_view tzif);
  /// A zone that is always the same.
  static ZoneRules fixed(std::chrono::seconds ahead_of_utc);

  /// How far the clocks are ahead of UTC at that moment.
  [[nodiscard]] std::chrono::seconds offset(std::chrono::sys_seconds) const;

 private:
  struct Change {
    std::int64_t at;
    std::int32_t offset;
  };
  std::int32_t first_ = 0;  ///< before the first change
  std::vector<Change> changes_{};
  std::optional<YearlyRule> after_{};
};

/// Reads a POSIX TZ rule with the extensions of RFC 8536; nothing for anything else.
std::optional<YearlyRule> parse_yearly_rule(std::string_view);

}  // namespace cmtool
