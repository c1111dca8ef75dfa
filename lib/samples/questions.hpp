// SPDX-License-Identifier: MIT
// The questions that everybody asks of metrics: totals of each day, and which posts did best.
//
// A sample is a reading of a counter and no increment. So a day's total of "likes" is, over all posts, the last reading of the day (`last`), or what
// was last known of each by the end of the day (`standing`); adding up all readings (`sum`) is right for what is counted anew at each reading. Zero is
// a reading; unknown is one that the platform could not give; stale is what `as_of` is older than the day.
// Counters that fell are taken as they came.
#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "samples/days.hpp"
#include "samples/series.hpp"

namespace cmtool::samples {

/// A group of accounts, a day, a metric.
struct DayTotal {
  std::string group{}, metric{};
  std::int32_t day = 0;                  ///< since 1970, in the zone that was asked for
  std::uint64_t readings = 0;            ///< of which
  std::uint64_t unknown = 0;             ///< the platform could not tell
  // Nothing where nothing is known. Beyond what 64 bits hold: the nearest number.
  std::optional<std::int64_t> last{};      ///< over all series: the day's last known reading
  std::optional<std::int64_t> standing{};  ///< over all series: the last known reading of the period up to the day's end
  std::optional<std::int64_t> sum{};       ///< of all readings
  std::optional<std::int64_t> max{};       ///< the largest reading
  std::optional<std::int64_t> as_of{};     ///< when the latest known reading was taken, milliseconds since 1970
  bool operator==(const DayTotal&) const = default;
};

/// To which group an account belongs, such as its platform.
using Groups = std::map<std::string, std::string>;

/// Adds up days. Made in the number of threads that there are; join() brings them together.
class DayTotals final : public SeriesReader {
 public:
  /// An account that is in no group is passed over. `metrics`: empty is all.
  DayTotals(const Days& days, const Groups& groups, std::vector<std::string> metrics = {});
  ~DayTotals() override;

  void names(const std::vector<std::string>& accounts, const std::vector<std::string>& metrics) override;
  [[nodiscard]] bool wants_account(std::uint32_t account) const override { return group_of_[account] >= 0; }
  [[nodiscard]] bool wants_metric(std::uint32_t metric) const override { return metric_wanted_[metric] != 0; }
  void series(const SeriesName&, std::span<const Reading>) override;

  /// Takes in what the other has, which was told the same names.
  void join(DayTotals& other);
  /// Sorted by group, metric and day; days without a reading are left out.
  [[nodiscard]] std::vector<DayTotal> result() const;

 private:
  struct Cell;
  struct Lane;
  Lane& lane(std::uint32_t group, std::uint32_t metric);

  const Days& days_;
  const Groups& groups_;
  std::vector<std::string> only_{};
  std::vector<std::string> group_names_{}, metric_names_{};
  std::vector<std::int32_t> group_of_{};
  std::vector<char> metric_wanted_{};
  std::map<std::uint64_t, std::unique_ptr<Lane>> lanes_;
  std::vector<Lane*> recent_{};  ///< by a few bits of group and metric
};

/// By what posts are ranked.
enum class TopBy { last, max, sum, growth };

/// A post that did well.
struct TopPost {
  std::string account{}, post{};
  std::int64_t value = 0;
  std::uint64_t readings = 0;  ///< known ones
  std::int64_t as_of = 0;      ///< when the latest known one was taken, milliseconds since 1970
  bool operator==(const TopPost&) const = default;
};

/// Finds the best posts by one metric. Posts of which nothing is known, and what is of the account as a whole, take no part.
class TopPosts final : public SeriesReader {
 public:
  TopPosts(std::string metric, TopBy by, std::size_t count) : metric_name_(std::move(metric)), by_(by), count_(count) {}

  void names(const std::vector<std::string>& accounts, const std::vector<std::string>& metrics) override;
  [[nodiscard]] bool wants_metric(std::uint32_t metric) const override { return metric == metric_; }
  void series(const SeriesName&, std::span<const Reading>) override;

  void join(const TopPosts& other);
  /// The best first; of equal ones the account's and then the post's name decides.
  [[nodiscard]] std::vector<TopPost> result() const;

 private:
  void offer(TopPost);

  std::string metric_name_;
  TopBy by_;
  std::size_t count_;
  std::vector<std::string> account_names_{};
  std::uint32_t metric_ = ~std::uint32_t{0};
  std::vector<TopPost> best_{};  ///< a heap: the worst on top
};

}  // namespace cmtool::samples
