// SPDX-License-Identifier: MIT
#include "ics/event.hpp"

#include <utility>

#include "base/ascii.hpp"
#include "sys/part.hpp"
#include "text/utf8.hpp"
#include "when/zone.hpp"

namespace cmtool {
namespace {

constexpr std::size_t longest_event = 4u << 20;  // bytes

/// Takes a line off the text; without its end.
std::string_view take_line(std::string_view& text) {
  const auto end = text.find_first_of("\r\n");
  const auto line = text.substr(0, end);
  text.remove_prefix(line.size());
  if (text.starts_with('\r')) text.remove_prefix(1);
  if (text.starts_with('\n')) text.remove_prefix(1);
  return line;
}

bool is(std::string_view line, std::string_view what) { return same_ignoring_case(trimmed(line), what) && !line.empty() && !is_space(line.front()); }

/// The zones that Outlook names in its own way, from Unicode's list (CLDR, windowsZones).
constexpr std::pair<std::string_view, std::string_view> windows_zones[] = {
    {"UTC", "UTC"}, {"GMT Standard Time", "Europe/London"}, {"Greenwich Standard Time", "Atlantic/Reykjavik"},
    {"W. Europe Standard Time", "Europe/Berlin"}, {"Central Europe Standard Time", "Europe/Budapest"}, {"Romance Standard Time", "Europe/Paris"},
    {"Central European Standard Time", "Europe/Warsaw"}, {"E. Europe Standard Time", "Europe/Chisinau"}, {"GTB Standard Time", "Europe/Bucharest"},
    {"FLE Standard Time", "Europe/Kiev"}, {"Turkey Standard Time", "Europe/Istanbul"}, {"Russian Standard Time", "Europe/Moscow"},
    {"Morocco Standard Time", "Africa/Casablanca"}, {"W. Central Africa Standard Time", "Africa/Lagos"}, {"South Africa Standard Time", "Africa/Johannesburg"},
    {"Egypt Standard Time", "Africa/Cairo"}, {"E. Africa Standard Time", "Africa/Nairobi"}, {"Israel Standard Time", "Asia/Jerusalem"},
    {"Arab Standard Time", "Asia/Riyadh"}, {"Arabian Standard Time", "Asia/Dubai"}, {"Mauritius Standard Time", "Indian/Mauritius"},
    {"India Standard Time", "Asia/Calcutta"}, {"SE Asia Standard Time", "Asia/Bangkok"}, {"China Standard Time", "Asia/Shanghai"},
    {"Singapore Standard Time", "Asia/Singapore"}, {"Tokyo Standard Time", "Asia/Tokyo"}, {"Korea Standard Time", "Asia/Seoul"},
    {"W. Australia Standard Time", "Australia/Perth"}, {"AUS Eastern Standard Time", "Australia/Sydney"}, {"E. Australia Standard Time", "Australia/Brisbane"},
    {"AUS Central Standard Time", "Australia/Darwin"}, {"Cen. Australia Standard Time", "Australia/Adelaide"}, {"Tasmania Standard Time", "Australia/Hobart"},
    {"Lord Howe Standard Time", "Australia/Lord_Howe"}, {"Central Pacific Standard Time", "Pacific/Guadalcanal"}, {"New Zealand Standard Time", "Pacific/Auckland"},
    {"Hawaiian Standard Time", "Pacific/Honolulu"}, {"Alaskan Standard Time", "America/Anchorage"}, {"Pacific Standard Time", "America/Los_Angeles"},
    {"US Mountain Standard Time", "America/Phoenix"}, {"Mountain Standard Time", "America/Denver"}, {"Central Standard Time", "America/Chicago"},
    {"Canada Central Standard Time", "America/Regina"}, {"Central Standard Time (Mexico)", "America/Mexico_City"}, {"Eastern Standard Time", "America/New_York"},
    {"SA Pacific Standard Time", "America/Bogota"}, {"Atlantic Standard Time", "America/Halifax"}, {"SA Western Standard Time", "America/La_Paz"},
    {"Newfoundland Standard Time", "America/St_Johns"}, {"E. South America Standard Time", "America/Sao_Paulo"}, {"Argentina Standard Time", "America/Buenos_Aires"},
    {"SA Eastern Standard Time", "America/Cayenne"}, {"Saint Pierre Standard Time", "America/Miquelon"}, {"Cape Verde Standard Time", "Atlantic/Cape_Verde"}};

}  // namespace

std::optional<std::vector<IcsPiece>> pieces_of(std::string_view text) {
  std::vector<IcsPiece> pieces;
  std::string_view rest = text;
  bool calendar = false;
  const char* begin = nullptr;
  std::size_t begin_line = 0, number = 0;
  const auto end_piece = [&](const char* end, bool whole) {
    const auto size = static_cast<std::size_t>(end - begin);
    pieces.push_back({.text = {begin, size}, .line = begin_line, .whole = whole && size <= longest_event});
    begin = nullptr;
  };
  while (!rest.empty()) {
    const char* const line_begin = rest.data();
    const auto line = take_line(rest);
    ++number;
    if (is(line, "BEGIN:VCALENDAR")) {
      calendar = true;
    } else if (is(line, "BEGIN:VEVENT")) {
      if (begin != nullptr) end_piece(line_begin, false);
      begin = line_begin;
      begin_line = number;
    } else if (is(line, "END:VEVENT") && begin != nullptr) {
      end_piece(rest.data(), true);
    }
  }
  if (begin != nullptr) end_piece(text.data() + text.size(), false);
  return calendar ? std::optional(std::move(pieces)) : std::nullopt;
}

std::size_t line_of(const IcsPiece& piece, std::string_view property) {
  std::string_view rest = piece.text;
  for (std::size_t number = piece.line; !rest.empty(); ++number) {
    const auto line = take_line(rest);
    if (line.size() > property.size() && same_ignoring_case(line.substr(0, property.size()), property) &&
        (line[property.size()] == ':' || line[property.size()] == ';')) {
      return number;
    }
  }
  return piece.line;
}

std::string zone_named(std::string_view tzid) {
  tzid = trimmed(tzid);
  if (tzid.starts_with('"') && tzid.ends_with('"') && tzid.size() > 1) tzid = tzid.substr(1, tzid.size() - 2);
  if (tzid.empty()) return {};
  for (const auto& [windows, name] : windows_zones) {
    if (windows == tzid) return std::string(name);
  }
  // "/citadel.org/20210210_1/Europe/Paris": the last parts, the longest first.
  for (std::string_view name = tzid; !name.empty();) {
    if (!name.starts_with('/') && check_zone(name).ok()) return std::string(name);
    const auto slash = name.find('/');
    if (slash == std::string_view::npos) break;
    name.remove_prefix(slash + 1);
  }
  return {};
}

std::string ics_text(std::string_view text) {
  std::string result;
  each_code_point(text, [&](char32_t c, std::size_t, std::size_t) {
    if ((c < 0x20 && c != '\n' && c != '\t') || c == 0x7F) return;
    append_utf8(result, c);
  });
  while (!result.empty() && is_space(result.back())) result.pop_back();
  return result;
}

Result<const IcsPart*> ics_part() {
  TRY(void* const entry, load_part("ical_calendar"));
  return reinterpret_cast<const IcsPart* (*)()>(entry)();
}

}  // namespace cmtool
