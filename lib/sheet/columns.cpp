// SPDX-License-Identifier: MIT
#include "sheet/columns.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "sheet/date.hpp"
#include "sheet/options.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

constexpr std::size_t most_media = 20;  // "media_20"; no platform takes more

/// What a column means: the role's name, and what follows its colon.
struct Role {
  std::size_t column = 0;
  std::string name{}, part{};
  std::string header{};
};

bool is_role(std::string_view role) {
  if (role == "-" || role == "date" || role == "time") return true;
  const auto colon = role.find(':');
  const auto name = role.substr(0, colon);
  if (name == "alt" || name == "focus") return true;
  const RowOption* const option = find_row_option(name);
  return option != nullptr && (colon == std::string_view::npos || option->kind == OptionKind::map || option->kind == OptionKind::media);
}

/// A role as a user writes it in --map: dashes and case do not matter before the colon.
std::string said_role(std::string_view said) {
  const auto colon = said.find(':');
  const std::string name = said == "-" ? "-" : replaced(lower(trimmed(said.substr(0, colon))), "-", "_");
  return colon == std::string_view::npos ? name : name + std::string(said.substr(colon));
}

Error no_such_role(const std::string& said) {
  std::string nearest;
  for (const auto& option : row_options()) {
    if (nearest.empty() || distance(said, option.name) < distance(said, nearest)) nearest = option.name;
  }
  return Error{.fault = Fault::usage,
               .message = tr("--map: there is no option “{}”", said),
               .hint = tr("did you mean “{}”? The names are those of the options of cmtool schedule add, date, time, and - for none", nearest)};
}

/// The roles of a file's columns.
class Roles {
 public:
  Roles(const SheetRules& rules, const ReadWish& wish) : rules_(rules), wish_(wish) {}

