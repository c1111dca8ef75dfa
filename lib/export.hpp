// SPDX-License-Identifier: MIT
// What others said, out of the files in which networks and tools hand it over. One format each in exports/; pure functions.
//
// So the inbox serves networks that no program may ask: their export is read into the same items that fetching would bring. Nothing is
// looked up and no file is opened here: the bytes come piece by piece from the caller, and whose items they are is the caller's to say.
//
// The files come from clients and other tools: any bytes may be given. What is wrong is named with its line and column; a comment
// without an id of its own gets one that is made of who wrote it, when, and what, so that the same row is the same item the next time.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "calendar.hpp"
#include "model/item.hpp"

namespace cmtool {

/// The next bytes of a file; empty at its end.
using NextBytes = std::function<Result<std::string>()>;

/// One item as a file has it.
struct ExportRow {
  std::size_t line = 1;    ///< where it begins
  Item item{};             ///< without id; `account` as the file names it, "" if it does not
  bool kind_said = false;  ///< the file says what kind it is
  bool at_sure = true;     ///< false: no time, or one that was counted back from "2 weeks ago"
  bool ours = false;       ///< the file says that the account itself wrote it
  bool text_said = true;   ///< false: there is no column for texts, or it was empty
};

struct ExportReading {
  std::vector<ExportRow> rows{};
  std::vector<CalendarFault> faults{};  ///< in the file's order; the rows that they stand in are not among `rows`
  std::vector<std::string> notes{};     ///< translated: what was assumed, which columns are not used, what was left out
};

/// What the user says about a file, and what is known about its surroundings.
struct ExportWish {
  std::string file{};  ///< its name, for messages
  DateOrder date_order = DateOrder::unknown;
  std::map<std::string, std::string> map{};  ///< a column's header or number, or a key -> a field's name (rows/fields.hpp) or "-"
  std::string zone = "UTC";                  ///< in which times without one are meant: the workspace's
};

/// What a format is.
struct Export {
  std::string name{};   ///< "youtube"
  std::string title{};  ///< N_()
  /// From 0 (surely not) to 100 (surely), by its beginning and its name.
  int (*sniff)(const NamedBytes& beginning) = nullptr;
  /// All or nothing is the caller's choice. An Error only for what makes reading useless: a wrong --map, a part that is missing, bytes that do not come.
  Result<ExportReading> (*read)(const NextBytes&, const ExportWish&) = nullptr;
  bool maps = false;  ///< --map has a meaning: its columns or keys are not fixed
};

constexpr std::size_t export_beginning = 64u << 10;          ///< as much of a file is shown to sniff()
constexpr std::size_t most_export_rows = 1'000'000;
constexpr std::size_t most_export_bytes = 2048u << 20;       ///< of a file that is read piece by piece: WXR, lines of JSON
constexpr std::size_t most_whole_export_bytes = 256u << 20;  ///< of one that must be in memory: a table, one JSON document
constexpr std::size_t most_export_faults = 1000;

const std::vector<const Export*>& exports();
/// Fault::usage, naming those that there are.
Result<const Export*> find_export(std::string_view name);
/// The format of a file. Fault::usage where none fits.
Result<const Export*> sniff_export(const NamedBytes& beginning);
/// Reads with that format; an unfit number of rows is Fault::refused.
Result<ExportReading> read_export(const Export&, const NextBytes&, const ExportWish&);

/// A whole text as a file that is read piece by piece.
NextBytes bytes_of(std::string text);
/// All that is still to come. Fault::refused for more than that.
Result<std::string> whole_export(const NextBytes&, std::size_t most = most_whole_export_bytes);

}  // namespace cmtool
