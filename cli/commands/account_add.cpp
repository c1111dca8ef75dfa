// SPDX-License-Identifier: MIT
// cmtool account add: sign in, and keep the account under a name of one's own.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/ascii.hpp"
#include "base/command_line.hpp"
#include "base/tr.hpp"
#include "cli/account_view.hpp"
#include "cli/command.hpp"
#include "cli/open_desk.hpp"
#include "cli/exit_code.hpp"
#include "secrets.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_token = 64u << 10;

struct Options {
  std::string platform{}, name{}, server{}, handle{}, token_command{}, keep{};
  std::vector<std::string> tags{}, settings{};
  bool token_stdin = false, browser = false, paste = false, follow_only = false;
};

Error wrong(std::string message, std::string hint) {
  return Error{.fault = Fault::usage, .message = std::move(message), .hint = std::move(hint)};
}

/// The settings that only this platform knows, from --setting name=value.
Result<Json> settings_of(const std::vector<std::string>& given) {
  Json settings = Json::object();
  for (const auto& setting : given) {
    const auto at = setting.find('=');
    if (at == std::string::npos || at == 0) return wrong(tr("{} wants a name and a value: {}", "--setting", setting), tr("write it as --setting name=value"));
    settings.set(setting.substr(0, at), setting.substr(at + 1));
  }
  return settings;
}

/// Where the credentials will lie. A file is never chosen silently.
Result<SecretHome> home_of(Env& env, const Options& options, const About& about) {
  if (about.needs.empty()) return SecretHome::none;
  if (!options.token_command.empty()) return SecretHome::command;
  if (options.keep == "file") return SecretHome::file;
  const bool keyring = keyring_is_there(env.world);
  if (options.keep == "keyring" || keyring) {
    if (keyring) return SecretHome::keyring;
    return Error{.fault = Fault::unsupported,
                 .message = tr("the desktop's secret service cannot be reached"),
                 .hint = tr("use --token-command with a program such as pass, or --keep file")};
  }
  const std::string file = tr("there is no secret service here: the token goes into secrets/{}.json of the workspace, readable by you alone", options.name);
  if (options.token_stdin) {
    env.say(file);
    return SecretHome::file;
  }
  if (!env.may_ask()) {
    return wrong(tr("there is no secret service here to keep the token in"),
                 tr("choose: --keep file (readable by you alone), or --token-command \"pass show …\""));
  }
  TRY(const bool agreed, env.confirm(tr("{}. Go on?", file), "--keep file"));
  if (!agreed) return Error{.fault = Fault::cancelled, .message = tr("nothing was kept"), .hint = tr("use --token-command with a program such as pass")};
  return SecretHome::file;
}

AskField questions(Env& env, const Options& options) {
  return [&env, &options](const Needed& needed) -> Result<Secret> {
    if (needed.secret && options.token_stdin) {
      TRY(auto text, env.streams.all(longest_token));
      return Secret(std::string(trimmed(text)));
    }
    if (!needed.secret && needed.key == "handle" && !options.handle.empty()) return Secret(options.handle);
    if (!needed.hint.empty() && env.may_ask()) env.say(tr_text(needed.hint));
    TRY(auto answer, env.ask(tr_text(needed.title), needed.secret ? "--token-stdin" : "--handle", needed.secret));
    return Secret(std::string(trimmed(answer)));
  };
}

Result<Account> added(Env& env, Desk& desk, const Options& options, const AccountWish& wish, const Platform& platform) {
  const bool handed = options.token_stdin || !options.token_command.empty();
  if (!options.browser || handed) return add_account(desk, wish, questions(env, options));
  if (!platform.about().browser) {
    return Error{.fault = Fault::unsupported,
                 .message = tr("{} cannot be signed in to with a browser here", platform.about().title),
                 .hint = tr("use --token-stdin"),
                 .where = "@" + options.name};
  }
  BrowserWish browser{.show = [&env](const std::string& url) { env.say(tr("open this address in a browser:") + "\n" + url); }};
  if (options.paste) {
    browser.paste = [&env] { return env.ask(tr("paste the code"), "--token-stdin", /*hidden=*/true); };
  }
  return add_account_with_browser(desk, wish, browser);
}

