// SPDX-License-Identifier: MIT
// The part "fast_json": lines of samples by simdjson.
#include <simdjson.h>

#include "base/time.hpp"
#include "samples/sample_json.hpp"

namespace cmtool::samples {
namespace {

static_assert(padding >= simdjson::SIMDJSON_PADDING);

/// The DOM and not On Demand: that one is bound to a processor when it is compiled, this one chooses at run time.
class Simdjson final : public SampleParser {
 public:
  bool parse(std::string_view line, RawSample& to) override {
    to = {};
    simdjson::dom::object object;
    if (parser_.parse(line.data(), line.size(), false).get(object) != simdjson::SUCCESS) return false;
    bool has_time = false;
    for (const auto& field : object) {
      const auto& [key, value] = field;
      bool fine = true;
      if (key == "account") fine = read(value, to.account);
      else if (key == "post") fine = read(value, to.post);
      else if (key == "metric") fine = read(value, to.metric);
      else if (key == "value") fine = (to.known = !value.is_null()) ? value.get(to.value) == simdjson::SUCCESS : true;
      else if (key == "at") fine = has_time = read(value, to.at);
      if (!fine) return false;
    }
    return has_time;
  }

 private:
  static bool read(simdjson::dom::element value, std::string_view& to) { return value.get(to) == simdjson::SUCCESS; }
  static bool read(simdjson::dom::element value, std::int64_t& to) {
    std::string_view text;
    if (!read(value, text)) return false;
    const auto at = parse_iso(text);
    if (at.ok()) to = at->time_since_epoch().count();
    return at.ok();
  }

  simdjson::dom::parser parser_{};
};

class FastJson final : public FastJsonPart {
 public:
  [[nodiscard]] std::unique_ptr<SampleParser> make() const override { return std::make_unique<Simdjson>(); }
};

}  // namespace
}  // namespace cmtool::samples

/// The part's entry.
extern "C" const cmtool::samples::FastJsonPart* cmtool_part_fast_json() {
  static const cmtool::samples::FastJson it;
  return &it;
}
