// SPDX-License-Identifier: MIT
#include "samples/line.hpp"

#include <doctest/doctest.h>

#include "base/hash.hpp"
#include "model/sample.hpp"
#include "samples/sample_json.hpp"
#include "state/json_lines.hpp"

using namespace cmtool;
using namespace cmtool::samples;

namespace {
std::string padded(const std::string& text) { return text + "\n" + std::string(padding, '\0'); }
}  // namespace

TEST_CASE("sums of texts of any length are checked, one or two at a time") {
  std::string text;
  for (int i = 0; i < 300; ++i) {
    CAPTURE(i);
    std::string other = text + (i % 3 == 0 ? "xyzzy" : "");
    for (auto& c : other) c = static_cast<char>(c ^ 1);
    const std::string sum = sha256_hex(text), other_sum = sha256_hex(other);
    std::string wrong = sum, other_wrong = other_sum;
    wrong[0] = wrong[0] == '0' ? '1' : '0';
    other_wrong[7] = other_wrong[7] == '0' ? '1' : '0';
    CHECK(is_right({text, sum.data()}));
    CHECK_FALSE(is_right({text, wrong.data()}));
    CHECK(are_right({text, sum.data()}, {other, other_sum.data()}));
    CHECK_FALSE(are_right({text, wrong.data()}, {other, other_sum.data()}));
    CHECK_FALSE(are_right({text, sum.data()}, {other, other_wrong.data()}));
    text += static_cast<char>('a' + i * 7 % 26);
  }
}

TEST_CASE("what cmtool writes is read in one go, and means the same as when it is read as JSON") {
  for (const auto value : {std::optional<std::int64_t>(), std::optional<std::int64_t>(0), std::optional<std::int64_t>(-5), std::optional<std::int64_t>(999'999'999'999'999'999)}) {
    for (const char* const at : {"2026-11-22T08:00:00Z", "2024-02-29T23:59:59.007Z", "1969-12-31T23:59:59.999Z", "0001-01-01T00:00:00Z"}) {
      const Sample sample{.account = "acme", .post = "2026/11/bonjour", .metric = "likes", .value = value, .at = parse_iso(at).value()};
      const std::string line = padded(line_of(to_json(sample)));
      CAPTURE(line);
      LineScanner scanner;
      RawSample raw;
      Summed sum;
      REQUIRE(scanner.scan(line.data(), raw, sum) != nullptr);
      CHECK(is_right(sum));
      CHECK(raw.account == sample.account);
      CHECK(raw.post == sample.post);
      CHECK(raw.metric == sample.metric);
      CHECK(raw.known == sample.value.has_value());
      CHECK(raw.value == sample.value.value_or(0));
      CHECK(raw.at == sample.at.time_since_epoch().count());
    }
  }
}

TEST_CASE("whatever the quick reader takes, the careful one takes and understands alike") {
  // Every byte of a line is changed, dropped and doubled.
  const std::string whole = R"({"account":"acme","post":"1","metric":"likes","value":-120,"at":"2026-11-22T08:59:00.250Z"})";
  LineScanner scanner;
  std::size_t taken = 0;
  const auto check = [&](const std::string& line) {
    const std::string text = padded(line);
    RawSample quick;
    Summed sum;
    const char* const end = scanner.scan(text.data(), quick, sum);
    const auto json = parse_json(line);
    const auto sample = json.ok() ? sample_from_json(*json) : Result<Sample>(json.error());
    AnyLine any;
    RawSample careful;
    CHECK(any.read({text.data(), line.size()}, careful) == sample.ok());
    if (sample.ok()) {
      CHECK(careful.account == sample->account);
      CHECK(careful.value == sample->value.value_or(0));
      CHECK(careful.known == sample->value.has_value());
      CHECK(careful.at == sample->at.time_since_epoch().count());
    }
    if (end == nullptr) return;
    ++taken;
    CHECK(end == text.data() + line.size());
    REQUIRE(sample.ok());
    CHECK(quick.account == sample->account);
    CHECK(quick.post == sample->post);
    CHECK(quick.metric == sample->metric);
    CHECK(quick.value == sample->value.value_or(0));
    CHECK(quick.at == sample->at.time_since_epoch().count());
  };
  check(whole);
  for (std::size_t at = 0; at < whole.size(); ++at) {
    CAPTURE(at);
    for (const char c : std::string("\"\\0917 -.:Z{}n\x01\x7f\xc3", 17)) {
      if (c == '\n') continue;
      std::string line = whole;
      line[at] = c;
      check(line);
    }
    check(whole.substr(0, at) + whole.substr(at + 1));
    check(whole.substr(0, at) + whole[at] + whole.substr(at));
    check(whole.substr(0, at));
  }
  CHECK(taken > 100);
}
