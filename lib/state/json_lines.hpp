// SPDX-License-Identifier: MIT
// Lines of JSON that are only ever added to.
//
// Each line carries a checksum of itself as its last member ("sum": 8 hexadecimal digits), so that what a power cut has left of an append
// is told from a whole line. A torn tail (no line end, zeros, or a last line whose checksum is wrong) was never reported
// as done: readers pass over it and the next writer cuts it off. Anything wrong before the tail is damage and stops the reader.
// A line without "sum" was added by hand and counts as it is. Writers hold the store's lock.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/result.hpp"
#include "sys/disk.hpp"

namespace cmtool {

/// All whole lines, without their sums; none where there is no file. Fault::state naming the line when one before the tail is
/// damaged.
Result<std::vector<Json>> load_lines(Disk&, const Disk::Path&);

/// Adds the objects as lines, durably, in one write; all or none of them are there after a crash only if they are one line.
Result<void> append_lines(Disk&, const Disk::Path&, const std::vector<Json>&);

/// What has been added to a file that only grows.
struct AddedLines {
  std::vector<Json> objects{};
  std::uint64_t end = 0;  ///< where the whole lines end
};
/// The whole lines that begin at byte `from`, which is the end of a line read before; costs what has been added. Nothing where the file ends there.
/// Fault::state naming the byte when a line before the tail is damaged, and when the file is shorter than `from`.
Result<AddedLines> load_lines_from(Disk&, const Disk::Path&, std::uint64_t from);

/// As append_lines(), where the whole lines are known to end at `whole`: what a power cut left behind it is cut off, and nothing is read. Answers
/// where they end now.
Result<std::uint64_t> append_lines_at(Disk&, const Disk::Path&, std::uint64_t whole, const std::vector<Json>&);

/// One object as a line with its sum and its line end.
std::string line_of(const Json&);

/// How many bytes of this content are whole lines.
std::size_t whole_size(std::string_view content);

}  // namespace cmtool
