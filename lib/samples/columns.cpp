// SPDX-License-Identifier: MIT
#include "samples/columns.hpp"

#include <algorithm>
#include <array>
#include <random>
#include <utility>

#include "samples/hash64.hpp"

namespace cmtool::samples {
namespace {

constexpr std::uint64_t order_seed = 0x636d746f6f6cu;  // part of the format: the order of posts
constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr std::uint64_t whole_seconds = 1, some_unknown = 2;

std::uint64_t seed_of_this_process() {
  static const std::uint64_t seed = (static_cast<std::uint64_t>(std::random_device{}()) << 32) | std::random_device{}();
  return seed;
}

}  // namespace

std::uint64_t post_hash(std::string_view account, std::string_view post) { return hash64(post, hash64(account, order_seed)); }

void put_number(std::string& to, std::uint64_t number) {
  std::array<char, 10> bytes;
  std::size_t count = 0;
  for (; number >= 128; number >>= 7) bytes[count++] = static_cast<char>(number | 128);
  bytes[count++] = static_cast<char>(number);
  to.append(bytes.data(), count);
}

std::uint32_t BlockBuilder::Names::number_of(std::string_view name) {
  if (last_ < all_.size() && all_[last_] == name) return last_;
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
    if (all_[table_[at] - 1] == name) return last_ = table_[at] - 1;
  }
  all_.emplace_back(name);
  table_[at] = static_cast<std::uint32_t>(all_.size());
  return last_ = static_cast<std::uint32_t>(all_.size() - 1);
}

std::vector<std::string> BlockBuilder::Names::take() {
  table_.clear();
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

  std::string bytes, chunk, metrics, packed;
  bytes.reserve(rows_.size() * 6);
  index.rows = rows_.size();
  const auto close_chunk = [&](std::uint64_t last) {
    index.chunks.back().last = last;
    index.chunks.back().bytes = chunk.size();
    index.chunks.back().sum = hash64(chunk, 0);
    bytes += chunk;
    chunk.clear();
  };
  const auto earlier = [&](std::uint32_t a, std::uint32_t b) {
    const Row &one = rows_[a], &other = rows_[b];
    if (one.metric != other.metric) return one.metric < other.metric;
    const std::int64_t first = one.at_and_known >> 1, second = other.at_and_known >> 1;
    return first != second ? first < second : a < b;
  };
  auto* row = by_post.data();
  std::uint64_t last_hash = 0;
  for (const auto& place : order) {
    const Post& post = posts_[place.post];
    auto* const end = row + post.rows;
    if (!std::is_sorted(row, end, earlier)) std::sort(row, end, earlier);
    metrics.clear();
    while (row != end) {
      const std::uint32_t metric = rows_[*row].metric;
      auto* to = row;
      bool all_known = true, seconds = true;
      for (; to != end && rows_[*to].metric == metric; ++to) {
        all_known = all_known && (rows_[*to].at_and_known & 1) != 0;
        seconds = seconds && ((rows_[*to].at_and_known >> 1) - base) % 1000 == 0;
      }
      const std::int64_t unit = seconds ? 1000 : 1;
      packed.clear();
      std::int64_t time = base;
      for (auto* one = row; one != to; ++one) {
        const std::int64_t step = ((rows_[*one].at_and_known >> 1) - time) / unit;
        put_number(packed, one == row ? zigzag(static_cast<std::uint64_t>(step)) : static_cast<std::uint64_t>(step));
        time = rows_[*one].at_and_known >> 1;
      }
      if (!all_known) {
        const std::size_t bits = packed.size();
        packed.append(static_cast<std::size_t>(to - row + 7) / 8, '\0');
        for (auto* one = row; one != to; ++one) {
          const auto place_of_bit = static_cast<std::size_t>(one - row);
          if ((rows_[*one].at_and_known & 1) != 0) packed[bits + place_of_bit / 8] = static_cast<char>(packed[bits + place_of_bit / 8] | (1 << (place_of_bit % 8)));
        }
      }
      std::uint64_t value = 0;
      for (auto* one = row; one != to; ++one) {
        if ((rows_[*one].at_and_known & 1) == 0) continue;
        put_number(packed, zigzag(static_cast<std::uint64_t>(rows_[*one].value) - value));
        value = static_cast<std::uint64_t>(rows_[*one].value);
      }
      put_number(metrics, metric);
      put_number(metrics, static_cast<std::uint64_t>(to - row));
      put_number(metrics, (seconds ? whole_seconds : 0) | (all_known ? 0 : some_unknown));
      put_number(metrics, packed.size());
      metrics += packed;
      row = to;
    }
    if (chunk.empty()) index.chunks.push_back({.first = place.hash, .offset = bytes.size()});
    chunk.append(reinterpret_cast<const char*>(&place.hash), sizeof place.hash);
    put_number(chunk, post.account);
    put_number(chunk, post.size);
    chunk += name(post);
    put_number(chunk, metrics.size());
    chunk += metrics;
    last_hash = place.hash;
    if (chunk.size() >= chunk_bytes) close_chunk(last_hash);
  }
  if (!chunk.empty()) close_chunk(last_hash);

  index.accounts = accounts_.take();
  index.metrics = metrics_.take();
  rows_.clear();
  posts_.clear();
  names_.clear();
  std::fill(table_.begin(), table_.end(), Slot{});
  last_post_ = 0;
  return bytes;
}

bool next_post(PackedReader& from, PackedPost& to) {
  if (from.left() == 0) return false;
  const auto hash = from.bytes(sizeof to.hash);
  if (from.broken()) return false;
  to.hash = loaded<std::uint64_t>(hash.data());
  to.account = from.number();
  to.post = from.bytes(from.number());
  to.metrics = from.bytes(from.number());
  return !from.broken();
}

bool next_series(PackedReader& from, PackedSeries& to) {
  if (from.left() == 0) return false;
  to.metric = from.number();
  to.count = from.number();
  to.flags = from.number();
  to.packed = from.bytes(from.number());
  if (to.count > to.packed.size()) from.break_off();  // each time needs a byte
  return !from.broken();
}

bool unpack(const PackedSeries& series, std::int64_t base, std::int64_t from, std::int64_t until, std::vector<Reading>& to) {
  PackedReader packed(series.packed);
  const std::uint64_t unit = (series.flags & whole_seconds) != 0 ? 1000 : 1;
  // Times come first, then values: the values are read by a second reader that starts behind the times.
  PackedReader values = packed;
  for (std::uint64_t i = 0; i < series.count; ++i) values.number();
  const bool all_known = (series.flags & some_unknown) == 0;
  const std::string_view bits = all_known ? std::string_view() : values.bytes((series.count + 7) / 8);
  if (values.broken()) return false;
  // A damaged step may be any number, so these wrap around; a time needs 62 bits at most.
  auto time = static_cast<std::uint64_t>(base);
  std::uint64_t value = 0;
  for (std::uint64_t i = 0; i < series.count; ++i) {
    const std::uint64_t step = packed.number();
    time += unit * (i == 0 ? unzigzag(step) : step);
    const bool known = all_known || ((static_cast<unsigned char>(bits[i / 8]) >> (i % 8)) & 1) != 0;
    if (known) value += unzigzag(values.number());
    const auto at = static_cast<std::int64_t>(time);
    if (at >= from && at < until) to.emplace_back(at, known ? static_cast<std::int64_t>(value) : 0, known);
  }
  return !packed.broken() && !values.broken();
}

}  // namespace cmtool::samples
