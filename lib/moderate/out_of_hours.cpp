// SPDX-License-Identifier: MIT
#include "moderate/out_of_hours.hpp"

#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "moderate/alerts.hpp"
#include "moderate/reply.hpp"
#include "moderate/saved_replies.hpp"
#include "when/business.hpp"

namespace cmtool {
namespace {

constexpr auto one_day = std::chrono::hours(24);
constexpr auto by = "out-of-hours";
constexpr auto setting = "out_of_hours_reply";

/// Was it written by one of our accounts? Handles are told with and without their server.
bool is_ours(const std::vector<Account>& accounts, const Item& item) {
  const auto plain = [](std::string handle) { return lower(handle.starts_with('@') ? handle.substr(1) : handle); };
  const std::string written_by = plain(item.author.handle);
  return std::any_of(accounts.begin(), accounts.end(), [&](const Account& account) {
    if (!account.remote_id.empty() && account.remote_id == item.author.remote_id) return true;
    const std::string ours = plain(account.handle);
    return !ours.empty() && !written_by.empty() && (ours == written_by || (account.name == item.account && ours.starts_with(written_by + "@")));
  });
}

bool is_unwanted(const Handling& handling) {
  const auto has = [](const std::set<std::string>& words, const char* word) { return words.contains(word); };
  return has(handling.labels, "spam") || has(handling.labels, "toxic") || has(handling.acts, "spam") || has(handling.acts, "hide") || has(handling.acts, "block") ||
         has(handling.acts, "mute") || has(handling.acts, "report");
}

/// The saved reply, if nothing in it is left for a person to fill in.
Result<SavedReply> ready_reply(Desk& desk, const std::string& name) {
  TRY(auto saved, saved_reply(desk.store, name));
  std::vector<std::string> missing;
  for (const auto& word : saved.placeholders_by_hand()) missing.push_back("{" + word + "}");
  if (missing.empty()) return saved;
  return Error{.fault = Fault::refused, .message = tr("the saved reply {} cannot go out by itself: {} is still to be filled in", name, joined(missing, ", ")),
               .hint = tr("a machine knows {{name}}, {{handle}}, {{account}} and {{url}}"), .where = name};
}

Result<bool> is_crisis(Desk& desk, Instant now) {
  TRY(const auto alerts, kept_alerts(desk));
  return std::any_of(alerts.begin(), alerts.end(), [&](const KeptAlert& kept) { return kept.alert.kind == AlertKind::crisis && kept.alert.at >= now - one_day; });
}

}  // namespace

Result<std::set<std::string>> answered_by_machine(Desk& desk, const std::vector<Decision>& decisions) {
  const Instant from = desk.world.clock->now() - one_day;
  std::set<std::string> answered;
  for (const auto& decision : decisions) {
    if (decision.at < from) continue;
    if (const auto who = decision.with["replied_to"].string_or(); decision.what == "rule" && !who.empty()) answered.insert(who);
    // An unknown one is settled under its own key when its item comes up again.
    if (decision.what != "reply" || decision.by != by || decision.outcome != "done") continue;
    const auto entry = desk.store.inbox().item(decision.item);
    if (entry.ok()) answered.insert(author_key(entry->item.author));
    else if (entry.error().fault != Fault::not_found) return entry.error();
  }
  answered.erase("");
  return answered;
}

Result<std::vector<FirstAnswer>> answer_out_of_hours(Desk& desk, bool dry_run) {
  std::vector<FirstAnswer> answers;
  TRY(const auto settings, desk.store.settings());
  const std::string name = settings["moderation"][setting].string_or();
  if (name.empty()) return answers;
  TRY(const auto hours, business_hours(settings, settings["zone"].string_or("UTC")));
  if (!hours) {
    return Error{.fault = Fault::usage, .message = tr("out_of_hours_reply needs business hours, to know when nobody is there"), .hint = tr("such as {}", R"("business_hours": {"weekdays": "09:00-18:00"})")};
  }
  const Instant now = desk.world.clock->now();
  if (is_open(*hours, now)) return answers;
  TRY(const auto saved, ready_reply(desk, name));
  TRY(const bool crisis, is_crisis(desk, now));
  if (crisis) return answers;
  TRY(const auto accounts, desk.store.accounts());
  TRY(auto items, desk.store.inbox().items({.state = ItemState::open, .since = now - one_day, .now = now}));
  std::sort(items.begin(), items.end(), [](const InboxItem& a, const InboxItem& b) { return std::tie(a.item.at, a.item.id) < std::tie(b.item.at, b.item.id); });
  TRY(const auto decisions, desk.store.inbox().decisions({}, now - one_day));
  TRY(auto answered, answered_by_machine(desk, decisions));
  std::map<std::string, bool> can_answer;
  for (const auto& account : accounts) {
    const auto platform = desk.platform(account.platform);
    can_answer[account.name] = platform.ok() && can(**platform, Can::reply);
  }
  for (auto& entry : items) {
    const Item& item = entry.item;
    const std::string author = author_key(item.author);
    const bool wanted = !item.gone && !author.empty() && item.kind != ItemKind::report && entry.handling.replies.empty() && !entry.handling.answered && !is_unwanted(entry.handling);
    if (!wanted || !can_answer[item.account] || is_open(*hours, item.at) || is_ours(accounts, item) || answered.contains(author)) continue;
    if (desk.world.stop.stop_requested()) break;
    FirstAnswer answer{.item = std::move(entry)};
    // Also after a failure: the next item of the same person is not another chance in the same run.
    answered.insert(author);
    if (!dry_run) {
      const auto sent = [&]() -> Result<Outcome> {
        const ReplyWish wish{.text = saved.text, .post = {.language = saved.language}, .automatic = true};
        TRY(const auto prepared, prepare_reply(desk, answer.item.item.id, wish));
        if (!prepared.misfits.empty()) return prepared.misfits.front();
        return send_reply(desk, prepared, wish, {.who = by, .why = tr("out of hours")});
      }();
      if (!sent.ok()) answer.error = sent.error();
      else if (sent->error) answer.error = sent->error;
      else if (sent->delivery.receipt) answer.url = sent->delivery.receipt->url;
    }
    answers.push_back(std::move(answer));
  }
  return answers;
}

}  // namespace cmtool
