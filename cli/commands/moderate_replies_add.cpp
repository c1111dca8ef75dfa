// SPDX-License-Identifier: MIT
// cmtool moderate replies add: keep a reply for the next time.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "moderate/saved_replies.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_text = 64u << 10;

struct Options {
  std::string name{}, text{}, language{};
  bool replace = false;
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  SavedReply reply{.name = options.name, .text = options.text, .language = options.language};
  if (reply.text.empty() && !env.streams.in_is_terminal) {
    TRY(reply.text, env.streams.all(longest_text));
  }
  while (reply.text.ends_with('\n')) reply.text.pop_back();
  if (trimmed(reply.text).empty()) return Error{.fault = Fault::usage, .message = tr("there is no text"), .hint = tr("give it as an argument or on stdin")};
  if (env.globals.dry_run) {
    env.say(tr("{}: would be kept", reply.name));
    return exit_code::done;
  }
  auto saved = save_reply(desk.store, reply, options.replace);
  if (!saved.ok() && saved.error().fault == Fault::conflict) {
    return Error{.fault = Fault::conflict, .message = tr("there is a saved reply {} already", reply.name), .hint = tr("replace it with --replace")};
  }
  CHECK_OK(std::move(saved));
  CHECK_OK(env.print(reply.name + "\n"));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("NAME"), options->name, tr("a name: letters, digits, “-”, “_” and “.”"))->required();
  app.add_option(N_("TEXT"), options->text, tr("the text, with placeholders such as {{name}}; else from stdin"));
  offers(app.add_option("--language", options->language, tr("language of the text, such as fr or fr-CA"))->type_name(tr("LANGUAGE")), Offer::languages);
  app.add_flag("--replace", options->replace, tr("replace the one of that name"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_replies_add_command() {
  static const Command it{
      .path = "moderate replies add",
      .group = N_("Moderation"),
      .summary = N_("keep a reply for the next time"),
      .set_up = set_up,
      .examples = N_("cmtool moderate replies add hours \"Hello {name}, we are open on {day} from 10 to 18.\""),
  };
  return it;
}

}  // namespace cmtool
