// SPDX-License-Identifier: MIT
// The rows of a report about items: days, weeks, months, accounts, topics, kinds, labels, people on duty.
//
// Of time, accounts and topics every row is there, also where nothing was said; of the others those that occur. An item may stand in several rows
// (labels, topics) or in none.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "figures/period.hpp"
#include "inbox.hpp"
#include "listen/crowd.hpp"
#include "topic.hpp"

namespace cmtool::listen {

/// What groups are made of.
struct GroupWish {
  std::string by{};  ///< "day", "week", "month", "account", "topic", "kind", "label", "person"
  std::string zone = "UTC";
  ReportPeriod period{};
  const std::map<std::string, std::string>* accounts = nullptr;     ///< by name: those whose rows are there, also where nothing was said
  const std::vector<Topic>* topics = nullptr;                       ///< for "topic"
  const std::map<std::string, std::string>* answered_by = nullptr;  ///< for "person"
};

class ItemGroups {
 public:
  static Result<ItemGroups> of(const GroupWish&);

  /// Those known so far, in the order of the rows.
  [[nodiscard]] const std::vector<std::string>& names() const { return names_; }
  /// Numbers of the groups that the item belongs to. Fault::usage for an unknown zone.
  Result<std::vector<std::size_t>> of(const InboxItem&);
  /// Of another period: the same place in time, or the same name; nothing where there is none.
  [[nodiscard]] std::optional<std::size_t> alike(const ItemGroups& other, std::size_t number) const;

 private:
  explicit ItemGroups(const GroupWish& wish) : wish_(wish) {}
  std::size_t number_of(const std::string& name);

  GroupWish wish_;
  std::vector<std::string> names_{};
  std::map<std::string, std::size_t> numbers_{};
  std::optional<TopicSorter> sorter_{};
};

/// What the items of a period come to: in their groups, and all together.
template <typename Part>
struct Grouped {
  ItemGroups groups;
  Part all{};
  std::vector<Part> parts{};
  /// The part of another period that stands beside part `number` of this one; null where there is none.
  [[nodiscard]] const Part* beside(const std::optional<Grouped>& other, std::size_t number) const {
    const auto alike = other ? groups.alike(other->groups, number) : std::nullopt;
    return alike ? &other->parts[*alike] : nullptr;
  }
};

/// `add(part, entry)` is called for each item that is `wanted`, with all together and with each group that it belongs to.
template <typename Part, typename Wanted, typename Add>
Result<Grouped<Part>> grouped_items(const std::vector<InboxItem>& items, const GroupWish& wish, const Wanted& wanted, const Add& add) {
  TRY(auto groups, ItemGroups::of(wish));
  Grouped<Part> found{.groups = std::move(groups)};
  for (const auto& entry : items) {
    if (!wanted(entry)) continue;
    TRY(const auto numbers, found.groups.of(entry));
    found.parts.resize(found.groups.names().size());
    add(found.all, entry);
    for (const auto number : numbers) add(found.parts[number], entry);
  }
  found.parts.resize(found.groups.names().size());
  return found;
}

/// What the column of groups is called.
std::string item_group_title(std::string_view by);

/// Who deals with an item: who answered it first, else to whom it is assigned; empty: nobody.
std::string person_on_duty(const InboxItem&, const std::map<std::string, std::string>& answered_by);

}  // namespace cmtool::listen
