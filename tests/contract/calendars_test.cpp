// SPDX-License-Identifier: MIT
// What every calendar format promises, and that what was written is read again: over generated schedules, the same in every run.
#include "calendar.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <set>

#include "base/ascii.hpp"
#include "sheet/options.hpp"
#include "text/utf8.hpp"

using namespace cmtool;

namespace {

/// Makes up rows as people have them, on a bad day.
class Chance {
 public:
  explicit Chance(unsigned seed) : engine_(seed) {}

  std::size_t below(std::size_t n) { return std::uniform_int_distribution<std::size_t>(0, n - 1)(engine_); }
  bool one_in(std::size_t n) { return below(n) == 0; }

  std::string word() {
    static const std::vector<std::string> words{"Bonjour", "été", "=1+1", "+33 6", "-10 %", "@atelier", "'=x", "''-y", "a,b", "c;d", "\"dit-il\"", "\\n", "\\,", "日本語", "👩\u200D👧", "#tag",
                                                "https://example.org/a,b?c=d;e", "---", "key: value", "null", "yes", "24/12/2026", "[x]", "{y}", "# titre", "tab\there", "e\u0301", "مرحبا", "BEGIN:VEVENT",
                                                "END:VEVENT", "&amp;", "<br>", "%20", "|", "'", "\"", "\u2028", "\u00A0", "~", "|-", "> "};
    return words[below(words.size())];
  }
  std::string text(std::size_t most) {
    std::string text = word();
    for (std::size_t i = below(most); i > 0; --i) text += (one_in(6) ? "\n" : one_in(12) ? "\n\n" : one_in(15) ? "  " : " ") + word();
    return text;
  }
  /// No blanks at its ends: what a service would keep.
  std::string neat(std::size_t most) { return std::string(trimmed(text(most))); }
  std::string name() { return std::string(1, static_cast<char>('a' + below(26))) + std::to_string(below(1000)); }
  std::string wall() {
    std::string at = fmt::format("{}-{:02}-{:02} {:02}:{:02}", 2026 + below(3), 1 + below(12), 1 + below(28), below(24), below(60));
    return one_in(10) ? at + ":30" : at;
  }
  std::string at() { return one_in(5) ? replaced(wall().substr(0, 16), " ", "T") + ":00" + (one_in(2) ? "Z" : "+01:00") : wall(); }
  Json list(bool with_commas) {
    Json list = Json::array();
    for (std::size_t i = 1 + below(3); i > 0; --i) list.push(Json(with_commas && one_in(3) ? neat(2) : name()));
    return list;
  }

 private:
  std::mt19937 engine_;
};

Json generated(Chance& chance) {
  Json options{{"at", chance.at()}, {"to", Json::array({Json("@" + chance.name()), Json("#" + chance.name())})}};
  if (!chance.one_in(10)) options.set("text", chance.one_in(4) ? chance.text(12) + (chance.one_in(2) ? " " : "\n") : chance.text(12));
  for (const char* option : {"title", "warning", "campaign", "first_comment", "sponsored", "excerpt", "split"}) {
    if (chance.one_in(4)) options.set(option, chance.text(3));
  }
  if (chance.one_in(3)) options.set("link", "https://example.org/" + chance.name() + "?a=b,c;d&e=%20");
  if (chance.one_in(4)) options.set("language", "fr-CA");
  if (chance.one_in(4)) options.set("visibility", "unlisted");
  if (chance.one_in(5)) options.set("zone", "America/Montreal");
  if (chance.one_in(5)) options.set("key", chance.name());
  if (chance.one_in(5)) options.set("id", fmt::format("01jd3k5v9{:07}", chance.below(1000000)));
  for (const char* option : {"draft", "thread", "utm", "native"}) {
    if (chance.one_in(5)) options.set(option, chance.one_in(2));
  }
  for (const char* option : {"tag", "category", "poll"}) {
    if (chance.one_in(4)) options.set(option, chance.list(true));
  }
  if (chance.one_in(2)) {
    Json media = Json::array();
    for (std::size_t i = 1 + chance.below(3); i > 0; --i) {
      Json one{{"file", chance.one_in(2) ? "https://example.org/" + chance.name() + ".jpg" : "pictures/" + chance.name() + ", " + chance.name() + ".png"}};
      if (chance.one_in(2)) one.set("alt", chance.text(4));
      if (chance.one_in(4)) one.set("focus", "0.5,-1");
      media.push(one);
    }
    options.set("media", media);
  }
  if (chance.one_in(3)) options.set("for", Json{{"bluesky", chance.text(4)}, {"@atelier", chance.text(4)}});
  if (chance.one_in(6)) options.set("set", Json{{"name", chance.text(2)}});
  if (chance.one_in(5)) {
    options.set("every", chance.one_in(2) ? "FREQ=WEEKLY;BYDAY=MO,TH" : "every 2 weeks on mon,thu");
    if (chance.one_in(2)) options.set("until", chance.one_in(2) ? "2029-01-01" : "2029-01-01T09:00:00Z");
    if (chance.one_in(2)) options.set("except", Json::array({Json(chance.wall()), Json(chance.wall())}));
  }
  if (chance.one_in(6)) options.set("max_late", "2h");
  return in_one_form(options);
}

std::vector<CalendarRow> schedule(unsigned seed, std::size_t most) {
  Chance chance(seed);
  std::vector<CalendarRow> rows;
  for (std::size_t i = 1 + chance.below(most); i > 0; --i) rows.push_back({.options = generated(chance)});
  return rows;
}

void check_same(const Json& read, const Json& written) {
  if (read == written) return;
  CHECK(read.dump(1) == written.dump(1));
}

}  // namespace

