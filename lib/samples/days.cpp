// SPDX-License-Identifier: MIT
#include "samples/days.hpp"

#include <algorithm>

#include "when/zone.hpp"

namespace cmtool::samples {

Result<Days> Days::of(std::string_view zone, Instant from, Instant until) {
  using namespace std::chrono;
  // Years that no zone says anything about would only cost.
  const auto earliest = floor<seconds>(std::max(from, Instant(sys_days(year(1970) / 1 / 1))));
  const auto latest = std::max(earliest, floor<seconds>(std::min(until, Instant(sys_days(year(2200) / 1 / 1)))));
  const auto offset_at = [&](sys_seconds at) -> Result<milliseconds> {
    TRY(const auto local, to_local(at, zone));
    return milliseconds(local.offset);
  };
  Days days;
  TRY(auto offset, offset_at(earliest));
  days.spans_.push_back({.from = milliseconds(earliest.time_since_epoch()).count(), .offset = offset.count()});
  for (auto at = earliest; at < latest;) {
    // Clocks are not changed twice in so short a time.
    const auto next = std::min<sys_seconds>(at + hours(12), latest);
    TRY(const auto after, offset_at(next));
    if (after != offset) {
      auto before = at, changed = next;
      while (changed - before > seconds(1)) {
        const auto middle = before + (changed - before) / 2;
        TRY(const auto there, offset_at(middle));
        (there == offset ? before : changed) = middle;
      }
      days.spans_.push_back({.from = milliseconds(changed.time_since_epoch()).count(), .offset = after.count()});
      offset = after;
    }
    at = next;
  }
  return days;
}

}  // namespace cmtool::samples
