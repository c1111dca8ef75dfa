// SPDX-License-Identifier: MIT
#include "samples/questions.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

#include "samples/hash64.hpp"

namespace cmtool::samples {
namespace {

constexpr std::int32_t days_in_a_leaf = 64;
constexpr std::size_t recent_leaves = 32;
constexpr std::size_t recent_lanes = 256;

std::int64_t nearest(Wide number) {
  return static_cast<std::int64_t>(std::clamp<Wide>(number, std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()));
}

bool better(const TopPost& a, const TopPost& b) {
  if (a.value != b.value) return a.value > b.value;
  return a.account != b.account ? a.account < b.account : a.post < b.post;
}

}  // namespace

/// What is added up for a group, a metric and a day. Small, since a question touches them in no order.
struct DayTotals::Cell {
  std::uint64_t readings = 0, known = 0;
  std::int64_t max = 0, as_of = 0;
  std::int64_t last = 0, sum = 0;
  std::int64_t standing_step = 0;  ///< by how much more is known of than the day before
};

/// A group's metric through the days, in leaves of some days, made where something is.
struct DayTotals::Lane {
  std::uint32_t group = 0, metric = 0;
  using Leaf = std::array<Cell, static_cast<std::size_t>(days_in_a_leaf)>;
  std::map<std::int32_t, std::unique_ptr<Leaf>> leaves{};
  struct Recent {
    std::int32_t number = std::numeric_limits<std::int32_t>::min();
    Leaf* leaf = nullptr;
  };
  std::array<Recent, recent_leaves> recent{};
  /// What did not fit into 64 bits, of the numbers of cells.
  std::map<const std::int64_t*, Wide> beyond{};

  Cell& at(std::int32_t day) {
    const std::int32_t number = day >= 0 ? day / days_in_a_leaf : (day - days_in_a_leaf + 1) / days_in_a_leaf;
    auto& known = recent[static_cast<std::uint32_t>(number) % recent_leaves];
    if (known.number != number) {
      auto& leaf = leaves[number];
      if (!leaf) leaf = std::make_unique<Leaf>();
      known = {.number = number, .leaf = leaf.get()};
    }
    return (*known.leaf)[static_cast<std::size_t>(day - number * days_in_a_leaf)];
  }

