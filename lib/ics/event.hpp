// SPDX-License-Identifier: MIT
// One event of an iCalendar file (RFC 5545), as far as a post needs it.
//
// libical knows the syntax, as the part "ical_calendar" (sys/part.hpp); it is given one event at a time, so that a fault has a line
// and one broken event does not take the others with it. Which event means which post is told by calendars/ics.cpp.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"

namespace cmtool {

struct IcsMoment {
  std::string wall{};  ///< "2026-12-24 09:00[:30]", or "2026-12-24" for a whole day
  std::string zone{};  ///< as the file names it; "UTC"; empty: wherever one is
  bool operator==(const IcsMoment&) const = default;
};

struct IcsEvent {
  std::string uid{}, summary{}, description{}, url{}, status{};
  std::optional<IcsMoment> start{}, recurrence{};  ///< `recurrence`: it takes the place of that date of a recurring one
  std::string rule{};                              ///< the RRULE's value
  std::vector<IcsMoment> except{}, more{};         ///< EXDATE, RDATE
  std::vector<std::string> categories{};
  std::vector<std::string> attachments{};          ///< addresses
  int enclosed = 0;                                ///< attachments that are in the file itself
  std::string options{};                           ///< X-CMTOOL-OPTIONS
  std::vector<std::string> errors{};               ///< of the properties that could not be read, in libical's words
  Instant stamp{}, changed{};                      ///< DTSTAMP and LAST-MODIFIED, for writing
};

/// An event's lines in a file.
struct IcsPiece {
  std::string_view text{};
  std::size_t line = 1;
  bool whole = true;  ///< it has its END
};

/// The VEVENTs of a file, in order; nothing when it is no calendar.
std::optional<std::vector<IcsPiece>> pieces_of(std::string_view text);

/// The line on which the piece has that property ("RRULE"); its first line if it has none.
std::size_t line_of(const IcsPiece&, std::string_view property);

/// The name by which this machine knows a zone: its own, the last part of a path, or that of a Windows zone; empty for an unknown one.
std::string zone_named(std::string_view tzid);

/// Text that a calendar may hold: valid UTF-8, without control characters but line ends and tabs, and without the
/// blanks at its end, which libical takes off.
std::string ics_text(std::string_view);

class IcsPart {
 public:
  virtual ~IcsPart() = default;
  /// Nothing when it is no event.
  [[nodiscard]] virtual std::optional<IcsEvent> read(std::string_view piece) const = 0;
  /// An event as it is read after it was written: blanks at the end of a text go, a rule's parts change places.
  [[nodiscard]] virtual std::optional<IcsEvent> read_back(const IcsEvent&) const = 0;
  /// A whole calendar, with the rules of its zones. `name` is what subscribers see.
  [[nodiscard]] virtual std::string write(const std::vector<IcsEvent>&, const std::string& name) const = 0;
};

Result<const IcsPart*> ics_part();

}  // namespace cmtool
