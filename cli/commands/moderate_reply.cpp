// SPDX-License-Identifier: MIT
// cmtool moderate reply: answer items.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/inbox_view.hpp"
#include "cli/open_desk.hpp"
#include "cli/outcomes.hpp"
#include "cli/post_options.hpp"
#include "cli/remarks.hpp"
#include "cli/schedule_view.hpp"
#include "moderate/reply.hpp"
#include "moderate/saved_replies.hpp"
#include "rehearse.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> words{};  ///< ids, and the text at the end
  std::vector<std::string> set{};
  std::string saved{}, why{}, who{};
  PostOptions post{};
  bool done = false;
};

/// The ids and, where it stands among the words, the text.
struct Said {
  std::vector<std::string> ids{};
  std::optional<std::string> text{};
};
Said said_by(const Options& options) {
  Said said{.ids = options.words};
  const bool text_elsewhere = !options.saved.empty() || !options.post.text_file.empty() || options.post.editor;
  if (text_elsewhere || said.ids.size() < 2) return said;
  said.text = said.ids.back();
  said.ids.pop_back();
  return said;
}

Result<std::map<std::string, std::string>> values_of_set(const std::vector<std::string>& set) {
  std::map<std::string, std::string> values;
  for (const auto& word : set) {
    const auto equals = word.find('=');
    if (equals == std::string::npos || equals == 0) {
      return Error{.fault = Fault::usage, .message = tr("--set takes name=value, not “{}”", word)};
    }
    values[word.substr(0, equals)] = word.substr(equals + 1);
  }
  return values;
}

/// The accounts to which the items came: these answer.
Result<std::vector<Account>> answering(Desk& desk, const std::vector<std::string>& ids) {
  std::vector<std::string> names;
  for (const auto& id : ids) {
    TRY(const auto entry, desk.store.inbox().item(id));
    names.push_back(entry.item.account);
  }
  return select_accounts(desk.store, names);
}

/// The wish with everything that is the same for all items.
Result<ReplyWish> wish_of(const Options& options, const Said& said, const std::vector<std::string>& ids, Env& env, Desk& desk) {
  ReplyWish wish{.done = options.done};
  TRY(wish.set, values_of_set(options.set));
  PostOptions post = options.post;
  post.text = said.text;
  if (!options.saved.empty()) {
    TRY(const auto saved, saved_reply(desk.store, options.saved));
    post.text = saved.text;
    if (post.language.empty()) post.language = saved.language;
  }
  TRY(auto accounts, answering(desk, ids));
  TRY(auto submission, submission_of(env, desk, post, Stdin::yes, std::move(accounts)));
  wish.text = submission.post.text;
  wish.post = std::move(submission.post);
  wish.compose = submission.compose;
  wish.media = submission.media;
  return wish;
}

Outcome failed(const std::string& id, Error error) {
  if (error.where.empty()) error.where = id;
  Outcome outcome{.error = std::move(error)};
  outcome.delivery.state = DeliveryState::failed;
  return outcome;
}

/// Everything that the platforms would refuse stops all of it before the first reply goes out.
Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  const Said said = said_by(options);
  TRY(const auto ids, item_ids(env, said.ids));
  TRY(const ReplyWish wish, wish_of(options, said, ids, env, desk));
  std::vector<PreparedReply> prepared;
  std::vector<Error> misfits;
  for (const auto& id : ids) {
    auto one = prepare_reply(desk, id, wish);
    if (!one.ok()) {
      misfits.push_back(std::move(one).error());
      if (misfits.back().where.empty()) misfits.back().where = id;
      continue;
    }
    misfits.insert(misfits.end(), one->misfits.begin(), one->misfits.end());
    prepared.push_back(std::move(one).value());
  }
  if (misfits.size() == 1) return misfits.front();
  if (!misfits.empty()) return show_misfits(env, misfits);
  if (env.globals.dry_run) {
    for (const auto& one : prepared) rehearse(desk, one.plan);
    return exit_code::done;
  }
  std::vector<Outcome> outcomes;
  for (const auto& one : prepared) {
    auto sent = send_reply(desk, one, wish, {.who = who_of(env, options.who), .why = options.why});
    outcomes.push_back(sent.ok() ? std::move(sent).value() : failed(one.item.item.id, std::move(sent).error()));
  }
  return show_outcomes(env, outcomes);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID TEXT"), options->words, tr("items, and at the end the text; else the text from --saved, --text-file or stdin"));
  app.add_option("--saved", options->saved, tr("the saved reply of this name; all arguments are items then"))->type_name(tr("NAME"));
  app.add_option("--set", options->set, tr("a value for a placeholder: name=value"))->type_name(tr("NAME=VALUE"));
  offers(app.add_option("--text-file", options->post.text_file, tr("read the text from this file; - is stdin"))->type_name(tr("FILE")), Offer::files);
  app.add_flag("--editor", options->post.editor, tr("write the text in $VISUAL or $EDITOR"));
  offers(app.add_option("--language", options->post.language, tr("language of the text, such as fr or fr-CA"))->type_name(tr("LANGUAGE")), Offer::languages);
  app.add_flag("--thread", options->post.thread, tr("split too long a text into a thread, at paragraphs, sentences, words"));
  app.add_flag("--done", options->done, tr("the item is done with, and does not wait for an answer"));
  app.add_option("--why", options->why, tr("the reason, for the record"))->type_name(tr("TEXT"));
  add_who_option(app, options->who);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_reply_command() {
  static const Command it{
      .path = "moderate reply",
      .group = N_("Moderation"),
      .summary = N_("answer items"),
      .details = N_("The same words to the same item go out once, however often the command runs. The item is pending until its writer answers. In a saved reply {name}, {handle}, {account} and {url} are filled in; any other placeholder needs --set, and one that is empty stops everything."),
      .set_up = set_up,
      .columns = outcome_columns,
      .examples = N_("cmtool moderate reply 01jd3k \"With pleasure, see you on Sunday\"\ncmtool moderate reply 01jd3k 01jd3m --saved opening-hours --set day=Sunday"),
  };
  return it;
}

}  // namespace cmtool
