// SPDX-License-Identifier: MIT
// A web server's access log and the comments that visitors dropped: any line may be there.
#include "base/ascii.hpp"
#include "site/access_log.hpp"
#include "site/comments.hpp"
#include "site/day_counts.hpp"
#include "tests/fuzz/fuzz.hpp"

namespace cmtool::fuzz {

void site(std::string_view bytes) {
  using namespace cmtool::site;
  DayCounts counts(Instant{}, Instant{std::chrono::hours(24)});
  for (const auto& line : split(bytes, '\n')) {
    if (const auto hit = parse_hit(line); hit && !is_robot(hit->agent)) counts.add(std::string(hit->target), hit->address, hit->agent, std::string(hit->referrer));
    if (const auto item = comment_of(line, "site", "https://example.org/zoo", Instant{})) must(item_from_json(to_json(*item)).ok());
  }
  std::vector<Sample> samples;
  counts.tell("site", Instant{}, {""}, samples);
  for (const auto& sample : samples) must(!sample.value || *sample.value >= 0);
  must(DayCounts::from_json(counts.json()).marks() == counts.marks());
  if (const auto json = parse_json(bytes); json.ok()) DayCounts::from_json(*json);
}

}  // namespace cmtool::fuzz
