// SPDX-License-Identifier: MIT
// What `workspace check` and `repair` do with metrics: they are read as a question would read them, a window at a time.
#include "base/tr.hpp"
#include "samples/stretch.hpp"
#include "state/json_file.hpp"
#include "stores/inspection.hpp"

namespace cmtool {
namespace {

constexpr std::uint64_t largest_file = 2u << 30;

}  // namespace

Result<void> Inspection::samples() {
  TRY(const auto months, entries(layout_.samples()));
  for (const auto& month : months) {
    if (month.name.ends_with(".ndjson")) CHECK_OK(samples_of(layout_.samples() / month.name));
  }
  return {};
}

Result<void> Inspection::samples_of(const Disk::Path& path) {
  const auto source = disk_.open(path);
  if (!source.ok()) return put_aside(path, source.error());
  const std::uint64_t size = (*source)->size();
  TRY(const std::uint64_t end, samples::whole_lines(**source, size));
  samples::StretchReader reader(disk_, {.file = path, .from = 0, .to = end, .end = end});
  for (samples::RawSample sample; reader.next(sample);) {
  }
  if (!reader.fault()) {
    const std::uint64_t whole = reader.told();
    if (whole == size) return {};
    return found(path, tr("its last line is not whole; it was never reported as kept"), false, tr("cut off"), [&, whole]() -> Result<void> {
      CHECK_OK(disk_.truncate(path, whole));
      return disk_.sync(path);
    });
  }
  const auto beside = layout_.damaged() / (path.parent_path().filename().string() + "-" + path.filename().string() + "." + new_id(store_.clock_.now()));
  return found(path, reader.fault()->message, true, tr("its whole lines kept, a copy of all moved to {}", layout_.shown(beside)), [&]() -> Result<void> {
    TRY(const auto content, disk_.read(path, largest_file));
    CHECK_OK(make_folders(disk_, layout_.root(), layout_.damaged()));
    CHECK_OK(disk_.write_new(beside, content));
    CHECK_OK(disk_.sync(beside));
    CHECK_OK(disk_.sync_folder(layout_.damaged()));
    Change change{.first = {{path, samples::whole_samples(content)}}};
    return commit(disk_, layout_.root(), {&change}).front();
  });
}

}  // namespace cmtool
