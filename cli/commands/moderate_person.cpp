// SPDX-License-Identifier: MIT
// cmtool moderate person: one person: their history with us, notes, tags, strikes, and their data.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/inbox_view.hpp"
#include "cli/open_desk.hpp"
#include "cli/people_view.hpp"
#include "cli/schedule_view.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

struct Options {
  std::string who{}, by{};
  std::vector<std::string> tag{}, untag{}, note{};
  std::string strike{}, expires = "90d", same{}, not_same{};
  bool everything = false;
};

/// The notes as the options change them; nothing where they change nothing.
Result<std::optional<PersonNotes>> changed(const Options& options, Env& env, PersonNotes notes) {
  if (options.tag.empty() && options.untag.empty() && options.note.empty() && options.strike.empty()) return std::optional<PersonNotes>();
  const Instant now = env.world.clock->now();
  const std::string by = who_of(env, options.by);
  for (const auto& tag : options.tag) {
    if (!is_label(tag)) return Error{.fault = Fault::usage, .message = tr("“{}” cannot be a label", tag), .hint = tr("letters, digits, “-”, “_”, “.” and “:”")};
    if (std::find(notes.tags.begin(), notes.tags.end(), tag) == notes.tags.end()) notes.tags.push_back(tag);
  }
  for (const auto& tag : options.untag) std::erase(notes.tags, tag);
  for (const auto& note : options.note) notes.notes.push_back({.at = now, .by = by, .text = note});
  if (!options.strike.empty()) {
    TRY(const auto lasts, parse_duration(options.expires));
    notes.strikes.push_back({.at = now, .by = by, .why = options.strike, .until = now + lasts});
  }
  return std::optional(std::move(notes));
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(auto known, person(desk, options.who));
  if (options.everything) {
    TRY(const auto all, everything_about(desk, known));
    CHECK_OK(env.print(all.dump(2) + "\n"));
    return exit_code::done;
  }
  if (!options.same.empty() && !options.not_same.empty()) return Error{.fault = Fault::usage, .message = tr("--same and --not-same are said one at a time")};
  if (!options.same.empty()) {
    TRY(const auto other, person(desk, options.same));
    if (!env.globals.dry_run) CHECK_OK(join_people(desk, known, other));
  }
  if (!options.not_same.empty() && !env.globals.dry_run) CHECK_OK(part_people(desk, known, options.not_same));
  if (!options.same.empty() || !options.not_same.empty()) {
    TRY(known, person(desk, known.id));
  }
  TRY(const auto notes, changed(options, env, known.notes));
  if (notes) {
    if (!env.globals.dry_run) CHECK_OK(save_person_notes(desk, known.id, *notes));
    known.notes = *notes;
  }
  const Instant now = env.world.clock->now();
  Table table{.columns = person_columns(), .rows = {row_of(known, now)}, .single = true};
  for (auto& column : table.columns) column.shown = true;
  std::vector<InboxItem> items;
  for (const auto& id : known.ids) {
    TRY(auto theirs, desk.store.inbox().items({.author = id, .now = now, .limit = 20}));
    items.insert(items.end(), std::make_move_iterator(theirs.begin()), std::make_move_iterator(theirs.end()));
  }
  std::stable_sort(items.begin(), items.end(), [](const InboxItem& a, const InboxItem& b) { return a.item.at > b.item.at; });
  if (items.size() > 20) items.resize(20);
  for (const auto& entry : items) {
    table.notes.push_back(fmt::format("{}  {}  @{}: {}", entry.item.id, env.human_time(entry.item.at), entry.item.account, one_line(entry.item.text)));
  }
  CHECK_OK(env.show(table));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("WHO"), options->who, tr("their handle, name or id"))->required();
  app.add_flag("--export", options->everything, tr("everything that is kept of them, as JSON: what they have a right to"));
  app.add_option("--tag", options->tag, tr("a tag that they get: vip, press …"))->type_name(tr("TAG"));
  app.add_option("--untag", options->untag, tr("a tag that they lose"))->type_name(tr("TAG"));
  app.add_option("--note", options->note, tr("a remark, for colleagues"))->type_name(tr("TEXT"));
  app.add_option("--strike", options->strike, tr("a mark against them, and why"))->type_name(tr("TEXT"));
  app.add_option("--expires", options->expires, tr("how long the strike holds"))->type_name(tr("DURATION"));
  app.add_option("--same", options->same, tr("somebody who is the same person, on another account or under another name"))->type_name(tr("WHO"));
  app.add_option("--not-same", options->not_same, tr("an author id that is not the same person after all"))->type_name(tr("ID"));
  add_who_option(app, options->by);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_person_command() {
  static const Command it{
      .path = "moderate person",
      .group = N_("Moderation"),
      .summary = N_("show a person: what they wrote, notes, tags and strikes"),
      .set_up = set_up,
      .columns = person_columns,
      .examples = N_("cmtool moderate person zoe@example.org --tag vip\ncmtool moderate person max --strike \"insults\" --expires 30d\ncmtool moderate person zoe@example.org --same zoe.bsky.social\ncmtool moderate person zoe@example.org --export > zoe.json"),
  };
  return it;
}

}  // namespace cmtool
