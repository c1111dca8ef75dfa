// SPDX-License-Identifier: MIT
#include "schedule/arrange.hpp"

#include <algorithm>

#include "base/tr.hpp"
#include "schedule/approval_code.hpp"
#include "schedule/last_touches.hpp"
#include "schedule/zones.hpp"

namespace cmtool {
namespace {

void note(Post& post, Instant now, const Actor& actor, const char* did, std::string why = {}) {
  if (why.empty()) why = actor.why;
  post.history.push_back({.at = now, .who = actor.who, .did = did, .why = std::move(why)});
}

bool is_meant(const Delivery& delivery, const std::vector<std::string>& accounts) {
  return accounts.empty() || std::find(accounts.begin(), accounts.end(), delivery.account) != accounts.end();
}

/// Does its platform hold it for this time?
bool is_settled_there(const Delivery& delivery, Instant at) {
  return delivery.state == DeliveryState::waiting && delivery.native->step.empty() && delivery.native->at == at;
}

bool still_to_go_out(const Delivery& delivery) {
  return delivery.state == DeliveryState::draft || delivery.state == DeliveryState::held || delivery.state == DeliveryState::waiting;
}

Error too_late(const Delivery& delivery, const std::string& what) {
  if (is_held_there(delivery) && delivery.state == DeliveryState::waiting) {
    return {.fault = Fault::refused, .message = tr("its platform holds it until its time, so it cannot be {}", what),
            .hint = tr("give it another time, or take it off: cmtool schedule move, cmtool schedule cancel"), .where = delivery.id};
  }
  const bool sending = delivery.state == DeliveryState::sending;
  return {.fault = Fault::refused,
          .message = sending ? tr("it is being sent at this moment, so it cannot be {}", what) : tr("its state is {}, so it cannot be {}", slug(delivery.state), what),
          .hint = delivery.state == DeliveryState::sent ? tr("change or delete it on its platform: cmtool post edit, cmtool post delete")
                                                        : tr("look at it: cmtool schedule show {}", delivery.post),
          .where = delivery.id};
}

/// Waiting, or held where somebody must agree first.
DeliveryState state_of(const Post& post, const SchedulePolicy& policy) {
  return is_approved(post, policy.approval) ? DeliveryState::waiting : DeliveryState::held;
}

/// Does `act` to all deliveries that are meant and let it be done; Fault::refused when there is none.
Result<void> each_meant(PostRecord& record, const std::vector<std::string>& accounts, const std::string& what,
                        const std::function<bool(const Delivery&)>& may, const std::function<void(Delivery&)>& act) {
  bool any = false;
  const Delivery* refused = nullptr;
  for (auto& delivery : record.deliveries) {
    if (!is_meant(delivery, accounts)) continue;
    if (!may(delivery)) {
      if (refused == nullptr || delivery.state == DeliveryState::sending) refused = &delivery;
      continue;
    }
    act(delivery);
    any = true;
  }
  if (any) return {};
  if (refused != nullptr) return too_late(*refused, what);
  return Error{.fault = Fault::not_found, .message = tr("the post {} has no such delivery", record.post.id), .where = record.post.id};
}

}  // namespace

PostRecord schedule_record(const Plan& plan, const Timing& timing, const SchedulePolicy& policy, const Actor& actor, Instant now) {
  PostRecord record{.post = plan.post};
  Post plain = plan.post;
  plain.instead.clear();
  record.post.author = actor.who;
  note(record.post, now, actor, "added");
  const auto state = plan.draft ? DeliveryState::draft : timing.hold ? DeliveryState::held : state_of(record.post, policy);
  for (std::size_t i = 0; i < plan.accounts.size(); ++i) {
    Delivery delivery{.id = delivery_id(plan.post.id, plan.accounts[i].name),
                      .post = plan.post.id,
                      .account = plan.accounts[i].name,
                      .platform = plan.accounts[i].platform,
                      .state = state,
                      .max_late = timing.max_late,
                      .after = timing.after,
                      .key = random_hex(16)};
    if (timing.native) delivery.native = Native{};
    if (const auto due = timing.due.find(delivery.account); due != timing.due.end()) delivery.due = due->second;
    if (plan.adapted[i] != plain) delivery.said = to_json(plan.adapted[i]);
    record.deliveries.push_back(std::move(delivery));
  }
  return record;
}

Result<PostRecord> add_to_schedule(Desk& desk, const PostRecord& record) {
  note_zones(desk);
  return desk.store.start(record.post, record.deliveries);
}

Result<PostRecord> move_scheduled(Desk& desk, const Id& id, const std::vector<std::string>& accounts, const Due& due, const SchedulePolicy& policy,
                                  const Actor& actor) {
  const Instant now = desk.world.clock->now();
  return desk.store.amend(id, [&](PostRecord& record) -> Result<void> {
    const auto may = [&](const Delivery& d) {
      if (is_held_there(d)) return is_settled_there(d, due.at);  // its platform has followed already
      return still_to_go_out(d) || d.state == DeliveryState::expired || d.state == DeliveryState::cancelled;
    };
    CHECK_OK(each_meant(record, accounts, tr("moved"), may, [&](Delivery& delivery) {
      delivery.due = due;
      delivery.not_before.reset();
      // Its failure stays: it says that what was tried surely was not sent.
      if (!still_to_go_out(delivery)) delivery.state = state_of(record.post, policy);
    }));
    note(record.post, now, actor, "moved", iso(due.at));
    return {};
  });
}

Result<PostRecord> cancel_scheduled(Desk& desk, const Id& id, const std::vector<std::string>& accounts, const Actor& actor) {
  const Instant now = desk.world.clock->now();
  return desk.store.amend(id, [&](PostRecord& record) -> Result<void> {
    const auto meant = [&](const Delivery& d) { return is_meant(d, accounts); };
    const auto gone = [&](const Delivery& d) { return !meant(d) || d.state == DeliveryState::cancelled; };
    // Cancelled already: a second time changes nothing.
    if (std::any_of(record.deliveries.begin(), record.deliveries.end(), meant) && std::all_of(record.deliveries.begin(), record.deliveries.end(), gone)) return {};
    const auto may = [](const Delivery& d) {
      return !is_held_there(d) && (still_to_go_out(d) || d.state == DeliveryState::expired || d.state == DeliveryState::failed);
    };
    CHECK_OK(each_meant(record, accounts, tr("cancelled"), may, [](Delivery& delivery) { delivery.state = DeliveryState::cancelled; }));
    note(record.post, now, actor, "cancelled");
    return {};
  });
}

Result<PostRecord> edit_scheduled(Desk& desk, const Plan& plan, const SchedulePolicy& policy, const Actor& actor, Drafts drafts) {
  const Instant now = desk.world.clock->now();
  return desk.store.amend(plan.post.id, [&](PostRecord& record) -> Result<void> {
    Post before = record.post;
    before.instead.clear();
    Post after = plan.post;
    after.approvals = record.post.approvals;
    after.history = record.post.history;
    after.author = record.post.author;
    Post plain = after;
    plain.instead.clear();
    bool any = false;
    for (auto& delivery : record.deliveries) {
      if (delivery.state == DeliveryState::sending) return too_late(delivery, tr("changed"));
      if (!still_to_go_out(delivery)) {
        // It keeps the text with which it went out.
        if (delivery.said.is_null()) delivery.said = to_json(before);
        continue;
      }
      const auto at = std::find_if(plan.accounts.begin(), plan.accounts.end(), [&](const Account& a) { return a.name == delivery.account; });
      if (at == plan.accounts.end()) continue;
      if (is_held_there(delivery)) return too_late(delivery, tr("changed"));
      Post adapted = plan.adapted[static_cast<std::size_t>(at - plan.accounts.begin())];
      adapted.approvals = after.approvals;
      adapted.history = after.history;
      adapted.author = after.author;
      delivery.said = adapted != plain ? to_json(adapted) : Json();
      delivery.notes.erase(touched_note);
      if (delivery.state == DeliveryState::draft && drafts == Drafts::ready) {
        if (!delivery.due || delivery.due->at < now) {
          return Error{.fault = Fault::refused, .message = delivery.due ? tr("its time is past") : tr("it has no time yet"),
                       .hint = tr("give it one: cmtool schedule move {} WHEN", record.post.id), .where = delivery.id};
        }
        delivery.state = state_of(after, policy);
      }
      // A change sets nothing free: what is held, by whatever rule or hand, waits for an approval.
      if (delivery.state == DeliveryState::waiting) delivery.state = state_of(after, policy);
      any = true;
    }
    if (!any) {
      return Error{.fault = Fault::refused, .message = tr("nothing of the post {} is still to go out", record.post.id),
                   .hint = tr("change it on its platform: cmtool post edit {}", record.post.id), .where = record.post.id};
    }
    record.post = std::move(after);
    note(record.post, now, actor, "edited");
    return {};
  });
}

Result<PostRecord> approve_scheduled(Desk& desk, const Id& id, const std::string& code, const SchedulePolicy& policy, const Actor& actor) {
  const Instant now = desk.world.clock->now();
  Secret key;
  if (!code.empty()) {
    TRY(key, desk.store.signing_key());
  }
  return desk.store.amend(id, [&](PostRecord& record) -> Result<void> {
    if (code.empty()) {
      CHECK_OK(may_approve(record.post, policy.approval, actor.who));
    } else if (!code_is_for(code, key, record.post)) {
      return Error{.fault = Fault::refused, .message = tr("this code is not for the post as it is now"),
                   .hint = tr("send a new preview page: cmtool schedule calendar --html FILE"), .where = id};
    }
    const auto may = [](const Delivery& d) { return d.state == DeliveryState::held || d.state == DeliveryState::waiting; };
    const auto already = approved_by(record.post);
    if (std::find(already.begin(), already.end(), actor.who) == already.end()) {
      record.post.approvals.push_back({.who = actor.who, .at = now, .of = fingerprint(record.post)});
      note(record.post, now, actor, "approved");
    }
    // A post that was held by hand, where the settings ask for nobody, needs one word.
    const bool enough = policy.approval.needed == 0 || !code.empty() || is_approved(record.post, policy.approval);
    return each_meant(record, {}, tr("approved"), may, [&](Delivery& delivery) {
      if (enough) delivery.state = DeliveryState::waiting;
    });
  });
}

Result<PostRecord> reject_scheduled(Desk& desk, const Id& id, const Actor& actor) {
  const Instant now = desk.world.clock->now();
  return desk.store.amend(id, [&](PostRecord& record) -> Result<void> {
    const auto may = [](const Delivery& d) { return !is_held_there(d) && (d.state == DeliveryState::held || d.state == DeliveryState::waiting); };
    CHECK_OK(each_meant(record, {}, tr("rejected"), may, [](Delivery& delivery) { delivery.state = DeliveryState::held; }));
    record.post.approvals.clear();
    note(record.post, now, actor, "rejected");
    return {};
  });
}

Result<PostRecord> retry_scheduled(Desk& desk, const Id& id, const std::vector<std::string>& accounts, const Due& due, const SchedulePolicy& policy,
                                   const Actor& actor) {
  const Instant now = desk.world.clock->now();
  return desk.store.amend(id, [&](PostRecord& record) -> Result<void> {
    for (const auto& delivery : record.deliveries) {
      if (!is_meant(delivery, accounts) || delivery.state != DeliveryState::unknown) continue;
      return Error{.fault = Fault::refused, .message = tr("it may have been sent: nobody knows, so it is not sent again"),
                   .hint = tr("look at the account, then say what you saw: cmtool schedule resolve {} --sent URL, or --not-sent", delivery.id),
                   .where = delivery.id};
    }
    // What waits for its time and was not tried is not for now: a list of ids that says more than was meant would publish all of it.
    const auto may = [now](const Delivery& d) {
      const bool tried = d.state == DeliveryState::waiting && d.failure && d.due && d.due->at <= now;
      return (d.state == DeliveryState::failed || d.state == DeliveryState::expired || tried) && !is_held_there(d);
    };
    CHECK_OK(each_meant(record, accounts, tr("retried"), may, [&](Delivery& delivery) {
      delivery.due = due;
      delivery.not_before.reset();
      delivery.native.reset();  // now, or at another time: it is sent from here
      delivery.state = state_of(record.post, policy);
    }));
    note(record.post, now, actor, "retried");
    return {};
  });
}

Result<PostRecord> resolve_scheduled(Desk& desk, const Id& id, const std::vector<std::string>& accounts, const std::optional<std::string>& sent_url,
                                     const Actor& actor) {
  const Instant now = desk.world.clock->now();
  return desk.store.amend(id, [&](PostRecord& record) -> Result<void> {
    const auto may = [](const Delivery& d) { return d.state == DeliveryState::unknown; };
    CHECK_OK(each_meant(record, accounts, tr("resolved"), may, [&](Delivery& delivery) {
      if (sent_url) {
        delivery.state = DeliveryState::sent;
        delivery.receipt = Receipt{.url = *sent_url, .at = delivery.last_attempt.value_or(now)};
        delivery.failure.reset();
      } else {
        delivery.state = DeliveryState::failed;
        delivery.failure = Error{.fault = Fault::refused, .message = tr("{} looked: it was not sent", actor.who), .where = "@" + delivery.account};
      }
      if (delivery.native) delivery.native = Native{};
    }));
    note(record.post, now, actor, "resolved", sent_url ? *sent_url : "not sent");
    return {};
  });
}

}  // namespace cmtool