Result<int> shown(Env& env, const Account& account) {
  Table table{.columns = account_columns(), .single = true};
  add_row(table, account);
  CHECK_OK(env.show_made("@" + account.name, table));
  return exit_code::done;
}

Result<int> run(const Options& options, Env& env) {
  TRY(const Platform* platform, find_platform(options.platform));
  TRY(Desk desk, desk_of(env));
  AccountWish wish{.platform = options.platform, .name = options.name, .server = options.server, .handle = options.handle, .tags = options.tags};
  if (wish.name.starts_with('@')) wish.name.erase(0, 1);
  TRY(wish.settings, settings_of(options.settings));
  if (!options.token_command.empty()) {
    TRY(wish.token_command, split_command(options.token_command));
  }
  if (options.follow_only) {
    if (options.token_stdin || options.browser || !options.token_command.empty()) {
      return wrong(tr("an account that is only followed has no token"), tr("leave out {}", options.browser ? "--browser" : options.token_stdin ? "--token-stdin" : "--token-command"));
    }
    wish.follow_only = true;
    if (env.globals.dry_run) {
      env.say(tr("would look up the public account on {} and follow its numbers as @{}", platform->about().title, wish.name));
      return exit_code::done;
    }
    TRY(const Account account, add_account(desk, wish, {}));
    return shown(env, account);
  }
  if (env.globals.dry_run) {
    env.say(tr("would sign in to {} and keep the account as @{}", platform->about().title, wish.name));
    return exit_code::done;
  }
  TRY(wish.home, home_of(env, options, platform->about()));
  TRY(const Account account, added(env, desk, options, wish, *platform));
  return shown(env, account);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("PLATFORM"), options->platform, tr("the platform; see cmtool account platforms"))->required(), Offer::platforms);
  app.add_option(N_("NAME"), options->name, tr("what you call the account"))->required();
  app.add_option("--server", options->server, tr("address of its server; of the site platform: its folder"))->type_name(tr("URL"));
  app.add_option("--handle", options->handle, tr("your name there"))->type_name(tr("NAME"));
  app.add_flag("--token-stdin", options->token_stdin, tr("read the token or password from stdin"));
  app.add_option("--token-command", options->token_command, tr("a command that prints the token, such as \"pass show acme/mastodon\"; run without a shell, each time"))->type_name(tr("COMMAND"));
  app.add_flag("--browser", options->browser, tr("sign in with a browser on this machine"));
  app.add_flag("--paste", options->paste, tr("with --browser: paste the code, when the browser is on another machine"));
  app.add_flag("--follow-only", options->follow_only, tr("somebody else's public account: its numbers are read without signing in, and nothing is ever sent to it"));
  one_of(app.add_option("--keep", options->keep, tr("where the token is kept: keyring, or file (readable by you alone)")), {"keyring", "file"});
  app.add_option("--tag", options->tags, tr("a tag to choose accounts by (#tag)"))->type_name(tr("TAG"));
  app.add_option("--setting", options->settings, tr("a setting of the platform's own: name=value"))->type_name(tr("NAME=VALUE"));
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& account_add_command() {
  static const Command it{
      .path = "account add",
      .group = N_("Accounts"),
      .summary = N_("sign in to a platform and keep the account under a name"),
      .details = N_("The token comes from a question at the terminal, from stdin, from a command, or from a sign-in with a browser. It is kept in the "
                    "desktop's secret service where there is one, else, only when you agree, in a file that you alone can read. Under systemd a file of "
                    "the account's name in $CREDENTIALS_DIRECTORY comes before all of these. With --follow-only it is somebody else's public account on Mastodon or "
                    "Bluesky, a competitor's for example: report collect reads its followers, its posts and what people did with them."),
      .set_up = set_up,
      .columns = account_columns,
      .examples = N_("cmtool account add mastodon atelier --server https://mastodon.example --browser\n"
                     "cmtool account add bluesky acme --handle acme.bsky.social --token-command \"pass show acme/bluesky\"\n"
                     "cmtool account add bluesky rival --handle rival.example --follow-only\n"
                     "cmtool account add wordpress blog --server https://blog.example --handle lea --token-stdin < app-password"),
  };
  return it;
}

}  // namespace cmtool
