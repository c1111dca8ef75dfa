// SPDX-License-Identifier: MIT
// HTML: the table as one page that needs nothing else.
#include "documents/documents.hpp"
#include "documents/table_document.hpp"
#include "format.hpp"

namespace cmtool {
namespace {

std::string render(const Table& table, const Look& look) { return paper::html(paper::table_document(table, look)); }

const Format format{.name = "html", .machine = false, .render = render};

}  // namespace

const Format& html_format() { return format; }

}  // namespace cmtool