TEST_CASE("each calendar is named after its file, says what it is, and can be read") {
  std::set<std::string> names;
  for (const Calendar* calendar : calendars()) {
    CAPTURE(calendar->name);
    CHECK(names.insert(calendar->name).second);
    CHECK_FALSE(calendar->title.empty());
    CHECK((calendar->sniff != nullptr));
    CHECK((calendar->read != nullptr));
    CHECK((calendar->write != nullptr || !calendar->lossless));
    CHECK(*find_calendar(calendar->name) == calendar);
  }
  std::set<std::string> files;
#define X(name) files.insert(#name);
#include "calendars.inc"
#undef X
  CHECK(names == files);
  const auto none = find_calendar("outlook");
  REQUIRE_FALSE(none.ok());
  CHECK(none.error().hint.find("hootsuite") != std::string::npos);
}

TEST_CASE("what a lossless calendar writes is recognised and read again as it was") {
  const WriteWish wish{.zone = "Europe/Paris", .now = Instant{std::chrono::seconds(1795339800)}, .name = "Acme"};
  for (const Calendar* calendar : calendars()) {
    if (!calendar->lossless) continue;
    for (unsigned seed = 0; seed < 300; ++seed) {
      for (const bool ndjson : {false, true}) {
        if (ndjson && calendar->name != "cmtool") continue;
        CAPTURE(calendar->name);
        CAPTURE(seed);
        CAPTURE(ndjson);
        WriteWish how = wish;
        how.ndjson = ndjson;
        const auto rows = schedule(seed, 6);
        const auto written = calendar->write(rows, how);
        REQUIRE(written.ok());
        CHECK(written->notes.empty());
        const auto recognised = sniff_calendar(written->files);
        REQUIRE(recognised.ok());
        CHECK((*recognised)->name == calendar->name);
        const auto read = read_calendar(*calendar, written->files, {.zone = "Europe/Paris"});
        REQUIRE(read.ok());
        for (const auto& fault : read->faults) FAIL_CHECK(place_of(fault) << ": " << fault.message);
        REQUIRE(read->rows.size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) check_same(read->rows[i].options, rows[i].options);
      }
    }
  }
}

