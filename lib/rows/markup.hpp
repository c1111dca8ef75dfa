// SPDX-License-Identifier: MIT
// XML read from its beginning to its end, piece by piece, holding nothing of it.
//
// Entities that a file declares itself are refused: ten of them make gigabytes of nothing. What lies elsewhere is never fetched. Control characters, which
// no XML may have and WordPress writes all the same, are blanks. expat does the reading, as the part "markup" (sys/part.hpp).
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "export.hpp"

namespace cmtool {

/// What is met. `space` is the namespace's address, not its prefix.
struct MarkupEvents {
  std::function<void(std::string_view space, std::string_view name, std::size_t line)> begin{};
  std::function<void(std::string_view text)> text{};
  std::function<bool(std::string_view space, std::string_view name)> end{};  ///< whether to go on
};

/// Where and why a text is no XML.
struct MarkupFault {
  std::size_t line = 0, column = 0;
  std::string message{}, hint{};  ///< translated
};

/// Nothing, when all is well. An Error for bytes that do not come, and without the part.
Result<std::optional<MarkupFault>> read_markup(const NextBytes&, const MarkupEvents&);

class MarkupPart {
 public:
  virtual ~MarkupPart() = default;
  virtual Result<std::optional<MarkupFault>> read(const NextBytes&, const MarkupEvents&) const = 0;
};

}  // namespace cmtool
