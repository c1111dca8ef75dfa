// SPDX-License-Identifier: MIT
#include "samples/merge.hpp"

#include <algorithm>
#include <set>

#include "base/tr.hpp"

namespace cmtool::samples {
namespace {

std::uint32_t number_in(const std::vector<std::string>& sorted, const std::string& name) {
  return static_cast<std::uint32_t>(std::lower_bound(sorted.begin(), sorted.end(), name) - sorted.begin());
}

/// A block's posts, one after the other.
class Cursor {
 public:
  Cursor(const MonthColumns& month, std::size_t block, const AllNames& names, const Range& range)
      : month_(month), block_(block), last_(range.last) {
    const auto& index = month.blocks()[block];
    for (const auto& name : index.accounts) accounts_.push_back(number_in(names.accounts, name));
    for (const auto& name : index.metrics) metrics_.push_back(number_in(names.metrics, name));
    const auto& chunks = index.chunks;
    next_chunk_ = static_cast<std::size_t>(std::partition_point(chunks.begin(), chunks.end(), [&](const ChunkPlace& one) { return one.last < range.first; }) - chunks.begin());
  }

  /// Goes to the next post; false at the end.
  Result<bool> next() {
    const auto& chunks = month_.blocks()[block_].chunks;
    while (!next_post(packed_, post_)) {
      if (packed_.broken()) return broken();
      if (next_chunk_ == chunks.size() || chunks[next_chunk_].first > last_) return false;
      CHECK_OK(month_.read(block_, chunks[next_chunk_++], chunk_));
      packed_ = PackedReader(chunk_);
    }
    if (post_.account >= accounts_.size()) return broken();
    return post_.hash <= last_;
  }
  [[nodiscard]] const PackedPost& post() const { return post_; }
  [[nodiscard]] std::uint32_t account() const { return accounts_[post_.account]; }
  [[nodiscard]] const std::vector<std::uint32_t>& metrics() const { return metrics_; }
  [[nodiscard]] std::int64_t base() const { return month_.base(); }
  [[nodiscard]] Error broken() const {
    return {.fault = Fault::state, .message = tr("{} is damaged", month_.file().string()), .hint = tr("remove it; it is made again from the records")};
  }

 private:
  const MonthColumns& month_;
  std::size_t block_;
  std::uint64_t last_;
  std::vector<std::uint32_t> accounts_{}, metrics_{};  ///< the block's numbers -> all names' numbers
  std::size_t next_chunk_ = 0;
  std::string chunk_{};
  PackedReader packed_{std::string_view()};
  PackedPost post_{};
};

class Merge {
 public:
  Merge(std::span<const MonthColumns> months, const AllNames& names, const Range& range, SeriesReader& reader)
      : range_(range), reader_(reader) {
    for (const auto& month : months) {
      for (std::size_t block = 0; block < month.blocks().size(); ++block) cursors_.emplace_back(month, block, names, range);
    }
    for (std::uint32_t i = 0; i < names.accounts.size(); ++i) account_wanted_.push_back(reader.wants_account(i) ? 1 : 0);
    for (std::uint32_t i = 0; i < names.metrics.size(); ++i) metric_wanted_.push_back(reader.wants_metric(i) ? 1 : 0);
  }

  Result<void> run() {
    for (std::uint32_t i = 0; i < cursors_.size(); ++i) CHECK_OK(advance(i, true));
    while (!heap_.empty()) {
      CHECK_OK(take_same_post());
      if (account_wanted_[cursors_[same_.front()].account()] != 0) CHECK_OK(tell());
      for (const std::uint32_t one : same_) CHECK_OK(advance(one, false));
    }
    return {};
  }

 private:
  struct Head {
    std::uint64_t hash;
    std::uint32_t cursor;
  };
  // The heap's top is the lowest hash, and of equal ones the earlier block.
  static bool later(const Head& a, const Head& b) { return a.hash != b.hash ? a.hash > b.hash : a.cursor > b.cursor; }

  void push(std::uint32_t cursor) {
    heap_.push_back({cursors_[cursor].post().hash, cursor});
    std::push_heap(heap_.begin(), heap_.end(), later);
  }

  Result<void> advance(std::uint32_t cursor, bool first) {
    TRY(bool more, cursors_[cursor].next());
    // The first chunk in range may begin before the range.
    while (first && more && cursors_[cursor].post().hash < range_.first) {
      TRY(more, cursors_[cursor].next());
    }
    if (more) push(cursor);
    return {};
  }

