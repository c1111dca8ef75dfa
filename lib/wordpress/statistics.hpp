// SPDX-License-Identifier: MIT
// What a statistics plug-in of the site has counted, by the day.
#pragma once
#include <string>
#include <vector>

#include "net/session.hpp"

namespace cmtool::wordpress {

/// Nothing: there is none, or the user may not see it.
enum class Plugin { none, koko, jetpack };
std::string_view slug(Plugin);
Plugin plugin_of(std::string_view slug);

/// A page's readers in a day; of the site as a whole where there is no page.
struct DayViews {
  std::string day{};   ///< "2026-11-22", by the site's calendar
  std::string post{};
  std::optional<std::int64_t> views{}, visitors{};
};

/// Which plug-in answers there.
Result<Plugin> find_plugin(Session&);

/// The site's views of these days, first and last included. Fault::auth or ::refused where the user may not see them.
Result<std::vector<DayViews>> site_views(Session&, Plugin, const std::string& first, const std::string& last);
/// The posts' views of one day.
Result<std::vector<DayViews>> post_views(Session&, Plugin, const std::string& day);

}  // namespace cmtool::wordpress
