// SPDX-License-Identifier: MIT
// cmtool report topic set: listen for something.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "saved_topics.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string name{}, query{};
  bool competitor = false;
};

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const Topic topic, save_topic(desk.store, {.name = options.name, .query = options.query, .competitor = options.competitor}, env.globals.dry_run));
  env.say(env.globals.dry_run ? tr("{}: would listen for {}", topic.name, in_full(topic.parsed)) : tr("{}: listens for {}", topic.name, in_full(topic.parsed)));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("NAME"), options->name, tr("a name: letters, digits, “-”, “_” and “.”; one that is there is replaced"))->required();
  app.add_option(N_("QUERY"), options->query, tr("what is looked for; see below"))->required();
  app.add_flag("--competitor", options->competitor, tr("it stands for a competitor: report voice compares with it"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& report_topic_set_command() {
  static const Command it{
      .path = "report topic set",
      .group = N_("Reports"),
      .summary = N_("listen for words, phrases, languages, authors or accounts"),
      .details = N_("A query is words, which match whole words whatever their case and accents; rose* matches any word that begins so, #rose and @rose only behind their sign. A phrase stands in quotation marks (\"…\", “…” or «…»); what is written in one piece, like wi-fi, is one too. "
                    "Words side by side must all be there, as with AND; OR binds weaker; NOT or a hyphen before a word excludes it; parentheses group. NEAR/5 asks that two words or phrases, or groups joined by OR, stand within five words of one another, in any order (NEAR alone: 10). "
                    "lang:fr asks for a language, from:HANDLE for an author, on:ACCOUNT for an account. The operators are written in capitals. A query that cannot be read is refused with the column and what was expected there."),
      .set_up = set_up,
      .examples = N_("cmtool report topic set delivery \"(delivery OR livraison*) NOT free\"\ncmtool report topic set us '\"chez rose\" OR (atelier NEAR/3 rose) OR #AtelierRose'\ncmtool report topic set rival '\"maison bleue\" lang:fr' --competitor"),
  };
  return it;
}

}  // namespace cmtool
