// SPDX-License-Identifier: MIT
// A document for a client: what it says, block by block, and nothing of how it looks.
//
// Whoever has something to tell (a month's book, one report, a table) makes a Document; documents/ writes it as one HTML file, PDF, XLSX or
// Markdown. Plain values: the same document gives the same bytes.
//
// Whose words are they? A text is made of runs. Ours are set as the language wants it (text/typeset.hpp); those of strangers — a name, a
// post, a comment — are made by theirs() and stay as they are, but for what would do harm. Cells of tables are never set: a column's kind
// says how its numbers and times are written in the document's language and zone; titles of columns and tables are ours.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.hpp"
#include "draw/drawing.hpp"
#include "model/table.hpp"

namespace cmtool::paper {

struct Run {
  std::string text{};
  bool ours = true;     ///< false: a stranger's words
  bool strong = false;
  std::string url{};    ///< http or https: the run leads there; anything else leads nowhere
};

/// "Reach rose by " + theirs(name): a sentence with whose words are whose.
struct Text {
  std::vector<Run> runs{};

  Text() = default;
  Text(const char* ours) : runs{{.text = ours}} {}
  Text(std::string ours) : runs{{.text = std::move(ours)}} {}
  Text(Run run) : runs{std::move(run)} {}
  Text(std::vector<Run> all) : runs(std::move(all)) {}
  [[nodiscard]] bool empty() const;
};

Run theirs(std::string text);
Run strong(std::string ours);
/// A stranger's or our own words that lead to a page.
Run linked(std::string text, std::string url);
Text operator+(Text, Text);
/// The words alone, set in that language.
std::string plain(const Text&, std::string_view lang);

/// A picture as bytes: image/png, image/jpeg, image/gif or image/webp (the last two in HTML only). What cannot be shown is told by its
/// alternative text. Whoever adds it makes it small: one HTML file holds under 2 MB in all.
struct Picture {
  std::string bytes{};
  std::string type{};   ///< "image/png"
  std::string alt{};    ///< a stranger's words
  int width = 0, height = 0;  ///< in dots; 0: unknown
};

/// The first thing: on paper a page of its own.
struct Cover {
  Text client{};                    ///< whose month it is: theirs("Atelier Lune")
  Text title{}, subtitle{};         ///< "Monthly report", "November 2026"
  std::optional<Picture> logo{};
  std::vector<Text> lines{};        ///< by whom, for when
};

/// Levels 2 (a chapter) to 6. A level that would skip one is raised, so that headings stay in order.
struct Heading {
  Text text{};
  int level = 2;
};

struct Paragraph {
  Text text{};
  enum class Role { plain, lead, quote } role = Role::plain;  ///< `quote`: what somebody said
  Text source{};                                              ///< of a quote
};

struct List {
  std::vector<Text> items{};
  bool numbered = false;
};

enum class Judgement { neutral, good, bad };

/// How a number moved, in a word and an arrow, never by colour alone.
struct Change {
  enum class Direction { up, down, level } direction = Direction::level;
  std::string amount{};                       ///< "12 %", in the language; the arrow is added
  Text word{};                                ///< "more than in October"
  Judgement judgement = Judgement::neutral;   ///< more complaints are no good news
};

struct KeyFigure {
  Text label{};
  std::string value{};               ///< "12,480", in the language; "–" for unknown
  std::optional<Change> change{};
  std::optional<double> progress{};  ///< towards a goal, 1 is there: drawn as a bar
  Text as_of{};                      ///< from when the number is
};

struct KeyFigures {
  std::vector<KeyFigure> figures{};
};

struct TableBlock {
  Text title{};   ///< its caption, and its sheet's name in XLSX
  Table table{};  ///< all columns that are `shown`; notes below
  bool charted = false;  ///< XLSX draws its columns of bars as charts beside it: nothing else in the document shows them
};

/// A drawing, with the table behind it. Its title and description are the drawing's; they are ours.
struct Chart {
  draw::Drawing drawing{};
};

struct Figure {
  Picture picture{};
  Text caption{};
};

/// A remark that must not be missed: numbers that are missing, a small sample.
struct Note {
  Text text{};
  bool warning = false;
};

struct PageBreak {};

struct Definition {
  Text term{}, meaning{};
};
struct Definitions {
  std::vector<Definition> entries{};
};

using Block = std::variant<Cover, Heading, Paragraph, List, KeyFigures, TableBlock, Chart, Figure, Note, PageBreak, Definitions>;

struct Document {
  std::string lang = "en";       ///< "en" or "fr" (or "fr-CA"): whatever the program speaks
  std::string zone = "UTC";      ///< in which times are told
  std::string title{};           ///< of the file, for windows, tabs and lists of files
  std::string author{};
  std::string accent{};          ///< "#1257a0": the client's colour; anything else is ours. Made readable where it is not
  std::string style{};           ///< rules of CSS after ours, for HTML alone; check_style() has let them in
  Instant made{};                ///< the only time that gets into the bytes; the epoch: none is told
  std::vector<Block> blocks{};
};

/// The level of each heading, in order, without a gap; 0 for blocks that are none.
std::vector<int> levels(const Document&);

/// A cell as the document's reader reads it: numbers and times in its language and zone, yes and no, "–" for unknown.
std::string cell_text(const Value&, const Column&, const Document&);
/// Does it stand at the right?
bool is_number(Kind);
/// Which columns are shown, by their place.
std::vector<std::size_t> shown_columns(const Table&);
/// A table of one record as people read it: a row for each of its fields, name and value.
Table turned(const Table&, const Document&);

}  // namespace cmtool::paper
