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
    {"report collect", "account due account_due posts samples new fault message"},
    {"report import", "file from samples new known"},
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
