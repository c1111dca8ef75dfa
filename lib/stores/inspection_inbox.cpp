// SPDX-License-Identifier: MIT
// What `workspace check` and `repair` do with the inbox: lines that only grow, and the user's single documents.
#include "base/tr.hpp"
#include "state/json_file.hpp"
#include "state/json_lines.hpp"
#include "stores/inspection.hpp"

namespace cmtool {
namespace {

constexpr std::uint64_t largest_file = 1u << 30;

/// The lines that are whole, those behind a damaged one too.
std::string whole_lines(std::string_view content) {
  std::string whole;
  for (std::size_t at = 0; at < content.size();) {
    const auto end = content.find('\n', at);
    if (end == std::string_view::npos) break;
    const auto line = content.substr(at, end + 1 - at);
    if (whole_size(line) == line.size()) whole += line;
    at = end + 1;
  }
  return whole;
}

}  // namespace

Result<void> Inspection::inbox() {
  TRY(const auto accounts, entries(layout_.inbox()));
  for (const auto& account : accounts) {
    if (account.kind == Entry::Kind::folder) CHECK_OK(lines(layout_.inbox(account.name)));
  }
  CHECK_OK(lines(layout_.decisions()));
  for (const auto& folder : {layout_.cursors(), layout_.measuring(), layout_.documents("metrics-imports"), layout_.documents("rules"), layout_.documents("replies"), layout_.documents("people"), layout_.documents("alerts"), layout_.documents("goals"),
                             layout_.documents("topics")}) CHECK_OK(documents(folder));
  return {};
}

Result<void> Inspection::lines(const Disk::Path& folder) {
  TRY(const auto months, entries(folder));
  for (const auto& month : months) {
    if (month.name.ends_with(".ndjson")) CHECK_OK(lines_of(folder / month.name));
  }
  return {};
}

Result<void> Inspection::lines_of(const Disk::Path& path) {
  const auto read = load_lines_from(disk_, path, 0);
  if (!read.ok() && read.error().fault != Fault::state) return read.error();
  const auto facts = disk_.facts(path);
  if (!facts.ok()) return put_aside(path, facts.error());
  if (read.ok()) {
    if (read->end == facts->bytes) return {};
    return found(path, tr("its last line is not whole; it was never reported as kept"), false, tr("cut off"), [&]() -> Result<void> {
      CHECK_OK(disk_.truncate(path, read->end));
      return disk_.sync(path);
    });
  }
  const auto content = disk_.read(path, largest_file);
  if (!content.ok()) return put_aside(path, content.error());
  const auto beside = layout_.damaged() / (path.parent_path().filename().string() + "-" + path.filename().string() + "." + new_id(store_.clock_.now()));
  return found(path, read.error().message, true, tr("its whole lines kept, a copy of all moved to {}", layout_.shown(beside)), [&]() -> Result<void> {
    CHECK_OK(make_folders(disk_, layout_.root(), layout_.damaged()));
    CHECK_OK(disk_.write_new(beside, *content));
    CHECK_OK(disk_.sync(beside));
    CHECK_OK(disk_.sync_folder(layout_.damaged()));
    Change change{.first = {{path, whole_lines(*content)}}};
    return commit(disk_, layout_.root(), {&change}).front();
  });
}

Result<void> Inspection::documents(const Disk::Path& folder) {
  TRY(const auto files, entries(folder));
  for (const auto& file : files) {
    const auto path = folder / file.name;
    if (const auto json = load_json_if_there(disk_, path); !json.ok()) CHECK_OK(put_aside(path, json.error()));
  }
  return {};
}

}  // namespace cmtool
