// SPDX-License-Identifier: MIT
// What a report is: what it needs, and a pure function from that to a Table. One file each in reports/; the table of them is made from that folder by the build.
//
// lib/reports/best_times.cpp defines `const Report& best_times_report()`; `cmtool report best-times` is then there, with the options that the report
// takes, its fields, its help and its place in the tests. report_inputs.hpp reads what is needed, and no more.
// Keys of columns are promises; what is not asked for (--compare) or not known is null, and every number says from when it is (`as_of`).
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "figures/figure.hpp"
#include "inbox.hpp"
#include "model/goal.hpp"
#include "model/table.hpp"
#include "topic.hpp"
#include "when/business.hpp"

namespace cmtool {

/// What must be read for a report. The rest of ReportInputs stays empty.
enum class ReportNeed {
  posts,      ///< deliveries that went out in the period, with their figures
  accounts,   ///< figures of accounts, by day
  ads,        ///< figures of campaigns of advertisements
  items,      ///< what others wrote in the period, and how it stands
  decisions,  ///< what was done about items in the period
  people,     ///< what the authors of the items wrote before the period
  goals,      ///< goals, and the figures since they began
  topics,     ///< topics that are listened to
  sounds,     ///< how the items sound
  usual,      ///< what others wrote in the fortnight before the period
  answers,    ///< who answered the items first
};

/// What was read of one period.
struct PeriodInputs {
  ReportPeriod period{};
  std::vector<PostFigures> posts{};        ///< by time
  std::vector<AccountFigures> accounts{};  ///< by account and metric
  std::vector<AdFigures> ads{};            ///< by account and campaign
  std::vector<InboxItem> items{};          ///< by time
  std::vector<Decision> decisions{};       ///< by time
};

struct ReportInputs {
  PeriodInputs now{};                       ///< the period asked for
  std::optional<PeriodInputs> before{};     ///< the one that it is compared with
  std::map<std::string, std::string> platform_of{};  ///< of each account that is asked for
  std::map<std::string, AuthorPast> people{};        ///< by author_key(): before the period
  std::vector<Goal> goals{};
  PeriodInputs since_goals{};                        ///< since the first goal began: posts and accounts
  std::vector<Topic> topics{};                       ///< by name
  std::map<std::string, std::string> sounds{};       ///< by id: what the classifier says of items that nobody has judged by hand
  std::map<std::string, std::string> account_of{};   ///< by id: the account of older items about which something was decided in the period
  std::vector<InboxItem> usual{};                    ///< by time: of the fortnight before
  std::map<std::string, std::string> answered_by{};  ///< by id: who answered it first
  std::map<std::string, std::string> same_person{};  ///< by author_key(): the id of the person, where they have several
  std::optional<BusinessHours> hours{};              ///< with the time within which an answer is due
  std::optional<Instant> heard{};                    ///< when it was last asked what others say: the oldest of the accounts' times
  Json settings = Json::object();                    ///< the workspace's
  Instant at{};                                      ///< now
  std::string zone = "UTC", lang = "en";
  std::string by{};                                  ///< one of Report::by; empty: it has none
  std::string sort{};                                ///< one of Report::sorts; empty: it has none
  std::size_t top = 0;                               ///< 0: all rows
};

/// From when a number about what others say is: when they were last asked for it, or later where something newer came by another way.
std::optional<Instant> heard_at(const ReportInputs&, const std::optional<Instant>& newest);

/// What a report is.
struct Report {
  std::string name{};      ///< "best-times", of best_times.cpp
  std::string summary{};   ///< N_("show …"): a line, no capital, no full stop
  std::string details{};   ///< N_(): what its numbers are, with formulas
  std::vector<ReportNeed> needs{};
  std::vector<std::string> by{};     ///< what --by takes, the default first; empty: there is no --by
  std::vector<std::string> sorts{};  ///< what --sort takes, the default first; empty: there is no --sort
  bool compares = false;             ///< takes --compare; `before` may be there
  std::size_t top = 0;               ///< of --top where it is not given; 0: all
  bool has_top = false;              ///< takes --top
  std::string examples{};            ///< N_(): command lines, one a line
  std::vector<Column> (*columns)() = nullptr;  ///< titles translated; the same whatever is asked for
  /// Fault::usage where a zone is unknown, and the like; nothing is read here.
  Result<Table> (*run)(const ReportInputs&) = nullptr;
};

/// All of them, by name.
const std::vector<const Report*>& reports();
/// Fault::usage with "did you mean".
Result<const Report*> find_report(std::string_view name);

}  // namespace cmtool
