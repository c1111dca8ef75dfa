// SPDX-License-Identifier: MIT
// Every command, held to what scripts rely on: its words, and the fields of its JSON, retyped here so that none changes unseen.
#include <CLI/CLI.hpp>
#include <doctest/doctest.h>

#include <map>
#include <set>

#include "base/ascii.hpp"
#include "cli/command.hpp"
#include "cli/globals.hpp"

using namespace cmtool;

namespace {

/// Command -> its fields, in order. Add at the end; renaming one breaks somebody's script.
const std::string account = "account platform handle server tags remote_id follow_only secret_home token_expires added";
const std::string outcome = "id account platform state url remote_id at repeated fault message hint retry_after";
const std::string post = "id created account platform state at url remote_id text title campaign key media attempts edited deleted fault message";
const std::string finding = "file problem done serious";
const std::string item =
    "id account kind state priority at deadline overdue author text labels assigned author_handle author_id author_url followers language url on answers remote_id remote_state gone acts sentiment snoozed_until answered replies notes";
const std::string alert = "id kind state at title told acted_by urgent by text items acted acted_how outcomes";
const std::string person = "name handle kind items hidden last tags accounts followers answered praised first notes strikes url id also";
const std::string hit = "rule item account author text because then simulated over_quota at fault message";
const std::string goal = "name metric target from by accounts campaign start";
const std::string rule = "name state order then why stop most within faults rule";
const std::string scheduled =
    "id account platform state due wall zone every text title campaign author approved_by paused native after max_late media series attempts url fault message";
const std::map<std::string, std::string> fields{
    {"account add", account},
    {"account check", "account platform state token_expires fault message hint"},
    {"account list", account},
    {"account platforms", "platform title text unit media can needs browser protection limits docs"},
    {"account refresh", account},
    {"account rename", account},
    {"account show", account + " limits text_limit text_unit media_limit"},
    {"hook list", "hook path when"},
    {"init", "workspace account site zone"},
    {"post", outcome},
    {"post check", "account platform part used allowed unit fits text remarks"},
    {"post delete", outcome},
    {"post edit", outcome},
    {"post list", post},
    {"post reply", outcome},
    {"post show", post},
    {"moderate alerts ack", alert},
    {"moderate alerts list", alert},
    {"moderate alerts test", "route who outcome fault message"},
    {"moderate apply", hit},
    {"moderate approve", item},
    {"moderate assign", item},
    {"moderate block", item},
    {"moderate classify", "text model probability because id label version own"},
    {"moderate delete", item},
    {"moderate done", item},
    {"moderate fetch", "account new changed reopened more fault message"},
    {"moderate hide", item},
    {"moderate import", "account new changed reopened known ours too_old forgotten format"},
    {"moderate label", item},
    {"moderate learn", "model examples positive precision recall f1 auc confusion shipped_f1 kept"},
    {"moderate like", item},
    {"moderate list", item},
    {"moderate log", "at by what outcome item why before after with erased id hash previous"},
    {"moderate mute", item},
    {"moderate note", item},
    {"moderate people", person},
    {"moderate person", person},
    {"moderate priority", item},
    {"moderate reopen", item},
    {"moderate replies list", "name text language placeholders"},
    {"moderate reply", outcome},
    {"moderate report", item},
    {"moderate rules check", "rule place problem hint"},
    {"moderate rules list", rule},
    {"moderate rules show", rule},
    {"moderate rules test", hit},
    {"moderate show", item + " author_items author_first author_tags author_strikes"},
    {"moderate snooze", item},
    {"moderate spam", item},
    {"moderate unblock", item},
    {"moderate unhide", item},
    {"moderate unlike", item},
    {"moderate unmute", item},
    {"moderate watch", hit},
    {"report accounts",
     "account platform followers followers_before followers_change followers_gained followers_gained_before followers_gained_change posts posts_before posts_change views views_before views_change engagement "
     "engagement_before engagement_change trend stale as_of"},
    {"report ads",
     "campaign account platform spend spend_before spend_change currency impressions impressions_before impressions_change clicks clicks_before clicks_change results results_before results_change "
     "cost_per_thousand cost_per_click cost_per_result click_rate reach as_of"},
    {"report best-times", "account slot score posts confidence as_of"},
    {"report book", "month file bytes mailed_to"},
    {"report campaigns",
     "campaign utm_campaign posts posts_before posts_change views views_before views_change engagement engagement_before engagement_change clicks clicks_before clicks_change visits visits_before visits_change "
     "results results_before results_change spend spend_before spend_change currency cost_per_visit cost_per_engagement cost_per_result spends accounts goals as_of"},
    {"report collect", "account due account_due posts samples new found fault message"},
    {"report engagement",
     "group posts posts_before posts_change measured engagement engagement_before engagement_change mean mean_before mean_change median rate_reach rate_reach_before rate_reach_change rate_reach_median "
     "rate_views rate_views_before rate_views_change rate_views_median rate_followers rate_followers_before rate_followers_change rate_followers_median few as_of"},
    {"report goal list", goal},
    {"report goal set", goal},
    {"report goals", "goal metric accounts campaign from by start now target percent expected pace needed forecast forecast_low forecast_high state as_of"},
    {"report growth",
     "group followers followers_before followers_change gained gained_before gained_change growth views views_before views_change engagement engagement_before engagement_change posts posts_before posts_change as_of trend"},
    {"report import", "file from samples new known posts"},
    {"report links", "url clicks click_rate posts shared accounts utm_source utm_medium utm_campaign as_of"},
    {"report list", "name summary by compares top fields"},
    {"report moderation",
     "group decisions items replies hidden spam deleted other_acts simulated failed unknown undone undone_share median_minutes mean_minutes p90_minutes few as_of"},
    {"report people", "name handle accounts reach items items_before positive neutral negative balance newcomer answered last url id few as_of"},
    {"report posts", "at account platform text views reach engagement rate likes reposts replies comments shares saves clicks campaign url post remote_id figures found stale as_of"},
    {"report response",
     "group items answered closed waiting median_minutes mean_minutes p90_minutes median_business_minutes p90_business_minutes in_time late in_time_share overdue median_minutes_before median_minutes_change few as_of"},
    {"report sentiment", "group mentions positive neutral negative unjudged by_hand balance balance_before balance_change few as_of"},
    {"report spikes", "from until mentions usual strength voices balance themes authors post post_text accounts example few as_of"},
    {"report themes", "theme mentions voices share share_before share_change trend balance weight few example example_text as_of"},
    {"report topic list", "name query competitor in_full"},
    {"report voice", "topic competitor mentions share voices reach balance mentions_before share_before share_change few as_of"},
    {"report volume", "group mentions voices reach reach_unknown spam mentions_before voices_before mentions_change few as_of"},
    {"schedule add", scheduled},
    {"schedule approve", scheduled},
    {"schedule best-times", "account slot score posts confidence"},
    {"schedule calendar", scheduled},
    {"schedule cancel", scheduled},
    {"schedule edit", scheduled},
    {"schedule import", scheduled},
    {"schedule list", scheduled},
    {"schedule move", scheduled},
    {"schedule reject", scheduled},
    {"schedule resolve", scheduled},
    {"schedule retry", scheduled},
    {"schedule run", scheduled},
    {"schedule show", scheduled},
    {"schedule slots list", "account slot next"},
    {"workspace backup", "file bytes secrets"},
    {"workspace check", finding},
    {"workspace compact", finding},
    {"workspace migrate", finding},
    {"workspace path", "path exists"},
    {"workspace repair", finding},
    {"workspace restore", "workspace file"},
};

bool is_snake_case(const std::string& word) {
  return !word.empty() && is_lower(word.front()) &&
         std::all_of(word.begin(), word.end(), [](char c) { return is_lower(c) || is_digit(c) || c == '_'; });
}

}  // namespace