  Result<void> of_header(const SheetRow& header, const std::string& file, CalendarReading& reading) {
    std::vector<std::string> unknown;
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      const std::string name{trimmed(header.cells[i])};
      std::string role;
      if (const auto* mapped = mapping(name, i)) role = said_role(*mapped);
      else role = rules_.role(name);
      if (role.empty() && !name.empty()) unknown.push_back(name);
      add(i, role, name);
    }
    if (!unknown.empty()) {
      reading.notes.push_back(trn("{}: this column is not used: {}", "{}: these columns are not used: {}", static_cast<long long>(unknown.size()), file,
                                  joined(unknown, ", ")));
    }
    for (const auto& role : roles_) refuse_twins(role, header, file, reading);
    return {};
  }

  void by_place(std::size_t width) {
    for (std::size_t i = 0; i < std::max(width, rules_.places.size()); ++i) {
      const auto* mapped = mapping({}, i);
      add(i, mapped != nullptr ? said_role(*mapped) : i < rules_.places.size() ? rules_.places[i] : "", {});
    }
  }

  /// Is each column that the user named there, in this file?
  [[nodiscard]] Result<void> check_map(const std::vector<std::string>& headers, std::size_t width) const {
    for (const auto& [column, role] : wish_.map) {
      if (!is_role(said_role(role))) return no_such_role(role);
      const auto number = to_integer(column);
      const bool there = (number && *number >= 1 && static_cast<std::size_t>(*number) <= width) ||
                         std::any_of(headers.begin(), headers.end(), [&column = column](const auto& header) { return same_name(header, column); });
      if (!there) {
        return Error{.fault = Fault::usage,
                     .message = tr("--map: there is no column “{}”", column),
                     .hint = headers.empty() ? tr("number them from 1 to {}", width) : tr("the columns are: {}", joined(headers, ", "))};
      }
    }
    return {};
  }

  [[nodiscard]] const std::vector<Role>& all() const { return roles_; }
  [[nodiscard]] bool says(std::string_view name) const {
    return std::any_of(roles_.begin(), roles_.end(), [&](const Role& role) { return role.name == name; });
  }
  [[nodiscard]] std::size_t width() const { return width_; }

  [[nodiscard]] std::shared_ptr<const CalendarColumns> columns() const {
    CalendarColumns columns;
    for (const auto& role : roles_) {
      const std::string option = role.name == "date" || role.name == "time" ? "at" : role.name == "alt" || role.name == "focus" ? "media" : role.name;
      columns.emplace(option, CalendarColumn{.number = role.column + 1, .header = role.header});
    }
    return std::make_shared<const CalendarColumns>(std::move(columns));
  }

 private:
  static bool same_name(std::string_view a, std::string_view b) { return same_ignoring_case(trimmed(a), trimmed(b)); }

  [[nodiscard]] const std::string* mapping(std::string_view header, std::size_t column) const {
    for (const auto& [name, role] : wish_.map) {
      if (!header.empty() && same_name(name, header)) return &role;
    }
    for (const auto& [name, role] : wish_.map) {
      if (to_integer(name) == static_cast<std::int64_t>(column) + 1) return &role;
    }
    return nullptr;
  }

  void add(std::size_t column, const std::string& role, const std::string& header) {
    if (!header.empty() || !role.empty()) width_ = std::max(width_, column + 1);
    if (role.empty() || role == "-") return;
    const auto colon = role.find(':');
    roles_.push_back({.column = column,
                      .name = role.substr(0, colon),
                      .part = colon == std::string::npos ? std::string() : role.substr(colon + 1),
                      .header = header});
  }

  /// Two columns for one text: whichever was taken, the other would be lost. Pictures and lists add up.
  void refuse_twins(const Role& role, const SheetRow& header, const std::string& file, CalendarReading& reading) const {
    const RowOption* const option = find_row_option(role.name);
    if (option != nullptr && (option->kind == OptionKind::media || option->kind == OptionKind::list)) return;
    for (const auto& earlier : roles_) {
      if (earlier.column >= role.column) return;
      const auto moment = [](const Role& one) { return one.name == "at" || one.name == "date"; };
      if ((earlier.name != role.name && !(moment(earlier) && moment(role))) || earlier.part != role.part) continue;
      reading.faults.push_back({.file = file,
                                .line = header.line,
                                .column = role.column + 1,
                                .header = role.header,
                                .message = tr("this column says the same as “{}”", earlier.header),
                                .hint = tr("say which is meant: --map “{}=-” leaves this one out", role.header)});
      return;
    }
  }

  const SheetRules& rules_;
  const ReadWish& wish_;
  std::vector<Role> roles_{};
  std::size_t width_ = 0;
};

/// Addresses in a cell, or file names: separated by line ends, | ; and, where that cannot be part of one, by commas and blanks.
std::vector<std::string> files_in(std::string_view cell) {
  const bool addresses = cell.find("://") != std::string_view::npos;
  std::vector<std::string> files;
  std::string file;
  const auto end = [&] {
    if (const auto name = trimmed(file); !name.empty()) files.emplace_back(name);
    file.clear();
  };
  for (std::size_t i = 0; i < cell.size(); ++i) {
    const char c = cell[i];
    const auto after = trimmed(cell.substr(i + 1));
    const bool next_begins = after.empty() || after.starts_with("http://") || after.starts_with("https://");
    const bool ends = c == '\n' || c == '\r' || (c == '|' && (!addresses || next_begins)) || (c == ';' && (!addresses || next_begins)) ||
                      (c == ',' && (addresses ? next_begins : file.find('.') != std::string::npos)) || (addresses && is_space(c));
    if (ends) end();
    else file += c;
  }
  end();
  return files;
}

std::vector<std::string> captions_in(const std::string& cell) {
  std::vector<std::string> captions;
  std::string_view rest = cell;
  for (;;) {
    const auto at = rest.find("||");
    captions.emplace_back(trimmed(rest.substr(0, at)));
    if (at == std::string_view::npos) return captions;
    rest.remove_prefix(at + 2);
  }
}

/// The pictures of one row, collected from its columns.
struct Attached {
  struct One {
    std::string file{}, alt{}, focus{};
  };
  std::vector<One> all{};

