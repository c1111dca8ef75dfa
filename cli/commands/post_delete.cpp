// SPDX-License-Identifier: MIT
// cmtool post delete: take a post back where the platform allows it.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>

#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/open_desk.hpp"
#include "cli/exit_code.hpp"
#include "cli/outcomes.hpp"
#include "cli/post_record.hpp"
#include "rehearse.hpp"

namespace cmtool {
namespace {

struct Options {
  std::vector<std::string> ids{}, to{};
};

/// The deliveries of a post that are meant: those of the named accounts, of the delivery's own id, or all.
Result<std::vector<Delivery>> meant(Desk& desk, const std::string& id, const std::vector<std::string>& to) {
  TRY(auto record, desk.store.post(post_of(id)));
  const auto dot = id.find('.');
  if (dot != std::string::npos) {
    std::erase_if(record.deliveries, [&](const Delivery& d) { return d.account != id.substr(dot + 1); });
  }
  if (!to.empty()) {
    TRY(const auto accounts, select_accounts(desk.store, to));
    std::erase_if(record.deliveries, [&](const Delivery& d) {
      return std::none_of(accounts.begin(), accounts.end(), [&](const Account& a) { return a.name == d.account; });
    });
  }
  return std::move(record.deliveries);
}

Result<int> run(const Options& options, Env& env) {
  TRY(Desk desk, desk_of(env));
  std::vector<Delivery> deliveries;
  for (const auto& id : options.ids) {
    TRY(auto some, meant(desk, id, options.to));
    if (some.empty()) {
      return Error{.fault = Fault::not_found, .message = tr("the post {} was not sent to such an account", id), .hint = tr("see cmtool post show {}", id)};
    }
    deliveries.insert(deliveries.end(), some.begin(), some.end());
  }
  if (env.globals.dry_run) {
    for (const auto& delivery : deliveries) {
      env.say(tr("@{}: {} would be deleted", delivery.account, delivery.receipt ? delivery.receipt->url : delivery.id));
      rehearse_delete(desk, delivery);
    }
    return exit_code::done;
  }
  std::vector<Outcome> outcomes;
  for (const auto& delivery : deliveries) outcomes.push_back(delete_delivery(desk, delivery));
  return show_outcomes(env, outcomes);
}

Run set_up(CLI::App& app) {
  auto options = std::make_shared<Options>();
  app.add_option(N_("ID"), options->ids, tr("posts, or single deliveries as ID.account"))->required();
  offers(app.add_option("--to", options->to, tr("only at these accounts"))->type_name(tr("ACCOUNTS")), Offer::accounts);
  return [options](Env& env) { return run(*options, env); };
}

}  // namespace

const Command& post_delete_command() {
  static const Command it{
      .path = "post delete",
      .group = N_("Posting"),
      .summary = N_("delete a post on its platforms"),
      .details = N_("The record stays, with when it was deleted. What is gone already counts as deleted. A draft is cancelled."),
      .set_up = set_up,
      .columns = outcome_columns,
      .examples = N_("cmtool post delete 01jd3k --to @atelier"),
  };
  return it;
}

}  // namespace cmtool
