// SPDX-License-Identifier: MIT
// cmtool report book: the month as a book for the client.
#include <CLI/CLI.hpp>
#include <memory>

#include "accounts.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "book.hpp"
#include "book/words.hpp"
#include "cli/calendar_file.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "cli/report_period.hpp"
#include "documents/documents.hpp"
#include "figures/period.hpp"
#include "mail.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> accounts{}, mail_to{};
  std::string month{}, output{};
};

/// How the end of a file's name says what is to be written.
struct Paper {
  std::string_view end{};
  std::string_view type{};
  Result<std::string> (*write)(const paper::Document&) = nullptr;
};
constexpr Paper papers[] = {{"html", "text/html", [](const paper::Document& book) -> Result<std::string> { return paper::html(book); }},
                            {"pdf", "application/pdf", paper::pdf},
                            {"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", paper::xlsx},
                            {"md", "text/markdown", [](const paper::Document& book) -> Result<std::string> { return paper::markdown(book); }}};

Result<const Paper*> paper_of(const std::string& file) {
  const auto dot = file.rfind('.');
  const std::string end = dot == std::string::npos ? std::string() : lower(file.substr(dot + 1));
  for (const auto& one : papers) {
    if (one.end == end) return &one;
  }
  return Error{.fault = Fault::usage, .message = tr("{}: what is to be written shows by the end of the name", file), .hint = tr("use one of: {}", ".html, .pdf, .xlsx, .md")};
}

Result<std::vector<MailAddress>> addresses_of(const std::vector<std::string>& given) {
  std::vector<MailAddress> all;
  for (const auto& text : given) {
    TRY(auto address, mail_address(text));
    all.push_back(std::move(address));
  }
  return all;
}

/// The month that is asked for; without one the last that is over.
Result<std::chrono::year_month> month_of(const Options& options, Env& env) {
  if (!options.month.empty()) return month_said(options.month);
  TRY(const auto local, to_local(env.world.clock->now(), env.zone()));
  const std::chrono::year_month_day today(std::chrono::floor<std::chrono::days>(local.wall));
  return today.year() / today.month() - std::chrono::months(1);
}

/// What the mail says: the month in brief, as the book has it.
std::string letter(const paper::Document& book) {
  std::string text = book.title + "\n\n";
  for (const auto& block : book.blocks) {
    const auto* const list = std::get_if<paper::List>(&block);
    if (list == nullptr) continue;
    for (const auto& item : list->items) text += "- " + paper::plain(item, book.lang) + "\n";
    break;
  }
  return text;
}

std::vector<Column> columns() {
  return {{.key = "month", .title = tr("Month")},
          {.key = "file", .title = tr("File")},
          {.key = "bytes", .title = tr("Size"), .kind = Kind::bytes},
          {.key = "mailed_to", .title = tr("Mailed to"), .kind = Kind::list}};
}

Result<int> run(const Options& options, Env& env) {
  TRY(const auto month, month_of(options, env));
  TRY(const Paper* const kind, paper_of(options.output));
  TRY(const auto addresses, addresses_of(options.mail_to));
  TRY(Desk desk, desk_of(env));
  TRY(const auto settings, desk.store.settings());
  MailSetup setup;
  if (!addresses.empty()) {
    TRY(setup, needed_mail_setup(settings));
  }
  BookWish wish{.month = month, .zone = env.zone(), .lang = env.globals.lang};
  TRY(wish.accounts, select_accounts(desk.store, options.accounts.empty() ? std::vector<std::string>{"@all"} : options.accounts));
  TRY(const auto book, make_book(desk, wish));
  TRY(const std::string bytes, kind->write(book));
  const std::string name = options.output.substr(options.output.rfind('/') + 1);
  if (!env.globals.dry_run) CHECK_OK(write_document(env, options.output, bytes));
  // The file is there before anybody is told of it: if the mail fails, it can be sent by hand.
  if (!addresses.empty() && !env.globals.dry_run) {
    MailMessage mail{.to = addresses, .subject = book.title, .text = letter(book), .files = {{.name = name, .type = std::string(kind->type), .bytes = bytes}}};
    CHECK_OK(send_mail(env.world, real_mailer(env.world), setup, std::move(mail)));
  }
  Json mailed = Json::array();
  for (const auto& address : addresses) mailed.push(address.address);
  const Table record{.columns = columns(), .rows = {{Value(std::string(month_name(std::chrono::local_days(month / 1)))), Value(options.output), Value(static_cast<std::int64_t>(bytes.size())), Value(std::move(mailed))}}};
  CHECK_OK(env.show_made(options.output, record));
  if (env.globals.dry_run) env.say(tr("nothing was written"));
  return exit_code::done;
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  offers(app.add_option(N_("ACCOUNT"), options->accounts, tr("accounts: @name, #tag; all when none is named")), Offer::accounts);
  app.add_option("--month", options->month, tr("the month, such as 2026-11; without it, the last that is over"))->type_name(tr("MONTH"));
  offers(app.add_option("-o,--output", options->output, tr("where to: a name that ends in .html, .pdf, .xlsx or .md"))->type_name(tr("FILE"))->required(), Offer::files);
  app.add_option("--mail-to", options->mail_to, tr("send it to this address, too; may be said again"))->type_name(tr("ADDRESS"))->expected(1)->multi_option_policy(CLI::MultiOptionPolicy::TakeAll);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& report_book_command() {
  static const Command it{
      .path = "report book",
      .group = N_("Reports"),
      .summary = N_("write the month as a book for the client"),
      .details = N_("Cover, the month in sentences made from the numbers, goals, each network, the posts that did best and least, community and moderation, what people say, and what the numbers mean: every number is that of the report of its name. "
                    "{\"book\": {\"client\": \"Atelier Lune\", \"by\": \"Léa Martin\", \"colour\": \"#1257a0\", \"logo\": \"logo.png\"}} in settings.json says whose it is and how it looks. "
                    "templates/book.fr.md, book.en.md or book.md in the workspace gives its order and texts of your own: a line {{posts}} puts that section there (cover, month-in-brief, goals, networks, posts, community, listening, appendix), "
                    "all else is Markdown, in which {{client}}, {{by}}, {{month}}, {{followers}}, {{views}}, {{reactions}}, {{posts-count}} and {{messages}} are filled in. Rules in templates/book.css come after those of the HTML. --mail-to sends it by the server under “mail” in settings.json. "
                    "Prints the file's name and nothing else."),
      .set_up = set_up,
      .columns = columns,
      .examples = N_("cmtool report book --month 2026-11 --lang fr -o acme-november.pdf\ncmtool report book -o report.html --mail-to client@example.org\n0 8 1 * * cmtool --workspace acme -q report book -o \"$HOME/acme.pdf\" --mail-to client@example.org"),
  };
  return it;
}

}  // namespace cmtool
