// SPDX-License-Identifier: MIT
#include "documents/parts.hpp"

#include "base/tr.hpp"
#include "sys/part.hpp"

namespace cmtool::paper {

Result<std::string> written_by(const std::string& part, const std::string& packages, const Document& document) {
  auto entry = load_part(part);
  if (!entry.ok()) {
    Error error = std::move(entry).error();
    if (error.fault == Fault::unsupported) error.hint = tr("this build cannot write {}: build cmtool again with {} installed, or choose another format", part, packages);
    else error.hint = tr("is a library missing? {} bring it", packages);
    return error;
  }
  return reinterpret_cast<const DocumentPart* (*)()>(*entry)()->write(document);
}

}  // namespace cmtool::paper
