// SPDX-License-Identifier: MIT
// cmtool's own: CSV with the options' names as headers, made for spreadsheets, or a JSON object a line, made for pipelines.
//
// Nothing is lost on the way out and in again. The CSV begins with a byte order mark, without which Excel shows "Ã©" for "é", and
// guards what a spreadsheet would run as a formula. "at" may be anything that a person may write for a time.
#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "calendar.hpp"
#include "sheet/columns.hpp"
#include "sheet/options.hpp"
#include "text/encoding.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_line = 2u << 20;  // bytes, as in `post --batch`

/// "media_2", "alt-2", "for:bluesky": what our own headers mean, and no other.
std::string own_role(std::string_view header) {
  const auto colon = header.find(':');
  std::string name = replaced(lower(trimmed(header.substr(0, colon))), "-", "_");
  if (colon != std::string_view::npos) {
    const RowOption* const option = find_row_option(name);
    return option != nullptr && option->kind == OptionKind::map ? name + std::string(header.substr(colon)) : std::string();
  }
  for (const char* part : {"media", "alt", "focus"}) {
    if (name == part) return name;
    if (name.starts_with(part + std::string("_")) && to_integer(name.substr(std::string_view(part).size() + 1))) return replaced(name, "_", ":");
  }
  return find_row_option(name) != nullptr ? name : std::string();
}

const SheetRules& own_rules(const Sheet&) {
  static const SheetRules rules{.role = own_role, .own = true};
  return rules;
}

int sniff(const NamedBytes& file) {
  const std::string beginning = decoded_beginning(file.bytes, longest_line);
  const auto start = trimmed(beginning);
  if (start.starts_with('{')) return parse_json(trimmed(start.substr(0, start.find('\n'))), {.bytes = longest_line}).ok() ? 95 : 0;
  const auto headers = first_cells(file);
  std::size_t known = 0, named = 0;
  bool time = false, text = false;
  for (const auto& header : headers) {
    if (trimmed(header).empty()) continue;
    ++named;
    const std::string role = own_role(header);
    if (!role.empty() && trimmed(header) == lower(trimmed(header))) ++known;
    time = time || role == "at" || role == "every" || role == "slot";
    text = text || role == "text" || role == "media";
  }
  return time && text && known * 2 > named ? 90 : 0;
}

void read_lines(const NamedBytes& file, CalendarReading& reading) {
  const auto utf8 = decoded(file.bytes);
  if (!utf8.ok()) {
    reading.faults.push_back({.file = file.name, .message = utf8.error().message, .hint = utf8.error().hint});
    return;
  }
  std::size_t number = 0;
  for (std::string_view rest = utf8->text; !rest.empty() && reading.rows.size() <= most_calendar_rows;) {
    const auto end = rest.find('\n');
    const auto line = trimmed(rest.substr(0, end));
    rest = end == std::string_view::npos ? std::string_view() : rest.substr(end + 1);
    ++number;
    if (line.empty()) continue;
    auto json = parse_json(line, {.bytes = longest_line});
    if (json.ok() && !json->is_object()) json = Error{.fault = Fault::usage, .message = tr("a line of the calendar must be a JSON object")};
    if (!json.ok()) {
      reading.faults.push_back({.file = file.name, .line = number, .message = json.error().message,
                                .hint = json.error().hint.empty() ? tr("write one JSON object a line, such as {}", R"({"at":"2026-12-24 09:00","text":"Bonjour"})") : json.error().hint});
      continue;
    }
    CalendarRow row{.file = file.name, .line = number};
    for (const auto& [key, value] : json->members()) {
      if (!value.is_null()) row.options.set(replaced(key, "-", "_"), value);
    }
    row.options = in_one_form(row.options);
    row.raw = row.options.dump();
    reading.rows.push_back(std::move(row));
  }
}

Result<CalendarReading> read(const std::vector<NamedBytes>& files, const ReadWish& wish) {
  CalendarReading all;
  for (const auto& file : files) {
    if (trimmed(decoded_beginning(file.bytes)).starts_with('{')) {
      read_lines(file, all);
      continue;
    }
    TRY(auto part, read_sheets({file}, wish, own_rules));
    std::move(part.rows.begin(), part.rows.end(), std::back_inserter(all.rows));
    std::move(part.faults.begin(), part.faults.end(), std::back_inserter(all.faults));
    std::move(part.notes.begin(), part.notes.end(), std::back_inserter(all.notes));
  }
  return all;
}

/// The columns that some row needs, in the options' order.
std::vector<std::string> headers_of(const std::vector<Json>& rows) {
  std::set<std::string, std::less<>> used;
  std::map<std::string, std::set<std::string>, std::less<>> parts;
  std::size_t media = 0;
  for (const auto& row : rows) {
    for (const auto& [name, value] : row.members()) {
      used.insert(name);
      for (const auto& [part, text] : value.members()) parts[name].insert(part);
    }
    media = std::max(media, row["media"].items().size());
  }
  used.insert("at");
  used.insert("text");
  std::vector<std::string> headers;
  for (const auto& option : row_options()) {
    if (used.erase(std::string(option.name)) == 0) continue;
    if (option.kind == OptionKind::media) {
      for (std::size_t i = 1; i <= media; ++i) {
        for (const char* part : {"media", "alt", "focus"}) headers.push_back(i == 1 ? part : fmt::format("{}_{}", part, i));
      }
    } else if (option.kind == OptionKind::map) {
      for (const auto& part : parts[std::string(option.name)]) headers.push_back(fmt::format("{}:{}", option.name, part));
    } else {
      headers.emplace_back(option.name);
    }
  }
  headers.insert(headers.end(), used.begin(), used.end());  // of a newer cmtool
  return headers;
}

std::string cell_of(const Json& row, const std::string& header) {
  const std::string role = own_role(header);
  const auto colon = role.find(':');
  const std::string name = role.substr(0, colon), part = colon == std::string::npos ? std::string() : role.substr(colon + 1);
  if (name == "media" || name == "alt" || name == "focus") {
    const auto index = static_cast<std::size_t>(to_integer(part).value_or(1)) - 1;
    return row["media"][index][name == "media" ? "file" : name].string_or();
  }
  if (!part.empty()) return row[name][part].string_or();
  const RowOption* const option = find_row_option(header);
  const Json& value = row[header];
  if (option == nullptr) return value.is_null() ? std::string() : value.is_string() ? value.string_or() : value.dump();
  return option_cell(*option, value);
}

Result<CalendarWriting> write(const std::vector<CalendarRow>& rows, const WriteWish& wish) {
  std::vector<Json> options;
  options.reserve(rows.size());
  for (const auto& row : rows) options.push_back(in_one_form(row.options));
  std::string bytes;
  if (wish.ndjson) {
    for (const auto& row : options) bytes += row.dump() + "\n";
    return CalendarWriting{.files = {{.name = "schedule.ndjson", .bytes = std::move(bytes)}}};
  }
  const auto headers = headers_of(options);
  bytes = "\xEF\xBB\xBF" + csv_line(headers) + "\n";
  for (const auto& row : options) {
    std::vector<std::string> cells;
    for (const auto& header : headers) cells.push_back(guarded(cell_of(row, header)));
    bytes += csv_line(cells) + "\n";
  }
  return CalendarWriting{.files = {{.name = "schedule.csv", .bytes = std::move(bytes)}}};
}

const Calendar calendar{
    .name = "cmtool", .title = N_("cmtool's own CSV or NDJSON"), .sniff = sniff, .read = read, .write = write, .lossless = true};

}  // namespace

const Calendar& cmtool_calendar() { return calendar; }

}  // namespace cmtool
