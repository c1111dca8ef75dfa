// SPDX-License-Identifier: MIT
// The days of a rule of repetition, one after the other.
//
// libical counts them, as the part "recurrence" (sys/part.hpp). It is asked for days alone: times of day, counts, ends, zones
// and clock changes are the work of when/recurrence.cpp, so that libical's calendar runs without a zone, whatever the
// machine's is, and makes one step a day at most (measured: 8 µs).
#pragma once
#include <chrono>
#include <memory>
#include <optional>
#include <string>

namespace cmtool {

/// Days, ascending.
class Days {
 public:
  virtual ~Days() = default;
  virtual std::optional<std::chrono::local_days> next() = 0;
};

/// What the part provides.
class Expansion {
 public:
  virtual ~Expansion() = default;
  /// The days of an RRULE without times, COUNT and UNTIL, from `first` (its DTSTART) to `last`, both of the years 1 to 2582;
  /// nothing where it has none. Thread-safe.
  [[nodiscard]] virtual std::unique_ptr<Days> days(const std::string& rule, std::chrono::local_days first,
                                                   std::chrono::local_days last) const = 0;
};

}  // namespace cmtool
