// SPDX-License-Identifier: MIT
// A folder of Markdown files, one post each: front matter (date, to, media …) and the text below it.
//
// The keys are the options' names, or what static site generators and people call them ("date", "tags", "images", "titre"). Files
// are taken by name, so that 01-…, 02-… keep their order.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "base/ascii.hpp"
#include "base/tr.hpp"
#include "calendar.hpp"
#include "sheet/columns.hpp"
#include "sheet/date.hpp"
#include "sheet/options.hpp"
#include "text/encoding.hpp"
#include "text/front_matter.hpp"
#include "text/scan.hpp"

namespace cmtool {
namespace {

bool is_markdown_name(std::string_view name) {
  const std::string small = lower(name);
  return small.ends_with(".md") || small.ends_with(".markdown");
}

int sniff(const NamedBytes& file) {
  const auto start = std::string_view(file.bytes).substr(file.bytes.starts_with("\xEF\xBB\xBF") ? 3 : 0);
  const bool fenced = start.starts_with("---\n") || start.starts_with("---\r\n");
  return is_markdown_name(file.name) ? 90 : fenced ? 70 : 0;
}

/// The option that a key of the front matter names.
std::string role_of(const std::string& key) {
  if (key == "alt" || key == "focus") return key;
  if (const RowOption* const option = find_row_option(key)) return std::string(option->name);
  for (const auto& [name, role] : {std::pair{"description", "excerpt"}, {"summary", "excerpt"}, {"resume", "excerpt"}}) {
    if (plain(key) == name) return role;
  }
  return usual_role(key);
}

/// One file on its way to a row.
struct Draft {
  CalendarRow row{};
  std::string at{}, time{};
  CalendarFault at_place{}, time_place{};
  std::optional<DateCell> moment{};
  bool good = true;
};

class Reader {
 public:
  explicit Reader(const ReadWish& wish)
      : wish_(wish), dates_(wish.date_order == DateOrder::unknown && wish.lang == "fr" ? DateOrder::dmy : wish.date_order) {}

