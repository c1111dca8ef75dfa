// SPDX-License-Identifier: MIT
// A private mention from one of the workspace's own accounts: {"to": "account", "account": "@desk", "recipient": "@lea@mastodon.example"}.
//
// It is a post like any other, under the message's own key, so that it goes out exactly once. Only platforms that can keep a post between two people do;
// and since such a post is seen by everybody whom it names, no other "@" is left in it.
#include "alert.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "publish.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_text = 380;  // bytes; a small server's limit is 500 characters

std::string account_of(const Json& with) {
  const std::string name = with["account"].string_or();
  return name.starts_with('@') ? name.substr(1) : name;
}

class AccountWay final : public AlertWay {
 public:
  std::string name() const override { return "account"; }
  std::vector<std::string> members() const override { return {"account", "recipient"}; }
  Result<std::string> address(const Json& with) const override {
    const std::string recipient = with["recipient"].string_or();
    const bool blank = recipient.find_first_of(" \t\r\n") != std::string::npos;
    if (account_of(with).empty() || recipient.size() < 2 || !recipient.starts_with('@') || blank) {
      return Error{.fault = Fault::usage, .message = tr("it needs “account”, one of yours, and “recipient”"), .hint = tr("such as {}", R"({"to": "account", "account": "@desk", "recipient": "@lea@mastodon.example"})")};
    }
    return recipient;
  }

  Result<void> check(AlertTools& tools, const AlertRoute& route) const override {
    TRY(const auto account, tools.desk.store.account(account_of(route.with)));
    TRY(const auto platform, tools.desk.platform(account.platform));
    if (can(*platform, Can::visibility)) return {};
    return Error{.fault = Fault::unsupported, .message = tr("{} cannot keep a post between two people, so an alert would be public", platform->about().title),
                 .hint = tr("choose an account on Mastodon, or another way"), .where = label(account)};
  }

  Result<void> send(AlertTools& tools, const AlertRoute& route, const AlertMessage& message) const override {
    CHECK_OK(check(tools, route));
    Desk& desk = tools.desk;
    TRY(const auto account, desk.store.account(account_of(route.with)));
    const Instant now = desk.world.clock->now();
    Submission submission{.accounts = {account}, .card = false};
    submission.post = Post{.id = new_id(now), .text = route.with["recipient"].string_or() + " " + cut_short(without_mentions(message.title + "\n" + message.text), longest_text),
                           .visibility = Visibility::direct, .key = "alert " + message.id + " " + route.name, .created = now};
    TRY(const auto prepared, prepare(desk, submission));
    if (!prepared.misfits.empty()) return prepared.misfits.front();
    TRY(const auto outcomes, publish(desk, prepared.plan));
    if (outcomes.front().error) return *outcomes.front().error;
    return {};
  }
};

}  // namespace

const AlertWay& account_alert_way() {
  static const AccountWay it;
  return it;
}

}  // namespace cmtool
