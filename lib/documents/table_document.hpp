// SPDX-License-Identifier: MIT
// One table as a document, for the formats that are documents.
#pragma once
#include "document.hpp"
#include "format.hpp"

namespace cmtool::paper {

Document table_document(const Table&, const Look&);

}  // namespace cmtool::paper