TEST_CASE("every command says what it is") {
  std::set<std::string> paths;
  for (const Command* command : commands()) {
    CAPTURE(command->path);
    CHECK(paths.insert(command->path).second);
    const bool can_be_set_up = command->set_up != nullptr;
    CHECK(can_be_set_up);
    CHECK_FALSE(command->summary.empty());
    CHECK_FALSE(command->group.empty());
    CHECK_FALSE(command->summary.ends_with('.'));
    CHECK_FALSE(command->summary.find('\n') != std::string::npos);
  }
}

TEST_CASE("the fields of each command are those that were promised") {
  for (const Command* command : commands()) {
    CAPTURE(command->path);
    std::vector<std::string> keys;
    if (command->columns != nullptr) {
      for (const Column& column : command->columns()) {
        CHECK_MESSAGE(is_snake_case(column.key), column.key);
        CHECK_MESSAGE(!column.title.empty(), column.key);
        keys.push_back(column.key);
      }
    }
    CHECK(std::set<std::string>(keys.begin(), keys.end()).size() == keys.size());
    const auto promised = fields.find(command->path);
    CHECK(joined(keys, " ") == (promised == fields.end() ? "" : promised->second));
  }
  for (const auto& known : fields) CHECK_MESSAGE(find_command(known.first) != nullptr, known.first);
}

TEST_CASE("no option of a command hides a global one, and each is explained") {
  for (const Command* command : commands()) {
    const Prepared ready = prepared(*command);
    for (const CLI::Option* option : ready.app->get_options()) {
      CAPTURE(command->path + " " + option->get_name());
      CHECK_FALSE(option->get_description().empty());
      for (const GlobalOption& global : global_options()) {
        CHECK_FALSE(option->check_lname(global.name));
        CHECK_FALSE((global.letter != 0 && option->check_sname(std::string(1, global.letter))));
      }
      CHECK_FALSE(option->check_lname("help"));
      CHECK_FALSE(option->check_sname("h"));
    }
  }
}
