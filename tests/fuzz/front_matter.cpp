// SPDX-License-Identifier: MIT
// Markdown files of somebody else: what their front matter says is written so that it is read the same.
#include "text/front_matter.hpp"

#include "base/ascii.hpp"
#include "calendar.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "text/utf8.hpp"

namespace cmtool::fuzz {

void front_matter(std::string_view bytes) {
  const auto reading = read_calendar(**find_calendar("markdown"), {{.name = "a.md", .bytes = std::string(bytes)}}, {});
  must(reading.ok());
  for (const auto& fault : reading->faults) must(!fault.message.empty() && fault.line <= bytes.size() + 1);

  const auto front = read_front_matter(bytes);
  must(front.ok());
  if (!front->there || !front->fault.empty()) return;
  const auto body = trimmed(front->body);
  const auto written = write_front_matter(front->values, body);
  must(written.ok());
  const auto again = read_front_matter(*written);
  must(again.ok() && again->there && again->fault.empty());
  must(again->values == front->values);
  if (is_valid_utf8(body)) must(trimmed(again->body) == body);
}

}  // namespace cmtool::fuzz