  int compared(std::uint32_t a, std::uint32_t b) const {
    const Cursor &one = cursors_[a], &other = cursors_[b];
    if (one.account() != other.account()) return one.account() < other.account() ? -1 : 1;
    return one.post().post.compare(other.post().post);
  }

  /// The cursors that stand on the next post, in the order of time.
  Result<void> take_same_post() {
    same_.clear();
    const std::uint64_t hash = heap_.front().hash;
    while (!heap_.empty() && heap_.front().hash == hash) {
      same_.push_back(heap_.front().cursor);
      std::pop_heap(heap_.begin(), heap_.end(), later);
      heap_.pop_back();
    }
    if (std::all_of(same_.begin() + 1, same_.end(), [&](std::uint32_t one) { return compared(one, same_.front()) == 0; })) return {};
    // Different posts of the same hash: the first by name goes on, as it does within a block.
    const std::uint32_t first = *std::min_element(same_.begin(), same_.end(), [&](std::uint32_t a, std::uint32_t b) { return compared(a, b) < 0; });
    std::vector<std::uint32_t> kept;
    for (const std::uint32_t one : same_) {
      if (compared(one, first) == 0) kept.push_back(one);
      else push(one);
    }
    same_ = std::move(kept);
    return {};
  }

  struct Piece {
    std::uint32_t metric;
    std::uint32_t cursor;
    PackedSeries series;
  };

  Result<void> tell() {
    pieces_.clear();
    for (const std::uint32_t one : same_) {
      const auto& cursor = cursors_[one];
      PackedReader packed(cursor.post().metrics);
      for (PackedSeries series; next_series(packed, series);) {
        if (series.metric >= cursor.metrics().size()) return cursor.broken();
        const std::uint32_t metric = cursor.metrics()[series.metric];
        if (metric_wanted_[metric] != 0) pieces_.push_back({metric, one, series});
      }
      if (packed.broken()) return cursor.broken();
    }
    // Equal ones stay in the order of time.
    const auto lower = [](const Piece& a, const Piece& b) { return a.metric < b.metric; };
    if (!std::is_sorted(pieces_.begin(), pieces_.end(), lower)) std::stable_sort(pieces_.begin(), pieces_.end(), lower);
    for (std::size_t i = 0; i < pieces_.size();) {
      readings_.clear();
      const std::uint32_t metric = pieces_[i].metric;
      for (; i < pieces_.size() && pieces_[i].metric == metric; ++i) {
        const auto& cursor = cursors_[pieces_[i].cursor];
        if (!unpack(pieces_[i].series, cursor.base(), range_.from, range_.until, readings_)) return cursor.broken();
      }
      if (readings_.empty()) continue;
      // Only where a line was filed in another month than its own, or a month has more than one block.
      const auto earlier = [](const Reading& a, const Reading& b) { return a.at() < b.at(); };
      if (!std::is_sorted(readings_.begin(), readings_.end(), earlier)) std::stable_sort(readings_.begin(), readings_.end(), earlier);
      reader_.series({.account = cursors_[same_.front()].account(), .metric = metric, .post = cursors_[same_.front()].post().post}, readings_);
    }
    return {};
  }

  const Range& range_;
  SeriesReader& reader_;
  std::vector<Cursor> cursors_{};
  std::vector<char> account_wanted_{}, metric_wanted_{};
  std::vector<Head> heap_{};
  std::vector<std::uint32_t> same_{};
  std::vector<Piece> pieces_{};
  std::vector<Reading> readings_{};
};

}  // namespace

AllNames names_of(std::span<const MonthColumns> months) {
  std::set<std::string> accounts, metrics;
  for (const auto& month : months) {
    for (const auto& block : month.blocks()) {
      accounts.insert(block.accounts.begin(), block.accounts.end());
      metrics.insert(block.metrics.begin(), block.metrics.end());
    }
  }
  return {.accounts = {accounts.begin(), accounts.end()}, .metrics = {metrics.begin(), metrics.end()}};
}

Result<void> merge(std::span<const MonthColumns> months, const AllNames& names, const Range& range, SeriesReader& reader) {
  return Merge(months, names, range, reader).run();
}

}  // namespace cmtool::samples
