// SPDX-License-Identifier: MIT
// What a question about samples is made of: one series after another, each with its readings in the order of time.
#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace cmtool::samples {

/// What a metric was at a time.
class Reading {
 public:
  Reading(std::int64_t at, std::int64_t value, bool known) : at_and_known_(at * 2 + (known ? 1 : 0)), value_(value) {}
  [[nodiscard]] std::int64_t at() const { return at_and_known_ >> 1; }   ///< milliseconds since 1970
  [[nodiscard]] bool known() const { return (at_and_known_ & 1) != 0; }  ///< false: the platform could not tell; not zero
  [[nodiscard]] std::int64_t value() const { return value_; }

 private:
  std::int64_t at_and_known_;
  std::int64_t value_;
};

/// A metric of a post. Accounts and metrics are numbered as in the names that were told.
struct SeriesName {
  std::uint32_t account = 0;
  std::uint32_t metric = 0;
  std::string_view post{};  ///< empty: of the account as a whole; lives as long as the call
};

/// Takes in series. Each is used by one thread.
class SeriesReader {
 public:
  virtual ~SeriesReader() = default;
  /// Told once, before the first series: the names that there are, sorted.
  virtual void names(const std::vector<std::string>& accounts, const std::vector<std::string>& metrics) = 0;
  /// What is not wanted is not unpacked.
  [[nodiscard]] virtual bool wants_account(std::uint32_t) const { return true; }
  [[nodiscard]] virtual bool wants_metric(std::uint32_t) const { return true; }
  /// All of a series' readings in the period, at least one, by time; of two at the same time the one that was filed later comes later.
  virtual void series(const SeriesName&, std::span<const Reading>) = 0;
};

}  // namespace cmtool::samples
