// SPDX-License-Identifier: MIT
// A spreadsheet: typed cells under titles in the reader's language. Every column, as for programs.
#include "format.hpp"
#include "workbook/workbook.hpp"

namespace cmtool {
namespace {

std::string render(const Table& table, const Look& look) { return workbook({{.name = "cmtool", .table = table}}, look.time); }

const Format format{.name = "xlsx", .machine = true, .render = render};

}  // namespace

const Format& xlsx_format() { return format; }

}  // namespace cmtool
