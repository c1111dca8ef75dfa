// SPDX-License-Identifier: MIT
// PDF: the table on A4 pages; bytes, for a file.
#include "documents/documents.hpp"
#include "documents/table_document.hpp"
#include "format.hpp"

namespace cmtool {
namespace {

Result<std::string> bytes(const Table& table, const Look& look) { return paper::pdf(paper::table_document(table, look)); }

const Format format{.name = "pdf", .machine = false, .bytes = bytes};

}  // namespace

const Format& pdf_format() { return format; }

}  // namespace cmtool
