// SPDX-License-Identifier: MIT
#include "samples.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <random>
#include <set>
#include <thread>

#include "tests/support/sample_lines.hpp"

using namespace cmtool;
using test::asked;
using test::moment;
using test::SamplePlace;

namespace {

using Told = std::map<std::string, std::vector<Sample>>;

/// What should be told: read by the reader that all records go through, put in order by the simplest means.
Told expected(const std::vector<Sample>& all, const SamplePeriod& period = {}) {
  Told told;
  for (const auto& sample : all) {
    if (sample.at >= period.from && sample.at < period.until) told[sample.account + "/" + sample.post + "/" + sample.metric].push_back(sample);
  }
  for (auto& [name, series] : told) std::stable_sort(series.begin(), series.end(), [](const Sample& a, const Sample& b) { return a.at < b.at; });
  return told;
}

/// Many samples of a month in no order: repeated times, unknown values, extremes, names with accents and quotes.
std::vector<Sample> any_samples(const std::string& month, std::size_t count, unsigned seed) {
  std::mt19937_64 random(seed);
  const auto begin = moment(month + "-01T00:00:00Z");
  const std::vector<std::string> metrics{"likes", "views", "reposts", "referrer:caf\xc3\xa9.example", "followers"};
  std::vector<Sample> all;
  for (std::size_t i = 0; i < count; ++i) {
    Sample sample{.account = "account" + std::to_string(random() % 7), .metric = metrics[random() % metrics.size()]};
    switch (random() % 6) {
      case 0: break;
      case 1: sample.post = "un \"mot\" \\ d'\xc3\xa9t\xc3\xa9 " + std::to_string(random() % 20); break;
      default: sample.post = std::to_string(random() % (count / 8 + 1));
    }
    switch (random() % 12) {
      case 0: break;
      case 1: sample.value = std::numeric_limits<std::int64_t>::min() + static_cast<std::int64_t>(random() % 2); break;
      case 2: sample.value = std::numeric_limits<std::int64_t>::max(); break;
      case 3: sample.value = -static_cast<std::int64_t>(random() % 1000); break;
      default: sample.value = static_cast<std::int64_t>(random() % 100'000);
    }
    const auto seconds = std::chrono::seconds(random() % (28 * 24 * 3600));
    sample.at = begin + seconds + std::chrono::milliseconds(random() % 3 == 0 ? random() % 1000 : 0);
    if (random() % 20 == 0 && !all.empty()) sample.at = all.back().at;
    all.push_back(std::move(sample));
  }
  return all;
}

std::string read_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}
void write_file(const std::filesystem::path& path, const std::string& bytes) { std::ofstream(path, std::ios::binary | std::ios::trunc) << bytes; }

}  // namespace

TEST_CASE("series are told whole and in the order of time, from lines and from kept columns alike") {
  SamplePlace place;
  std::vector<Sample> all;
  for (const auto* month : {"2026-09", "2026-10", "2026-11", "2026-12"}) {
    const auto some = any_samples(month, 3000, static_cast<unsigned>(month[6]));
    place.put(month, some);
    all.insert(all.end(), some.begin(), some.end());
  }
  CHECK(asked(place.samples()).value() == expected(all));
  for (const auto* month : {"2026-09", "2026-10", "2026-11"}) CHECK(std::filesystem::exists(place.columns(month)));
  CHECK_FALSE(std::filesystem::exists(place.columns("2026-12")));  // it is still open
  CHECK(asked(place.samples()).value() == expected(all));
}

TEST_CASE("a period is told to the millisecond, and months outside of it are not looked at") {
  SamplePlace place;
  const auto october = any_samples("2026-10", 2000, 1), november = any_samples("2026-11", 2000, 2);
  place.put("2026-09", "this month is damaged\nand nobody asks for it\n");
  place.put("2026-10", october);
  place.put("2026-11", november);
  auto all = october;
  all.insert(all.end(), november.begin(), november.end());
  const SamplePeriod period{.from = october[500].at, .until = november[700].at};
  CHECK(asked(place.samples(), period).value() == expected(all, period));
  CHECK(asked(place.samples(), period).value() == expected(all, period));
  CHECK_FALSE(std::filesystem::exists(place.columns("2026-09")));
  CHECK(asked(place.samples(), {.from = moment("2026-10-01T00:00:00Z"), .until = moment("2026-10-01T00:00:00Z")}).value().empty());
}

