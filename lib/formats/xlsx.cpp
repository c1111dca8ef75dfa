// SPDX-License-Identifier: MIT
// XLSX: the table as a sheet with typed cells; bytes, for a file.
#include "documents/documents.hpp"
#include "documents/table_document.hpp"
#include "format.hpp"

namespace cmtool {
namespace {

Result<std::string> bytes(const Table& table, const Look& look) { return paper::xlsx(paper::table_document(table, look)); }

const Format format{.name = "xlsx", .machine = false, .bytes = bytes};

}  // namespace

const Format& xlsx_format() { return format; }

}  // namespace cmtool
