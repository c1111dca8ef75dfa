// SPDX-License-Identifier: MIT
// iCalendar: a feed to subscribe to, and events that become posts.
//
// What a calendar shows is written as it shows it — the text as the description, the accounts and tags as categories —, and all of the
// row once more as X-CMTOOL-OPTIONS, so that nothing is lost. Where both are read and someone has moved or rewritten the event in
// their calendar, what they see there is right.
#include <algorithm>
#include <map>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/id.hpp"
#include "base/tr.hpp"
#include "calendar.hpp"
#include "ics/event.hpp"
#include "sheet/columns.hpp"
#include "sheet/date.hpp"
#include "sheet/options.hpp"
#include "text/encoding.hpp"
#include "text/html_text.hpp"
#include "text/scan.hpp"
#include "when/when.hpp"

namespace cmtool {
namespace {

constexpr std::string_view our_host = "@cmtool";
// Beside the options, in X-CMTOOL-OPTIONS: the RRULE of an --every in words, and the zone of a row that names none.
constexpr const char* rule_of_words = "every_as_rule";
constexpr const char* zone_of_all = "workspace_zone";
constexpr std::size_t longest_summary = 70;  // characters

int sniff(const NamedBytes& file) {
  return same_ignoring_case(trimmed(decoded_beginning(file.bytes, 1024)).substr(0, 15), "BEGIN:VCALENDAR") ? 100 : 0;
}

// --- Between a row and what a calendar shows of it ---

/// The moment of a row: a wall time in its zone, or UTC; nothing for words.
std::optional<IcsMoment> moment_of(const std::string& at, const std::string& zone) {
  const auto cell = read_date(at);
  if (!cell || !cell->year_first) return std::nullopt;
  const bool whole_day = !cell->time;
  if (!cell->offset.empty()) {
    const auto utc = wall_of(CalendarRow{.options = Json{{"at", at}}}, "UTC");
    return utc ? std::optional(IcsMoment{.wall = *utc, .zone = "UTC"}) : std::nullopt;
  }
  auto wall = Dates(DateOrder::ymd).moment(*cell);
  if (!wall.ok()) return std::nullopt;
  return IcsMoment{.wall = whole_day ? wall->substr(0, 10) : *wall, .zone = zone};
}

std::string summary_of(const Json& options) {
  const std::string title = options["title"].string_or();
  if (!title.empty()) return ics_text(title);
  std::string text = options["text"].string_or();
  text = std::string(trimmed(ics_text(text.substr(0, text.find('\n')))));
  return shortened(text.empty() ? "…" : text, longest_summary);
}

/// Is an --every a rule of RFC 5545 already, not words?
bool is_rule(std::string_view every) { return every.starts_with("FREQ=") || every.starts_with("RRULE:"); }

/// UNTIL must be an instant of UTC where the start is a time; an --until in words is in the options alone.
std::string with_until(std::string rule, const std::string& until, const std::string& zone) {
  const auto cell = read_date(until);
  if (!cell || !cell->year_first || rule.find("UNTIL=") != std::string::npos || rule.find("COUNT=") != std::string::npos) return rule;
  const auto due = parse_when(until, {.now = {}, .zone = zone.empty() ? "UTC" : zone, .fold = Fold::earlier});
  return due.ok() ? rule + ";UNTIL=" + replaced(replaced(iso(std::chrono::floor<std::chrono::seconds>(due->at)), "-", ""), ":", "") : rule;
}

IcsEvent event_of(const Json& options, const WriteWish& wish) {
  IcsEvent event;
  const std::string own_zone = options["zone"].string_or(), zone = own_zone.empty() ? wish.zone : own_zone;
  event.start = moment_of(options["at"].string_or(), zone);
  event.summary = summary_of(options);
  event.description = ics_text(options["text"].string_or());
  event.url = ics_text(options["link"].string_or());
  for (const char* list : {"to", "tag"}) {
    for (const auto& item : items_of(options[list])) event.categories.push_back(ics_text(item));
  }
  for (const auto& one : media_of(options["media"])) {
    if (const std::string file = one["file"].string_or(); file.find("://") != std::string::npos) event.attachments.push_back(ics_text(file));
  }
  std::string rule = options["every"].string_or();
  if (!is_rule(rule) && !rule.empty()) {
    const auto made = wish.rule ? wish.rule(rule) : Result<std::string>(Error{});
    rule = made.ok() ? *made : std::string();
  }
  if (rule.starts_with("RRULE:")) rule.erase(0, 6);
  if (!rule.empty()) event.rule = with_until(rule, options["until"].string_or(), zone);
  for (const auto& date : items_of(options["except"])) {
    if (const auto moment = moment_of(date, zone)) event.except.push_back(*moment);
  }
  event.status = options["draft"].bool_or(false) ? "TENTATIVE" : "CONFIRMED";
  event.uid = options["id"].string_or();
  if (event.uid.empty()) event.uid = sha256_hex(options.dump()).substr(0, 32);
  event.uid += our_host;
  return event;
}

/// The text that an event means: calendars on the web write it as HTML.
std::string text_meant(const std::string& description) {
  const std::string small = lower(description.substr(0, 4096));
  const bool html = small.find("<br") != std::string::npos || small.find("</p>") != std::string::npos || small.find("</a>") != std::string::npos ||
                    small.find("<html") != std::string::npos;
  return std::string(trimmed(html ? text_from_html(description) : description));
}

// --- Reading ---

/// One event with the file's place of it.
struct Found {
  IcsEvent event{};
  IcsPiece piece{};
};

class Reader {
 public:
  explicit Reader(const ReadWish& wish) : wish_(wish) {}

