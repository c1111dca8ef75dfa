// SPDX-License-Identifier: MIT
#include "moderate/retention.hpp"

#include "base/tr.hpp"
#include "when/when.hpp"

namespace cmtool {

Result<std::optional<Instant>> kept_since(Desk& desk) {
  using namespace std::chrono;
  TRY(const auto settings, desk.store.settings());
  const Json& keep = settings["moderation"]["keep"];
  if (keep.is_null()) return std::optional<Instant>();
  const auto time = parse_duration(keep.string_or());
  if (!time.ok() || *time < days(31)) {
    return Error{.fault = Fault::usage, .message = tr("moderation.keep in settings.json is no time of at least 31 days: {}", keep.is_string() ? keep.string_or() : keep.dump()),
                 .hint = tr("for example \"730d\" for two years"), .where = "settings.json"};
  }
  const year_month_day then(floor<days>(desk.world.clock->now() - *time));
  return std::optional<Instant>(sys_days((then.year() / then.month() + months(1)) / day(1)));
}

Result<Forgotten> expire_items(Desk& desk) {
  TRY(const auto since, kept_since(desk));
  return since ? desk.store.inbox().expire(*since) : Forgotten{};
}

}  // namespace cmtool
