// SPDX-License-Identifier: MIT
#include "cli/schedule_view.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "base/tr.hpp"
#include "cli/exit_code.hpp"
#include "cli/targets.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

/// "kept": its platform holds it; "wanted": it is to, and cmtool sends it if that comes to nothing; "unknown": nobody knows; "published".
std::string native_word(const Delivery& delivery) {
  if (!delivery.native) return {};
  if (delivery.state == DeliveryState::sent) return delivery.native->since ? "published" : "";
  if (!is_held_there(delivery)) return "wanted";
  return delivery.native->step.empty() && delivery.state == DeliveryState::waiting ? "kept" : "unknown";
}

Value text_value(const std::string& text) { return text.empty() ? Value() : Value(text); }

}  // namespace

void add_who_option(CLI::App& app, std::string& who) { app.add_option("--as", who, tr("who does this; else $CMTOOL_AS, else your user name"))->type_name(tr("NAME")); }

std::string who_of(Env& env, const std::string& given) {
  for (const std::string& name : {given, env.world.variable("CMTOOL_AS"), env.world.variable("USER"), env.world.variable("LOGNAME")}) {
    if (!name.empty()) return name;
  }
  return "cmtool";
}

Result<std::vector<std::string>> ids_of(Env& env, const std::vector<std::string>& given) {
  return given_ids(env, given, {.fault = Fault::usage, .message = tr("it is not said which post"), .hint = tr("give its id; cmtool schedule list shows them")});
}

Result<Meant> meant_by(Store& store, const std::string& id) {
  TRY(const auto record, store.post(id));
  Meant meant{.post = record.post.id};
  const auto dot = id.find('.');
  if (dot == std::string::npos) return meant;
  const std::string account = id.substr(dot + 1);
  const bool there = std::any_of(record.deliveries.begin(), record.deliveries.end(), [&](const Delivery& d) { return d.account == account; });
  if (!there) return Error{.fault = Fault::not_found, .message = tr("the post {} is not for @{}", record.post.id, account), .where = id};
  meant.accounts.push_back(account);
  return meant;
}

std::string history_line(Env& env, const HistoryEvent& event) {
  constexpr const char* known[] = {N_("added"),   N_("moved"),    N_("edited"),  N_("cancelled"), N_("approved"),
                                   N_("rejected"), N_("retried"), N_("resolved"), N_("expired"), N_("found")};
  std::string did = event.did, why = event.why;
  for (const char* word : known) {
    if (did == word) did = tr_text(did);
  }
  // What was recorded as machines write it: the time of a move, and that nothing was sent.
  if (const auto at = parse_iso(why); at.ok()) why = env.human_time(*at);
  if (event.did == "resolved" && why == "not sent") why = tr("it was not sent");
  const std::string what = why.empty() ? did : tr("{}: {}", did, why);
  return fmt::format("{}  {}  {}", env.human_time(event.at), event.who, what);
}

std::vector<Column> scheduled_columns() {
  return {{.key = "id", .title = tr("Post"), .kind = Kind::id},
          {.key = "account", .title = tr("Account")},
          {.key = "platform", .title = tr("Platform"), .shown = false},
          {.key = "state", .title = tr("State"), .kind = Kind::state},
          {.key = "due", .title = tr("Due"), .kind = Kind::time},
          {.key = "wall", .title = tr("On the wall"), .shown = false},
          {.key = "zone", .title = tr("Zone"), .shown = false},
          {.key = "every", .title = tr("Every"), .shown = false},
          {.key = "text", .title = tr("Text")},
          {.key = "title", .title = tr("Title"), .shown = false},
          {.key = "campaign", .title = tr("Campaign"), .shown = false},
          {.key = "author", .title = tr("Author"), .shown = false},
          {.key = "approved_by", .title = tr("Approved by"), .kind = Kind::list, .shown = false},
          {.key = "paused", .title = tr("Paused"), .kind = Kind::yes_no, .shown = false},
          {.key = "native", .title = tr("Native"), .shown = false},
          {.key = "after", .title = tr("After"), .shown = false},
          {.key = "max_late", .title = tr("Latest (s)"), .kind = Kind::integer, .shown = false},
          {.key = "media", .title = tr("Media"), .kind = Kind::integer, .shown = false},
          {.key = "series", .title = tr("Series"), .shown = false},
          {.key = "attempts", .title = tr("Attempts"), .kind = Kind::integer, .shown = false},
          {.key = "url", .title = tr("Address"), .kind = Kind::url, .shown = false},
          {.key = "fault", .title = tr("Fault"), .shown = false},
          {.key = "message", .title = tr("Message"), .shown = false}};
}

