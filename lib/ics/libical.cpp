// SPDX-License-Identifier: MIT
#include <fmt/format.h>
#include <libical/ical.h>

#include <chrono>
#include <memory>
#include <set>

#include "base/ascii.hpp"
#include "ics/event.hpp"

namespace cmtool {
namespace {

struct Free {
  void operator()(icalcomponent* it) const { icalcomponent_free(it); }
};
using Component = std::unique_ptr<icalcomponent, Free>;

std::string text_of(const char* text) { return text == nullptr ? std::string() : std::string(text); }

/// The value as it is written in a file.
std::string value_of(icalproperty* property) {
  char* const text = icalproperty_get_value_as_string_r(property);
  const std::string result = text_of(text);
  icalmemory_free_buffer(text);
  return result;
}

IcsMoment moment_of(icalproperty* property, const icaltimetype& time) {
  IcsMoment moment{.wall = fmt::format("{:04}-{:02}-{:02}", time.year, time.month, time.day)};
  if (time.is_date != 0) return moment;
  moment.wall += fmt::format(" {:02}:{:02}", time.hour, time.minute);
  if (time.second != 0) moment.wall += fmt::format(":{:02}", time.second);
  icalparameter* const zone = icalproperty_get_first_parameter(property, ICAL_TZID_PARAMETER);
  moment.zone = icaltime_is_utc(time) != 0 ? "UTC" : zone == nullptr ? std::string() : text_of(icalparameter_get_tzid(zone));
  return moment;
}

void take_property(icalproperty* property, IcsEvent& event) {
  const auto time = [&](const icaltimetype& it) -> std::optional<IcsMoment> {
    if (icaltime_is_null_time(it) != 0 || icaltime_is_valid_time(it) == 0) return std::nullopt;
    return moment_of(property, it);
  };
  switch (icalproperty_isa(property)) {
    case ICAL_UID_PROPERTY: event.uid = text_of(icalproperty_get_uid(property)); break;
    case ICAL_SUMMARY_PROPERTY: event.summary = text_of(icalproperty_get_summary(property)); break;
    case ICAL_DESCRIPTION_PROPERTY: event.description = text_of(icalproperty_get_description(property)); break;
    case ICAL_URL_PROPERTY: event.url = text_of(icalproperty_get_url(property)); break;
    case ICAL_STATUS_PROPERTY: event.status = value_of(property); break;
    case ICAL_CATEGORIES_PROPERTY: event.categories.push_back(text_of(icalproperty_get_categories(property))); break;
    case ICAL_DTSTART_PROPERTY: event.start = time(icalproperty_get_dtstart(property)); break;
    case ICAL_RECURRENCEID_PROPERTY: event.recurrence = time(icalproperty_get_recurrenceid(property)); break;
    case ICAL_RRULE_PROPERTY:
      if (!event.rule.empty()) event.errors.emplace_back("a second RRULE");
      event.rule = value_of(property);
      break;
    case ICAL_EXRULE_PROPERTY: event.errors.emplace_back("EXRULE"); break;
    case ICAL_EXDATE_PROPERTY:
      if (const auto moment = time(icalproperty_get_exdate(property))) event.except.push_back(*moment);
      break;
    case ICAL_RDATE_PROPERTY:
      if (const auto moment = time(icalproperty_get_rdate(property).time)) event.more.push_back(*moment);
      else event.errors.emplace_back("a period in RDATE");
      break;
    case ICAL_ATTACH_PROPERTY: {
      icalattach* const attached = icalproperty_get_attach(property);
      if (attached != nullptr && icalattach_get_is_url(attached) != 0) event.attachments.push_back(text_of(icalattach_get_url(attached)));
      else ++event.enclosed;
      break;
    }
    case ICAL_XLICERROR_PROPERTY: event.errors.push_back(text_of(icalproperty_get_xlicerror(property))); break;
    case ICAL_X_PROPERTY:
      if (same_ignoring_case(text_of(icalproperty_get_x_name(property)), "X-CMTOOL-OPTIONS")) event.options = text_of(icalproperty_get_x(property));
      break;
    default: break;
  }
}

icaltimetype time_of(const IcsMoment& moment) {
  icaltimetype time = icaltime_null_time();
  const std::string_view wall = moment.wall;
  const auto number = [&](std::size_t at, std::size_t size) {
    return at + size <= wall.size() ? static_cast<int>(to_integer(wall.substr(at, size)).value_or(0)) : 0;
  };
  time.year = number(0, 4);
  time.month = number(5, 2);
  time.day = number(8, 2);
  time.is_date = wall.size() <= 10 ? 1 : 0;
  time.hour = number(11, 2);
  time.minute = number(14, 2);
  time.second = number(17, 2);
  if (moment.zone == "UTC") time.zone = icaltimezone_get_utc_timezone();
  return time;
}

icaltimetype time_of(Instant at) {
  using namespace std::chrono;
  const auto day = floor<days>(at);
  const year_month_day date{day};
  const hh_mm_ss clock{floor<seconds>(at - day)};
  icaltimetype time = icaltime_null_time();
  time.year = static_cast<int>(date.year());
  time.month = static_cast<int>(static_cast<unsigned>(date.month()));
  time.day = static_cast<int>(static_cast<unsigned>(date.day()));
  time.hour = static_cast<int>(clock.hours().count());
  time.minute = static_cast<int>(clock.minutes().count());
  time.second = static_cast<int>(clock.seconds().count());
  time.zone = icaltimezone_get_utc_timezone();
  return time;
}

/// With the zone as a parameter, as libical writes it only for zones of its own making.
void add_moment(icalcomponent* to, icalproperty* property, const IcsMoment& moment) {
  if (!moment.zone.empty() && moment.zone != "UTC" && moment.wall.size() > 10) icalproperty_add_parameter(property, icalparameter_new_tzid(moment.zone.c_str()));
  icalcomponent_add_property(to, property);
}

void add_x(icalcomponent* to, const char* name, const std::string& value) {
  icalproperty* const property = icalproperty_new_x(value.c_str());
  icalproperty_set_x_name(property, name);
  icalcomponent_add_property(to, property);
}

Component component_of(const IcsEvent& event) {
  Component made(icalcomponent_new_vevent());
  icalcomponent* const to = made.get();
  const auto add = [to](icalproperty* property) { icalcomponent_add_property(to, property); };
  add(icalproperty_new_uid(event.uid.c_str()));
  add(icalproperty_new_dtstamp(time_of(event.stamp)));
  add(icalproperty_new_lastmodified(time_of(event.changed)));
  if (event.start) {
    add_moment(to, icalproperty_new_dtstart(time_of(*event.start)), *event.start);
    add(icalproperty_new_duration(icaldurationtype_from_int(15 * 60)));  // a post has no length; without one it is a hairline in most calendars
  }
  if (!event.rule.empty()) {
    const auto rule = icalrecurrencetype_from_string(event.rule.c_str());
    if (rule.freq != ICAL_NO_RECURRENCE) add(icalproperty_new_rrule(rule));
  }
  for (const auto& moment : event.except) add_moment(to, icalproperty_new_exdate(time_of(moment)), moment);
  add(icalproperty_new_summary(event.summary.c_str()));
  if (!event.description.empty()) add(icalproperty_new_description(event.description.c_str()));
  if (!event.url.empty()) add(icalproperty_new_url(event.url.c_str()));
  for (const auto& category : event.categories) add(icalproperty_new_categories(category.c_str()));
  for (const auto& address : event.attachments) {
    icalattach* const attached = icalattach_new_from_url(address.c_str());
    add(icalproperty_new_attach(attached));
    icalattach_unref(attached);
  }
  if (!event.status.empty()) add(icalproperty_new_status(event.status == "TENTATIVE" ? ICAL_STATUS_TENTATIVE : ICAL_STATUS_CONFIRMED));
  add(icalproperty_new_transp(ICAL_TRANSP_TRANSPARENT));
  if (!event.options.empty()) add_x(to, "X-CMTOOL-OPTIONS", event.options);
  return made;
}

/// The rules of a zone under its own name; null for what libical does not know.
icalcomponent* zone_component(const std::string& name) {
  icaltimezone* const zone = icaltimezone_get_builtin_timezone(name.c_str());
  icalcomponent* const known = zone == nullptr ? nullptr : icaltimezone_get_component(zone);
  if (known == nullptr) return nullptr;
  icalcomponent* const copy = icalcomponent_new_clone(known);
  if (icalproperty* const id = icalcomponent_get_first_property(copy, ICAL_TZID_PROPERTY)) icalproperty_set_tzid(id, name.c_str());
  return copy;
}

class Libical final : public IcsPart {
 public:
  Libical() { icalerror_set_errors_are_fatal(false); }  // else a wrong file ends the program