TEST_CASE("a workspace without samples has none") {
  SamplePlace place;
  CHECK(asked(place.samples()).value().empty());
  std::filesystem::remove(place.folder / "samples");
  CHECK(asked(place.samples()).value().empty());
}

TEST_CASE("columns that are damaged, cut or of other lines are made again, and never believed") {
  SamplePlace place;
  const auto all = any_samples("2026-10", 400, 3);
  place.put("2026-10", all);
  REQUIRE(asked(place.samples()).ok());
  const std::string whole = read_file(place.columns("2026-10"));
  REQUIRE(whole.size() > 1000);
  std::mt19937 random(4);
  const auto check_with = [&](const std::string& bytes) {
    write_file(place.columns("2026-10"), bytes);
    CHECK(asked(place.samples()).value() == expected(all));
    CHECK(read_file(place.columns("2026-10")) == whole);  // mended
  };
  for (int i = 0; i < 60; ++i) {
    std::string changed = whole;
    const std::size_t at = i < 20 ? whole.size() - 1 - static_cast<std::size_t>(i) * 7 : random() % whole.size();
    CAPTURE(at);
    changed[at] = static_cast<char>(changed[at] ^ (1 << (random() % 8)));
    check_with(changed);
  }
  for (const std::size_t size : {std::size_t{0}, std::size_t{1}, std::size_t{31}, std::size_t{40}, whole.size() / 2, whole.size() - 1}) check_with(whole.substr(0, size));
  check_with(whole + whole);
  check_with(std::string(5000, '\xff'));
}

TEST_CASE("lines that were changed are read again, of whatever size they are") {
  SamplePlace place;
  auto all = any_samples("2026-10", 300, 5);
  all.front().value = 11;
  place.put("2026-10", all);
  REQUIRE(asked(place.samples()).ok());
  all.front().value = 22;
  place.put("2026-10", all);
  place.grow_old("2026-10", std::chrono::minutes(30));
  CHECK(asked(place.samples()).value() == expected(all));
}

TEST_CASE("lines that were changed a moment ago are not kept, since another change might look the same") {
  SamplePlace place;
  const auto all = any_samples("2026-10", 300, 6);
  place.put("2026-10", all);
  place.grow_old("2026-10", std::chrono::seconds(0));
  CHECK(asked(place.samples()).value() == expected(all));
  CHECK_FALSE(std::filesystem::exists(place.columns("2026-10")));
  CHECK(std::filesystem::is_empty(place.folder / "cache/samples"));
}

TEST_CASE("where nothing can be kept, questions are answered all the same") {
  SamplePlace place;
  const auto all = any_samples("2026-10", 300, 7);
  place.put("2026-10", all);
  std::filesystem::remove(place.folder / "cache");
  place.folder.put("cache", "a file stands in its place");
  CHECK(asked(place.samples()).value() == expected(all));
}