  Result<CalendarReading> read(const std::vector<NamedBytes>& files) {
    TRY(ics_, ics_part());
    for (const auto& file : files) {
      file_ = file.name;
      const auto utf8 = decoded(file.bytes);
      if (!utf8.ok()) {
        reading_.faults.push_back({.file = file_, .message = utf8.error().message, .hint = utf8.error().hint});
        continue;
      }
      read_text(utf8->text);
    }
    return std::move(reading_);
  }

 private:
  void complain(const IcsPiece& piece, std::string_view property, std::string message, std::string hint) {
    reading_.faults.push_back({.file = file_, .line = line_of(piece, property), .header = std::string(property), .message = std::move(message), .hint = std::move(hint)});
  }

  void read_text(std::string_view text) {
    const auto pieces = pieces_of(text);
    if (!pieces) {
      reading_.faults.push_back({.file = file_, .line = 1, .message = tr("this is no iCalendar file"), .hint = tr("it should begin with BEGIN:VCALENDAR")});
      return;
    }
    std::vector<Found> found;
    std::multimap<std::string, IcsMoment> replaced_dates;
    for (const auto& piece : *pieces) {
      if (found.size() > most_calendar_rows) break;
      if (!piece.whole) {
        complain(piece, "", tr("the event that begins here has no end"), tr("export the calendar again"));
        continue;
      }
      auto event = ics_->read(piece.text);
      if (!event) {
        complain(piece, "", tr("the event that begins here cannot be read"), tr("export the calendar again"));
        continue;
      }
      if (event->recurrence && !event->uid.empty()) replaced_dates.emplace(event->uid, *event->recurrence);
      found.push_back({std::move(*event), piece});
    }
    std::size_t cancelled = 0;
    for (auto& one : found) {
      if (!one.event.recurrence) {
        const auto [first, last] = replaced_dates.equal_range(one.event.uid);
        for (auto it = first; it != last; ++it) one.event.except.push_back(it->second);
      }
      if (same_ignoring_case(one.event.status, "CANCELLED")) ++cancelled;
      else take(one);
    }
    if (cancelled > 0) {
      reading_.notes.push_back(trn("{}: {} cancelled event is left out", "{}: {} cancelled events are left out", static_cast<long long>(cancelled), file_, cancelled));
    }
  }

  void take(const Found& found) {
    const auto& [event, piece] = found;
    if (!event.errors.empty()) {
      const std::string& first = event.errors.front();
      for (const char* property : {"RRULE", "DTSTART", "EXDATE", "RDATE", "EXRULE", "RECURRENCE-ID"}) {
        if (first.find(property) == std::string::npos) continue;
        return complain(piece, property, tr("this cannot be read: {}", shortened(first, 200)), tr("write the event without it, or repeat it by hand with --every"));
      }
    }
    if (!event.start) return complain(piece, "DTSTART", tr("the event has no time that can be read"), tr("give it a day and a time"));
    CalendarRow row{.file = file_, .line = piece.line};
    row.raw = event.uid.empty() ? std::string(piece.text) : "uid:" + event.uid + (event.recurrence ? " " + event.recurrence->wall : "");
    auto own = event.options.empty() ? Result<Json>(Json()) : parse_json(event.options);
    if (own.ok() && own->is_object()) {
      if (!take_own(row, in_one_form(*own), event, piece)) return;
    } else if (!take_foreign(row, event, piece)) {
      return;
    }
    reading_.rows.push_back(row);
    take_more(row, event, piece);
  }

