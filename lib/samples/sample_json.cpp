// SPDX-License-Identifier: MIT
#include "samples/sample_json.hpp"

#include "model/sample.hpp"
#include "samples/line_sum.hpp"
#include "sys/part.hpp"

namespace cmtool::samples {
namespace {

constexpr std::string_view sum_key = ",\"sum\":\"";
constexpr std::size_t sum_size = 8;

bool has_wrong_sum(std::string_view line) {
  const std::size_t tail = sum_key.size() + sum_size + 2;  // ,"sum":"01234567"}
  if (line.size() <= tail || !line.ends_with("\"}")) return false;
  const std::size_t at = line.size() - tail;
  return line.substr(at, sum_key.size()) == sum_key && !is_right({.text = line.substr(0, at), .digits = line.data() + at + sum_key.size()});
}

}  // namespace

bool AnyLine::read(std::string_view line, RawSample& to) {
  if (has_wrong_sum(line)) return false;
  if (!asked_) {
    asked_ = true;
    if (auto entry = load_part("fast_json"); entry.ok()) parser_ = reinterpret_cast<const FastJsonPart* (*)()>(*entry)()->make();
  }
  return (parser_ && parser_->parse(line, to)) || read_slowly(line, to);
}

bool AnyLine::read_slowly(std::string_view line, RawSample& to) {
  const auto json = parse_json(line);
  if (!json.ok() || !json->is_object()) return false;
  auto sample = sample_from_json(*json);
  if (!sample.ok()) return false;
  account_ = std::move(sample->account);
  post_ = std::move(sample->post);
  metric_ = std::move(sample->metric);
  to = {.account = account_, .post = post_, .metric = metric_, .value = sample->value.value_or(0), .known = sample->value.has_value(),
        .at = sample->at.time_since_epoch().count()};
  return true;
}

std::string whole_samples(std::string_view content) {
  std::string whole, line;
  AnyLine any;
  RawSample ignored;
  for (std::size_t at = 0, end = content.find('\n'); end != std::string_view::npos; at = end + 1, end = content.find('\n', at)) {
    line.assign(content.substr(at, end - at)).append(padding, '\0');
    if (any.read(std::string_view(line).substr(0, end - at), ignored)) whole.append(content.substr(at, end + 1 - at));
  }
  return whole;
}

}  // namespace cmtool::samples
