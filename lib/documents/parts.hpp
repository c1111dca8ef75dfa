// SPDX-License-Identifier: MIT
// The writers that need a heavy library: parts of their own (sys/part.hpp).
#pragma once
#include <string>

#include "base/result.hpp"
#include "document.hpp"

namespace cmtool::paper {

/// A writer behind a part's entry. Never fails for what is in the document, only for want of memory or of a place for a temporary file.
class DocumentPart {
 public:
  virtual ~DocumentPart() = default;
  [[nodiscard]] virtual Result<std::string> write(const Document&) const = 0;
};

/// Written by the part of that name. Fault::unsupported, naming the packages of its libraries, where it is not there.
Result<std::string> written_by(const std::string& part, const std::string& packages, const Document&);

}  // namespace cmtool::paper
