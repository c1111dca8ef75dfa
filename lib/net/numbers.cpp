// SPDX-License-Identifier: MIT
#include "net/numbers.hpp"

#include "base/tr.hpp"

namespace cmtool {

Call asking_for_numbers(const Session& session, std::string path, Query query) {
  return {.path = std::move(path), .query = std::move(query), .signed_in = !session.account().follow_only};
}

Sample told_number(const Session& session, std::string post, std::string metric, const Json& told) {
  const bool known = told.is_integer() && told.integer_or(-1) >= 0;
  return {.account = session.account().name, .post = std::move(post), .metric = std::move(metric), .value = known ? std::optional(told.integer_or(0)) : std::nullopt, .at = session.now()};
}

Error answer_not_understood(const Session& session) {
  return {.fault = Fault::protocol, .message = tr("the answer of {} cannot be understood", host_of(session.account().server))};
}

}  // namespace cmtool
