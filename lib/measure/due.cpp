// SPDX-License-Identifier: MIT
#include "measure/due.hpp"

namespace cmtool {

using namespace std::chrono;

bool is_measure_due(Instant published, Instant last, Instant now) {
  const auto age = now - published;
  if (age < milliseconds(0)) return false;
  if (last < published) return true;
  milliseconds every = days(30);
  if (age < days(1)) every = hours(1);
  else if (age < days(7)) every = hours(6);
  else if (age < recent_posts) every = days(1);
  else if (age < posts_of_the_year) every = days(7);
  return age / every != (last - published) / every;
}

}  // namespace cmtool
