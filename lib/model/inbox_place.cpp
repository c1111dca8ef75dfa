// SPDX-License-Identifier: MIT
#include "model/inbox_place.hpp"

#include <algorithm>

namespace cmtool {
namespace {

Instant instant_in(const Json& json) { return parse_iso(json.string_or()).ok() ? parse_iso(json.string_or()).value() : Instant{}; }

std::size_t count_in(const Json& json) { return static_cast<std::size_t>(std::clamp<std::int64_t>(json.integer_or(0), 0, 1'000'000)); }

}  // namespace

bool Sweep::turn(const std::vector<Instant>& times, const std::string& next, Instant now) {
  bool reached = false;
  for (const Instant time : times) {
    // A time in the future would hide what comes before it.
    top = std::max(top, std::min(time, now));
    reached = reached || time < done - overlap;
  }
  const bool goes_on = !reached && !next.empty() && next != at;
  if (goes_on) {
    at = next;
  } else {
    done = std::max(done, top);
    top = {};
    at.clear();
  }
  return goes_on;
}

Json to_json(const Sweep& sweep) { return Json{{"done", iso(sweep.done)}, {"top", iso(sweep.top)}, {"at", sweep.at}}; }

Sweep sweep_from_json(const Json& json) {
  return {.done = instant_in(json["done"]), .top = instant_in(json["top"]), .at = json["at"].string_or()};
}

void SeenItems::settle(Item& item) {
  const auto known = std::find_if(items_.begin(), items_.end(), [&](const Item& one) { return one.remote_id == item.remote_id; });
  if (known != items_.end()) {
    item.kind = known->kind;
    item.on = known->on;
    return;
  }
  items_.push_back({.remote_id = item.remote_id, .kind = item.kind, .on = item.on, .at = item.at});
  if (items_.size() > most) {
    items_.erase(items_.begin());
    if (next_ > 0) --next_;
  }
}

bool SeenItems::knows(std::string_view remote_id) const {
  return std::any_of(items_.begin(), items_.end(), [&](const Item& one) { return one.remote_id == remote_id; });
}

void SeenItems::forget(std::string_view remote_id) {
  const auto known = std::find_if(items_.begin(), items_.end(), [&](const Item& one) { return one.remote_id == remote_id; });
  if (known == items_.end()) return;
  if (static_cast<std::size_t>(known - items_.begin()) < next_) --next_;
  items_.erase(known);
}

std::vector<Item> SeenItems::take_turn(std::size_t count) {
  std::vector<Item> taken;
  for (const std::size_t place : turns(items_.size(), count, next_)) taken.push_back(items_[place]);
  return taken;
}

Json SeenItems::json() const {
  Json list = Json::array();
  for (const Item& item : items_) list.push(Json{{"id", item.remote_id}, {"kind", slug(item.kind)}, {"on", item.on}, {"at", iso(item.at)}});
  return Json{{"items", std::move(list)}, {"next", next_}};
}

SeenItems SeenItems::from_json(const Json& json) {
  SeenItems seen;
  for (const Json& one : json["items"].items()) {
    Item item{.remote_id = one["id"].string_or(), .kind = item_kind(one["kind"].string_or()).value_or(ItemKind::comment), .on = one["on"].string_or(), .at = instant_in(one["at"])};
    if (!item.remote_id.empty()) seen.settle(item);
  }
  seen.next_ = count_in(json["next"]);
  return seen;
}

std::vector<std::size_t> turns(std::size_t total, std::size_t count, std::size_t& next) {
  std::vector<std::size_t> places;
  if (next >= total) next = 0;
  for (std::size_t i = 0; i < std::min(total, count); ++i) {
    places.push_back(next);
    next = (next + 1) % total;
  }
  return places;
}

}  // namespace cmtool
