// SPDX-License-Identifier: MIT
#include "samples/columns.hpp"

#include <algorithm>
#include <utility>

#include "samples/hash64.hpp"

namespace cmtool::samples {
namespace {

constexpr std::uint64_t order_seed = 0x636d746f6f6cu;  // part of the format: the order of posts
constexpr std::size_t chunk_bytes = 64 * 1024;
constexpr std::uint64_t whole_seconds = 1, some_unknown = 2;

// A time, a value and a bit of a row; the numbers before a series, and those before a post.
constexpr std::size_t row_bytes = 21, series_head_bytes = 40, post_head_bytes = 40;

char* room(std::vector<char>& scratch, std::size_t bytes) {
  if (scratch.size() < bytes) scratch.resize(2 * bytes);
  return scratch.data();
}

}  // namespace

std::uint64_t post_hash(std::string_view account, std::string_view post) { return hash64(post, hash64(account, order_seed)); }

void BlockPacker::add(std::uint64_t hash, std::uint32_t account, std::string_view post, std::span<const Row> rows) {
  if (!open_) index_.chunks.push_back({.first = hash, .offset = bytes_.size()});
  open_ = true;
  char* const metrics = room(metrics_, rows.size() * (row_bytes + series_head_bytes));
  char* end = metrics;
  for (std::size_t from = 0, to = 0; from < rows.size(); from = to) {
    while (to < rows.size() && rows[to].metric == rows[from].metric) ++to;
    end = pack_series(end, rows.subspan(from, to - from));
  }
  const auto size = static_cast<std::size_t>(end - metrics);
  char head[post_head_bytes];
  std::memcpy(head, &hash, sizeof hash);
  char* at = put_number(put_number(head + sizeof hash, account), post.size());
  bytes_.append(head, static_cast<std::size_t>(at - head)).append(post);
  at = put_number(head, size);
  bytes_.append(head, static_cast<std::size_t>(at - head)).append(metrics, size);
  index_.chunks.back().last = hash;
  if (bytes_.size() - index_.chunks.back().offset >= chunk_bytes) close_chunk();
}

char* BlockPacker::pack_series(char* to, std::span<const Row> rows) {
  bool all_known = true, seconds = true;
  for (const auto& row : rows) {
    all_known = all_known && row.known();
    seconds = seconds && (row.at() - base_) % 1000 == 0;
  }
  const std::int64_t unit = seconds ? 1000 : 1;
  char* const packed = room(series_, rows.size() * row_bytes);
  char* end = put_number(packed, zigzag(static_cast<std::uint64_t>((rows.front().at() - base_) / unit)));
  for (std::size_t i = 1; i < rows.size(); ++i) end = put_number(end, static_cast<std::uint64_t>((rows[i].at() - rows[i - 1].at()) / unit));
  if (!all_known) {
    std::memset(end, 0, (rows.size() + 7) / 8);
    for (std::size_t i = 0; i < rows.size(); ++i) end[i / 8] = static_cast<char>(end[i / 8] | ((rows[i].known() ? 1 : 0) << (i % 8)));
    end += (rows.size() + 7) / 8;
  }
  std::uint64_t before = 0;
  for (const auto& row : rows) {
    if (!row.known()) continue;
    const auto value = static_cast<std::uint64_t>(row.value);
    end = put_number(end, zigzag(value - before));
    before = value;
  }
  const auto size = static_cast<std::size_t>(end - packed);
  to = put_number(put_number(to, rows.front().metric), rows.size());
  to = put_number(put_number(to, (seconds ? whole_seconds : 0) | (all_known ? 0 : some_unknown)), size);
  std::memcpy(to, packed, size);
  return to + size;
}

void BlockPacker::close_chunk() {
  auto& chunk = index_.chunks.back();
  chunk.bytes = bytes_.size() - chunk.offset;
  chunk.sum = hash64(std::string_view(bytes_).substr(chunk.offset), 0);
  open_ = false;
}

std::string BlockPacker::take() {
  if (open_) close_chunk();
  return std::exchange(bytes_, {});
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
  values.skip_numbers(series.count);
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
