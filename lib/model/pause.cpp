// SPDX-License-Identifier: MIT
#include "model/pause.hpp"

#include "model/fields.hpp"

namespace cmtool {

bool holds(const Pause& pause, Instant now) { return !pause.until || now < *pause.until; }

Json to_json(const Pause& pause) {
  return Json{{"account", pause.account.empty() ? Json() : Json(pause.account)},
              {"why", pause.why},
              {"by", pause.by},
              {"at", iso(pause.at)},
              {"until", json_of(pause.until)}};
}

Result<Pause> pause_from_json(const Json& json) {
  Pause pause;
  Fields fields(json, "pause");
  fields.text("account", pause.account);
  fields.text("why", pause.why);
  fields.text("by", pause.by);
  fields.instant("at", pause.at);
  fields.instant("until", pause.until);
  CHECK_OK(fields.done());
  return pause;
}

}  // namespace cmtool
