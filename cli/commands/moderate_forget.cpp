// SPDX-License-Identifier: MIT
// cmtool moderate forget: erase a person (GDPR, article 17).
#include <CLI/CLI.hpp>
#include <memory>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "moderate/people.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string who{};
  bool yes = false;
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto known, person(desk, options.who));
  const std::string& name = shown_name(known.author);
  if (env.globals.dry_run) {
    env.say(trn("{}: {} item would be erased", "{}: {} items would be erased", static_cast<long>(known.items), name, known.items));
    return exit_code::done;
  }
  if (!options.yes) {
    TRY(const bool sure, env.confirm(trn("Erase {}, with {} item, for ever?", "Erase {}, with {} items, for ever?", static_cast<long>(known.items), name, known.items), "--yes"));
    if (!sure) return exit_code::failed;
  }
  TRY(const auto report, forget_person(desk, known));
  env.say(tr("{} items and {} decisions were erased; they are still counted, and nothing of this person will be read again", report.forgotten.items, report.forgotten.decisions));
  if (report.left.empty()) {
    env.say(tr("nothing of them is left in the workspace; archives made before must be made again"));
    return exit_code::done;
  }
  return Error{.fault = Fault::conflict, .message = tr("something of them is left in files that other programs write: {}", joined(report.left, ", ")),
               .hint = tr("erase it there by hand")};
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("WHO"), options->who, tr("their handle, name or id"))->required();
  app.add_flag("--yes", options->yes, tr("do not ask"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_forget_command() {
  static const Command it{
      .path = "moderate forget",
      .group = N_("Moderation"),
      .summary = N_("erase a person: who they are and what they wrote"),
      .details = N_("Their items, what was noted of them, and their name in our replies are erased everywhere in the workspace; the items are still counted, and a salted hash keeps what they write from being read again. Then the whole workspace is looked through whether anything is left."),
      .set_up = set_up,
      .examples = N_("cmtool moderate forget zoe@example.org"),
  };
  return it;
}

}  // namespace cmtool
