// SPDX-License-Identifier: MIT
// cmtool api: a raw request with an account's credentials, for what cmtool has no command for.
#include <CLI/CLI.hpp>
#include <algorithm>

#include "accounts.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "cli/command.hpp"
#include "cli/exit_code.hpp"
#include "cli/open_desk.hpp"
#include "text/harmless.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_input = 8u << 20;

struct ApiOptions {
  std::string account{}, method{}, path{};
  std::vector<std::string> items{};
  bool form = false;
};

Error mistake(std::string message, std::string hint = {}) {
  return {.fault = Fault::usage, .message = std::move(message), .hint = std::move(hint)};
}

Result<Method> method_of(const std::string& word) {
  for (const Method method : {Method::get, Method::head, Method::post, Method::put, Method::patch, Method::del}) {
    if (same_ignoring_case(cmtool::word(method), word)) return method;
  }
  return mistake(tr("there is no method “{}”", word), tr("use one of: {}", "GET, HEAD, POST, PUT, PATCH, DELETE"));
}

/// What a method does at the other end, as RFC 9110 has it.
Effects effects_of(Method method) {
  switch (method) {
    case Method::get:
    case Method::head: return Effects::no;
    case Method::put:
    case Method::del: return Effects::same;
    case Method::post:
    case Method::patch: return Effects::yes;
  }
  return Effects::yes;
}

bool has_body(Method method) { return method == Method::post || method == Method::put || method == Method::patch; }

/// "key=value", "key==value", "key:=json" or "Header:value": whichever sign comes first, the longer one at the same place.
Result<void> add_item(const std::string& item, const ApiOptions& options, Call& call) {
  const auto sign = item.find_first_of(":=");
  if (sign == std::string::npos || sign == 0) return mistake(tr("“{}” is no item of a request", item), tr("write key=value, key:=JSON, key==query or Header:value"));
  const std::string key = item.substr(0, sign), two = item.substr(sign, 2);
  if (two == "==") {
    call.query.emplace_back(key, item.substr(sign + 2));
  } else if (two == ":=") {
    auto value = parse_json(item.substr(sign + 2));
    if (!value.ok()) return mistake(tr("“{}” is no JSON", item.substr(sign + 2)));
    if (!call.json) call.json = Json::object();
    call.json->set(key, *std::move(value));
  } else if (two[0] == ':') {
    if (same_ignoring_case(key, "Authorization")) return mistake(tr("the header {} is made by cmtool", key));
    call.headers.emplace_back(key, std::string(trimmed(item.substr(sign + 1))));
  } else if (!has_body(call.method)) {
    call.query.emplace_back(key, item.substr(sign + 1));
  } else if (options.form) {
    call.form.emplace_back(key, item.substr(sign + 1));
  } else {
    if (!call.json) call.json = Json::object();
    call.json->set(key, item.substr(sign + 1));
  }
  return {};
}

Result<Call> call_of(const ApiOptions& options, Env& env) {
  Call call{.path = options.path};
  TRY(call.method, method_of(options.method));
  call.effects = effects_of(call.method);
  if (options.path.find("://") != std::string::npos) {
    return mistake(tr("the path is one of the account's own server"), tr("write it like /api/v1/accounts"));
  }
  if (!call.path.starts_with('/')) call.path.insert(0, "/");
  for (const std::string& item : options.items) {
    if (item != "-") {
      CHECK_OK(add_item(item, options, call));
      continue;
    }
    TRY(const std::string input, env.streams.all(most_input));
    auto body = parse_json(input);
    if (!body.ok()) return mistake(tr("the standard input is no JSON"));
    call.json = *std::move(body);
  }
  if (call.json && !call.form.empty()) return mistake(tr("a request has either a form or JSON"));
  return call;
}

Result<int> api(const ApiOptions& options, Env& env) {
  TRY(const Call call, call_of(options, env));
  TRY(Desk desk, desk_of(env));
  TRY(const auto accounts, select_accounts(desk.store, {options.account}));
  if (accounts.size() != 1) return mistake(tr("a request is made for one account"));
  TRY(const Platform* const platform, find_platform(accounts.front().platform));
  TRY(const auto session, open_session(desk, accounts.front(), *platform));
  TRY(const Answer answer, session->send(call));
  std::string body = answer.json.is_null() ? answer.body : answer.json.dump(env.streams.out_is_terminal ? 2 : -1);
  if (!body.empty() && !body.ends_with('\n')) body += '\n';
  CHECK_OK(env.print(answer.json.is_null() || !env.streams.out_is_terminal ? body : harmless_json(body)));
  if (answer.status < 400) return exit_code::done;
  // The answer is data whatever it says, so the fault goes to stderr alone.
  const Error fault = session->fault_of(answer, call.effects);
  env.complain(fault);
  return exit_code_of(fault.fault);
}

Run set_up(CLI::App& app) {
  const auto options = std::make_shared<ApiOptions>();
  offers(app.add_option(N_("ACCOUNT"), options->account, tr("the account whose server and credentials are used"))->required(), Offer::accounts);
  app.add_option(N_("METHOD"), options->method, tr("GET, HEAD, POST, PUT, PATCH or DELETE"))->required();
  app.add_option(N_("PATH"), options->path, tr("a path on the account's server: /api/v1/accounts/verify_credentials"))->required();
  app.add_option(N_("ITEM"), options->items, tr("key=value, key:=JSON, key==query, Header:value, or - for JSON from the standard input"));
  app.add_flag("--form", options->form, tr("send key=value as a form instead of JSON"));
  return [options](Env& env) { return api(*options, env); };
}

}  // namespace

const Command& api_command() {
  static const Command command{
      .path = "api",
      .group = N_("Tools"),
      .summary = N_("send a raw request with an account's credentials"),
      .details = N_("The answer's body is printed as it is. A request that changes something is sent once and never repeated; with --dry-run it is only shown. An "
                    "answer of status 400 or more ends with the exit code of its fault."),
      .set_up = set_up,
      .examples = N_("cmtool api @atelier GET /api/v1/accounts/verify_credentials\ncmtool api @atelier POST /api/v1/statuses status=Bonjour visibility=private\n"
                     "cmtool api @atelier GET /api/v1/timelines/home limit==5"),
  };
  return command;
}

}  // namespace cmtool