  Result<CalendarReading> read(std::vector<NamedBytes> files) {
    std::sort(files.begin(), files.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    std::vector<Draft> drafts;
    for (const auto& file : files) {
      auto utf8 = decoded(file.bytes);
      if (!utf8.ok()) {
        reading_.faults.push_back({.file = file.name, .message = utf8.error().message, .hint = utf8.error().hint});
        continue;
      }
      if (utf8->text.find('\r') != std::string::npos) utf8->text = replaced(utf8->text, "\r\n", "\n");
      TRY(const auto front, read_front_matter(utf8->text));
      if (!front.there && files.size() > 1) {
        reading_.notes.push_back(tr("{}: it has no front matter and is passed over", file.name));
        continue;
      }
      take(file.name, front, drafts);
    }
    for (const auto& draft : drafts) {
      if (draft.moment) dates_.see(*draft.moment, draft.at_place, draft.at);
    }
    dates_.settle(reading_);
    for (auto& draft : drafts) {
      settle_time(draft);
      if (!draft.good) continue;
      draft.row.options = in_one_form(draft.row.options);
      draft.row.raw = draft.row.options.dump();
      reading_.rows.push_back(std::move(draft.row));
    }
    if (!unknown_.empty()) {
      reading_.notes.push_back(trn("this key is not used: {}", "these keys are not used: {}", static_cast<long long>(unknown_.size()),
                                   joined({unknown_.begin(), unknown_.end()}, ", ")));
    }
    return std::move(reading_);
  }

 private:
  void take(const std::string& file, const FrontMatter& front, std::vector<Draft>& drafts) {
    if (!front.there || !front.fault.empty()) {
      reading_.faults.push_back({.file = file,
                                 .line = std::max<std::size_t>(1, front.fault_place.line),
                                 .column = front.fault_place.column,
                                 .message = front.there ? front.fault : tr("it does not begin with front matter"),
                                 .hint = tr("begin the file with a line ---, then date: and to:, then another line ---")});
      return;
    }
    Draft draft{.row = {.file = file}};
    CalendarColumns columns;
    Json alt, focus;
    for (const auto& [key, value] : front.values.members()) {
      if (value.is_null()) continue;
      const auto place = front.places.find(key);
      const CalendarFault where{.file = file,
                                .line = place == front.places.end() ? 1 : place->second.line,
                                .column = place == front.places.end() ? 0 : place->second.column,
                                .header = key};
      std::string role = role_of(key);
      if (const auto mapped = wish_.map.find(key); mapped != wish_.map.end()) role = mapped->second == "-" ? "-" : role_of(mapped->second);
      if (role == "-") continue;
      if (role.empty()) {
        unknown_.insert(key);
        continue;
      }
      if (role == "date") role = "at";
      columns.emplace(role, CalendarColumn{.number = where.column, .header = key});
      if (role == "alt") alt = value;
      else if (role == "focus") focus = value;
      else if (role == "at" || role == "time") take_time(draft, role, value, where);
      else take_value(draft, *find_row_option(role), value, where);
    }
    describe(draft, alt, focus);
    if (const auto body = trimmed(front.body); !body.empty()) {
      if (draft.row.options.contains("text")) {
        draft.good = false;
        reading_.faults.push_back({.file = file, .line = 1, .message = tr("there are two texts: in the front matter and below it"), .hint = tr("leave one out")});
      }
      draft.row.options.set("text", body);
    }
    draft.row.columns = std::make_shared<const CalendarColumns>(std::move(columns));
    drafts.push_back(std::move(draft));
  }

  void complain(Draft& draft, CalendarFault where, std::string message, std::string hint) {
    where.message = std::move(message);
    where.hint = std::move(hint);
    reading_.faults.push_back(std::move(where));
    draft.good = false;
  }

  void take_time(Draft& draft, const std::string& role, const Json& value, const CalendarFault& where) {
    if (!value.is_string()) return complain(draft, where, tr("this is no value for “{}”", where.header), tr("write it as 2026-12-24 09:00"));
    if (role == "time") {
      draft.time = value.string_or();
      draft.time_place = where;
      return;
    }
    if (!draft.at.empty()) return complain(draft, where, tr("the time is said twice"), tr("leave one out"));
    draft.at = value.string_or();
    draft.at_place = where;
    draft.moment = read_date(draft.at);
  }

  void settle_time(Draft& draft) {
    if (draft.at.empty()) {
      if (!draft.time.empty()) complain(draft, draft.time_place, tr("there is a time, but no day"), tr("write the day, as 2026-12-24"));
      return;
    }
    if (!draft.moment) {
      draft.row.options.set("at", draft.time.empty() ? draft.at : draft.at + " " + draft.time);  // in words
      return;
    }
    if (!draft.time.empty()) {
      const auto time = read_time(draft.time);
      if (!time) return complain(draft, draft.time_place, tr("“{}” is no time of a day", draft.time), tr("write it as 09:00"));
      draft.moment->time = time;
    }
    if (!draft.moment->time) {
      return complain(draft, draft.at_place, tr("“{}” does not say at what time", draft.at), tr("add the time, for example “{} 9:00”", draft.at));
    }
    auto at = dates_.moment(*draft.moment);
    if (at.ok()) draft.row.options.set("at", std::move(at).value());
    else if (at.error().message.empty()) draft.good = false;  // said once, for all of them
    else complain(draft, draft.at_place, at.error().message, at.error().hint);
  }

  void take_value(Draft& draft, const RowOption& option, const Json& value, const CalendarFault& where) {
    const std::string name(option.name);
    const auto wrong = [&](std::string hint) { complain(draft, where, tr("this is no value for “{}”", where.header), std::move(hint)); };
    switch (option.kind) {
      case OptionKind::text:
        if (!value.is_string()) return wrong(tr("write one text"));
        draft.row.options.set(name, value);
        return;
      case OptionKind::flag: {
        const auto flag = flag_of(value.string_or());
        if (!flag) return wrong(tr("write yes or no"));
        draft.row.options.set(name, *flag);
        return;
      }
      case OptionKind::list: {
        if (value.is_array() && value.string_items().size() != value.items().size()) return wrong(tr("write a list of words"));
        if (!value.is_array() && !value.is_string()) return wrong(tr("write a list of words"));
        Json list = value;
        if (value.is_string()) {
          auto read = option_value(option, value.string_or());
          list = read.ok() ? std::move(read).value() : Json();
        }
        for (const auto& item : list.items()) draft.row.options.member(name).push(item);
        return;
      }
      case OptionKind::map:
        for (const auto& [part, text] : value.members()) {
          if (!text.is_string()) return wrong(tr("write NAME: TEXT below it"));
        }
        if (!value.is_object()) return wrong(tr("write NAME: TEXT below it"));
        draft.row.options.set(name, value);
        return;
      case OptionKind::media: {
        const auto media = media_of(value);
        if (media.size() != (value.is_array() ? value.items().size() : 1)) return wrong(tr("write a file's name, or file: and alt: for each"));
        for (const auto& one : media) draft.row.options.member(name).push(one);
        return;
      }
    }
  }

  /// alt: and focus: beside media:, one each or a list.
  static void describe(Draft& draft, const Json& alt, const Json& focus) {
    if (!draft.row.options["media"].is_array()) return;
    Json::Array media = draft.row.options["media"].items();
    for (const auto& [part, values] : {std::pair{"alt", items_of(alt)}, {"focus", items_of(focus)}}) {
      for (std::size_t i = 0; i < values.size() && i < media.size(); ++i) {
        if (!values[i].empty() && media[i][part].string_or().empty()) media[i].set(part, values[i]);
      }
    }
    draft.row.options.set("media", Json::array(std::move(media)));
  }

  const ReadWish& wish_;
  Dates dates_;
  CalendarReading reading_{};
  std::set<std::string> unknown_{};
};

Result<CalendarReading> read(const std::vector<NamedBytes>& files, const ReadWish& wish) { return Reader(wish).read(files); }

/// "ouverture-dimanche": what a person finds the file by.
std::string file_slug(const Json& options) {
  std::string slug;
  const std::string title = options["title"].string_or();
  for (const char c : plain(shortened(title.empty() ? options["text"].string_or() : title, 40))) {
    if (is_letter_or_digit(c)) slug += c;
    else if (!slug.empty() && slug.back() != '-') slug += '-';
  }
  while (slug.ends_with('-')) slug.pop_back();
  return slug.empty() ? "post" : slug;
}

Result<CalendarWriting> write(const std::vector<CalendarRow>& rows, const WriteWish&) {
  CalendarWriting writing;
  const std::size_t digits = std::max<std::size_t>(2, fmt::format("{}", rows.size()).size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Json values = in_one_form(rows[i].options);
    const std::string text = values["text"].string_or();
    // A text with white space at its ends, or with bare carriage returns, would not come back from below the line.
    const bool below = trimmed(text).size() == text.size() && text.find('\r') == std::string::npos;
    if (below) values.erase("text");
    TRY(auto bytes, write_front_matter(values, below ? text : std::string()));
    writing.files.push_back({.name = fmt::format("{:0{}}-{}.md", i + 1, digits, file_slug(rows[i].options)), .bytes = std::move(bytes)});
  }
  return writing;
}

const Calendar calendar{
    .name = "markdown", .title = N_("a folder of Markdown files"), .sniff = sniff, .read = read, .write = write, .lossless = true};

}  // namespace

const Calendar& markdown_calendar() { return calendar; }

}  // namespace cmtool
