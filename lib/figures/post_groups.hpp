// SPDX-License-Identifier: MIT
// Posts by day, week, month, account, platform or campaign.
#pragma once
#include <string>
#include <vector>

#include "base/result.hpp"
#include "figures/figure.hpp"

namespace cmtool {

struct PostGroup {
  std::string name{};
  std::vector<const PostFigures*> posts{};
};

/// By time: every day (week, month) of the period, in order, also the empty ones. Else by name, those without a campaign last.
Result<std::vector<PostGroup>> post_groups(const std::vector<PostFigures>&, const ReportPeriod&, const std::string& by, const std::string& zone);

/// The group of this name; an empty one where there is none.
PostGroup group_named(const std::vector<PostGroup>&, const std::string& name);

/// What a group of this period is compared with: by time the one at the same place, else the one of the same name.
PostGroup group_before(const std::vector<PostGroup>& before, const std::string& name, std::size_t place, const std::string& by);

}  // namespace cmtool
