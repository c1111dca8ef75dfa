// SPDX-License-Identifier: MIT
// Files in which other tools hand out their numbers, as data: how they are recognised, and what each column says.
//
// One file each in metrics_exports/; the table is made from that folder by the build. Whatever the file, what comes out are samples:
//
// - Numbers of a whole life ("Impressions" of a post) are as of the file: when it was made, or as the user says.
// - Numbers of a day are that day's. Numbers of a longer time (an advertisement's spend in a month) are spread evenly over its days, to the last
//   cent, so that a later file about some of these days replaces what an earlier one said instead of being added to it.
// - Numbers that cannot be added up (visitors, reach) are taken of single days only.
//
// Any bytes may be given. What is wrong is named with file, line and column.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calendar.hpp"
#include "model/found_post.hpp"
#include "model/metric.hpp"
#include "model/sample.hpp"

namespace cmtool {

/// What a column of an export is.
struct ExportColumn {
  std::string header{};     ///< as it is written there; upper and lower case do not matter. "Amount spent ({})": a currency stands there
  /// A metric's name; or "post", "permalink", "published", "text", "title", "date" (of daily numbers), "first_day", "last_day", "campaign", "account"; "-" for
  /// what has no use here.
  std::string role{};
  double times = 1;         ///< what the number is multiplied by: 3600 where hours become seconds
};

/// A table that is found in files of this kind.
struct ExportLayout {
  std::vector<std::string> marks{};      ///< headers that are all there
  std::vector<std::string> without{};    ///< headers that are not
  std::vector<ExportColumn> columns{};
  bool dates_american = false;           ///< 11/22/2026 is the 22nd of November, whatever the user's country
  std::string zone{};                    ///< in which "published" is told; empty: the user's
  /// When a post was published, where its name tells it; null: it does not.
  std::optional<Instant> (*time_in)(std::string_view post) = nullptr;
};

struct MetricsExport {
  std::string name{};    ///< "youtube"
  std::string title{};   ///< "YouTube Studio"
  std::string source{};  ///< where its headers are known from, and since when
  std::vector<ExportLayout> layouts{};
};

/// What the user says about a file.
struct MetricsWish {
  std::string account{};                     ///< whose numbers they are, where the file does not say
  std::string zone = "UTC";                  ///< whose days
  std::string published_zone{};              ///< in which the file tells when posts were published; empty: as its kind does, else `zone`
  Instant as_of{};                           ///< of numbers of a whole life
  DateOrder date_order = DateOrder::unknown;
  std::map<std::string, std::string> map{};  ///< a column's header -> its role
  const MetricsExport* kind = nullptr;       ///< null: found by looking
};

struct MetricsReading {
  const MetricsExport* kind = nullptr;    ///< null: samples of our own, or by --map alone
  std::vector<Sample> samples{};
  std::vector<FoundPost> posts{};         ///< those of which it is told when they were published
  std::vector<CalendarFault> faults{};    ///< rows that they stand in have no samples
  std::vector<std::string> notes{};       ///< translated: which columns are not used
};

const std::vector<const MetricsExport*>& metrics_exports();
/// Fault::usage, naming those that there are.
Result<const MetricsExport*> find_metrics_export(std::string_view name);

/// Samples of a file: CSV in any dialect that a spreadsheet writes, or NDJSON of our own. Fault::usage where it is not clear what the columns are.
Result<MetricsReading> read_metrics_export(const NamedBytes&, const MetricsWish&);

/// "1,234", "1 234,5", "12.34 €" times a number, rounded; nothing for what is none. "," and "." are told apart by what is
/// behind them; one of them with three digits behind it is between thousands.
std::optional<std::int64_t> export_number(std::string_view cell, double times);

}  // namespace cmtool
