// SPDX-License-Identifier: MIT
// A workspace's metrics, by the million.
//
// The lines of samples/YYYY-MM.ndjson are the truth. Questions are asked of columns (samples/columns.hpp) that are made from them: in memory for the
// month that is open, in cache/samples/YYYY-MM.columns for those that are closed, so that the next question about them reads a tenth of the
// bytes. A cost is that of the months asked for. Two threads at most, and memory that does not grow with the number of lines.
// Readers need no lock; add() takes the workspace's.
#pragma once
#include <functional>
#include <span>
#include <vector>

#include "model/sample.hpp"
#include "samples/column_file.hpp"
#include "samples/series.hpp"
#include "state/layout.hpp"
#include "sys/disk.hpp"

namespace cmtool {

/// Times in [from, until).
struct SamplePeriod {
  Instant from = Instant::min();
  Instant until = Instant::max();
};

/// What add() did.
struct AddedSamples {
  std::size_t added = 0;
  std::size_t known = 0;  ///< stood there already, or twice in what was given
};

class Samples {
 public:
  /// `now` says which month is open.
  Samples(Disk& disk, const Disk::Path& workspace, Instant now) : disk_(disk), layout_(workspace), now_(now) {}

  /// Tells each series of the period to one of the readers, all of it. With two readers, two threads are at work.
  /// Fault::state naming file and line where a line is damaged.
  Result<void> ask(const SamplePeriod&, std::span<samples::SeriesReader* const> readers);

  /// All samples of the period, month by month, in the order in which they were filed. In constant memory.
  Result<void> each(const SamplePeriod&, const std::function<Result<void>(const Sample&)>& take);

  /// Files them, durably, by month; what stands there already (the same account, post, metric, time and value) is passed over.
  /// Costs what is added: only samples that are not newer than all of their account's are looked up in their month.
  Result<AddedSamples> add(const std::vector<Sample>&);

 private:
  struct Month {
    std::string name{};
    Disk::Path file{};
    samples::LinesState state{};
    std::uint64_t end = 0;  ///< of its whole lines
  };

  [[nodiscard]] Disk::Path file_of(const std::string& month) const { return layout_.samples() / (month + ".ndjson"); }
  [[nodiscard]] Disk::Path columns_of(const std::string& month) const { return layout_.cache() / "samples" / (month + ".columns"); }
  Result<std::vector<Month>> months(const SamplePeriod&);
  Result<Month> month(const std::string& name);
  Result<std::vector<samples::MonthColumns>> columns(const std::vector<Month>&);

  /// Under the workspace's lock.
  Result<AddedSamples> add_to_month(const std::string& month, const std::vector<const Sample*>&);
  Result<std::uint64_t> mend_tail(const std::string& month);
  Result<std::vector<const Sample*>> without_known(const std::string& month, const std::vector<const Sample*>&);

  Disk& disk_;
  Layout layout_;
  Instant now_;
};

}  // namespace cmtool