  /// "at" and "zone" of a moment; nothing, with a fault, where it cannot be told.
  bool set_moment(Json& options, const IcsMoment& moment, const IcsPiece& piece, std::string_view property) {
    if (moment.wall.size() <= 10) {
      complain(piece, property, tr("the event lasts the whole day and does not say at what time"), tr("give it a time in the calendar"));
      return false;
    }
    options.erase("zone");
    if (moment.zone == "UTC") {
      options.set("at", replaced(moment.wall, " ", "T") + (moment.wall.size() == 16 ? ":00Z" : "Z"));
      return true;
    }
    options.set("at", moment.wall);
    if (moment.zone.empty()) return true;
    const std::string zone = zone_named(moment.zone);
    if (zone.empty()) {
      complain(piece, property, tr("the time zone “{}” is not known", moment.zone), tr("choose another one in the calendar, such as Europe/Paris"));
      return false;
    }
    if (zone != wish_.zone) options.set("zone", zone);
    return true;
  }

  bool take_foreign(CalendarRow& row, const IcsEvent& event, const IcsPiece& piece) {
    if (!set_moment(row.options, *event.start, piece, "DTSTART")) return false;
    const std::string description = text_meant(event.description);
    row.options.set("text", description.empty() ? std::string(trimmed(event.summary)) : description);
    if (!description.empty() && !event.summary.empty()) row.options.set("title", event.summary);
    set_visible(row.options, event);
    if (event.enclosed > 0) {
      reading_.notes.push_back(tr("{}: the attachment is inside the calendar file and is not used", place_of({.file = file_, .line = line_of(piece, "ATTACH")})));
    }
    if (event.uid.ends_with(our_host)) {
      if (const auto id = event.uid.substr(0, event.uid.size() - our_host.size()); is_id(id)) row.options.set("id", id);
    }
    row.options = in_one_form(row.options);
    return true;
  }

  /// What is not text and time.
  void set_visible(Json& options, const IcsEvent& event) {
    set_categories(options, event);
    if (!event.url.empty()) options.set("link", event.url);
    Json::Array media;
    for (const auto& address : event.attachments) media.push_back(Json{{"file", address}});
    if (!media.empty()) options.set("media", Json::array(std::move(media)));
    if (same_ignoring_case(event.status, "TENTATIVE")) options.set("draft", true);
    options.set("every", event.rule);
    set_exceptions(options, event);
  }

  static void set_categories(Json& options, const IcsEvent& event) {
    std::vector<std::string> to, tags;
    for (const auto& category : event.categories) {
      if (category.empty()) continue;
      (category.starts_with('@') || category.starts_with('#') ? to : tags).push_back(category);
    }
    options.set("to", Json::strings(to));
    options.set("tag", Json::strings(tags));
  }

  static void set_exceptions(Json& options, const IcsEvent& event) {
    std::vector<std::string> dates;
    for (const auto& moment : event.except) dates.push_back(in_zone_of(moment, event));
    options.set("except", Json::strings(dates));
  }

  /// An exception as the start's wall has it: Outlook writes them in UTC.
  static std::string in_zone_of(const IcsMoment& moment, const IcsEvent& event) {
    if (moment.zone != "UTC" || !event.start || event.start->zone == "UTC" || event.start->zone.empty()) {
      return moment.zone == "UTC" ? replaced(moment.wall, " ", "T") + (moment.wall.size() == 16 ? ":00Z" : "Z") : moment.wall;
    }
    const std::string at = replaced(moment.wall, " ", "T") + (moment.wall.size() == 16 ? ":00Z" : "Z");
    return wall_of(CalendarRow{.options = Json{{"at", at}}}, zone_named(event.start->zone)).value_or(at);
  }

  /// Is the moment as it was written, and means the same in this workspace?
  [[nodiscard]] bool own_zone_stays(const Json& options, const std::string& zone, const IcsEvent& event, const IcsEvent& written) const {
    const bool says_zone = options.contains("zone") || event.start->zone == "UTC";
    return event.start == written.start && (says_zone || zone == wish_.zone);
  }

