// SPDX-License-Identifier: MIT
#include "sheet/service.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "sheet/columns.hpp"
#include "sheet/options.hpp"

namespace cmtool {
namespace {

/// Whose loss is none: they say how cmtool should do it, or are ours alone.
bool may_be_lost(std::string_view option) {
  constexpr std::string_view ours[] = {"at", "zone", "id", "key", "to", "max_late", "strict", "shrink", "utm"};
  return std::find(std::begin(ours), std::end(ours), option) != std::end(ours);
}

}  // namespace

std::string public_picture(const CalendarRow& row) {
  const auto media = media_of(row.options["media"]);
  const std::string file = media.empty() ? std::string() : media.front()["file"].string_or();
  return file.starts_with("https://") || file.starts_with("http://") ? file : std::string();
}

Result<CalendarWriting> write_for_service(const std::vector<CalendarRow>& rows, const WriteWish& wish, const ServiceSheet& sheet,
                                          const std::function<std::vector<std::string>(const CalendarRow&, const std::string& wall)>& cells) {
  CalendarWriting writing;
  std::vector<std::string> lines;
  std::size_t recurring = 0, without_time = 0, pictures_lost = 0;
  std::map<std::string, std::size_t> lost;
  for (const auto& row : rows) {
    if (row.options.contains("every")) {
      ++recurring;
      continue;
    }
    const auto wall = wall_of(row, wish.zone);
    if (!wall && (sheet.needs_time || row.options.contains("at"))) {
      ++without_time;
      continue;
    }
    for (const auto& [option, value] : row.options.members()) {
      if (value.is_null() || may_be_lost(option)) continue;
      if (std::find(sheet.keeps.begin(), sheet.keeps.end(), option) == sheet.keeps.end()) ++lost[option];
    }
    const auto pictures = std::find(sheet.keeps.begin(), sheet.keeps.end(), "media") == sheet.keeps.end() ? 0 : media_of(row.options["media"]).size();
    if (pictures > (public_picture(row).empty() ? 0u : 1u)) ++pictures_lost;
    lines.push_back(csv_line(cells(row, wall.value_or("")), sheet.quote) + "\r\n");
  }
  const std::string head = (sheet.mark ? "\xEF\xBB\xBF" : "") + (sheet.headers.empty() ? std::string() : csv_line(sheet.headers) + "\r\n");
  const std::size_t files = std::max<std::size_t>(1, (lines.size() + sheet.most_rows - 1) / sheet.most_rows);
  for (std::size_t i = 0; i < files; ++i) {
    std::string bytes = head;
    for (std::size_t line = i * sheet.most_rows; line < std::min(lines.size(), (i + 1) * sheet.most_rows); ++line) bytes += lines[line];
    writing.files.push_back({.name = files == 1 ? sheet.file + ".csv" : fmt::format("{}-{}.csv", sheet.file, i + 1), .bytes = std::move(bytes)});
  }
  const auto note = [&](std::size_t count, auto&& text) {
    if (count > 0) writing.notes.push_back(text(static_cast<long long>(count)));
  };
  note(recurring, [](long long n) { return trn("{} recurring post has no place in this format and is left out", "{} recurring posts have no place in this format and are left out", n, n); });
  note(without_time, [](long long n) { return trn("{} post without a time is left out", "{} posts without a time are left out", n, n); });
  note(pictures_lost, [](long long n) {
    return trn("{} post loses pictures: this format takes one, by its web address", "{} posts lose pictures: this format takes one, by its web address", n, n);
  });
  for (const auto& [option, count] : lost) {
    writing.notes.push_back(trn("this format has no place for “{}”, which {} post has", "this format has no place for “{}”, which {} posts have",
                                static_cast<long long>(count), option, count));
  }
  return writing;
}

}  // namespace cmtool
