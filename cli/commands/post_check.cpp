// SPDX-License-Identifier: MIT
// cmtool post check: does it fit, how much of each limit it uses, and what would hurt; nothing is sent.
#include <CLI/CLI.hpp>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/open_desk.hpp"
#include "cli/exit_code.hpp"
#include "cli/outcomes.hpp"
#include "cli/post_options.hpp"
#include "cli/post_record.hpp"
#include "cli/remarks.hpp"

namespace cmtool {
namespace {

struct Options {
  PostOptions post{};
  std::vector<std::string> what{};
};

std::vector<Column> check_columns() {
  return {{.key = "account", .title = tr("Account")},
          {.key = "platform", .title = tr("Platform"), .shown = false},
          {.key = "part", .title = tr("Part"), .kind = Kind::integer},
          {.key = "used", .title = tr("Used"), .kind = Kind::integer},
          {.key = "allowed", .title = tr("Allowed"), .kind = Kind::integer},
          {.key = "unit", .title = tr("Counted in"), .shown = true},
          {.key = "fits", .title = tr("Fits"), .kind = Kind::yes_no},
          {.key = "text", .title = tr("Text"), .shown = false},
          {.key = "remarks", .title = tr("Remarks"), .kind = Kind::list, .shown = false}};
}

void add_part(Table& table, const Plan& plan, std::size_t account, std::size_t part, bool fits, const Json& remarks) {
  const Post& post = plan.adapted[account];
  const std::string& text = part == 0 ? post.text : post.thread[part - 1];
  const Fit fit = fit_of(text, part == 0 ? post.warning : std::string(), plan.limits[account]);
  table.rows.push_back({Value("@" + plan.accounts[account].name), Value(plan.accounts[account].platform), Value(static_cast<std::int64_t>(part + 1)),
                        Value(fit.used), fit.allowed > 0 ? Value(fit.allowed) : Value(), Value(std::string(slug(fit.unit))), Value(fits), Value(text),
                        Value(remarks)});
}

/// Checks one submission; answers what does not fit.
Result<std::vector<Error>> check(Env& env, Desk& desk, const PostOptions& options, Table& table) {
  TRY(const Submission submission, submission_of(env, desk, options, Stdin::yes));
  TRY(Preparation preparation, prepare(desk, submission));
  Json remarks = Json::array();
  for (const auto& remark : say_remarks(env, preparation.plan.post, /*strict=*/true)) {
    remarks.push(remark.message);
    if (options.strict) preparation.misfits.push_back(remark);
    else env.warn(remark.hint.empty() ? remark.message : remark.message + " — " + remark.hint);
  }
  for (std::size_t i = 0; i < preparation.plan.adapted.size(); ++i) {
    const std::string name = label(preparation.plan.accounts[i]);
    bool fits = true;
    for (const auto& misfit : preparation.misfits) fits = fits && misfit.where != name && !misfit.where.empty();
    for (std::size_t part = 0; part <= preparation.plan.adapted[i].thread.size(); ++part) {
      add_part(table, preparation.plan, i, part, fits, remarks);
    }
  }
  return std::move(preparation.misfits);
}

/// The options that a recorded post was made with, so that it is checked as it would be sent.
Result<PostOptions> options_of(const PostRecord& record, PostOptions options) {
  options.text = record.post.text;
  options.title = record.post.title;
  options.warning = record.post.warning;
  options.language = record.post.language;
  for (const auto& [target, text] : record.post.instead) options.instead.push_back(target + "=" + text);
  for (const auto& medium : record.post.media) options.attached.push_back({.file = medium.file, .alt = medium.alt});
  if (options.to.empty()) {
    for (const auto& delivery : record.deliveries) options.to.push_back("@" + delivery.account);
  }
  return options;
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  Table table{.columns = check_columns()};
  std::vector<Error> misfits;
  const auto check_one = [&](const PostOptions& one) -> Result<void> {
    TRY(auto found, check(env, desk, one, table));
    for (auto& misfit : found) misfits.push_back(std::move(misfit));
    return {};
  };
  if (options.what.empty()) CHECK_OK(check_one(options.post));
  for (const auto& what : options.what) {
    PostOptions one = options.post;
    one.text = what;
    if (is_id(post_of(what))) {
      TRY(const auto record, desk.store.post(post_of(what)));
      TRY(one, options_of(record, options.post));
    }
    CHECK_OK(check_one(one));
  }
  CHECK_OK(env.show(table));
  for (const auto& misfit : misfits) env.complain(misfit);
  return misfits.empty() ? exit_code::done : exit_code_of(misfits.front().fault);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID|TEXT"), options->what, tr("posts by their ids, or texts; else from --text-file or stdin"));
  add_post_options(app, options->post);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& post_check_command() {
  static const Command it{
      .path = "post check",
      .group = N_("Posting"),
      .summary = N_("see whether a post fits each account, without sending it"),
      .details = N_("For each account and each part of a thread: how much of the platform's limit is used, counted as the platform counts. Ends with 6 "
                    "when something does not fit."),
      .set_up = set_up,
      .columns = check_columns,
      .examples = N_("cmtool post check --to @all \"Open at 10 on Sunday\"\ncmtool post check --to @atelier --text-file long.txt --thread --json"),
  };
  return it;
}

}  // namespace cmtool
