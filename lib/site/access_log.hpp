// SPDX-License-Identifier: MIT
// How often a site's pages were read, from the log of its web server.
//
// The "combined" format of Apache and nginx. Counted as a view: a GET of a page that was answered with it (2xx or 304) to
// something that does not call itself a robot. Visitors are different pairs of address and browser in a day; they are counted in
// memory and kept nowhere. The log is read in pieces from start to end; what does not parse is passed over. Numbers are
// those of the logs named in account.settings.access_log: name the rotated ones too, or they start again at zero.
#pragma once
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "model/sample.hpp"
#include "net/session.hpp"

namespace cmtool::site {

/// One line of the log; views into it.
struct Hit {
  std::string_view address{}, day{}, method{}, target{}, referrer{}, agent{};
  int status = 0;
};

/// Nothing for what is no line of the combined format.
std::optional<Hit> parse_hit(std::string_view line);

/// Does it say that it is a program and no reader? No name at all counts as one.
bool is_robot(std::string_view agent);

/// Counts the views of one page, or of all pages.
class Tally {
 public:
  /// `url` is the site's address (its path is before every page's in the log), `page` "2026/11/bonjour" or "" for all.
  Tally(const std::string& url, std::string page);
  void add(std::string_view line);
  [[nodiscard]] std::vector<Sample> samples(const std::string& account, Instant at) const;

 private:
  [[nodiscard]] bool is_wanted(std::string_view target) const;

  std::string prefix_{}, host_{}, page_{};
  std::int64_t views_ = 0, referrals_ = 0;
  std::unordered_set<std::uint64_t> visitors_{};
  std::map<std::string, std::int64_t, std::less<>> referrers_{};
};

/// Samples "views", "visitors", "referrals" (views that came from another site) and "referrer:HOST" for the ten hosts that sent
/// most. Without a value when the account names no log.
Result<std::vector<Sample>> read_metrics(Session&, const std::string& url, const std::string& page);

}  // namespace cmtool::site
