// SPDX-License-Identifier: MIT
// The lines between "---" and "---" at the front of a text file, as static site generators have them: YAML.
//
// Only what front matter needs of YAML: keys with a text, a list, or a list of keys with texts. What YAML would take for a
// number, a date or a truth stays the text that was written ("2026-12-24 09:00", "yes", "1.10"); only a plain null, ~ or nothing at all
// is null. Anchors, aliases and whatever is deeper or longer than a person writes are refused. libyaml does the reading
// and the writing, as the part "front_matter" (sys/part.hpp).
#pragma once
#include <functional>
#include <map>
#include <string>
#include <string_view>

#include "base/json.hpp"
#include "base/result.hpp"

namespace cmtool {

/// Where something stands in a file, from 1; 0 for nowhere.
struct TextPlace {
  std::size_t line = 0, column = 0;
};

struct FrontMatter {
  Json values = Json::object();                        ///< strings, nulls, arrays and objects of these
  std::map<std::string, TextPlace, std::less<>> places{};  ///< of the topmost keys
  std::string body{};                                  ///< what follows the second "---"
  bool there = false;                                  ///< it begins with "---"
  std::string fault{};                                 ///< what is wrong with it, translated; empty: nothing
  TextPlace fault_place{};
};

/// Takes a file apart; a fault is part of the answer. Fault::unsupported without the part.
Result<FrontMatter> read_front_matter(std::string_view text);

/// "---", the values, "---", and the body, which must not begin or end with white space for it to be read as it was.
Result<std::string> write_front_matter(const Json& values, std::string_view body);

// What the part provides; the rest of cmtool uses the functions above.

class FrontMatterPart {
 public:
  virtual ~FrontMatterPart() = default;
  /// Reads YAML into values, places (from line 1) and fault.
  virtual void read(std::string_view yaml, FrontMatter&) const = 0;
  [[nodiscard]] virtual Result<std::string> write(const Json& values) const = 0;
};

}  // namespace cmtool
