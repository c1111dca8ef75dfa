// SPDX-License-Identifier: MIT
// From samples to figures: the last readings of the posts that are asked for, and what accounts had and gained each day.
#pragma once
#include <chrono>
#include <map>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "figures/figure.hpp"
#include "samples/days.hpp"
#include "samples/series.hpp"

namespace cmtool {

/// What is asked, the same for all threads.
struct FiguresQuestion {
  const samples::Days& days;
  ReportPeriod period{};
  std::map<std::string, std::string> accounts{};  ///< name in the samples -> present name; others are passed over
  std::unordered_map<std::string, std::size_t> posts{};  ///< place_of() -> its number
  bool by_day = false;                            ///< accounts' days too
  bool ads = false;                               ///< campaigns of advertisements too
};
/// Where a post's number was not read within the period, the first reading in so much time after it stands in (and its `as_of` says so): the export of a
/// month is downloaded when the month is over.
inline constexpr std::chrono::days late_readings{10};
/// How a post is found: by its account's present name and its id there.
std::string place_of(const std::string& account, std::string_view remote_id);

/// Made in the number of threads that there are; join() brings them together.
class FiguresReader final : public samples::SeriesReader {
 public:
  explicit FiguresReader(const FiguresQuestion& question) : question_(question) {}

  void names(const std::vector<std::string>& accounts, const std::vector<std::string>& metrics) override;
  [[nodiscard]] bool wants_account(std::uint32_t account) const override { return present_[account] != nullptr; }
  void series(const samples::SeriesName&, std::span<const samples::Reading>) override;

  void join(FiguresReader& other);
  /// By number of the post. What a post has under two names of its account is the later reading.
  std::vector<Figures> posts(std::size_t count) const;
  /// By account and metric; the platform stays empty.
  std::vector<AccountFigures> accounts() const;
  /// By account and campaign; the platform stays empty.
  std::vector<AdFigures> ads() const;

 private:
  struct Lane {
    Figure before{};
    std::uint64_t unknown = 0;
    /// In blocks, so that a long period costs what was read in it; days without a known reading have no `as_of`.
    std::map<std::int32_t, std::vector<DayFigure>> blocks{};
  };
  struct PostReading {
    std::size_t post = 0;
    std::uint32_t metric = 0;
    Figure figure{};
  };

  Lane& lane(std::uint32_t account, std::uint32_t metric);
  static DayFigure& day_in(Lane&, std::int32_t number);
  [[nodiscard]] Figure figure(std::uint32_t metric, std::span<const samples::Reading>) const;
  void own(const samples::SeriesName&, std::span<const samples::Reading>);
  void gains(const samples::SeriesName&, std::span<const samples::Reading>, bool published_in_period);

  const FiguresQuestion& question_;
  std::vector<const std::string*> present_{};
  std::vector<std::string> metrics_{};
  std::vector<MetricKind> kinds_{};
  std::map<std::pair<std::string, std::uint32_t>, Lane> lanes_{};
  std::vector<Lane*> lanes_found_{};  ///< by account and metric, as they are numbered
  std::vector<PostReading> readings_{};
  std::map<std::pair<std::string, std::string>, Figures> ads_{};  ///< account and campaign
};

}  // namespace cmtool
