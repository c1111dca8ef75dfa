// SPDX-License-Identifier: MIT
// Running the rules over items: seeing what matches, and doing what follows.
//
// What follows on a platform is done first, then one decision records the match, the labels and that this rule has dealt with this item; so a
// crash in between leads to the same act again, which does nothing twice, and never to one that is forgotten. A rule deals with an item once.
// Grave actions have a quota: a rule that wants more within its time stops, is simulated from then on, and alerts.
#pragma once
#include <optional>
#include <string>
#include <vector>

#include "desk.hpp"
#include "inbox.hpp"
#include "moderate/rules.hpp"

namespace cmtool {

/// One rule matched one item.
struct RuleHit {
  InboxItem item{};
  std::string rule{}, why{};
  std::vector<RuleAction> actions{};
  bool simulated = false;           ///< it was not done, since the rule is only simulated
  bool over_quota = false;          ///< it was not done, since the rule wanted too much
  std::optional<Error> error{};     ///< what could not be done; the next run tries it again
};

/// Looks at items in the order of time, and changes nothing. Rules that have dealt with an item are passed over unless `anew`; simulated ones are
/// looked at, too. Faulty and disabled rules are not.
Result<std::vector<RuleHit>> match_rules(Desk&, RuleSet&, std::vector<InboxItem>, bool anew);

struct ApplyWish {
  std::optional<Instant> since{};  ///< items written before are left alone
  bool dry_run = false;
};
struct ApplyReport {
  std::size_t looked_at = 0;
  std::vector<RuleHit> hits{};
  std::vector<std::string> alerts{};  ///< translated sentences, of those that are new
};
/// Runs the rules over the open items and does what follows. Alerts are kept; deliver_alerts() sends them.
Result<ApplyReport> apply_rules(Desk&, RuleSet&, const ApplyWish&);

}  // namespace cmtool
