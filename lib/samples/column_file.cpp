// SPDX-License-Identifier: MIT
#include "samples/column_file.hpp"

#include <algorithm>
#include <numeric>

#include "samples/hash64.hpp"
#include "state/json_file.hpp"
#include "state/layout.hpp"

namespace cmtool::samples {
namespace {

constexpr std::string_view magic = "cmtcol1\n";
constexpr std::size_t trailer_bytes = 32;
constexpr std::uint64_t largest_index = 256u << 20, largest_chunk = 64u << 20;
// Of two changes within the resolution of a file's time the second one cannot be seen: FAT's is two seconds.
constexpr std::int64_t settled = 2000;

Result<std::string> read_at(Source& source, std::uint64_t from, std::uint64_t count) {
  std::string bytes(count, '\0');
  CHECK_OK(source.go_to(from));
  std::size_t have = 0;
  while (have < count) {
    TRY(const std::size_t got, source.read(bytes.data() + have, count - have));
    if (got == 0) break;
    have += got;
  }
  bytes.resize(have);
  return bytes;
}

void put_text(std::string& to, std::string_view text) {
  put_number(to, text.size());
  to += text;
}

void put_word(std::string& to, std::uint64_t word) { to.append(reinterpret_cast<const char*>(&word), sizeof word); }

std::uint64_t word_of(PackedReader& from) {
  const auto bytes = from.bytes(sizeof(std::uint64_t));
  return from.broken() ? 0 : loaded<std::uint64_t>(bytes.data());
}

std::string index_text(const LinesState& state, std::int64_t base, const std::vector<BlockIndex>& blocks) {
  std::string text;
  for (const std::uint64_t word : {state.bytes, static_cast<std::uint64_t>(state.changed), state.ends, static_cast<std::uint64_t>(base)}) put_word(text, word);
  put_number(text, blocks.size());
  for (const auto& block : blocks) {
    put_number(text, block.sequence);
    put_number(text, block.rows);
    for (const auto* names : {&block.accounts, &block.metrics}) {
      put_number(text, names->size());
      for (const auto& name : *names) put_text(text, name);
    }
    put_number(text, block.chunks.size());
    for (const auto& chunk : block.chunks) {
      for (const std::uint64_t word : {chunk.first, chunk.last, chunk.sum}) put_word(text, word);
      put_number(text, chunk.offset);
      put_number(text, chunk.bytes);
    }
  }
  return text;
}

/// False when it is damaged: no number in it is believed before it is looked at.
bool read_index(PackedReader from, std::uint64_t end_of_chunks, LinesState& state, std::int64_t& base, std::vector<BlockIndex>& blocks) {
  state.bytes = word_of(from);
  state.changed = static_cast<std::int64_t>(word_of(from));
  state.ends = word_of(from);
  base = static_cast<std::int64_t>(word_of(from));
  for (std::uint64_t left = from.number(); left > 0 && !from.broken(); --left) {
    auto& block = blocks.emplace_back();
    block.sequence = from.number();
    block.rows = from.number();
    for (auto* names : {&block.accounts, &block.metrics}) {
      for (std::uint64_t i = from.number(); i > 0 && !from.broken(); --i) names->emplace_back(from.bytes(from.number()));
    }
    for (std::uint64_t i = from.number(); i > 0 && !from.broken(); --i) {
      ChunkPlace chunk{.first = word_of(from), .last = word_of(from)};
      chunk.sum = word_of(from);
      chunk.offset = from.number();
      chunk.bytes = from.number();
      const bool inside = chunk.offset <= end_of_chunks && chunk.bytes <= end_of_chunks - chunk.offset && chunk.bytes <= largest_chunk;
      if (!inside || chunk.first > chunk.last) return false;
      block.chunks.push_back(chunk);
    }
  }
  return !from.broken() && from.left() == 0;
}

}  // namespace

Result<LinesState> lines_state(Disk& disk, const Disk::Path& file) {
  constexpr std::uint64_t each = 4096;
  TRY(const auto facts, disk.facts(file));
  TRY(const auto source, disk.open(file));
  TRY(const auto beginning, read_at(*source, 0, std::min(each, facts.bytes)));
  TRY(const auto end, read_at(*source, facts.bytes - std::min(each, facts.bytes), std::min(each, facts.bytes)));
  return LinesState{.bytes = facts.bytes, .changed = facts.changed.time_since_epoch().count(), .ends = hash64(end, hash64(beginning, 0))};
}

Result<void> MonthColumns::read(std::size_t block, const ChunkPlace& chunk, std::string& to) const {
  if (!source_) {
    to.assign(held_[block], chunk.offset, chunk.bytes);
    return {};
  }
  const std::lock_guard lock(*one_at_a_time_);
  TRY(to, read_at(*source_, chunk.offset, chunk.bytes));
  if (to.size() != chunk.bytes) return damaged(file_, "");
  return {};
}

std::optional<MonthColumns> kept_columns(Disk& disk, const Disk::Path& file, const LinesState& state) {
  auto source = disk.open(file);
  if (!source.ok()) return std::nullopt;
  const std::uint64_t size = (*source)->size();
  if (size < magic.size() + trailer_bytes) return std::nullopt;
  const auto trailer = read_at(**source, size - trailer_bytes, trailer_bytes);
  if (!trailer.ok()) return std::nullopt;
  PackedReader words(*trailer);
  const std::uint64_t index_at = word_of(words), index_bytes = word_of(words), index_hash = word_of(words);
  if (words.bytes(magic.size()) != magic || index_at < magic.size() || index_at > size - trailer_bytes) return std::nullopt;
  if (index_bytes != size - trailer_bytes - index_at || index_bytes > largest_index) return std::nullopt;
  const auto index = read_at(**source, index_at, index_bytes);
  if (!index.ok() || hash64(*index, 0) != index_hash) return std::nullopt;
  MonthColumns columns;
  LinesState made_of;
  if (!read_index(PackedReader(*index), index_at, made_of, columns.base_, columns.blocks_) || made_of != state) return std::nullopt;
  columns.file_ = file;
  columns.source_ = std::move(*source);
  // All of it is looked at before any of it is used, so that a question never has to begin again.
  std::string bytes;
  for (std::size_t block = 0; block < columns.blocks_.size(); ++block) {
    for (const auto& chunk : columns.blocks_[block].chunks) {
      if (!columns.read(block, chunk, bytes).ok() || hash64(bytes, 0) != chunk.sum) return std::nullopt;
    }
  }
  return columns;
}

ColumnsMaker::~ColumnsMaker() {
  if (!temporary_.empty()) (void)disk_.remove(temporary_);
}

void ColumnsMaker::keep_in(const Disk::Path& file, const LinesState& state) {
  const auto temporary = temporary_for(file);
  auto written = disk_.write_new(temporary, magic);
  if (!written.ok() && written.error().fault == Fault::not_found) {
    (void)disk_.make_folder(file.parent_path().parent_path());
    (void)disk_.make_folder(file.parent_path());
    written = disk_.write_new(temporary, magic);
  }
  if (!written.ok()) return;
  temporary_ = temporary;
  to_ = file;
  lines_ = made_.file_;
  state_ = state;
  written_ = magic.size();
  const auto facts = disk_.facts(temporary_);
  if (!facts.ok() || facts->changed.time_since_epoch().count() - state.changed < settled) {
    (void)disk_.remove(temporary_);
    temporary_.clear();
  }
}

Result<void> ColumnsMaker::add(BlockIndex index, std::string bytes) {
  const std::lock_guard lock(mutex_);
  if (!temporary_.empty()) {
    if (disk_.append(temporary_, bytes).ok()) {
      for (auto& chunk : index.chunks) chunk.offset += written_;
      written_ += bytes.size();
      bytes.clear();
    } else {
      CHECK_OK(give_up());
    }
  }
  made_.blocks_.push_back(std::move(index));
  made_.held_.push_back(std::move(bytes));
  return {};
}

Result<void> ColumnsMaker::give_up() {
  TRY(const auto source, disk_.open(temporary_));
  for (std::size_t i = 0; i < made_.blocks_.size(); ++i) {
    auto& chunks = made_.blocks_[i].chunks;
    if (chunks.empty()) continue;
    const std::uint64_t from = chunks.front().offset;
    TRY(made_.held_[i], read_at(*source, from, chunks.back().offset + chunks.back().bytes - from));
    for (auto& chunk : chunks) chunk.offset -= from;
  }
  (void)disk_.remove(temporary_);
  temporary_.clear();
  return {};
}

/// The file takes its name if its lines are still what they were; we read it in either case.
Result<void> ColumnsMaker::put_away() {
  std::string text = index_text(state_, base_, made_.blocks_);
  const std::uint64_t bytes = text.size(), hash = hash64(text, 0);
  for (const std::uint64_t word : {written_, bytes, hash}) put_word(text, word);
  text += magic;
  if (!disk_.append(temporary_, text).ok()) return give_up();
  TRY(made_.source_, disk_.open(temporary_));
  const auto now = lines_state(disk_, lines_);
  if (now.ok() && *now == state_ && disk_.rename(temporary_, to_).ok()) temporary_.clear();
  made_.file_ = to_;
  return {};
}

Result<MonthColumns> ColumnsMaker::finish() {
  std::vector<std::size_t> order(made_.blocks_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return made_.blocks_[a].sequence < made_.blocks_[b].sequence; });
  std::vector<BlockIndex> blocks;
  std::vector<std::string> held;
  for (const std::size_t one : order) {
    blocks.push_back(std::move(made_.blocks_[one]));
    held.push_back(std::move(made_.held_[one]));
  }
  made_.blocks_ = std::move(blocks);
  made_.held_ = std::move(held);
  if (!temporary_.empty()) CHECK_OK(put_away());
  return std::move(made_);
}

}  // namespace cmtool::samples
