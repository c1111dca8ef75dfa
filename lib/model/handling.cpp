// SPDX-License-Identifier: MIT
#include "model/handling.hpp"

#include <algorithm>
#include <array>

#include "model/fields.hpp"

namespace cmtool {
namespace {

constexpr std::array all_states{ItemState::open, ItemState::pending, ItemState::snoozed, ItemState::done};
constexpr std::array all_priorities{Priority::low, Priority::normal, Priority::high, Priority::urgent};

Json json_of(const std::set<std::string>& words) {
  Json list = Json::array();
  for (const auto& word : words) list.push(word);
  return list;
}

void read_set(Fields& fields, std::string_view key, std::set<std::string>& to) {
  std::vector<std::string> words;
  fields.texts(key, words);
  to = {words.begin(), words.end()};
}

}  // namespace

std::string_view slug(ItemState state) {
  switch (state) {
    case ItemState::open: return "open";
    case ItemState::pending: return "pending";
    case ItemState::snoozed: return "snoozed";
    case ItemState::done: return "done";
  }
  return "";
}

std::optional<ItemState> item_state(std::string_view name) {
  for (const auto state : all_states) {
    if (slug(state) == name) return state;
  }
  return std::nullopt;
}

std::string_view slug(Priority priority) {
  switch (priority) {
    case Priority::low: return "low";
    case Priority::normal: return "normal";
    case Priority::high: return "high";
    case Priority::urgent: return "urgent";
  }
  return "";
}

std::optional<Priority> priority_of(std::string_view name) {
  for (const auto priority : all_priorities) {
    if (slug(priority) == name) return priority;
  }
  return std::nullopt;
}

ItemState state_at(const Handling& handling, Instant now) {
  const bool awake = handling.state == ItemState::snoozed && handling.snoozed_until && *handling.snoozed_until <= now;
  return awake ? ItemState::open : handling.state;
}

bool is_label(std::string_view label) {
  // Letters of any script: bytes from 0x80 on are UTF-8 that has passed the command line.
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80 ||
           std::string_view("-_.:").find(c) != std::string_view::npos;
  };
  return !label.empty() && label.size() <= 64 && label.front() != '-' && std::all_of(label.begin(), label.end(), fits);
}

Json to_json(const Handling& handling) {
  Json notes = Json::array();
  for (const auto& note : handling.notes) notes.push(Json{{"at", iso(note.at)}, {"by", note.by}, {"text", note.text}});
  Json replies = Json::array();
  for (const auto& reply : handling.replies) replies.push(reply);
  return Json{{"state", slug(handling.state)},
              {"labels", json_of(handling.labels)},
              {"assigned", handling.assigned},
              {"priority", slug(handling.priority)},
              {"snoozed_until", json_of(handling.snoozed_until)},
              {"notes", notes},
              {"replies", replies},
              {"answered", json_of(handling.answered)},
              {"acts", json_of(handling.acts)},
              {"rules", json_of(handling.rules)},
              {"sentiment", handling.sentiment}};
}

Result<Handling> handling_from_json(const Json& json) {
  Handling handling;
  Fields fields(json, "handling");
  fields.word("state", handling.state, item_state);
  read_set(fields, "labels", handling.labels);
  fields.text("assigned", handling.assigned);
  fields.word("priority", handling.priority, priority_of);
  fields.instant("snoozed_until", handling.snoozed_until);
  for (const auto& entry : fields.child("notes").items()) {
    Note note;
    Fields of_note(entry, "note");
    of_note.instant("at", note.at);
    of_note.text("by", note.by);
    of_note.text("text", note.text);
    CHECK_OK(of_note.done());
    handling.notes.push_back(std::move(note));
  }
  fields.texts("replies", handling.replies);
  fields.instant("answered", handling.answered);
  read_set(fields, "acts", handling.acts);
  read_set(fields, "rules", handling.rules);
  fields.text("sentiment", handling.sentiment);
  CHECK_OK(fields.done());
  return handling;
}

}  // namespace cmtool
