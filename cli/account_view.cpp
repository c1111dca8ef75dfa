// SPDX-License-Identifier: MIT
#include "cli/account_view.hpp"

#include "base/tr.hpp"

namespace cmtool {
namespace {
Value text_value(const std::string& text) { return text.empty() ? Value() : Value(text); }
Value time_value(const std::optional<Instant>& at) { return at ? Value(*at) : Value(); }
}  // namespace

std::vector<Column> account_columns() {
  return {{.key = "account", .title = tr("Account")},
          {.key = "platform", .title = tr("Platform")},
          {.key = "handle", .title = tr("Handle")},
          {.key = "server", .title = tr("Server"), .kind = Kind::url},
          {.key = "tags", .title = tr("Tags"), .kind = Kind::list},
          {.key = "remote_id", .title = tr("Remote id"), .shown = false},
          {.key = "follow_only", .title = tr("Only followed"), .kind = Kind::yes_no, .shown = false},
          {.key = "secret_home", .title = tr("Token kept in"), .shown = false},
          {.key = "token_expires", .title = tr("Token ends"), .kind = Kind::time, .shown = false},
          {.key = "added", .title = tr("Added"), .kind = Kind::time, .shown = false}};
}

void add_row(Table& table, const Account& account) {
  table.rows.push_back({Value("@" + account.name), Value(account.platform), text_value(account.handle), text_value(account.server),
                        Value(Json::strings(account.tags)), text_value(account.remote_id), Value(account.follow_only), Value(std::string(slug(account.secret_home))),
                        time_value(account.token_expires), time_value(account.added)});
}

std::vector<Column> check_columns_of_accounts() {
  return {{.key = "account", .title = tr("Account")},
          {.key = "platform", .title = tr("Platform")},
          {.key = "state", .title = tr("State"), .kind = Kind::state},
          {.key = "token_expires", .title = tr("Token ends"), .kind = Kind::time},
          {.key = "fault", .title = tr("Fault"), .shown = false},
          {.key = "message", .title = tr("Message"), .shown = false},
          {.key = "hint", .title = tr("Hint"), .shown = false}};
}

void add_row(Table& table, const AccountCheck& check) {
  const Error* error = check.error ? &*check.error : nullptr;
  table.rows.push_back({Value("@" + check.account.name), Value(check.account.platform), Value(check.state), time_value(check.expires),
                        error != nullptr ? Value(std::string(slug(error->fault))) : Value(), error != nullptr ? text_value(error->message) : Value(),
                        error != nullptr ? text_value(error->hint) : Value()});
}

}  // namespace cmtool
