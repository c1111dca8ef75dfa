// SPDX-License-Identifier: MIT
// Requests and answers as lines that people may see: secrets masked, files named instead of shown, everything bounded.
//
// The trace, the dry run and the recorder show the same thing, so it is written once.
#pragma once
#include <string>
#include <vector>

#include "net/http.hpp"

namespace cmtool {

/// "POST https://host/path?limit=5", masked.
std::string title_of(const Request&);
/// The same without the query, which is for -vv.
std::string short_title_of(const Request&);
/// Headers and body, one line each, without marks. The authorization is only said to be there.
std::vector<std::string> lines_of(const Request&);
std::vector<std::string> lines_of(const Response&);
/// "980 B", "1.2 kB", "34 MB".
std::string size_text(std::uint64_t bytes);

}  // namespace cmtool
