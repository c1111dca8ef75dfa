// SPDX-License-Identifier: MIT
#include "cli/outcomes.hpp"

#include "base/tr.hpp"
#include "cli/exit_code.hpp"

namespace cmtool {
namespace {

/// "sent", "failed" …; what was deleted or changed says so.
std::string state_of(const Outcome& outcome) {
  if (outcome.delivery.deleted) return "deleted";
  if (outcome.error && outcome.delivery.state == DeliveryState::sending) return "failed";
  return std::string(slug(outcome.delivery.state));
}

std::vector<Value> row_of(const Outcome& outcome) {
  const Delivery& d = outcome.delivery;
  const auto text = [](const std::string& value) { return value.empty() ? Value() : Value(value); };
  const Receipt* receipt = d.receipt ? &*d.receipt : nullptr;
  const Error* error = outcome.error ? &*outcome.error : nullptr;
  return {text(d.post),
          Value("@" + d.account),
          text(d.platform),
          Value(state_of(outcome)),
          receipt != nullptr ? text(receipt->url) : Value(),
          receipt != nullptr ? text(receipt->remote_id) : Value(),
          receipt != nullptr ? Value(receipt->at) : Value(),
          Value(outcome.repeated),
          error != nullptr ? Value(std::string(slug(error->fault))) : Value(),
          error != nullptr ? text(error->message) : Value(),
          error != nullptr ? text(error->hint) : Value(),
          error != nullptr && error->retry_after ? Value(std::int64_t{error->retry_after->count()}) : Value()};
}

}  // namespace

std::vector<Column> outcome_columns() {
  return {{.key = "id", .title = tr("Post"), .kind = Kind::id, .shown = false},
          {.key = "account", .title = tr("Account")},
          {.key = "platform", .title = tr("Platform"), .shown = false},
          {.key = "state", .title = tr("State"), .kind = Kind::state},
          {.key = "url", .title = tr("Address"), .kind = Kind::url},
          {.key = "remote_id", .title = tr("Remote id"), .shown = false},
          {.key = "at", .title = tr("Sent"), .kind = Kind::time, .shown = false},
          {.key = "repeated", .title = tr("Earlier"), .kind = Kind::yes_no, .shown = false},
          {.key = "fault", .title = tr("Fault"), .shown = false},
          {.key = "message", .title = tr("Message"), .shown = false},
          {.key = "hint", .title = tr("Hint"), .shown = false},
          {.key = "retry_after", .title = tr("Again after (s)"), .kind = Kind::integer, .shown = false}};
}

Result<int> show_many(Env& env, const std::vector<Outcome>& outcomes) {
  Table table{.columns = outcome_columns()};
  std::vector<Fault> faults;
  for (const auto& outcome : outcomes) {
    table.rows.push_back(row_of(outcome));
    if (outcome.error) faults.push_back(outcome.error->fault);
  }
  CHECK_OK(env.show(table));
  for (const auto& outcome : outcomes) {
    if (outcome.error) env.complain(*outcome.error);
  }
  return exit_code_of(outcomes.size() - faults.size(), faults);
}

Result<int> show_outcomes(Env& env, const std::vector<Outcome>& outcomes) {
  if (outcomes.size() != 1) return show_many(env, outcomes);
  const Outcome& alone = outcomes.front();
  if (alone.error) {
    env.report(*alone.error);  // with --json also the record on stdout
    return exit_code_of(0, {alone.error->fault});
  }
  const Receipt* receipt = alone.delivery.receipt ? &*alone.delivery.receipt : nullptr;
  const Table table{.columns = outcome_columns(), .rows = {row_of(alone)}, .single = true};
  CHECK_OK(env.show_made(receipt != nullptr && !receipt->url.empty() ? receipt->url : alone.delivery.post, table));
  return exit_code::done;
}

Result<int> show_misfits(Env& env, const std::vector<Error>& misfits) {
  bool first = true;
  for (const auto& misfit : misfits) {
    if (first) env.report(misfit);
    else env.complain(misfit);
    first = false;
  }
  env.say(tr("nothing was sent"));
  return exit_code_of(misfits.front().fault);
}

std::string posts_left(std::size_t count) {
  return trn("{} post there is not counted yet: it may be one of ours of which it is not known what became of it (cmtool schedule resolve)",
             "{} posts there are not counted yet: they may be ones of ours of which it is not known what became of them (cmtool schedule resolve)", static_cast<long>(count), count);
}

}  // namespace cmtool