  One& place(std::size_t index) {
    if (all.size() <= index) all.resize(index + 1);
    return all[index];
  }
};

/// The rows of one file.
class Rows {
 public:
  Rows(const std::string& file, const SheetRules& rules, const ReadWish& wish, const Roles& roles, CalendarReading& reading)
      : file_(file), rules_(rules), roles_(roles), reading_(reading), dates_(wish.date_order), columns_(roles.columns()) {
    if (rules.own && wish.lang == "fr" && wish.date_order == DateOrder::unknown) dates_ = Dates(DateOrder::dmy);
  }

  void read(const std::vector<SheetRow>& rows, std::size_t first) {
    std::vector<std::optional<DateCell>> moments(rows.size());
    for (std::size_t i = first; i < rows.size(); ++i) see_date(rows[i], moments[i]);
    dates_.settle(reading_);
    std::size_t without_time = 0;
    for (std::size_t i = first; i < rows.size(); ++i) {
      CalendarRow row{.file = file_, .line = rows[i].line, .columns = columns_};
      if (!fill(row, rows[i], moments[i])) continue;
      row.options = in_one_form(row.options);
      if (row.options.members().empty()) continue;
      if (!row.options.contains("at") && !row.options.contains("every") && !row.options.contains("slot")) ++without_time;
      row.raw = row.options.dump();
      reading_.rows.push_back(std::move(row));
    }
    if (without_time > 0) {
      reading_.notes.push_back(trn("{}: {} row has no time", "{}: {} rows have no time", static_cast<long long>(without_time), file_, without_time));
    }
  }

 private:
  [[nodiscard]] std::string cell(const SheetRow& row, std::size_t column) const {
    if (column >= row.cells.size()) return {};
    return rules_.own ? unguarded(row.cells[column]) : std::string(trimmed(row.cells[column]));
  }

  void complain(const SheetRow& row, const Role& role, std::string message, std::string hint) const {
    reading_.faults.push_back({.file = file_,
                               .line = row.line,
                               .column = role.column + 1,
                               .header = role.header,
                               .message = std::move(message),
                               .hint = std::move(hint)});
  }

  [[nodiscard]] const Role* time_role() const {
    for (const char* name : {"at", "date"}) {
      for (const auto& role : roles_.all()) {
        if (role.name == name) return &role;
      }
    }
    return nullptr;
  }

  void see_date(const SheetRow& row, std::optional<DateCell>& moment) {
    const Role* const role = time_role();
    if (role == nullptr) return;
    const std::string written = cell(row, role->column);
    moment = read_date(written);
    if (moment) dates_.see(*moment, {.file = file_, .line = row.line, .column = role->column + 1, .header = role->header}, written);
  }

  bool fill(CalendarRow& row, const SheetRow& sheet_row, const std::optional<DateCell>& moment) {
    const std::size_t before = reading_.faults.size();
    check_width(sheet_row);
    if (const Role* const role = time_role()) fill_time(row, sheet_row, *role, moment);
    Attached attached;
    for (const auto& role : roles_.all()) {
      if (role.name == "at" || role.name == "date" || role.name == "time") continue;
      const std::string text = cell(sheet_row, role.column);
      if (text.empty()) continue;
      if (role.name == "media" || role.name == "alt" || role.name == "focus") attach(attached, role, text);
      else fill_option(row, sheet_row, role, text);
    }
    fill_media(row, sheet_row, attached);
    return reading_.faults.size() == before && !date_open_;
  }

  /// A text with a comma that nobody put between quotation marks spills into cells that have no column.
  void check_width(const SheetRow& row) const {
    for (std::size_t i = roles_.width(); i < row.cells.size(); ++i) {
      if (trimmed(row.cells[i]).empty()) continue;
      reading_.faults.push_back({.file = file_,
                                 .line = row.line,
                                 .column = i + 1,
                                 .message = tr("the row has more cells than there are columns"),
                                 .hint = tr("put a text with a comma between quotation marks, or name the column with --map {}=…", i + 1)});
      return;
    }
  }

