// SPDX-License-Identifier: MIT
#include "model/delivery.hpp"

#include "model/account.hpp"

#include "model/fields.hpp"

namespace cmtool {
namespace {

Json json_of(const Due& due) { return Json{{"at", iso(due.at)}, {"wall", due.wall}, {"zone", due.zone}}; }
Json json_of(const Lease& lease) { return Json{{"run", lease.run}, {"until", iso(lease.until)}}; }

Result<Due> due_from_json(const Json& json) {
  Due due;
  Fields fields(json, "due");
  fields.instant("at", due.at);
  fields.text("wall", due.wall);
  fields.text("zone", due.zone);
  CHECK_OK(fields.done());
  return due;
}

Result<Lease> lease_from_json(const Json& json) {
  Lease lease;
  Fields fields(json, "lease");
  fields.text("run", lease.run);
  fields.instant("until", lease.until);
  CHECK_OK(fields.done());
  return lease;
}

Json json_of(const Native& native) {
  return Json{{"id", native.id.empty() ? Json() : Json(native.id)},
              {"at", cmtool::json_of(native.at)},
              {"key", native.key.empty() ? Json() : Json(native.key)},
              {"step", native.step.empty() ? Json() : Json(native.step)},
              {"since", cmtool::json_of(native.since)},
              {"notes", cmtool::json_of(native.notes)}};
}

Result<Native> native_from_json(const Json& json) {
  Native native;
  Fields fields(json, "native");
  fields.text("id", native.id);
  fields.instant("at", native.at);
  fields.text("key", native.key);
  fields.text("step", native.step);
  fields.instant("since", native.since);
  fields.texts("notes", native.notes);
  CHECK_OK(fields.done());
  return native;
}

std::optional<Fault> fault_named(std::string_view name) {
  for (int i = 0; i <= static_cast<int>(Fault::internal); ++i) {
    if (slug(static_cast<Fault>(i)) == name) return static_cast<Fault>(i);
  }
  return std::nullopt;
}

}  // namespace

std::string_view slug(DeliveryState state) {
  switch (state) {
    case DeliveryState::draft: return "draft";
    case DeliveryState::held: return "held";
    case DeliveryState::waiting: return "waiting";
    case DeliveryState::sending: return "sending";
    case DeliveryState::sent: return "sent";
    case DeliveryState::failed: return "failed";
    case DeliveryState::unknown: return "unknown";
    case DeliveryState::expired: return "expired";
    case DeliveryState::cancelled: return "cancelled";
  }
  return "";
}

const std::vector<DeliveryState>& delivery_states() {
  static const std::vector<DeliveryState> all{DeliveryState::draft,  DeliveryState::held,    DeliveryState::waiting,
                                              DeliveryState::sending, DeliveryState::sent,    DeliveryState::failed,
                                              DeliveryState::unknown, DeliveryState::expired, DeliveryState::cancelled};
  return all;
}

std::optional<DeliveryState> delivery_state(std::string_view name) {
  for (const auto state : delivery_states()) {
    if (slug(state) == name) return state;
  }
  return std::nullopt;
}

bool is_filed_by_time(const Delivery& delivery) {
  return delivery.due && (delivery.state == DeliveryState::waiting || delivery.state == DeliveryState::held);
}

bool is_held_there(const Delivery& delivery) { return delivery.native && (!delivery.native->id.empty() || !delivery.native->step.empty()); }

std::string delivery_id(const Id& post, const std::string& account) { return post + "." + account; }

Json to_json(const Receipt& receipt) {
  return Json{{"remote_id", receipt.remote_id},
              {"url", receipt.url},
              {"at", iso(receipt.at)},
              {"parts", Json::strings(receipt.parts)},
              {"extra", receipt.extra}};
}

Result<Receipt> receipt_from_json(const Json& json) {
  Receipt receipt;
  Fields fields(json, "receipt");
  fields.text("remote_id", receipt.remote_id);
  fields.text("url", receipt.url);
  fields.instant("at", receipt.at);
  fields.texts("parts", receipt.parts);
  if (const Json& extra = fields.child("extra"); !extra.is_null()) receipt.extra = extra;
  CHECK_OK(fields.done());
  return receipt;
}

Json to_json(const Error& error) {
  return Json{{"fault", slug(error.fault)},
              {"message", error.message},
              {"hint", error.hint},
              {"account", error.where.empty() ? Json() : Json(error.where)},
              {"retry_after", error.retry_after ? Json(static_cast<long long>(error.retry_after->count())) : Json()}};
}

Error error_from_json(const Json& json) {
  Error error{.fault = fault_named(json["fault"].string_or()).value_or(Fault::internal),
              .message = json["message"].string_or(),
              .hint = json["hint"].string_or(),
              .where = json["account"].string_or()};
  if (json["retry_after"].is_integer()) error.retry_after = std::chrono::seconds(json["retry_after"].integer_or(0));
  return error;
}

Json to_json(const Delivery& delivery) {
  Json json{{"id", delivery.id},
            {"post", delivery.post},
            {"account", delivery.account},
            {"platform", delivery.platform},
            {"state", slug(delivery.state)},
            {"due", delivery.due ? json_of(*delivery.due) : Json()},
            {"max_late", delivery.max_late ? Json(static_cast<long long>(delivery.max_late->count())) : Json()},
            {"not_before", json_of(delivery.not_before)},
            {"after", delivery.after.empty() ? Json() : Json(delivery.after)},
            {"key", delivery.key},
            {"attempts", delivery.attempts},
            {"first_sent", json_of(delivery.first_sent)},
            {"last_attempt", json_of(delivery.last_attempt)},
            {"lease", delivery.lease ? json_of(*delivery.lease) : Json()},
            {"notes", json_of(delivery.notes)},
            {"receipt", delivery.receipt ? to_json(*delivery.receipt) : Json()},
            {"failure", delivery.failure ? to_json(*delivery.failure) : Json()},
            {"native", delivery.native ? json_of(*delivery.native) : Json()},
            {"said", delivery.said},
            {"edited", json_of(delivery.edited)},
            {"deleted", json_of(delivery.deleted)}};
  add_unknown(json, delivery.unknown);
  return json;
}

Result<Delivery> delivery_from_json(const Json& json) {
  Delivery delivery;
  Fields fields(json, "delivery");
  fields.text("id", delivery.id);
  fields.text("post", delivery.post);
  fields.text("account", delivery.account);
  fields.text("platform", delivery.platform);
  fields.word("state", delivery.state, delivery_state);
  if (!fields.child("state").is_string()) fields.wrong("state");
  if (const Json& due = fields.child("due"); !due.is_null()) {
    TRY(delivery.due, due_from_json(due));
  }
  if (fields.child("max_late").is_integer()) delivery.max_late = std::chrono::seconds(fields.child("max_late").integer_or(0));
  fields.instant("not_before", delivery.not_before);
  fields.text("after", delivery.after);
  fields.text("key", delivery.key);
  fields.integer("attempts", delivery.attempts);
  fields.instant("first_sent", delivery.first_sent);
  fields.instant("last_attempt", delivery.last_attempt);
  if (const Json& lease = fields.child("lease"); !lease.is_null()) {
    TRY(delivery.lease, lease_from_json(lease));
  }
  fields.texts("notes", delivery.notes);
  if (const Json& receipt = fields.child("receipt"); !receipt.is_null()) {
    TRY(delivery.receipt, receipt_from_json(receipt));
  }
  if (const Json& failure = fields.child("failure"); !failure.is_null()) delivery.failure = error_from_json(failure);
  if (const Json& native = fields.child("native"); !native.is_null()) {
    TRY(delivery.native, native_from_json(native));
  }
  delivery.said = fields.child("said");
  fields.instant("edited", delivery.edited);
  fields.instant("deleted", delivery.deleted);
  if (!is_id(delivery.post) || !is_account_name(delivery.account) || delivery.id != delivery_id(delivery.post, delivery.account)) {
    fields.wrong("id");
  }
  delivery.unknown = fields.unknown();
  CHECK_OK(fields.done());
  return delivery;
}

}  // namespace cmtool
