// SPDX-License-Identifier: MIT
// Any bytes as a time, a duration, a zone's file.
#include "promise.hpp"

#include <chrono>

#include "when/when.hpp"
#include "when/zone_rules.hpp"

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cmtool;
  const auto text = text_of(data, size);
  const WhenContext here{.now = Instant{} + std::chrono::hours(24 * 365 * 56), .zone = "Europe/Paris", .lang = "fr"};
  (void)parse_when(text, here);
  (void)parse_duration(text);
  (void)parse_yearly_rule(text);
  if (const auto rules = ZoneRules::read(text); rules.ok()) {
    for (const int year : {-3000, 0, 56, 4000}) {
      const auto moment = std::chrono::sys_seconds{std::chrono::hours(24 * 365) * year};
      promise(std::chrono::abs(rules->offset(moment)) <= std::chrono::hours(24 * 25));
    }
  }
  return 0;
}