  void fill_time(CalendarRow& row, const SheetRow& sheet_row, const Role& role, std::optional<DateCell> moment) {
    date_open_ = false;
    const std::string written = cell(sheet_row, role.column);
    const Role* clock = nullptr;
    for (const auto& other : roles_.all()) {
      if (other.name == "time") clock = &other;
    }
    const std::string clock_text = clock == nullptr ? std::string() : cell(sheet_row, clock->column);
    if (written.empty()) {
      if (!clock_text.empty()) complain(sheet_row, role, tr("there is a time, but no day"), tr("write the day, as 2026-12-24"));
      return;
    }
    if (!moment) {
      if (rules_.own && role.name == "at") row.options.set("at", written);
      else complain(sheet_row, role, tr("“{}” is no day that is understood", written), tr("write it as 2026-12-24 09:00"));
      return;
    }
    if (!clock_text.empty()) {
      const auto time = read_time(clock_text);
      if (!time) return complain(sheet_row, *clock, tr("“{}” is no time of a day", clock_text), tr("write it as 09:00"));
      moment->time = time;
    }
    if (!moment->time) {
      return complain(sheet_row, role, tr("“{}” does not say at what time", written), tr("add the time, for example “{} 9:00”", written));
    }
    auto at = dates_.moment(*moment);
    if (at.ok()) {
      row.options.set("at", std::move(at).value());
    } else if (at.error().message.empty()) {
      date_open_ = true;  // said once, for all of them
    } else {
      complain(sheet_row, role, at.error().message, at.error().hint);
    }
  }

  static std::size_t index_of(const Role& role, std::size_t otherwise) {
    const auto number = to_integer(role.part);
    return number && *number >= 1 && *number <= static_cast<std::int64_t>(most_media) ? static_cast<std::size_t>(*number) - 1 : otherwise;
  }

  void attach(Attached& attached, const Role& role, const std::string& text) const {
    if (role.name == "media" && (rules_.own ? text.starts_with('[') : text.starts_with("[{"))) {
      const auto json = parse_json(text);
      if (json.ok() && json->is_array()) {
        for (const auto& one : media_of(*json)) attached.all.push_back({one["file"].string_or(), one["alt"].string_or(), one["focus"].string_or()});
        return;
      }
    }
    if (rules_.own) {
      auto& one = attached.place(index_of(role, 0));
      (role.name == "media" ? one.file : role.name == "alt" ? one.alt : one.focus) = text;
    } else if (role.name == "media") {
      for (auto& file : files_in(text)) attached.all.push_back({.file = std::move(file)});
    } else {
      std::size_t index = index_of(role, 0);
      for (auto& caption : captions_in(text)) {
        auto& one = attached.place(index++);
        (role.name == "alt" ? one.alt : one.focus) = std::move(caption);
      }
    }
  }

  void fill_media(CalendarRow& row, const SheetRow& sheet_row, const Attached& attached) const {
    Json::Array media;
    for (std::size_t i = 0; i < attached.all.size(); ++i) {
      const auto& one = attached.all[i];
      if (one.file.empty()) {
        if (one.alt.empty() && one.focus.empty()) continue;
        const auto found = columns_->find("media");
        reading_.faults.push_back({.file = file_,
                                   .line = sheet_row.line,
                                   .column = found == columns_->end() ? 0 : found->second.number,
                                   .header = found == columns_->end() ? std::string() : found->second.header,
                                   .message = tr("picture {} has a description, but no file", i + 1),
                                   .hint = tr("name its file, or leave the description out")});
        return;
      }
      Json item{{"file", one.file}};
      if (!one.alt.empty()) item.set("alt", one.alt);
      if (!one.focus.empty()) item.set("focus", one.focus);
      media.push_back(std::move(item));
    }
    if (!media.empty()) row.options.set("media", Json::array(std::move(media)));
  }

