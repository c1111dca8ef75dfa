// SPDX-License-Identifier: MIT
// JSON from servers, files and users: what is read is written so that it is read the same.
#include "base/json.hpp"

#include "tests/fuzz/fuzz.hpp"
#include "text/harmless.hpp"
#include "text/utf8.hpp"

namespace cmtool::fuzz {

void json(std::string_view bytes) {
  must(is_valid_utf8(harmless_json(bytes)) || !is_valid_utf8(bytes));
  const auto value = parse_json(bytes);
  if (!value) {
    must(!value.error().message.empty());
    return;
  }
  const std::string text = value->dump();
  const auto again = parse_json(text);
  must(again.ok());
  must(again->dump() == text);
  must(parse_json(value->dump(2))->dump() == text);
}

}  // namespace cmtool::fuzz
