// SPDX-License-Identifier: MIT
// Who is influential: reach, how much they write, and how it sounds.
#include <algorithm>
#include <set>

#include "base/tr.hpp"
#include "figures/sums.hpp"
#include "listen/crowd.hpp"
#include "report.hpp"

namespace cmtool {
namespace {

using listen::Crowd;

std::vector<Column> columns() {
  return {{.key = "name", .title = tr("Name")},
          {.key = "handle", .title = tr("Handle")},
          {.key = "accounts", .title = tr("Accounts"), .kind = Kind::list, .shown = false},
          {.key = "reach", .title = tr("Potential reach"), .kind = Kind::integer},
          {.key = "items", .title = tr("Items"), .kind = Kind::integer, .bar = BarScale::largest},
          {.key = "items_before", .title = tr("Items before"), .kind = Kind::integer, .shown = false},
          {.key = "positive", .title = tr("Positive"), .kind = Kind::integer, .shown = false},
          {.key = "neutral", .title = tr("Neutral"), .kind = Kind::integer, .shown = false},
          {.key = "negative", .title = tr("Negative"), .kind = Kind::integer, .shown = false},
          {.key = "balance", .title = tr("Sentiment"), .kind = Kind::number},
          {.key = "newcomer", .title = tr("New"), .kind = Kind::yes_no},
          {.key = "answered", .title = tr("Answered"), .kind = Kind::integer, .shown = false},
          {.key = "last", .title = tr("Last"), .kind = Kind::time},
          {.key = "url", .title = tr("Address"), .kind = Kind::url, .shown = false},
          {.key = "id", .title = tr("Id"), .kind = Kind::id, .shown = false},
          {.key = "few", .title = tr("Few"), .kind = Kind::yes_no, .shown = false},
          {.key = "as_of", .title = tr("As of"), .kind = Kind::time, .shown = false}};
}

/// A person, under all their names.
struct Influence {
  std::string id{};
  Author author{};  ///< as the newest item has it
  std::set<std::string> accounts{};
  Crowd crowd{};
  std::uint64_t answered = 0, before = 0;
  Instant last{};
  bool newcomer = true;
};

class Counting {
 public:
  explicit Counting(const ReportInputs& inputs) : inputs_(inputs) {
    for (const auto& entry : inputs.now.items) {
      if (listen::is_heard(entry)) add(entry);
    }
    for (const auto& [name, past] : inputs.people) {
      const auto known = people_.find(person_of(name));
      if (known != people_.end() && past.first && *past.first < inputs.now.period.from) known->second.newcomer = false;
    }
    if (!inputs.before) return;
    for (const auto& entry : inputs.before->items) {
      if (!listen::is_heard(entry)) continue;
      const auto known = people_.find(person_of(listen::voice_key(entry.item.author)));
      if (known != people_.end()) ++known->second.before;
    }
  }
  [[nodiscard]] std::vector<const Influence*> people() const {
    std::vector<const Influence*> all;
    for (const auto& [id, person] : people_) all.push_back(&person);
    return all;
  }
  [[nodiscard]] std::uint64_t nameless() const { return nameless_; }

 private:
  [[nodiscard]] const std::string& person_of(const std::string& key) const {
    const auto same = inputs_.same_person.find(key);
    return same == inputs_.same_person.end() ? key : same->second;
  }

  void add(const InboxItem& entry) {
    const std::string key = listen::voice_key(entry.item.author);
    if (key.empty()) {
      ++nameless_;
      return;
    }
    auto& person = people_[person_of(key)];
    person.id = person_of(key);
    if (entry.item.at >= person.last) {
      person.last = entry.item.at;
      person.author = entry.item.author;
    }
    person.accounts.insert("@" + entry.item.account);
    person.crowd.add(entry, listen::sound_of(entry, inputs_.sounds));
    person.answered += entry.handling.answered ? 1 : 0;
  }

  const ReportInputs& inputs_;
  std::map<std::string, Influence> people_{};
  std::uint64_t nameless_ = 0;
};

Value text_or_null(const std::string& text) { return text.empty() ? Value() : Value(text); }

std::vector<Value> row_of(const Influence& person, const ReportInputs& inputs) {
  const bool compared = inputs.before.has_value();
  const Crowd& crowd = person.crowd;
  return {Value(shown_name(person.author)), text_or_null(person.author.handle), Value(Json::strings({person.accounts.begin(), person.accounts.end()})), cell(crowd.reach()), whole(crowd.mentions()),
          compared ? whole(person.before) : Value(), whole(crowd.positive()), whole(crowd.neutral()), whole(crowd.negative()), cell(crowd.balance()), Value(person.newcomer), whole(person.answered),
          Value(person.last), text_or_null(person.author.url), Value(person.id), Value(listen::is_few(crowd.judged())), cell(heard_at(inputs, crowd.as_of()))};
}

Result<Table> run(const ReportInputs& inputs) {
  const Counting counting(inputs);
  auto people = counting.people();
  // Whose reach is not known comes last; of equals, who writes more.
  const auto rank = [&](const Influence* person) {
    const auto reach = person->crowd.reach().value_or(-1), items = static_cast<std::int64_t>(person->crowd.mentions());
    return inputs.sort == "items" ? std::pair(items, reach) : std::pair(reach, items);
  };
  std::stable_sort(people.begin(), people.end(), [&](const Influence* a, const Influence* b) { return rank(a) > rank(b); });
  const auto all = people.size();
  if (inputs.top != 0 && people.size() > inputs.top) people.resize(inputs.top);
  Table table{.columns = columns()};
  for (const auto* person : people) table.rows.push_back(row_of(*person, inputs));
  if (people.size() < all) table.notes.push_back(tr("{} of {} people; --top 0 shows all", people.size(), all));
  const auto nameless = static_cast<long long>(counting.nameless());
  if (nameless > 0) table.notes.push_back(trn("{} item whose author is not known or was forgotten is left out", "{} items whose author is not known or was forgotten are left out", nameless, nameless));
  return table;
}

}  // namespace

const Report& people_report() {
  static const Report it{
      .name = "people",
      .summary = N_("show who is influential: reach, number of items, sentiment"),
      .details = N_("Who wrote in the period, with all their names as one person where cmtool moderate person has joined them. Potential reach is the number of their followers as last known (of several names the sum); empty where no platform tells it. "
                    "Items are what they wrote in the period, without spam; sentiment is the balance of report sentiment, and few marks fewer than 10 judged items. New: nothing of theirs came before the period. Somebody who was forgotten (cmtool moderate forget) "
                    "never appears. as_of is when the accounts were last asked for what others say."),
      .needs = {ReportNeed::items, ReportNeed::people, ReportNeed::sounds},
      .sorts = {"reach", "items"},
      .compares = true,
      .top = 20,
      .has_top = true,
      .examples = N_("cmtool report people --month 2026-11\ncmtool report people --sort items --top 5"),
      .columns = columns,
      .run = run,
  };
  return it;
}

}  // namespace cmtool
