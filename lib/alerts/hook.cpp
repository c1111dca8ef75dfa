// SPDX-License-Identifier: MIT
// The user's own program: hooks/alert, with the alert as JSON on stdin.
#include "alert.hpp"
#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "schedule/hooks.hpp"

namespace cmtool {
namespace {

class HookWay final : public AlertWay {
 public:
  std::string name() const override { return "hook"; }
  std::vector<std::string> members() const override { return {}; }
  Result<std::string> address(const Json&) const override { return std::string("alert"); }

  Result<void> check(AlertTools& tools, const AlertRoute&) const override {
    TRY(const auto path, tools.desk.store.hook("alert"));
    if (path) return {};
    return Error{.fault = Fault::not_found, .message = tr("there is no program for {}", "alert"), .hint = tr("put an executable at {}/hooks/{}", tools.desk.store.where(), "alert")};
  }

  Result<void> send(AlertTools& tools, const AlertRoute& route, const AlertMessage& message) const override {
    TRY(const auto ran, run_hook(tools.desk, Hook::alert, message.event));
    if (!ran.there) return check(tools, route);
    if (ran.exit_code == 0) return {};
    const auto words = std::string(trimmed(ran.errors)).substr(0, 200);
    return Error{.fault = Fault::conflict, .message = words.empty() ? tr("the hook {} ended with exit code {}", "alert", ran.exit_code)
                                                                    : tr("the hook {} ended with exit code {}: {}", "alert", ran.exit_code, words)};
  }
};

}  // namespace

const AlertWay& hook_alert_way() {
  static const HookWay it;
  return it;
}

}  // namespace cmtool
