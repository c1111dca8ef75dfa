// SPDX-License-Identifier: MIT
// What a book is made of, read once.
#pragma once
#include <chrono>
#include <map>
#include <string>
#include <vector>

#include "desk.hpp"
#include "model/media.hpp"
#include "report.hpp"
#include "store.hpp"

namespace cmtool {

/// What was asked for.
struct BookWish {
  std::chrono::year_month month{};
  std::vector<Account> accounts{};
  std::string zone = "UTC", lang = "en";
};

/// What settings.json says under "book": {"client": …, "logo": FILE, "colour": "#1F6FEB", "by": …}.
struct BookLook {
  std::string client{};  ///< whose book it is; the workspace's name where nothing is said
  std::string by{};      ///< who made it; empty: nobody is named
  std::string colour{};  ///< "#RRGGBB"; empty: the usual one
  std::string logo{};    ///< a picture's file, relative to the workspace; empty: there is none
};
/// Fault::usage naming what cannot be understood.
Result<BookLook> book_look(const Json& settings, const std::string& workspace);

struct BookInputs {
  ReportInputs figures{};                ///< the month, compared with the one before; everything a report may need
  std::vector<Account> accounts{};
  std::vector<Scheduled> next{};         ///< what waits for the month after, by time
  std::chrono::year_month month{};
  BookLook look{};
  /// Pictures of posts, by the SHA-256 of the medium; only those that are shown.
  std::map<std::string, std::string> pictures{};
  std::string logo_bytes{}, logo_type{};
  std::map<std::string, Table> tables{};  ///< that table_of() has made
};

Result<BookInputs> book_inputs(Desk&, const BookWish&);

inline constexpr std::size_t themes_in_book = 10;

/// The month's posts of which it is known what people did with them, the most first.
std::vector<const PostFigures*> ranked_posts(const BookInputs&);

/// A report's table over these inputs, made once. `top` 0: all rows.
Result<Table> table_of(BookInputs&, std::string_view report, const std::string& by = {}, std::size_t top = 0, const std::string& sort = {});

/// Of a report's table only these columns, in this order; those that it does not have are passed over.
Table with_columns(const Table&, const std::vector<std::string>& keys);

}  // namespace cmtool
