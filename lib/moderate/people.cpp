// SPDX-License-Identifier: MIT
#include "moderate/people.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr auto new_for = std::chrono::days(30);

bool is_marked(const Handling& handling) {
  for (const char* word : {"hide", "spam", "delete", "block"}) {
    if (handling.acts.contains(word)) return true;
  }
  return handling.labels.contains("spam") || handling.labels.contains("toxic");
}

void count(Person& person, const InboxItem& entry) {
  const Item& item = entry.item;
  if (person.items == 0 || item.at >= person.last) {
    person.author = item.author;
    person.last = item.at;
  }
  if (person.items == 0 || item.at < person.first) person.first = item.at;
  ++person.items;
  if (is_marked(entry.handling)) ++person.hidden;
  if (entry.handling.labels.contains("praise") || entry.handling.sentiment == "positive") ++person.praised;
  if (entry.handling.answered) ++person.answered;
  if (std::find(person.accounts.begin(), person.accounts.end(), item.account) == person.accounts.end()) person.accounts.push_back(item.account);
}

}  // namespace

std::string kind_of(const Person& person, Instant now) {
  if (person.hidden >= 2 || strikes_at(person.notes, now) != 0) return "troublemaker";
  if (person.praised >= 3) return "ambassador";
  if (now - person.first <= new_for) return "newcomer";
  return person.items >= 5 ? "regular" : "occasional";
}

Result<std::vector<Person>> people(Desk& desk, std::optional<Instant> since) {
  TRY(const auto items, desk.store.inbox().items({.now = desk.world.clock->now()}));
  TRY(const auto kept, KeptPeople::of(desk));
  std::map<std::string, Person> by_id;
  for (const auto& entry : items) {
    const std::string author = author_key(entry.item.author);
    if (author.empty() || author == "forgotten") continue;
    const std::string id = kept.person_of(author);
    auto& person = by_id[id];
    person.id = id;
    if (std::find(person.ids.begin(), person.ids.end(), author) == person.ids.end()) person.ids.push_back(author);
    count(person, entry);
  }
  std::vector<Person> all;
  for (auto& [id, person] : by_id) {
    if (since && person.last < *since) continue;
    person.notes = kept.notes_of(id);
    all.push_back(std::move(person));
  }
  std::stable_sort(all.begin(), all.end(), [](const Person& a, const Person& b) { return a.items > b.items; });
  return all;
}

Result<Person> person(Desk& desk, const std::string& who) {
  TRY(auto all, people(desk, std::nullopt));
  const std::string small = lower(who.starts_with('@') ? who.substr(1) : who);
  std::vector<const Person*> found;
  for (const auto& one : all) {
    if (std::find(one.ids.begin(), one.ids.end(), who) != one.ids.end()) return one;
    if (lower(one.author.handle) == small || lower(one.author.name) == small) found.push_back(&one);
  }
  if (found.size() == 1) return *found.front();
  if (found.empty()) {
    return Error{.fault = Fault::not_found, .message = tr("nobody of that name has written: {}", who), .hint = tr("cmtool moderate people shows those who have"), .where = who};
  }
  return Error{.fault = Fault::usage, .message = tr("more than one is called {}", who), .hint = tr("give the id, such as {}", found.front()->id), .where = who};
}

}  // namespace cmtool
