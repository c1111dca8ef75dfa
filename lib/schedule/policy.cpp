// SPDX-License-Identifier: MIT
#include "schedule/policy.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

Error wrong(const char* setting, std::string hint) {
  return {.fault = Fault::usage, .message = tr("settings.json: “{}” cannot be understood", setting), .hint = std::move(hint)};
}

Result<void> take_duration(const Json& settings, const char* key, std::chrono::seconds& to) {
  const Json& value = settings[key];
  if (value.is_null()) return {};
  const auto read = value.is_string() ? parse_duration(value.string_or()) : Result<std::chrono::seconds>(Error{.fault = Fault::usage});
  if (!read.ok() || read->count() < 0) return wrong(key, tr("write it as “2h” or “30m”"));
  to = *read;
  return {};
}

}  // namespace

Result<SchedulePolicy> schedule_policy(const Json& settings) {
  SchedulePolicy policy;
  CHECK_OK(take_duration(settings, "max_late", policy.max_late));
  CHECK_OK(take_duration(settings, "pace", policy.pace));
  const Json& approval = settings["approval"];
  if (approval.is_null()) return policy;
  const auto needed = approval["needed"].integer_or(1);
  const bool listed = approval["by"].is_null() || approval["by"].is_array();
  if (!approval.is_object() || !listed || needed < 0 || needed > 100) {
    return wrong("approval", tr("such as {}", R"({"needed": 1, "by": ["lea", "client"], "own": false})"));
  }
  policy.approval = {.needed = static_cast<std::size_t>(needed), .by = approval["by"].string_items(), .own = approval["own"].bool_or(false)};
  return policy;
}

std::vector<std::string> approved_by(const Post& post) {
  if (post.approvals.empty()) return {};
  const std::string now = fingerprint(post);
  std::vector<std::string> who;
  for (const auto& approval : post.approvals) {
    if (approval.of == now && std::find(who.begin(), who.end(), approval.who) == who.end()) who.push_back(approval.who);
  }
  return who;
}

bool is_approved(const Post& post, const ApprovalPolicy& policy) {
  if (policy.needed == 0) return true;
  const auto who = approved_by(post);
  const auto counted = std::count_if(who.begin(), who.end(), [&](const std::string& one) { return may_approve(post, policy, one).ok(); });
  return static_cast<std::size_t>(counted) >= policy.needed;
}

Result<void> may_approve(const Post& post, const ApprovalPolicy& policy, const std::string& who) {
  if (!policy.own && !post.author.empty() && post.author == who) {
    return Error{.fault = Fault::refused, .message = tr("{} wrote this post and cannot approve it", who),
                 .hint = tr("somebody else must: cmtool schedule approve {} --as NAME", post.id), .where = post.id};
  }
  if (policy.by.empty() || std::find(policy.by.begin(), policy.by.end(), who) != policy.by.end()) return {};
  std::string names;
  for (const auto& name : policy.by) names += (names.empty() ? "" : ", ") + name;
  return Error{.fault = Fault::refused, .message = tr("{} may not approve posts in this workspace", who),
               .hint = tr("these may: {} (“approval” in settings.json)", names), .where = post.id};
}

}  // namespace cmtool
