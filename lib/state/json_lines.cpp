// SPDX-License-Identifier: MIT
#include "state/json_lines.hpp"

#include "base/hash.hpp"
#include "base/tr.hpp"
#include "state/json_file.hpp"

namespace cmtool {
namespace {

constexpr std::string_view sum_key = ",\"sum\":\"";
constexpr std::size_t sum_size = 8;
constexpr std::uint64_t largest_file = 1u << 30;

std::string sum_of(std::string_view text) { return sha256_hex(text).substr(0, sum_size); }

/// The object of a line, or nothing when the line is damaged.
std::optional<Json> object_of(std::string_view line) {
  const std::size_t tail = sum_key.size() + sum_size + 2;  // ,"sum":"01234567"}
  const std::size_t at = line.size() > tail ? line.size() - tail : std::string_view::npos;
  if (at != std::string_view::npos && line.substr(at, sum_key.size()) == sum_key && line.ends_with("\"}")) {
    if (sum_of(line.substr(0, at)) != line.substr(at + sum_key.size(), sum_size)) return std::nullopt;
  }
  auto json = parse_json(line);
  if (!json.ok() || !json->is_object()) return std::nullopt;
  json->erase("sum");
  return std::move(json).value();
}

struct Lines {
  std::vector<Json> objects{};
  std::size_t whole = 0;  ///< bytes up to the end of the last good line
  std::size_t bad = 0;    ///< the number of a damaged line that is not the last one; 0: none
};

Lines lines_of(std::string_view content) {
  Lines result;
  std::size_t number = 0;
  for (std::size_t at = 0; at < content.size();) {
    const auto end = content.find('\n', at);
    if (end == std::string_view::npos) break;
    ++number;
    auto object = object_of(content.substr(at, end - at));
    const bool last = content.find_first_not_of(std::string_view("\0", 1), end + 1) == std::string_view::npos ||
                      content.find('\n', end + 1) == std::string_view::npos;
    at = end + 1;
    if (object) {
      result.objects.push_back(std::move(*object));
      result.whole = at;
    } else {
      if (!last) result.bad = number;
      break;
    }
  }
  return result;
}

}  // namespace

std::size_t whole_size(std::string_view content) { return lines_of(content).whole; }

std::string line_of(const Json& json) {
  std::string text = json.dump();
  text.pop_back();
  // An empty object has no member before the comma.
  return text.size() == 1 ? "{}\n" : text + std::string(sum_key) + sum_of(text) + "\"}\n";
}

Result<std::vector<Json>> load_lines(Disk& disk, const Disk::Path& path) {
  const auto content = disk.read(path, largest_file);
  if (!content.ok() && content.error().fault == Fault::not_found) return std::vector<Json>();
  if (!content.ok()) return content.error();
  auto lines = lines_of(*content);
  if (lines.bad != 0) return damaged(path, tr("line {}", lines.bad));
  return std::move(lines.objects);
}

Result<AddedLines> load_lines_from(Disk& disk, const Disk::Path& path, std::uint64_t from) {
  auto source = disk.open(path);
  if (!source.ok() && source.error().fault == Fault::not_found && from == 0) return AddedLines{};
  if (!source.ok()) return std::move(source).error();
  const std::uint64_t size = (*source)->size();
  if (size < from) return damaged(path, tr("it is shorter than it was"));
  AddedLines added{.end = from};
  CHECK_OK((*source)->go_to(from));
  std::string held, piece(1u << 20, '\0');
  bool ended = false;
  while (!ended) {
    TRY(const std::size_t got, (*source)->read(piece.data(), piece.size()));
    ended = got == 0;
    held.append(piece, 0, got);
    // Before the end of the file only what surely is no tail is looked at: all but the last line.
    const auto last = held.rfind('\n');
    if (!ended && (last == std::string::npos || last == 0)) continue;
    const auto before_last = ended ? std::string::npos : held.rfind('\n', last - 1);
    if (!ended && before_last == std::string::npos) continue;
    auto lines = lines_of(ended ? std::string_view(held) : std::string_view(held).substr(0, before_last + 1));
    const bool broken = lines.bad != 0 || (!ended && lines.whole != before_last + 1);
    if (broken) return damaged(path, tr("the line at byte {}", added.end + lines.whole));
    for (auto& object : lines.objects) added.objects.push_back(std::move(object));
    added.end += lines.whole;
    held.erase(0, lines.whole);
  }
  return added;
}

Result<std::uint64_t> append_lines_at(Disk& disk, const Disk::Path& path, std::uint64_t whole, const std::vector<Json>& objects) {
  if (objects.empty()) return whole;
  std::string text;
  for (const auto& object : objects) text += line_of(object);
  const auto facts = disk.facts(path);
  if (!facts.ok() && facts.error().fault != Fault::not_found) return facts.error();
  const std::uint64_t size = facts.ok() ? facts->bytes : 0;
  if (size < whole) return damaged(path, tr("it is shorter than it was"));
  if (size > whole) CHECK_OK(disk.truncate(path, whole));
  CHECK_OK(disk.append(path, text));
  CHECK_OK(disk.sync(path));
  if (!facts.ok()) CHECK_OK(disk.sync_folder(path.parent_path()));
  return whole + text.size();
}

Result<void> append_lines(Disk& disk, const Disk::Path& path, const std::vector<Json>& objects) {
  if (objects.empty()) return {};
  std::string text;
  for (const auto& object : objects) text += line_of(object);
  const auto content = disk.read(path, largest_file);
  if (!content.ok() && content.error().fault != Fault::not_found) return content.error();
  if (content.ok()) {
    const auto lines = lines_of(*content);
    if (lines.bad != 0) return damaged(path, tr("line {}", lines.bad));
    if (lines.whole < content->size()) CHECK_OK(disk.truncate(path, lines.whole));
  }
  CHECK_OK(disk.append(path, text));
  CHECK_OK(disk.sync(path));
  return content.ok() ? Result<void>() : disk.sync_folder(path.parent_path());
}

}  // namespace cmtool
