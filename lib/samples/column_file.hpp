// SPDX-License-Identifier: MIT
// A month's columns, and the file in which those of a closed month are kept.
//
// The file is derived: the lines are the truth. It says of which lines it was made, by their size, the time of their last change and a hash
// of both ends; when they say otherwise, or a checksum is wrong, or it is of another version, it counts as absent. It is replaced as a whole
// and not synced: a power cut costs making it again.
//   "cmtcol1\n", the chunks of all blocks, the index, and 32 bytes: where the index is, its size, its hash, "cmtcol1\n"
#pragma once
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "samples/columns.hpp"
#include "sys/disk.hpp"

namespace cmtool::samples {

/// What is known of a file of lines without reading it.
struct LinesState {
  std::uint64_t bytes = 0;
  std::int64_t changed = 0;  ///< milliseconds since 1970
  std::uint64_t ends = 0;    ///< a hash of its beginning and its end
  bool operator==(const LinesState&) const = default;
};

/// Fault::not_found where there is no such file.
Result<LinesState> lines_state(Disk&, const Disk::Path&);

/// A month's samples: blocks whose chunks lie in memory or in a file that is kept open.
class MonthColumns {
 public:
  /// Chunks of a block, by its place in blocks().
  Result<void> read(std::size_t block, const ChunkPlace&, std::string& to) const;
  [[nodiscard]] const std::vector<BlockIndex>& blocks() const { return blocks_; }
  /// The time from which its times are counted.
  [[nodiscard]] std::int64_t base() const { return base_; }
  [[nodiscard]] const Disk::Path& file() const { return file_; }

 private:
  friend class ColumnsMaker;
  friend std::optional<MonthColumns> kept_columns(Disk&, const Disk::Path&, const LinesState&);

  std::vector<BlockIndex> blocks_{};  ///< in the order of the lines
  std::vector<std::string> held_{};   ///< what is in memory, by block
  std::int64_t base_ = 0;
  Disk::Path file_{};                 ///< the lines' or the columns': whose damage it would be
  std::unique_ptr<Source> source_{};
  std::unique_ptr<std::mutex> one_at_a_time_ = std::make_unique<std::mutex>();
};

/// What is kept of these lines, if it is whole and of them.
std::optional<MonthColumns> kept_columns(Disk&, const Disk::Path& file, const LinesState&);

/// Makes the columns of a month from its blocks, which may come in any order and from any thread. What is large goes to a file, whether it is to be kept or not.
class ColumnsMaker {
 public:
  /// `base` is any time in the month, the same for all blocks; `columns` is where they are kept, or would be.
  ColumnsMaker(Disk& disk, Disk::Path lines, Disk::Path columns, std::int64_t base);
  ColumnsMaker(const ColumnsMaker&) = delete;
  ColumnsMaker& operator=(const ColumnsMaker&) = delete;
  ~ColumnsMaker();

  /// They are to be kept. Not done where there is no place for them, or where the lines were changed so shortly ago that another change would not
  /// be told from that one.
  void keep(const LinesState&);
  Result<void> add(BlockIndex, std::string bytes);
  Result<MonthColumns> finish();
  [[nodiscard]] std::int64_t base() const { return made_.base_; }

 private:
  /// Makes the file and moves into it what is in memory; without it when that fails.
  Result<void> begin_file();
  Result<void> add_to_file(BlockIndex&, std::string& bytes);
  /// There is no space for a file: what was written of it is taken into memory.
  Result<void> give_up();
  Result<void> end_file();

  Disk& disk_;
  std::mutex mutex_{};
  MonthColumns made_{};
  Disk::Path lines_, columns_, temporary_{};
  std::optional<LinesState> kept_of_{};  ///< nothing: they are not to be kept
  bool has_no_place_ = false;
  std::uint64_t written_ = 0, in_memory_ = 0;
};

}  // namespace cmtool::samples