  void add(std::int64_t& to, std::int64_t more) {
    if (!__builtin_add_overflow(to, more, &to)) return;
    // What it has wrapped around to is taken back, and put where there is room.
    to = static_cast<std::int64_t>(static_cast<std::uint64_t>(to) - static_cast<std::uint64_t>(more));
    beyond[&to] += static_cast<Wide>(to) + more;
    to = 0;
  }
  [[nodiscard]] Wide whole(const std::int64_t& number) const {
    const auto found = beyond.find(&number);
    return found == beyond.end() ? Wide{number} : found->second + number;
  }
};

DayTotals::DayTotals(const Days& days, const Groups& groups, std::vector<std::string> metrics)
    : days_(days), groups_(groups), only_(std::move(metrics)), recent_(recent_lanes, nullptr) {}
DayTotals::~DayTotals() = default;

void DayTotals::names(const std::vector<std::string>& accounts, const std::vector<std::string>& metrics) {
  for (const auto& [account, group] : groups_) group_names_.push_back(group);
  std::sort(group_names_.begin(), group_names_.end());
  group_names_.erase(std::unique(group_names_.begin(), group_names_.end()), group_names_.end());
  for (const auto& account : accounts) {
    const auto found = groups_.find(account);
    const auto place = found == groups_.end() ? group_names_.end() : std::lower_bound(group_names_.begin(), group_names_.end(), found->second);
    group_of_.push_back(found == groups_.end() ? -1 : static_cast<std::int32_t>(place - group_names_.begin()));
  }
  metric_names_ = metrics;
  for (const auto& metric : metrics) metric_wanted_.push_back(only_.empty() || std::find(only_.begin(), only_.end(), metric) != only_.end() ? 1 : 0);
}

DayTotals::Lane& DayTotals::lane(std::uint32_t group, std::uint32_t metric) {
  Lane*& recent = recent_[(metric * 16 + group) % recent_lanes];
  if (recent != nullptr && recent->group == group && recent->metric == metric) return *recent;
  auto& found = lanes_[(static_cast<std::uint64_t>(group) << 32) | metric];
  if (!found) found = std::make_unique<Lane>(Lane{.group = group, .metric = metric});
  recent = found.get();
  return *recent;
}

void DayTotals::series(const SeriesName& name, std::span<const Reading> readings) {
  auto& lane = this->lane(static_cast<std::uint32_t>(group_of_[name.account]), name.metric);
  // The last known reading of each day. Where clocks go back over midnight, a day is left for an hour and comes again: two are kept in hand.
  struct Last {
    Cell* cell = nullptr;
    std::int32_t day = 0;
    std::int64_t value = 0;
  } today, before;
  std::int64_t standing = 0;
  const auto close = [&](const Last& one) {
    if (one.cell == nullptr) return;
    lane.add(one.cell->last, one.value);
    lane.add(one.cell->standing_step, one.value);
    // In two steps: the difference of two readings may need 65 bits.
    if (standing != std::numeric_limits<std::int64_t>::min()) {
      lane.add(one.cell->standing_step, -standing);
    } else {
      lane.add(one.cell->standing_step, -(standing + 1));
      lane.add(one.cell->standing_step, 1);
    }
    standing = one.value;
  };
  std::size_t span = 0;
  for (const auto& reading : readings) {
    const std::int32_t day = days_.day_of(reading.at(), span);
    auto& cell = today.cell != nullptr && day == today.day ? *today.cell : lane.at(day);
    ++cell.readings;
    if (!reading.known()) continue;
    const std::int64_t value = reading.value();
    cell.max = cell.known == 0 ? value : std::max(cell.max, value);
    cell.as_of = cell.known == 0 ? reading.at() : std::max(cell.as_of, reading.at());
    lane.add(cell.sum, value);
    ++cell.known;
    if (&cell == today.cell || &cell == before.cell) {
      (&cell == today.cell ? today : before).value = value;
      continue;
    }
    close(before);
    const Last met{.cell = &cell, .day = day, .value = value};
    before = today.cell == nullptr || day > today.day ? std::exchange(today, met) : met;
  }
  close(before);
  close(today);
}

void DayTotals::join(DayTotals& other) {
  for (const auto& [key, theirs] : other.lanes_) {
    auto& ours = lane(theirs->group, theirs->metric);
    for (const auto& [number, leaf] : theirs->leaves) {
      for (std::int32_t i = 0; i < days_in_a_leaf; ++i) {
        const Cell& more = (*leaf)[static_cast<std::size_t>(i)];
        if (more.readings == 0) continue;
        Cell& cell = ours.at(number * days_in_a_leaf + i);
        if (more.known > 0) {
          cell.max = cell.known == 0 ? more.max : std::max(cell.max, more.max);
          cell.as_of = cell.known == 0 ? more.as_of : std::max(cell.as_of, more.as_of);
        }
        cell.readings += more.readings;
        cell.known += more.known;
        for (auto number_of : {&Cell::last, &Cell::sum, &Cell::standing_step}) {
          ours.add(cell.*number_of, more.*number_of);
          if (const auto rest = theirs->beyond.find(&(more.*number_of)); rest != theirs->beyond.end()) ours.beyond[&(cell.*number_of)] += rest->second;
        }
      }
    }
  }
}

std::vector<DayTotal> DayTotals::result() const {
  std::vector<DayTotal> all;
  for (const auto& [key, lane] : lanes_) {  // by group and metric, whose numbers are those of sorted names
    Wide standing = 0;
    bool known_before = false;
    for (const auto& [number, leaf] : lane->leaves) {
      for (std::int32_t i = 0; i < days_in_a_leaf; ++i) {
        const Cell& cell = (*leaf)[static_cast<std::size_t>(i)];
        if (cell.readings == 0) continue;
        standing += lane->whole(cell.standing_step);
        known_before = known_before || cell.known > 0;
        DayTotal total{.group = group_names_[lane->group], .metric = metric_names_[lane->metric], .day = number * days_in_a_leaf + i, .readings = cell.readings,
                       .unknown = cell.readings - cell.known};
        if (known_before) total.standing = nearest(standing);
        if (cell.known > 0) {
          total.last = nearest(lane->whole(cell.last));
          total.sum = nearest(lane->whole(cell.sum));
          total.max = cell.max;
          total.as_of = cell.as_of;
        }
        all.push_back(std::move(total));
      }
    }
  }
  return all;
}

void TopPosts::names(const std::vector<std::string>& accounts, const std::vector<std::string>& metrics) {
  account_names_ = accounts;
  const auto found = std::lower_bound(metrics.begin(), metrics.end(), metric_name_);
  if (found != metrics.end() && *found == metric_name_) metric_ = static_cast<std::uint32_t>(found - metrics.begin());
}

void TopPosts::series(const SeriesName& name, std::span<const Reading> readings) {
  if (name.post.empty()) return;
  std::uint64_t known = 0;
  std::int64_t first = 0, last = 0, most = 0, as_of = 0;
  Wide sum = 0;
  for (const auto& reading : readings) {
    if (!reading.known()) continue;
    last = reading.value();
    if (known == 0) first = most = last;
    most = std::max(most, last);
    sum += last;
    as_of = reading.at();
    ++known;
  }
  if (known == 0 || count_ == 0) return;
  std::int64_t value = last;
  switch (by_) {
    case TopBy::last: break;
    case TopBy::max: value = most; break;
    case TopBy::sum: value = nearest(sum); break;
    case TopBy::growth: value = nearest(static_cast<Wide>(last) - first); break;
  }
  if (best_.size() == count_ && value < best_.front().value) return;
  offer({.account = account_names_[name.account], .post = std::string(name.post), .value = value, .readings = known, .as_of = as_of});
}

void TopPosts::offer(TopPost post) {
  if (best_.size() == count_) {
    if (!better(post, best_.front())) return;
    std::pop_heap(best_.begin(), best_.end(), better);
    best_.pop_back();
  }
  best_.push_back(std::move(post));
  std::push_heap(best_.begin(), best_.end(), better);
}

void TopPosts::join(const TopPosts& other) {
  for (const auto& post : other.best_) offer(post);
}

std::vector<TopPost> TopPosts::result() const {
  auto sorted = best_;
  std::sort(sorted.begin(), sorted.end(), better);
  return sorted;
}

}  // namespace cmtool::samples
