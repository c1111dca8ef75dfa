// SPDX-License-Identifier: MIT
// The lines of a web server's log, and which of them are readers of a page.
//
// The "combined" format of Apache and nginx. Counted as a view: a GET of a page that was answered with it (2xx or 304) to
// something that does not call itself a robot. What does not parse is passed over.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"

namespace cmtool::site {

/// One line of the log; views into it.
struct Hit {
  std::string_view address{}, time{}, method{}, target{}, referrer{}, agent{};
  int status = 0;
};

/// Nothing for what is no line of the combined format.
std::optional<Hit> parse_hit(std::string_view line);

/// "22/Nov/2026:10:00:00 +0100"; nothing for anything else.
std::optional<Instant> hit_time(std::string_view);

/// Does it say that it is a program and no reader? No name at all counts as one.
bool is_robot(std::string_view agent);

/// Was it a reader, who got what was asked for?
bool is_view(const Hit&);

/// The utm_campaign of the address that was asked for: through which campaign's link somebody came. "" where there is none, and for what is no name
/// (longer than 100 bytes, or not text).
std::string campaign_of(std::string_view target);

/// How the pages of a site are called in its log.
class PageNames {
 public:
  /// `url` is the site's address: its path is before every page's in the log.
  explicit PageNames(const std::string& url);
  /// "2026/11/bonjour"; "/" for the home page; nothing for what is no page of the site: a feed, a picture, the style.
  [[nodiscard]] std::optional<std::string> page(std::string_view target) const;
  /// The host from which it came, where that is another site's; "".
  [[nodiscard]] std::string referring_host(std::string_view referrer) const;

 private:
  std::string prefix_{}, host_{};
};

}  // namespace cmtool::site
