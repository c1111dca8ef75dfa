// SPDX-License-Identifier: MIT
#include "documents/documents.hpp"
#include "documents/parts.hpp"

namespace cmtool::paper {

Result<std::string> pdf(const Document& document) { return written_by("pdf", "libcairo2, libpango-1.0-0, libpangocairo-1.0-0", document); }

}  // namespace cmtool::paper
