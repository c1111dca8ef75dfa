// SPDX-License-Identifier: MIT
#include "samples/block_builder.hpp"

#include <algorithm>
#include <random>
#include <utility>

#include "samples/hash64.hpp"

namespace cmtool::samples {
namespace {

constexpr std::size_t insertion_limit = 32, ahead = 24;

/// So that nobody can choose names that all fall into one place of a table.
std::uint64_t seed_of_this_process() {
  static const std::uint64_t seed = (static_cast<std::uint64_t>(std::random_device{}()) << 32) | std::random_device{}();
  return seed;
}

}  // namespace

std::uint32_t BlockBuilder::Names::found(std::string_view name) {
  const std::uint32_t before = last_;
  if (2 * (all_.size() + 1) > table_.size()) {
    table_.assign(std::max<std::size_t>(64, 2 * table_.size()), 0);
    for (std::uint32_t i = 0; i < all_.size(); ++i) {
      std::size_t at = hash64(all_[i], seed_of_this_process()) & (table_.size() - 1);
      while (table_[at] != 0) at = (at + 1) & (table_.size() - 1);
      table_[at] = i + 1;
    }
  }
  std::size_t at = hash64(name, seed_of_this_process()) & (table_.size() - 1);
  for (; table_[at] != 0; at = (at + 1) & (table_.size() - 1)) {
    if (all_[table_[at] - 1] == name) {
      last_ = table_[at] - 1;
      return after_[before] = last_;
    }
  }
  all_.emplace_back(name);
  after_.push_back(0);
  table_[at] = static_cast<std::uint32_t>(all_.size());
  last_ = static_cast<std::uint32_t>(all_.size() - 1);
  return after_[before] = last_;
}

std::vector<std::string> BlockBuilder::Names::take() {
  table_.clear();
  after_.clear();
  last_ = 0;
  return std::exchange(all_, {});
}

BlockBuilder::BlockBuilder() : seed_(seed_of_this_process()) {}

void BlockBuilder::grow() {
  std::vector<Slot> larger(std::max<std::size_t>(1024, 2 * table_.size()));
  for (std::uint32_t i = 0; i < posts_.size(); ++i) {
    const std::uint64_t hash = hash64(name(posts_[i]), seed_ + posts_[i].account);
    std::size_t at = hash & (larger.size() - 1);
    while (larger[at].post != 0) at = (at + 1) & (larger.size() - 1);
    larger[at] = {.tag = static_cast<std::uint32_t>(hash >> 32), .post = i + 1};
  }
  table_ = std::move(larger);
}

std::uint32_t BlockBuilder::post_of(std::uint32_t account, std::string_view post) {
  // One look at a post brings all its metrics.
  if (last_post_ < posts_.size() && posts_[last_post_].account == account && name(posts_[last_post_]) == post) return last_post_;
  if (2 * (posts_.size() + 1) > table_.size()) grow();
  const std::uint64_t hash = hash64(post, seed_ + account);
  const auto tag = static_cast<std::uint32_t>(hash >> 32);
  std::size_t at = hash & (table_.size() - 1);
  for (; table_[at].post != 0; at = (at + 1) & (table_.size() - 1)) {
    if (table_[at].tag != tag) continue;
    const std::uint32_t number = table_[at].post - 1;
    if (posts_[number].account == account && name(posts_[number]) == post) return last_post_ = number;
  }
  posts_.push_back({.name = names_.size(), .size = static_cast<std::uint32_t>(post.size()), .account = account});
  names_ += post;
  table_[at] = {.tag = tag, .post = static_cast<std::uint32_t>(posts_.size())};
  return last_post_ = static_cast<std::uint32_t>(posts_.size() - 1);
}

void BlockBuilder::add(const RawSample& sample) {
  const std::uint32_t post = post_of(accounts_.number_of(sample.account), sample.post);
  ++posts_[post].rows;
  rows_.push_back({.value = sample.value, .at_and_known = sample.at * 2 + (sample.known ? 1 : 0), .post = post, .metric = metrics_.number_of(sample.metric)});
}

std::string BlockBuilder::take(std::int64_t base, BlockIndex& index) {
  struct Place {
    std::uint64_t hash;
    std::uint32_t post;
  };
  std::vector<Place> order(posts_.size());
  for (std::uint32_t i = 0; i < posts_.size(); ++i) order[i] = {post_hash(accounts_.all()[posts_[i].account], name(posts_[i])), i};
  std::sort(order.begin(), order.end(), [&](const Place& a, const Place& b) {
    if (a.hash != b.hash) return a.hash < b.hash;
    const Post &one = posts_[a.post], &other = posts_[b.post];
    const int accounts = accounts_.all()[one.account].compare(accounts_.all()[other.account]);
    return accounts != 0 ? accounts < 0 : name(one) < name(other);
  });

  // The rows of each post stand together, in the order in which they came.
  std::vector<std::uint32_t> next(posts_.size());
  std::uint32_t before = 0;
  for (const auto& place : order) {
    next[place.post] = before;
    before += posts_[place.post].rows;
  }
  std::vector<std::uint32_t> by_post(rows_.size());
  for (std::uint32_t i = 0; i < rows_.size(); ++i) by_post[next[rows_[i].post]++] = i;

  index.rows = rows_.size();
  BlockPacker packer(base, index, rows_.size());
  const auto earlier = [](const Row& a, const Row& b) { return a.metric != b.metric ? a.metric < b.metric : a.at() < b.at(); };
  std::size_t row = 0;
  for (const auto& place : order) {
    const Post& post = posts_[place.post];
    some_.clear();
    for (const std::size_t end = row + post.rows; row < end; ++row) {
      // They lie anywhere: the next ones are sent for while these are looked at.
      __builtin_prefetch(&rows_[by_post[std::min(row + ahead, by_post.size() - 1)]]);
      const Row& one = rows_[by_post[row]];
      // Few, and each metric's in the order of time already.
      std::size_t to = some_.size();
      some_.push_back(one);
      if (post.rows > insertion_limit) continue;
      for (; to > 0 && earlier(one, some_[to - 1]); --to) some_[to] = some_[to - 1];
      some_[to] = one;
    }
    if (post.rows > insertion_limit) std::stable_sort(some_.begin(), some_.end(), earlier);
    packer.add(place.hash, post.account, name(post), some_);
  }
  index.accounts = accounts_.take();
  index.metrics = metrics_.take();
  rows_.clear();
  posts_.clear();
  names_.clear();
  std::fill(table_.begin(), table_.end(), Slot{});
  last_post_ = 0;
  return packer.take();
}

}  // namespace cmtool::samples
