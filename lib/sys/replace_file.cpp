// SPDX-License-Identifier: MIT
#include "sys/replace_file.hpp"

#include "base/id.hpp"
#include "base/tr.hpp"

namespace cmtool {
namespace {

constexpr unsigned readable_by_others = 0004;

}  // namespace

Result<void> replace_file(Disk& disk, const Disk::Path& path, std::string_view bytes) {
  const auto facts = disk.facts(path);
  if (!facts.ok() && facts.error().fault != Fault::not_found) return facts.error();
  if (facts.ok() && facts->kind == Entry::Kind::folder) {
    return Error{.fault = Fault::usage, .message = tr("{} is a folder", path.string()), .hint = tr("name a file in it")};
  }
  if (facts.ok() && facts->kind != Entry::Kind::file) {
    return Error{.fault = Fault::usage, .message = tr("{} is not a regular file", path.string()), .hint = tr("name another file, or - for the standard output")};
  }
  const Disk::Path folder = path.parent_path().empty() ? Disk::Path(".") : path.parent_path();
  const Disk::Path beside = folder / ("." + path.filename().string() + "." + random_hex(4) + ".tmp");
  const auto who = facts.ok() && (facts->mode & readable_by_others) != 0 ? Readable::everyone : Readable::owner;
  if (const auto written = disk.write_new(beside, bytes, who); !written.ok()) {
    if (written.error().fault != Fault::not_found) return written.error();
    return Error{.fault = Fault::not_found, .message = tr("there is no folder {}", folder.string()), .hint = tr("make it first, or name another file")};
  }
  auto done = disk.sync(beside);
  if (done.ok()) done = disk.rename(beside, path);
  if (!done.ok()) {
    static_cast<void>(disk.remove(beside));
    return done;
  }
  return disk.sync_folder(folder);
}

}  // namespace cmtool
