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
constexpr std::uint64_t most_in_memory = 32u << 20;

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

ColumnsMaker::ColumnsMaker(Disk& disk, Disk::Path lines, Disk::Path columns, std::int64_t base)
    : disk_(disk), lines_(std::move(lines)), columns_(std::move(columns)) {
  made_.base_ = base;
  made_.file_ = lines_;
}

ColumnsMaker::~ColumnsMaker() {
  if (!temporary_.empty()) (void)disk_.remove(temporary_);
}

void ColumnsMaker::keep(const LinesState& state) {
  if (!begin_file().ok() || temporary_.empty()) return;
  const auto facts = disk_.facts(temporary_);
  if (facts.ok() && facts->changed.time_since_epoch().count() - state.changed >= settled) {
    kept_of_ = state;
    return;
  }
  (void)disk_.remove(temporary_);
  temporary_.clear();
}

Result<void> ColumnsMaker::begin_file() {
  const auto temporary = temporary_for(columns_);
  auto written = disk_.write_new(temporary, magic);
  if (!written.ok() && written.error().fault == Fault::not_found) {
    (void)disk_.make_folder(columns_.parent_path().parent_path());
    (void)disk_.make_folder(columns_.parent_path());
    written = disk_.write_new(temporary, magic);
  }
  has_no_place_ = !written.ok();
  if (has_no_place_) return {};
  temporary_ = temporary;
  written_ = magic.size();
  for (std::size_t i = 0; i < made_.blocks_.size() && !temporary_.empty(); ++i) CHECK_OK(add_to_file(made_.blocks_[i], made_.held_[i]));
  return {};
}

Result<void> ColumnsMaker::add_to_file(BlockIndex& index, std::string& bytes) {
  if (!disk_.append(temporary_, bytes).ok()) return give_up();
  for (auto& chunk : index.chunks) chunk.offset += written_;
  written_ += bytes.size();
  std::string().swap(bytes);  // clear() would keep the memory
  return {};
}

Result<void> ColumnsMaker::add(BlockIndex index, std::string bytes) {
  const std::lock_guard lock(mutex_);
  in_memory_ += bytes.size();
  if (temporary_.empty() && !has_no_place_ && in_memory_ > most_in_memory) CHECK_OK(begin_file());
  made_.blocks_.push_back(std::move(index));
  made_.held_.push_back(std::move(bytes));
  return temporary_.empty() ? Result<void>() : add_to_file(made_.blocks_.back(), made_.held_.back());
}

Result<void> ColumnsMaker::give_up() {
  has_no_place_ = true;
  TRY(const auto source, disk_.open(temporary_));
  for (std::size_t i = 0; i < made_.blocks_.size(); ++i) {
    auto& chunks = made_.blocks_[i].chunks;
    if (chunks.empty() || !made_.held_[i].empty()) continue;
    const std::uint64_t from = chunks.front().offset;
    TRY(made_.held_[i], read_at(*source, from, chunks.back().offset + chunks.back().bytes - from));
    for (auto& chunk : chunks) chunk.offset -= from;
  }
  (void)disk_.remove(temporary_);
  temporary_.clear();
  return {};
}

/// The file takes its name if it is to be kept and its lines are still what they were; we read it in either case.
Result<void> ColumnsMaker::end_file() {
  if (kept_of_) {
    std::string text = index_text(*kept_of_, made_.base_, made_.blocks_);
    const std::uint64_t bytes = text.size(), hash = hash64(text, 0);
    for (const std::uint64_t word : {written_, bytes, hash}) put_word(text, word);
    text += magic;
    if (!disk_.append(temporary_, text).ok()) return give_up();
  }
  TRY(made_.source_, disk_.open(temporary_));
  made_.file_ = columns_;
  const auto now = lines_state(disk_, lines_);
  const bool stays = kept_of_ && now.ok() && *now == *kept_of_ && disk_.rename(temporary_, columns_).ok();
  if (!stays) (void)disk_.remove(temporary_);
  temporary_.clear();
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
  if (!temporary_.empty()) CHECK_OK(end_file());
  return std::move(made_);
}

}  // namespace cmtool::samples
