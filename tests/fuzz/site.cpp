// SPDX-License-Identifier: MIT
// A web server's access log and the comments that visitors dropped: any line may be there.
#include "base/ascii.hpp"
#include "site/access_log.hpp"
#include "site/comments.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace cmtool::fuzz {

void site(std::string_view bytes) {
  using namespace cmtool::site;
  Tally tally("https://example.org/zoo", "");
  for (const auto& line : split(bytes, '\n')) {
    if (const auto hit = parse_hit(line)) is_robot(hit->agent);
    tally.add(line);
    if (const auto item = comment_of(line, "site", "https://example.org/zoo", Instant{})) must(item_from_json(to_json(*item)).ok());
  }
  for (const auto& sample : tally.samples("site", Instant{})) must(!sample.value || *sample.value >= 0);
}

}  // namespace cmtool::fuzz
