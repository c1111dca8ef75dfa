// SPDX-License-Identifier: MIT
#include "documents/documents.hpp"
#include "documents/parts.hpp"

namespace cmtool::paper {

Result<std::string> xlsx(const Document& document) { return written_by("xlsx", "libxlsxwriter4", document); }

}  // namespace cmtool::paper
