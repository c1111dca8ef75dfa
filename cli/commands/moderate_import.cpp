// SPDX-License-Identifier: MIT
// cmtool moderate import: what others wrote, out of a network's export into the inbox.
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <memory>

#include "accounts.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/file_faults.hpp"
#include "cli/inbox_view.hpp"
#include "cli/open_desk.hpp"
#include "cli/progress.hpp"
#include "moderate/import.hpp"

namespace cmtool {
namespace {

constexpr std::size_t items_said = 10;
constexpr std::size_t read_at_once = 256u << 10;

struct Options {
  std::string file{}, from = "auto", account{}, date_order{};
  std::vector<std::string> map{};
};

std::vector<Column> columns() {
  return {{.key = "account", .title = tr("Account")},
          {.key = "new", .title = tr("New"), .kind = Kind::integer},
          {.key = "changed", .title = tr("Changed"), .kind = Kind::integer},
          {.key = "reopened", .title = tr("Reopened"), .kind = Kind::integer},
          {.key = "known", .title = tr("Known"), .kind = Kind::integer},
          {.key = "ours", .title = tr("Our own"), .kind = Kind::integer},
          {.key = "too_old", .title = tr("Too old"), .kind = Kind::integer, .shown = false},
          {.key = "forgotten", .title = tr("Forgotten"), .kind = Kind::integer, .shown = false},
          {.key = "format", .title = tr("Format"), .shown = false}};
}

/// The file that is read: its beginning first, then all of it.
struct Opened {
  NamedBytes beginning{};
  NextBytes next{};
};

Result<Opened> open_file(Env& env, const std::string& file) {
  if (file == "-") {
    TRY(auto bytes, env.streams.all(most_whole_export_bytes));
    Opened opened{.beginning = {.name = file, .bytes = bytes.substr(0, export_beginning)}};
    opened.next = bytes_of(std::move(bytes));
    return opened;
  }
  TRY(auto source, env.world.disk->open(file, /*follow=*/true));
  std::shared_ptr<Source> shared = std::move(source);
  Opened opened{.beginning = {.name = file}};
  opened.next = [shared]() -> Result<std::string> {
    std::string piece(read_at_once, '\0');
    TRY(const std::size_t got, shared->read(piece.data(), piece.size()));
    piece.resize(got);
    return piece;
  };
  while (opened.beginning.bytes.size() < export_beginning) {
    TRY(const auto piece, opened.next());
    if (piece.empty()) break;
    opened.beginning.bytes += piece;
  }
  opened.beginning.bytes.resize(std::min(opened.beginning.bytes.size(), export_beginning));
  CHECK_OK(shared->rewind());
  return opened;
}

Result<ExportWish> wish_of(const Options& options, Env& env) {
  ExportWish wish{.file = options.file, .date_order = date_order(options.date_order).value_or(DateOrder::unknown), .zone = env.zone()};
  for (const auto& pair : options.map) {
    const auto at = pair.rfind('=');
    if (at == std::string::npos) return Error{.fault = Fault::usage, .message = tr("{} wants a name and a value: {}", "--map", pair), .hint = tr("write it as {} name=value", "--map")};
    wish.map[pair.substr(0, at)] = pair.substr(at + 1);
  }
  return wish;
}

Result<std::optional<Account>> account_of(const Options& options, Desk& desk) {
  if (options.account.empty()) return std::optional<Account>();
  TRY(auto accounts, select_accounts(desk.store, {options.account}));
  if (accounts.size() != 1) {
    return Error{.fault = Fault::usage, .message = tr("--account: this is not one account: {}", options.account), .hint = tr("an export belongs to one account: @name")};
  }
  return std::optional(std::move(accounts.front()));
}

/// With --dry-run: the first of what would come.
void say_items(Env& env, const std::vector<AccountImport>& imports) {
  std::size_t said = 0, all = 0;
  for (const auto& import : imports) {
    all += import.items.size();
    for (const auto& item : import.items) {
      if (said == items_said) break;
      ++said;
      const std::string& who = shown_name(item.author);
      env.say(fmt::format("@{}  {}  {}: {}", import.account.name, env.human_time(item.at), who.empty() ? "–" : one_line(who, 40), one_line(item.text.empty() ? item.remote_state : item.text)));
    }
  }
  if (all > said) env.say(tr("and {} more", all - said));
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  TRY(const auto account, account_of(options, desk));
  TRY(const auto wish, wish_of(options, env));
  TRY(const auto opened, open_file(env, options.file));
  TRY(const Export* format, options.from == "auto" ? sniff_export(opened.beginning) : find_export(options.from));
  if (options.from == "auto") env.say(tr("{}: read as {} (--from {})", options.file, tr_text(format->title), format->name));
  Progress reading_progress(env, tr("reading {}", options.file));
  std::uint64_t bytes = 0;
  const NextBytes counted = [&]() -> Result<std::string> {
    TRY(auto piece, opened.next());
    reading_progress.update(bytes += piece.size(), 0);
    return piece;
  };
  TRY(auto reading, read_export(*format, counted, wish));
  for (const auto& note : reading.notes) env.say(note);
  if (!reading.faults.empty()) return refuse_import(env, reading.faults);
  TRY(auto imports, plan_import(desk, options.file, std::move(reading.rows), account, reading.faults));
  if (!reading.faults.empty()) return refuse_import(env, reading.faults);
  if (env.globals.dry_run) {
    say_items(env, imports);
  } else {
    std::uint64_t total = 0;
    for (const auto& import : imports) total += import.items.size();
    Progress progress(env, tr("filing"));
    CHECK_OK(file_import(desk, imports, [&](std::size_t done) { progress.update(done, total); }));
  }
  Table table{.columns = columns()};
  const auto number = [](std::size_t count) { return Value(static_cast<std::int64_t>(count)); };
  std::size_t forgotten = 0, too_old = 0;
  for (const auto& import : imports) {
    forgotten += import.forgotten;
    too_old += import.too_old;
    table.rows.push_back({Value("@" + import.account.name), number(import.fresh), number(import.changed), number(import.reopened), number(import.known), number(import.ours),
                          number(import.too_old), number(import.forgotten), Value(format->name)});
  }
  CHECK_OK(env.show(table));
  if (imports.empty()) env.say(tr("there are no comments in it"));
  if (too_old > 0) env.say(trn("{} item was left out: it is older than what is kept (moderation.keep in settings.json)", "{} items were left out: they are older than what is kept (moderation.keep in settings.json)", static_cast<long long>(too_old), too_old));
  if (forgotten > 0) env.say(trn("{} item was left out: its author is forgotten", "{} items were left out: their authors are forgotten", static_cast<long long>(forgotten), forgotten));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("FILE"), options->file, tr("the export, or - for stdin"))->required(), Offer::files);
  std::vector<std::string> formats{"auto"};
  for (const auto* format : exports()) formats.push_back(format->name);
  one_of(app.add_option("--from", options->from, tr("the file's format; auto looks at its content")), formats);
  offers(app.add_option("--account", options->account, tr("the account to which all of it belongs; without it each row must name its own"))->type_name(tr("ACCOUNT")), Offer::accounts);
  app.add_option("--map", options->map, tr("a column or key of another name: COLUMN=FIELD, or COLUMN=- to leave it out"))->type_name(tr("COLUMN=FIELD"));
  one_of(app.add_option("--date-order", options->date_order, tr("which number of a date like 03/04/2026 comes first")), {"dmy", "mdy", "ymd"});
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& moderate_import_command() {
  static const Command it{
      .path = "moderate import",
      .group = N_("Moderation"),
      .summary = N_("read a network's export into the inbox"),
      .details = N_("For networks that no program may ask, and for what was written before cmtool came. Each fault is named with its line and column: all is imported or nothing. "
                    "Importing the same file again adds nothing; a comment that was fetched as well is the same item, and what was edited since is followed. Comments "
                    "without an id are known by author, time and text. What the account itself wrote is left out."),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool moderate import reviews.csv --account @shop --dry-run\ncmtool moderate import blog.WordPress.2026-11-27.xml --account @blog\n"
                     "cmtool moderate import VIDEO.info.json --account @channel\ncmtool moderate import inbox.csv --account @page --map \"Posted by=author\" --date-order mdy\n"
                     "cmtool moderate list --state all --format ndjson | cmtool --workspace other moderate import - --account @page"),
  };
  return it;
}

}  // namespace cmtool