TEST_CASE("what another service's calendar has a place for is read again as it was") {
  struct Service {
    const char* name;
    std::vector<const char*> keeps;
  };
  for (const auto& service : {Service{"hootsuite", {"at", "text", "link"}}, Service{"sprout", {"at", "text", "media"}}, Service{"buffer", {"at", "text", "media", "tag"}}}) {
    const Calendar& calendar = **find_calendar(service.name);
    for (unsigned seed = 0; seed < 300; ++seed) {
      const auto order = seed % 2 == 0 ? DateOrder::dmy : DateOrder::mdy;
      CAPTURE(service.name);
      CAPTURE(seed);
      Chance chance(seed);
      std::vector<CalendarRow> rows;
      for (std::size_t i = 1 + chance.below(5); i > 0; --i) {
        Json options{{"at", chance.wall().substr(0, 16)}, {"text", chance.neat(10)}};
        const auto keeps = [&](const char* option) { return std::find_if(service.keeps.begin(), service.keeps.end(), [&](const char* kept) { return std::string_view(kept) == option; }) != service.keeps.end(); };
        if (keeps("link") && chance.one_in(2)) options.set("link", "https://example.org/" + chance.name() + "?a=b,c");
        if (keeps("media") && chance.one_in(2)) options.set("media", Json::array({Json{{"file", "https://example.org/" + chance.name() + ".jpg"}}}));
        if (keeps("tag") && chance.one_in(2)) options.set("tag", chance.list(false));
        rows.push_back({.options = in_one_form(options)});
      }
      const auto written = calendar.write(rows, {.date_order = order, .zone = "Europe/Paris"});
      REQUIRE(written.ok());
      CHECK(written->notes.empty());
      const auto recognised = sniff_calendar(written->files);
      REQUIRE(recognised.ok());
      CHECK((*recognised)->name == service.name);
      const auto read = read_calendar(calendar, written->files, {.date_order = order, .zone = "Europe/Paris"});
      REQUIRE(read.ok());
      for (const auto& fault : read->faults) FAIL_CHECK(place_of(fault) << ": " << fault.message);
      REQUIRE(read->rows.size() == rows.size());
      for (std::size_t i = 0; i < rows.size(); ++i) check_same(read->rows[i].options, rows[i].options);
    }
  }
}

TEST_CASE("any bytes may be read by any calendar, and what is said about them is well formed") {
  std::string all;
  for (int c = 0; c < 256; ++c) all += static_cast<char>(c);
  const std::vector<std::string> hostile{"", all, "\xFF\xFE", "\xFF\xFE\x00", "\xEF\xBB\xBF", std::string(100000, '"'), std::string(100000, ','), std::string(100000, '\n'), "---\n" + std::string(50000, '['),
                                         "BEGIN:VCALENDAR\nBEGIN:VEVENT\n" + std::string(100000, 'X'), "at,text\n" + std::string(100000, '\''), "at,text\n\"" + std::string(1000, '\n'),
                                         "{\"at\":1}\n[1]\nnull\n{\"to\":{\"a\":1},\"media\":7}\n", "sep=\n", "sep=\"\nat\"text\n", "at,text\n2026-13-45 99:99,x\n0000-00-00 00:00,y\n",
                                         "---\na: &a [*a]\n---\n", "---\n? [1]\n: 2\n---\n", std::string("at,text\n\0,x", 11)};
  for (const Calendar* calendar : calendars()) {
    for (const auto& bytes : hostile) {
      CAPTURE(calendar->name);
      const int sure = calendar->sniff({.name = "file.csv", .bytes = bytes});
      CHECK(sure >= 0);
      CHECK(sure <= 100);
      const auto reading = read_calendar(*calendar, {{.name = "file.csv", .bytes = bytes}}, {});
      REQUIRE(reading.ok());
      for (const auto& fault : reading->faults) {
        CHECK(fault.file == "file.csv");
        CHECK_FALSE(fault.message.empty());
        CHECK(fault.message.back() != '.');
        CHECK_FALSE(fault.hint.empty());
      }
      for (const auto& row : reading->rows) {
        CHECK(row.line >= 1);
        CHECK_FALSE(row.raw.empty());
        CHECK(is_valid_utf8(row.options.dump()));
      }
    }
  }
}

TEST_CASE("more rows or bytes than a person means are refused") {
  std::string rows = "at,text\n";
  for (std::size_t i = 0; i <= most_calendar_rows; ++i) rows += "2026-12-24 09:00,x\n";
  const auto many = read_calendar(**find_calendar("cmtool"), {{.name = "a.csv", .bytes = rows}}, {});
  REQUIRE_FALSE(many.ok());
  CHECK(many.error().fault == Fault::refused);
  CHECK(many.error().message == "there are more than 100000 rows to import");
  const auto large = read_calendar(**find_calendar("cmtool"), {{.name = "a.csv", .bytes = std::string(most_calendar_bytes + 1, ' ')}}, {});
  REQUIRE_FALSE(large.ok());
  CHECK(large.error().message == "there are more than 64 MB to import");
}
