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
  std::vector<std::string> accounts{};
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

/// What the column of groups is called.
std::string item_group_title(std::string_view by);

/// Who deals with an item: who answered it first, else to whom it is assigned; empty: nobody.
std::string person_on_duty(const InboxItem&, const std::map<std::string, std::string>& answered_by);

}  // namespace cmtool::listen
