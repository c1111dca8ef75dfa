// SPDX-License-Identifier: MIT
#include "model/sample.hpp"

#include "model/fields.hpp"

namespace cmtool {

Json to_json(const Sample& sample) {
  return Json{{"account", sample.account},
              {"post", sample.post},
              {"metric", sample.metric},
              {"value", sample.value},
              {"at", iso(sample.at)}};
}

Result<Sample> sample_from_json(const Json& json) {
  Sample sample;
  Fields fields(json, "sample");
  fields.text("account", sample.account);
  fields.text("post", sample.post);
  fields.text("metric", sample.metric);
  if (const Json& value = fields.child("value"); value.is_integer()) sample.value = value.integer_or(0);
  else if (!value.is_null()) fields.wrong("value");
  fields.instant("at", sample.at);
  CHECK_OK(fields.done());
  return sample;
}

}  // namespace cmtool
