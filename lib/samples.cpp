// SPDX-License-Identifier: MIT
#include "samples.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "samples/block_builder.hpp"
#include "samples/merge.hpp"
#include "samples/stretch.hpp"

namespace cmtool {
namespace {

using namespace samples;

// So many lines are a block: what is made of them fits into the memory that a thread may use.
constexpr std::uint64_t stretch_bytes = 40u << 20;

using Task = std::function<Result<void>(std::size_t)>;

/// Does the tasks 0 … count-1 on two threads at most, in that order; answers the error of the first one that failed.
Result<void> in_parallel(std::size_t count, const std::function<Task()>& task_for_a_thread) {
  std::vector<std::optional<Error>> faults(count);
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> failed = false;
  const auto work = [&] {
    const auto task = task_for_a_thread();
    for (std::size_t one = next++; one < count && !failed; one = next++) {
      if (auto done = task(one); !done.ok()) {
        faults[one] = std::move(done).error();
        failed = true;
      }
    }
  };
  if (count > 1 && std::thread::hardware_concurrency() != 1) {
    const std::jthread other(work);
    work();
  } else {
    work();
  }
  for (auto& fault : faults) {
    if (fault) return std::move(*fault);
  }
  return {};
}

/// The ends of time come nearer: readings have no room for them.
std::int64_t milliseconds_of(Instant at) { return std::clamp(at.time_since_epoch().count(), -(std::int64_t{1} << 61), std::int64_t{1} << 61); }

/// The first moment of "2026-11".
std::int64_t start_of(const std::string& month) {
  const auto at = parse_iso(month + "-01T00:00:00Z");
  return at.ok() ? milliseconds_of(*at) : 0;
}

/// A month's lines, and what they become.
struct Making {
  std::unique_ptr<ColumnsMaker> maker{};
  std::atomic<std::size_t> left = 0;
};

struct Piece {
  std::size_t month = 0;
  std::uint64_t sequence = 0;
  Stretch stretch{};
};

}  // namespace

Result<Samples::Month> Samples::month(const std::string& name) {
  Month month{.name = name, .file = file_of(name)};
  TRY(month.state, lines_state(disk_, month.file));
  TRY(const auto source, disk_.open(month.file));
  TRY(month.end, whole_lines(*source, month.state.bytes));
  return month;
}

Result<std::vector<Samples::Month>> Samples::months(const SamplePeriod& period) {
  std::vector<Month> result;
  auto files = disk_.list(layout_.samples());
  if (!files.ok() && files.error().fault == Fault::not_found) return result;
  if (!files.ok()) return std::move(files).error();
  // The ends of time have no month.
  const std::string first = period.from <= Instant{} ? "0000-00" : month_of(period.from);
  const std::string last = period.until.time_since_epoch() > std::chrono::years(8000) ? "9999-12" : month_of(period.until - std::chrono::milliseconds(1));
  for (const auto& file : *files) {
    const std::string name = file.name.substr(0, file.name.find('.'));
    if (!is_month(name) || file.name != name + ".ndjson" || name < first || name > last) continue;
    TRY(auto one, month(name));
    result.push_back(std::move(one));
  }
  return result;
}

Result<std::vector<MonthColumns>> Samples::columns(const std::vector<Month>& wanted) {
  std::vector<std::optional<MonthColumns>> found(wanted.size());
  const std::string open_month = month_of(now_);
  const Task look = [&](std::size_t i) -> Result<void> {
    if (wanted[i].name < open_month) found[i] = kept_columns(disk_, columns_of(wanted[i].name), wanted[i].state);
    return {};
  };
  CHECK_OK(in_parallel(wanted.size(), [&] { return look; }));

  std::vector<Making> making(wanted.size());
  std::vector<Piece> pieces;
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    if (found[i]) continue;
    const auto& month = wanted[i];
    making[i].maker = std::make_unique<ColumnsMaker>(disk_, month.file, columns_of(month.name), start_of(month.name));
    if (month.name < open_month) making[i].maker->keep(month.state);
    std::uint64_t sequence = 0;
    for (std::uint64_t from = 0; from < month.end || sequence == 0; from += stretch_bytes) {
      pieces.push_back({.month = i, .sequence = sequence++, .stretch = {.file = month.file, .from = from, .to = from + stretch_bytes, .end = month.end}});
    }
    making[i].left = sequence;
  }
  const auto make = [&](std::size_t number, BlockBuilder& builder) -> Result<void> {
    const auto& piece = pieces[number];
    StretchReader reader(disk_, piece.stretch);
    for (RawSample sample; reader.next(sample);) builder.add(sample);
    if (reader.fault()) return *reader.fault();
    BlockIndex index{.sequence = piece.sequence};
    auto& maker = *making[piece.month].maker;
    std::string bytes = builder.take(maker.base(), index);
    CHECK_OK(maker.add(std::move(index), std::move(bytes)));
    if (--making[piece.month].left > 0) return {};
    TRY(found[piece.month], maker.finish());
    return {};
  };
  CHECK_OK(in_parallel(pieces.size(), [&]() -> Task {
    return [&, builder = std::make_shared<BlockBuilder>()](std::size_t number) { return make(number, *builder); };
  }));
  std::vector<MonthColumns> result;
  for (auto& one : found) result.push_back(std::move(*one));
  return result;
}

Result<void> Samples::ask(const SamplePeriod& period, std::span<SeriesReader* const> readers) {
  TRY(const auto wanted, months(period));
  TRY(const auto all, columns(wanted));
  const auto names = names_of(all);
  for (auto* const reader : readers) reader->names(names.accounts, names.metrics);
  // A share of the hashes for each reader.
  const std::uint64_t share = ~std::uint64_t{0} / readers.size();
  const Task tell = [&](std::size_t i) {
    const bool last = i + 1 == readers.size();
    const Range range{.from = milliseconds_of(period.from), .until = milliseconds_of(period.until), .first = i == 0 ? 0 : share * i + 1,
                      .last = last ? ~std::uint64_t{0} : share * (i + 1)};
    return merge(all, names, range, *readers[i]);
  };
  return in_parallel(readers.size(), [&] { return tell; });
}

Result<void> Samples::each(const SamplePeriod& period, const std::function<Result<void>(const Sample&)>& take) {
  TRY(const auto wanted, months(period));
  const std::int64_t from = milliseconds_of(period.from), until = milliseconds_of(period.until);
  for (const auto& month : wanted) {
    StretchReader reader(disk_, {.file = month.file, .from = 0, .to = month.end, .end = month.end});
    for (RawSample raw; reader.next(raw);) {
      if (raw.at < from || raw.at >= until) continue;
      CHECK_OK(take({.account = std::string(raw.account), .post = std::string(raw.post), .metric = std::string(raw.metric),
                     .value = raw.known ? std::optional(raw.value) : std::nullopt, .at = Instant(std::chrono::milliseconds(raw.at))}));
    }
    if (reader.fault()) return *reader.fault();
  }
  return {};
}

}  // namespace cmtool