std::vector<Value> row_of(const Post& post, const Delivery& delivery, const std::string& every, bool paused) {
  const auto& failure = delivery.failure;
  return {Value(post.id),
          Value("@" + delivery.account),
          Value(delivery.platform),
          Value(std::string(slug(delivery.state))),
          delivery.due ? Value(delivery.due->at) : Value(),
          delivery.due ? text_value(delivery.due->wall) : Value(),
          delivery.due ? text_value(delivery.due->zone) : Value(),
          text_value(every),
          Value(delivery.said.is_object() ? delivery.said["text"].string_or(post.text) : post.text),
          text_value(post.title),
          text_value(post.campaign),
          text_value(post.author),
          Value(Json::strings(approved_by(post))),
          Value(paused),
          text_value(native_word(delivery)),
          text_value(delivery.after),
          delivery.max_late ? Value(static_cast<std::int64_t>(delivery.max_late->count())) : Value(),
          Value(static_cast<std::int64_t>(post.media.size())),
          text_value(post.series),
          Value(static_cast<std::int64_t>(delivery.attempts)),
          delivery.receipt ? text_value(delivery.receipt->url) : Value(),
          failure ? Value(std::string(slug(failure->fault))) : Value(),
          failure ? text_value(failure->message) : Value()};
}

std::vector<std::string> pause_notes(Env& env, const std::vector<Pause>& pauses) {
  std::vector<std::string> notes;
  for (const auto& pause : pauses) {
    if (!holds(pause, env.world.clock->now())) continue;
    const std::string who = pause.account.empty() ? tr("all accounts") : "@" + pause.account;
    const std::string until = pause.until ? tr(" until {}", env.human_time(*pause.until)) : std::string();
    notes.push_back(tr("publishing is paused for {}{}: {}", who, until, pause.why.empty() ? "–" : pause.why));
  }
  return notes;
}

int exit_code_with(Env& env, std::size_t done, const std::vector<Error>& trouble) {
  std::vector<Fault> faults;
  for (const auto& error : trouble) {
    env.complain(error);
    faults.push_back(error.fault);
  }
  return exit_code_of(done, faults);
}

Result<int> change_each(Env& env, Desk& desk, const std::vector<std::string>& given, const std::function<Result<PostRecord>(const Meant&)>& change,
                        const std::string& dry_run_says, const std::vector<Error>* trouble) {
  TRY(const auto ids, ids_of(env, given));
  Table table{.columns = scheduled_columns()};
  std::vector<Error> errors;
  std::size_t done = 0;
  for (const auto& id : ids) {
    auto meant = meant_by(desk.store, id);
    if (!meant.ok() && meant.error().fault == Fault::state) return std::move(meant).error();
    auto changed = !meant.ok()             ? Result<PostRecord>(meant.error())
                   : env.globals.dry_run ? desk.store.post(meant->post)
                                         : change(*meant);
    if (!changed.ok()) {
      errors.push_back(std::move(changed).error());
      if (errors.back().where.empty()) errors.back().where = id;
      continue;
    }
    ++done;
    if (env.globals.dry_run) env.say(fmt::format("{}: {}", meant->post, dry_run_says));
    for (const auto& delivery : changed->deliveries) {
      const auto& accounts = meant->accounts;
      if (accounts.empty() || std::find(accounts.begin(), accounts.end(), delivery.account) != accounts.end()) table.rows.push_back(row_of(changed->post, delivery));
    }
  }
  if (trouble != nullptr) errors.insert(errors.end(), trouble->begin(), trouble->end());
  if (ids.size() == 1 && errors.size() == 1 && done == 0) return errors.front();
  CHECK_OK(env.show(table));
  std::vector<Fault> faults;
  for (const auto& error : errors) {
    env.complain(error);
    faults.push_back(error.fault);
  }
  return exit_code_of(done, faults);
}

Result<Due> due_of(Env& env, const std::string& when, const std::string& fold) {
  const Instant now = env.world.clock->now();
  const Fold reading = fold == "earlier" ? Fold::earlier : fold == "later" ? Fold::later : Fold::refuse;
  TRY(Due due, parse_when(when, {.now = now, .zone = env.zone(), .fold = reading, .lang = env.globals.lang, .no_time = NoTime::refuse}));
  if (due.at < now - std::chrono::seconds(1)) {
    return Error{.fault = Fault::usage, .message = tr("“{}” is in the past: {}", when, env.human_time(due.at)),
                 .hint = tr("give a time to come, or publish it now: cmtool post")};
  }
  return due;
}

Result<std::optional<Instant>> limit_of(Env& env, const std::string& when) {
  if (when.empty()) return std::optional<Instant>();
  TRY(const auto due, parse_when(when, {.now = env.world.clock->now(), .zone = env.zone(), .fold = Fold::earlier, .lang = env.globals.lang}));
  return std::optional<Instant>(due.at);
}

}  // namespace cmtool