TEST_CASE("a damaged line stops the question and is named by file and number, but not one that was never reported as done") {
  std::string text;
  const auto all = any_samples("2026-10", 50, 8);
  for (const auto& sample : all) text += line_of(to_json(sample));
  std::vector<std::size_t> begins{0};
  for (std::size_t at = text.find('\n'); at + 1 < text.size(); at = text.find('\n', at + 1)) begins.push_back(at + 1);
  REQUIRE(begins.size() == 50);
  const struct {
    const char* name;
    std::string line;
  } rows[] = {{"a digit changed", ""},
              {"not JSON", "likes: 12"},
              {"cut", R"({"account":"a","post":"1","metric":"likes","value":12,"at":"2026-10-03T0)"},
              {"no time", R"({"account":"a","post":"1","metric":"likes","value":12})"},
              {"no such time", R"({"account":"a","post":"1","metric":"likes","value":12,"at":"2026-02-30T00:00:00Z"})"},
              {"a fraction", R"({"account":"a","post":"1","metric":"likes","value":1.5,"at":"2026-10-03T00:00:00Z"})"},
              {"a word", R"({"account":"a","post":"1","metric":"likes","value":"12","at":"2026-10-03T00:00:00Z"})"},
              {"too large", R"({"account":"a","post":"1","metric":"likes","value":123456789012345678901,"at":"2026-10-03T00:00:00Z"})"},
              {"a list", "[1,2]"},
              {"empty", ""},
              {"NUL", std::string("{\"account\":\"\0\"}", 15)},
              {"no UTF-8", "{\"account\":\"\xff\xfe\",\"post\":\"1\",\"metric\":\"likes\",\"value\":1,\"at\":\"2026-10-03T00:00:00Z\"}"},
              {"deep", std::string(100'000, '[')},
              {"long", "{\"account\":\"" + std::string(3u << 20, 'x') + "\""}};
  for (const auto& row : rows) {
    CAPTURE(row.name);
    for (const std::size_t number : {std::size_t{1}, std::size_t{2}, std::size_t{37}, std::size_t{50}}) {
      CAPTURE(number);
      SamplePlace place;
      std::string changed = text;
      const std::size_t from = begins[number - 1], end = text.find('\n', from);
      if (std::string_view(row.name) == "a digit changed") changed[changed.find("\"at\":\"2", from) + 6] = '1';
      else changed.replace(from, end - from, row.line);
      place.put("2026-10", changed);
      const auto told = asked(place.samples());
      if (number == 50) {
        REQUIRE(told.ok());
        CHECK(*told == expected({all.begin(), all.end() - 1}));
        continue;
      }
      REQUIRE_FALSE(told.ok());
      CHECK(told.error().fault == Fault::state);
      CHECK(told.error().message.find("2026-10.ndjson") != std::string::npos);
      CHECK(told.error().message.find("line " + std::to_string(number)) != std::string::npos);
      CHECK(place.samples().each({}, [](const Sample&) -> Result<void> { return {}; }).ok() == false);
    }
  }
}

TEST_CASE("a tail torn anywhere is passed over") {
  const auto all = any_samples("2026-10", 20, 9);
  std::string text;
  for (std::size_t i = 0; i + 1 < all.size(); ++i) text += line_of(to_json(all[i]));
  const std::string last = line_of(to_json(all.back()));
  for (std::size_t cut = 0; cut < last.size(); cut += 7) {
    for (const auto& end : {std::string(), std::string(9, '\0'), std::string("\n"), std::string("\n") + std::string(5, '\0')}) {
      CAPTURE(cut);
      SamplePlace place;
      place.put("2026-10", text + last.substr(0, cut) + end);
      CHECK(asked(place.samples()).value() == expected({all.begin(), all.end() - 1}));
    }
  }
}

TEST_CASE("lines that other programs wrote count: other orders, blanks, more members, offsets, no sum") {
  SamplePlace place;
  const std::string odd =
      R"({"at": "2026-10-05T10:00:00+02:00", "value": 7, "metric": "likes", "note": {"by": ["lea", null]}, "post": "1", "account": "a"})" "\n"
      R"({"account":"a","post":"1","metric":"likes","value":8,"at":"2026-10-05T09:00:00.5Z"})" "\n"
      R"({"account":"a","metric":"followers","at":"2026-10-05T09:00:00Z","value":null})" "\n"
      R"({"account":"a","post":"1","metric":"likes","value":-9223372036854775808,"at":"2026-10-05T09:00:01Z"})" "\n";
  place.put("2026-10", odd);
  const std::vector<Sample> all{{.account = "a", .post = "1", .metric = "likes", .value = 7, .at = moment("2026-10-05T08:00:00Z")},
                                {.account = "a", .post = "1", .metric = "likes", .value = 8, .at = moment("2026-10-05T09:00:00.5Z")},
                                {.account = "a", .metric = "followers", .at = moment("2026-10-05T09:00:00Z")},
                                {.account = "a", .post = "1", .metric = "likes", .value = std::numeric_limits<std::int64_t>::min(), .at = moment("2026-10-05T09:00:01Z")}};
  CHECK(asked(place.samples()).value() == expected(all));
  std::vector<Sample> streamed;
  REQUIRE(place.samples().each({}, [&](const Sample& sample) -> Result<void> { streamed.push_back(sample); return {}; }).ok());
  CHECK(streamed == all);
}

TEST_CASE("what is added while others read is told or not, but never half") {
  SamplePlace place;
  place.now = moment("2026-10-20T00:00:00Z");
  const auto first = any_samples("2026-10", 200, 10);
  place.put("2026-10", first);
  std::jthread writer([&](std::stop_token stop) {
    for (int i = 0; i < 200 && !stop.stop_requested(); ++i) {
      const Sample more{.account = "new", .post = std::to_string(i), .metric = "likes", .value = i, .at = moment("2026-10-19T00:00:00Z") + std::chrono::seconds(i)};
      CHECK(place.samples().add({more, Sample{.account = "new", .metric = "followers", .value = i, .at = more.at}}).ok());
    }
  });
  for (int i = 0; i < 30; ++i) {
    const auto told = asked(place.samples());
    REQUIRE(told.ok());
    for (const auto& [name, series] : expected(first)) CHECK(told->at(name) == series);
  }
  writer.join();
  CHECK(asked(place.samples()).value().size() == expected(first).size() + 201);
}

TEST_CASE("a sample is filed once, however often and in whatever order it comes") {
  SamplePlace place;
  auto all = any_samples("2026-10", 700, 11);
  const auto open = any_samples("2026-12", 300, 12);
  all.insert(all.end(), open.begin(), open.end());
  std::sort(all.begin(), all.end(), [](const Sample& a, const Sample& b) { return a.at < b.at; });
  std::set<std::string> different;
  for (const auto& one : all) different.insert(to_json(one).dump());
  auto shuffled = all;
  std::shuffle(shuffled.begin(), shuffled.end(), std::mt19937(1));
  const std::vector<Sample> half(shuffled.begin(), shuffled.begin() + 600);
  const auto first = place.samples().add(half);
  REQUIRE(first.ok());
  const auto second = place.samples().add(all);
  REQUIRE(second.ok());
  CHECK(first->added + second->added == different.size());
  CHECK(second->known == all.size() - second->added);
  CHECK(place.samples().add(shuffled).value().added == 0);
  place.grow_old("2026-10");  // changed by somebody, as it seems: what was noted of it no longer counts
  CHECK(place.samples().add(all).value().added == 0);
  std::filesystem::remove_all(place.folder / "cache");
  CHECK(place.samples().add(all).value().added == 0);
  std::set<std::string> filed;
  std::size_t count = 0;
  REQUIRE(place.samples().each({}, [&](const Sample& sample) -> Result<void> { ++count; filed.insert(to_json(sample).dump()); return {}; }).ok());
  CHECK(count == different.size());
  CHECK(filed == different);
}

TEST_CASE("another value at the same time is another sample, and so is one that fell") {
  SamplePlace place;
  const Sample one{.account = "a", .post = "1", .metric = "likes", .value = 9, .at = moment("2026-12-01T10:00:00Z")};
  auto other = one, unknown = one;
  other.value = 4;
  unknown.value.reset();
  CHECK(place.samples().add({one, one, other, unknown}).value().added == 3);
  CHECK(place.samples().add({unknown, other, one}).value().added == 0);
  CHECK(asked(place.samples()).value().at("a/1/likes") == std::vector<Sample>{one, other, unknown});
}

TEST_CASE("who adds cuts off a torn tail, and refuses to add behind damage that it sees") {
  SamplePlace place;
  place.now = moment("2026-10-20T00:00:00Z");
  const auto all = any_samples("2026-10", 10, 13);
  std::string text;
  for (const auto& sample : all) text += line_of(to_json(sample));
  for (const auto& tail : {std::string("{\"account\":\"a"), std::string("{\"acc\n"), std::string(40, '\0')}) {
    place.put("2026-10", text + tail);
    const Sample more{.account = "z", .post = "1", .metric = "likes", .value = 1, .at = moment("2026-10-30T00:00:00Z")};
    REQUIRE(place.samples().add({more}).ok());
    CHECK(place.folder.text("samples/2026-10.ndjson") == text + line_of(to_json(more)));
  }
}

TEST_CASE("months of more than one stretch are whole, and their columns keep the order of the lines") {
  // 45 MB: two stretches. Two readings at the same time, one in each: the later line comes later.
  SamplePlace place;
  std::string text;
  const Sample first{.account = "a", .post = "same", .metric = "likes", .value = 1, .at = moment("2026-10-10T00:00:00Z")};
  auto last = first;
  last.value = 2;
  text += line_of(to_json(first));
  std::size_t count = 2;
  const std::string beginning = R"({"account":"b","post":"1234567)";
  for (; text.size() < (45u << 20); ++count) {
    text += beginning + std::to_string(count % 50'000) + R"(","metric":"views","value":)" + std::to_string(count) + R"(,"at":"2026-10-)" +
            (count % 20 < 10 ? "1" : "2") + static_cast<char>('0' + count % 10) + "T08:00:00Z\"}\n";
  }
  text += line_of(to_json(last));
  place.put("2026-10", text);
  for (int i = 0; i < 2; ++i) {
    const auto told = asked(place.samples()).value();
    CHECK(told.at("a/same/likes") == std::vector<Sample>{first, last});
    std::size_t all = 0;
    for (const auto& [name, series] : told) all += series.size();
    CHECK(all == count);
  }
}
