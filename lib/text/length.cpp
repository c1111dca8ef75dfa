// SPDX-License-Identifier: MIT
#include "text/length.hpp"

namespace cmtool {

std::string_view slug(Unit unit) {
  switch (unit) {
    case Unit::code_points: return "code_points";
    case Unit::utf16: return "utf16";
    case Unit::bytes: return "bytes";
    case Unit::graphemes: return "graphemes";
    case Unit::twitter: return "twitter";
  }
  return "";
}

}  // namespace cmtool
