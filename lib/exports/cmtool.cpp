// SPDX-License-Identifier: MIT
// cmtool's own: what `moderate list` gives with --json, --format ndjson or csv, and the lines of a workspace's inbox. Nothing of an item is lost on
// the way out and in again; how it stands here (labels, who deals with it, notes) is a matter of decisions and does not travel.
#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "rows/json_pieces.hpp"
#include "rows/table.hpp"
#include "sheet/csv.hpp"

namespace cmtool {
namespace {

std::optional<ItemField> own_field(std::string_view header) {
  static const std::map<std::string_view, ItemField> fields{{"remote_id", ItemField::id},          {"account", ItemField::account},     {"kind", ItemField::kind},
                                                            {"at", ItemField::at},                 {"author", ItemField::author},       {"author_handle", ItemField::handle},
                                                            {"author_id", ItemField::author_id},   {"author_url", ItemField::author_url}, {"followers", ItemField::followers},
                                                            {"text", ItemField::text},             {"url", ItemField::url},             {"language", ItemField::language},
                                                            {"on", ItemField::on},                 {"answers", ItemField::answers},     {"remote_state", ItemField::state}};
  const auto found = fields.find(header);
  return found == fields.end() ? ItemField::none : found->second;
}

std::string own_cell(ItemField, std::string cell) { return unguarded(std::move(cell)); }

/// A line of the list: flat. A line of the inbox has its author in one piece.
Result<ExportRow> row_of(const Json& json, std::size_t line) {
  ExportRow row{.line = line, .kind_said = true};
  if (json["remote_id"].string_or().empty()) {
    return Error{.fault = Fault::usage, .message = tr("this line has no remote_id"), .hint = tr("cmtool moderate list --format ndjson gives all that is needed")};
  }
  if (json["author"].is_object()) {
    TRY(row.item, item_from_json(json));
  } else {
    Json flat = json;
    const std::string name = json["author"].string_or(), handle = json["author_handle"].string_or();
    flat.set("author", Json{{"remote_id", json["author_id"].string_or()},
                            {"handle", handle},
                            {"name", name == handle ? "" : name},  // the list shows the handle of who has no name
                            {"url", json["author_url"].string_or()},
                            {"followers", json["followers"]}});
    for (const auto& [key, value] : json.members()) {
      if (value.is_null()) flat.erase(key);
    }
    flat.erase("id");
    TRY(row.item, item_from_json(flat));
  }
  row.item.id.clear();
  if (row.item.account.starts_with('@')) row.item.account.erase(0, 1);
  row.text_said = json.contains("text");
  return row;
}

int sniff(const NamedBytes& beginning) {
  const Json first = json_beginning(beginning.bytes);
  if (first.is_object()) return first.contains("remote_id") && first.contains("account") && first.contains("at") ? 95 : 0;
  const auto headers = first_cells(beginning);
  const auto has = [&](std::string_view name) { return std::find(headers.begin(), headers.end(), name) != headers.end(); };
  return has("remote_id") && has("account") && has("at") ? 95 : 0;
}

Result<ExportReading> read(const NextBytes& next, const ExportWish& wish) {
  // Is it a table? Its first bytes tell; they are put back.
  std::string first;
  while (trimmed(first).empty()) {
    TRY(auto piece, next());
    if (piece.empty()) break;
    first += piece;
  }
  auto begin = trimmed(first);
  if (begin.starts_with("\xEF\xBB\xBF")) begin = trimmed(begin.substr(3));
  const bool json_lines = begin.starts_with('{') || begin.starts_with('[');
  const NextBytes all = [&]() -> Result<std::string> { return first.empty() ? next() : Result<std::string>(std::exchange(first, {})); };
  if (!json_lines) {
    TRY(auto reading, read_item_table(all, wish, {.field = own_field, .cell = own_cell}));
    for (auto& row : reading.rows) {
      if (row.item.account.starts_with('@')) row.item.account.erase(0, 1);
      if (row.item.author.name == row.item.author.handle) row.item.author.name.clear();
    }
    return reading;
  }
  ExportReading reading;
  ExportRows rows(wish, reading);
  CHECK_OK(each_json(all, wish, reading.faults, [&](Json&& json, std::size_t line) {
    auto row = row_of(json, line);
    if (row.ok()) rows.add(std::move(row).value());
    else rows.fault(line, {}, row.error().message, row.error().hint);
    return !rows.full();
  }));
  rows.finish();
  return reading;
}

const Export format{.name = "cmtool", .title = N_("what cmtool moderate list gives"), .sniff = sniff, .read = read};

}  // namespace

const Export& cmtool_export() { return format; }

}  // namespace cmtool
