// SPDX-License-Identifier: MIT
// When it was written: inside or outside of business hours, or between two times of day.
#include <optional>

#include "base/ascii.hpp"
#include "when/zone.hpp"
#include "base/tr.hpp"
#include "rule.hpp"

namespace cmtool {
namespace {

std::optional<int> minute(const std::string& text) {
  const auto parts = split(text, ':');
  if (parts.size() != 2) return std::nullopt;
  const auto hour = to_integer(parts[0]), minute = to_integer(parts[1]);
  if (!hour || !minute || *hour < 0 || *hour > 23 || *minute < 0 || *minute > 59) return std::nullopt;
  return static_cast<int>(*hour * 60 + *minute);
}

Result<Condition> compile(const Json& with, RuleCompiler&) {
  if (with.is_string()) {
    const std::string when = with.string_or();
    if (when != "business" && when != "outside") return Error{.fault = Fault::usage, .message = tr("it takes business or outside, or “from” and “until”")};
    return Condition([open = when == "business"](RuleFacts& facts) -> Match {
      const auto* hours = facts.tools().hours;
      if (hours == nullptr || is_open(*hours, facts.item().at) != open) return std::nullopt;
      return open ? Match(tr("within business hours")) : Match(tr("outside of business hours"));
    });
  }
  CHECK_OK(only_members(with, {"from", "until"}));
  const auto from = minute(with["from"].string_or()), until = minute(with["until"].string_or());
  if (!from || !until) return Error{.fault = Fault::usage, .message = tr("“from” and “until” take a time of day"), .hint = tr("such as {}", R"({"hours": {"from": "22:00", "until": "07:00"}})")};
  return Condition([=](RuleFacts& facts) -> Match {
    const auto* hours = facts.tools().hours;
    const auto local = to_local(facts.item().at, hours != nullptr ? hours->zone : "UTC");
    if (!local.ok()) return std::nullopt;
    const auto since_midnight = local->wall - std::chrono::floor<std::chrono::days>(local->wall);
    const auto now = static_cast<int>(std::chrono::duration_cast<std::chrono::minutes>(since_midnight).count());
    const bool inside = *from <= *until ? now >= *from && now < *until : now >= *from || now < *until;
    return inside ? Match(iso_wall(local->wall).substr(11)) : std::nullopt;
  });
}

}  // namespace

const RuleKind& hours_rule() {
  static const RuleKind it{.name = "hours", .summary = N_("business, outside, or “from” a time of day “until” another"), .example = R"({"hours": "outside"})", .compile = compile};
  return it;
}

}  // namespace cmtool
