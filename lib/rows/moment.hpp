// SPDX-License-Identifier: MIT
// When a comment was written, as exports have it: ISO 8601, a count of seconds or milliseconds since 1970, a spreadsheet's date, RFC 2822.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/time.hpp"
#include "sheet/date.hpp"

namespace cmtool {

/// What means one moment whatever the file: with an offset, or a number since 1970. Nothing for anything else, and for what is not between 1970 and 2200.
std::optional<Instant> sure_moment(std::string_view);

/// A wall time of a table, after the order of its dates is settled. A clock change is settled for the earlier reading: it is over. Fault::usage as Dates::moment().
Result<Instant> written_moment(const Dates&, DateCell, const std::string& zone);

/// The zone that a header names: "Review Created (UTC)", "Timestamp (ET)", "Date (Europe/Paris)"; "" for none.
std::string zone_in_header(std::string_view header);

}  // namespace cmtool