  [[nodiscard]] std::optional<IcsEvent> read(std::string_view piece) const override {
    const Component root(icalparser_parse_string(std::string(piece).c_str()));
    if (root == nullptr || icalcomponent_isa(root.get()) != ICAL_VEVENT_COMPONENT) return std::nullopt;
    IcsEvent event;
    for (auto* property = icalcomponent_get_first_property(root.get(), ICAL_ANY_PROPERTY); property != nullptr;
         property = icalcomponent_get_next_property(root.get(), ICAL_ANY_PROPERTY)) {
      take_property(property, event);
    }
    return event;
  }

  [[nodiscard]] std::optional<IcsEvent> read_back(const IcsEvent& event) const override {
    char* const text = icalcomponent_as_ical_string_r(component_of(event).get());
    auto result = read(text_of(text));
    icalmemory_free_buffer(text);
    return result;
  }

  [[nodiscard]] std::string write(const std::vector<IcsEvent>& events, const std::string& name) const override {
    const Component calendar(icalcomponent_new_vcalendar());
    icalcomponent* const to = calendar.get();
    icalcomponent_add_property(to, icalproperty_new_prodid("-//cmtool//cmtool schedule//EN"));
    icalcomponent_add_property(to, icalproperty_new_version("2.0"));
    icalcomponent_add_property(to, icalproperty_new_calscale("GREGORIAN"));
    icalcomponent_add_property(to, icalproperty_new_method(ICAL_METHOD_PUBLISH));
    if (!name.empty()) add_x(to, "X-WR-CALNAME", name);
    add_x(to, "X-PUBLISHED-TTL", "PT1H");
    std::set<std::string> zones;
    for (const auto& event : events) {
      if (event.start && !event.start->zone.empty() && event.start->zone != "UTC") zones.insert(event.start->zone);
    }
    for (const auto& zone : zones) {
      if (icalcomponent* const rules = zone_component(zone)) icalcomponent_add_component(to, rules);
    }
    for (const auto& event : events) icalcomponent_add_component(to, component_of(event).release());
    char* const text = icalcomponent_as_ical_string_r(to);
    const std::string result = text_of(text);
    icalmemory_free_buffer(text);
    return result;
  }
};

}  // namespace
}  // namespace cmtool

/// The part's entry.
extern "C" const cmtool::IcsPart* cmtool_part_ical_calendar() {
  static const cmtool::Libical it;
  return &it;
}