  static bool looks_the_same(const IcsEvent& a, const IcsEvent& b) {
    return a.uid == b.uid && a.start == b.start && a.description == b.description && a.summary == b.summary && a.url == b.url &&
           a.categories == b.categories && a.attachments == b.attachments && a.rule == b.rule && a.except == b.except;
  }

  /// Our own options, and on top of them what was changed in the calendar since they were written.
  bool take_own(CalendarRow& row, Json own, const IcsEvent& event, const IcsPiece& piece) {
    const std::string rule = own[rule_of_words].string_or();
    const std::string zone = own[zone_of_all].string_or();
    own.erase(rule_of_words);
    own.erase(zone_of_all);
    IcsEvent written = event_of(own, {.zone = zone});
    if (!rule.empty()) written.rule = rule;
    if (!looks_the_same(event, written)) written = ics_->read_back(written).value_or(written);
    row.options = std::move(own);
    if (!event.uid.ends_with(written.uid)) {
      row.options.erase("id");  // a copy, made in the calendar
      row.options.erase("key");
    }
    if (!own_zone_stays(row.options, zone, event, written) && !set_moment(row.options, *event.start, piece, "DTSTART")) return false;
    if (event.description != written.description) row.options.set("text", text_meant(event.description));
    if (event.summary != written.summary && row.options.contains("title")) row.options.set("title", event.summary);
    if (event.url != written.url) row.options.set("link", event.url);
    if (event.categories != written.categories) set_categories(row.options, event);
    const bool draft = same_ignoring_case(event.status, "TENTATIVE");
    if (draft != (written.status == "TENTATIVE")) row.options.set("draft", draft);
    if (event.except != written.except) set_exceptions(row.options, event);
    if (event.rule != written.rule) {
      row.options.set("every", event.rule);
      row.options.erase("until");  // it is in the rule, or was taken out
    }
    row.options = in_one_form(row.options);
    return true;
  }

  /// Dates besides the rule's: rows of their own.
  void take_more(const CalendarRow& row, const IcsEvent& event, const IcsPiece& piece) {
    for (const auto& moment : event.more) {
      CalendarRow another = row;
      for (const char* option : {"every", "until", "except", "id", "key"}) another.options.erase(option);
      if (!set_moment(another.options, moment, piece, "RDATE")) continue;
      another.raw = row.raw + " " + moment.wall;
      reading_.rows.push_back(std::move(another));
    }
  }

  const ReadWish& wish_;
  const IcsPart* ics_ = nullptr;
  std::string file_{};
  CalendarReading reading_{};
};

Result<CalendarReading> read(const std::vector<NamedBytes>& files, const ReadWish& wish) { return Reader(wish).read(files); }

Result<CalendarWriting> write(const std::vector<CalendarRow>& rows, const WriteWish& wish) {
  TRY(const IcsPart* const ics, ics_part());
  CalendarWriting writing;
  std::vector<IcsEvent> events;
  std::map<std::string, int> seen;
  std::size_t without_time = 0;
  for (const auto& row : rows) {
    const Json options = in_one_form(row.options);
    IcsEvent event = event_of(options, wish);
    if (!event.start || event.start->wall.size() <= 10) {
      ++without_time;
      continue;
    }
    if (const int again = seen[event.uid]++; again > 0) event.uid.insert(0, std::to_string(again) + "-");
    const std::string id = options["id"].string_or();
    event.stamp = is_id(id) ? made_at(id) : wish.now;
    event.changed = row.changed.value_or(event.stamp);
    Json kept = options;
    // Words and what became of them: else nobody could tell whether the rule was changed in the calendar.
    if (!event.rule.empty() && !is_rule(options["every"].string_or())) kept.set(rule_of_words, event.rule);
    if (!wish.zone.empty() && !options.contains("zone")) kept.set(zone_of_all, wish.zone);
    event.options = kept.dump();
    events.push_back(std::move(event));
  }
  if (without_time > 0) {
    writing.notes.push_back(trn("{} post without a time is left out", "{} posts without a time are left out", static_cast<long long>(without_time), without_time));
  }
  writing.files.push_back({.name = "schedule.ics", .bytes = ics->write(events, wish.name)});
  return writing;
}

const Calendar calendar{.name = "ics", .title = N_("iCalendar"), .sniff = sniff, .read = read, .write = write, .lossless = true};

}  // namespace

const Calendar& ics_calendar() { return calendar; }

}  // namespace cmtool
