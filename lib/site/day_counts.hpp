// SPDX-License-Identifier: MIT
// What is counted of a site's days: which of them a moment is in, and the readers of each page.
#pragma once
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "base/time.hpp"
#include "model/sample.hpp"

namespace cmtool::site {

/// The days of a zone's calendar, for many moments that lie close together.
class WallDays {
 public:
  explicit WallDays(std::string zone) : zone_(std::move(zone)) {}
  struct Day {
    std::string name{};        ///< "2026-11-22"
    Instant begin{}, end{};    ///< [begin, end)
  };
  /// Fault::usage for an unknown zone.
  Result<Day> day_of(Instant);

 private:
  std::string zone_;
  std::array<Day, 2> lately_{};
};

/// A page's readers in a day.
struct PageCounts {
  std::int64_t views = 0, referrals = 0, visitors = 0;
  std::unordered_set<std::uint64_t> marks{};  ///< of the visitors
  std::map<std::string, std::int64_t, std::less<>> referrers{};
  bool changed = false;  ///< since it was last told
};

/// A day's readers, of each page by its name and of all of them by "".
class DayCounts {
 public:
  DayCounts(Instant begin, Instant end);

  /// `host`: the other site's that it came from; "".
  void add(const std::string& page, std::string_view address, std::string_view agent, const std::string& host);
  /// The same for a campaign through whose link somebody came; it is no page, so all of them together are as before.
  void add_campaign(const std::string& campaign, std::string_view address, std::string_view agent, const std::string& host);
  [[nodiscard]] Instant begin() const { return begin_; }
  [[nodiscard]] Instant end() const { return end_; }
  [[nodiscard]] std::size_t marks() const { return marks_; }
  /// What has changed, and the pages that are wanted, as of `at`. They count as told then.
  void tell(const std::string& account, Instant at, const std::vector<std::string>& wanted, std::vector<Sample>& to);

  [[nodiscard]] Json json() const;
  static DayCounts from_json(const Json&);

 private:
  [[nodiscard]] std::uint64_t mark_of(std::string_view address, std::string_view agent) const;
  void count_page(const std::string& page, std::uint64_t mark, const std::string& host);
  void count(PageCounts&, std::uint64_t mark, const std::string& host);

  Instant begin_, end_;
  std::string salt_;
  std::map<std::string, PageCounts, std::less<>> pages_{};
  std::size_t marks_ = 0;
};

}  // namespace cmtool::site