  void fill_option(CalendarRow& row, const SheetRow& sheet_row, const Role& role, const std::string& text) const {
    const RowOption* const option = find_row_option(role.name);
    if (option == nullptr) return;
    if (option->kind == OptionKind::map && !role.part.empty()) {
      row.options.member(option->name).set(role.part, text);
      return;
    }
    auto value = option_value(*option, rules_.own ? text : replaced(text, "\r\n", "\n"));
    if (!value.ok()) return complain(sheet_row, role, value.error().message, value.error().hint);
    if (value->is_null()) return;
    Json& there = row.options.member(option->name);
    if (option->kind == OptionKind::list && there.is_array()) {
      for (const auto& item : value->items()) there.push(item);
    } else {
      there = std::move(value).value();
    }
  }

  const std::string& file_;
  const SheetRules& rules_;
  const Roles& roles_;
  CalendarReading& reading_;
  Dates dates_;
  std::shared_ptr<const CalendarColumns> columns_;
  bool date_open_ = false;
};

Result<void> read_file(const NamedBytes& file, const ReadWish& wish, const SheetRules& (*rules_of)(const Sheet&), CalendarReading& reading) {
  TRY(const Sheet sheet, read_sheet(file, reading.faults));
  if (sheet.rows.empty()) return {};
  if (sheet.encoding == "WINDOWS-1252") reading.notes.push_back(tr("{}: it is no UTF-8 and was read as Windows-1252", file.name));
  const SheetRules& rules = rules_of(sheet);
  Roles roles(rules, wish);
  const bool headed = rules.places.empty();
  std::size_t width = 0;
  for (std::size_t i = 0; i < sheet.rows.size() && i < 100; ++i) width = std::max(width, sheet.rows[i].cells.size());
  CHECK_OK(roles.check_map(headed ? sheet.rows.front().cells : std::vector<std::string>(), headed ? sheet.rows.front().cells.size() : width));
  if (headed) CHECK_OK(roles.of_header(sheet.rows.front(), file.name, reading));
  else roles.by_place(width);
  if (!roles.says("text") && !roles.says("media") && !roles.says("template")) {
    reading.faults.push_back({.file = file.name,
                              .line = sheet.rows.front().line,
                              .message = tr("no column has the text of the posts"),
                              .hint = tr("say which one: --map COLUMN=text; the columns are: {}", joined(sheet.rows.front().cells, ", "))});
    return {};
  }
  Rows(file.name, rules, wish, roles, reading).read(sheet.rows, headed ? 1 : 0);
  return {};
}

}  // namespace

bool begins_with_date(const Sheet& sheet) { return !sheet.rows.empty() && !sheet.rows.front().cells.empty() && read_date(sheet.rows.front().cells.front()); }

Result<CalendarReading> read_sheets(const std::vector<NamedBytes>& files, const ReadWish& wish, const SheetRules& (*rules_of)(const Sheet&)) {
  CalendarReading reading;
  for (const auto& file : files) CHECK_OK(read_file(file, wish, rules_of, reading));
  return reading;
}

std::optional<std::string> wall_of(const CalendarRow& row, const std::string& zone) {
  const std::string at = row.options["at"].string_or();
  const auto cell = read_date(at);
  if (!cell || !cell->year_first || !cell->time) return std::nullopt;
  const std::string own_zone = row.options["zone"].string_or();
  if (cell->offset.empty() && (own_zone.empty() || own_zone == zone)) {
    auto wall = Dates(DateOrder::ymd).moment(*cell);
    return wall.ok() ? std::optional(std::move(wall).value()) : std::nullopt;
  }
  const auto due = parse_when(at, {.now = {}, .zone = own_zone.empty() ? "UTC" : own_zone, .fold = Fold::earlier});
  if (!due.ok()) return std::nullopt;
  const auto local = to_local(due->at, zone.empty() ? "UTC" : zone);
  return local.ok() ? std::optional(replaced(iso_wall(local->wall), "T", " ")) : std::nullopt;
}

}  // namespace cmtool
