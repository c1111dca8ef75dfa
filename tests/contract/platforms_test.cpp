// SPDX-License-Identifier: MIT
// What every platform promises, held against every entry of the table: a new file in lib/platforms/ is found by itself.
//
// Each declared ability has a cassette that succeeds; each that is not declared answers `unsupported`. Then every fault strikes
// at every request of every cassette: nothing crashes, the fault is named rightly, nothing is sent again that may have been
// done, and no secret is seen.
#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>

#include "base/ascii.hpp"
#include "sys/disk.hpp"
#include "tests/contract/platform_abilities.hpp"
#include "tests/support/scratch_dir.hpp"

using namespace cmtool;
using cmtool::test::ScratchDir;

namespace {

/// Watches what a platform sends: the effects of each request, and any secret where it must not be.
class Watch final : public Http {
 public:
  explicit Watch(Http& inner) : inner_(inner) {}

  Result<Response> send(const Request& request, std::stop_token stop) override {
    effects.push_back(request.effects);
    std::string seen = request.url;
    for (const auto& [name, value] : request.headers) seen += name + value;
    if (seen.find("canary-") != std::string::npos) leaks.push_back(seen);
    return inner_.send(request, stop);
  }

  std::vector<Effects> effects{};
  std::vector<std::string> leaks{};

 private:
  Http& inner_;
};

bool has_cassette(const Platform& platform, Can ability) {
  return std::filesystem::exists(std::string(CMTOOL_SOURCE_DIR) + "/tests/cassettes/" + platform.about().name + "/" +
                                 std::string(slug(ability)) + ".http");
}

std::string cassette_of(const Platform& platform, Can ability) {
  return platform.about().name + "/" + std::string(slug(ability)) + ".http";
}

/// A platform without a network works in a folder.
bool works_in_folder(const Platform& platform) { return cassette_account(platform.about().name)["folder"].bool_or(false); }

constexpr Instant sent_at{std::chrono::milliseconds(1795338000000)};  // 2026-11-22T09:00:00Z

bool may_be_done(Faults::Kind kind) { return kind >= Faults::after_timeout; }
/// Turned away by something in between, or by the server: nobody can tell.
bool ambiguous(Faults::Kind kind) { return kind == Faults::status_503_turned_away; }

bool shows_secret(const Error& error) {
  const std::string all = error.message + error.hint + error.detail + error.where;
  return all.find("canary-") != std::string::npos;
}

/// The faults that a kind may be named when it is not glossed over.
bool rightly_named(Faults::Kind kind, Effects effects, Fault fault) {
  if (effects == Effects::yes && may_be_done(kind)) return fault == Fault::unknown_outcome;
  switch (kind) {
    case Faults::none: return true;
    case Faults::refused: return fault == Fault::network;
    case Faults::status_401:
    case Faults::status_403: return fault == Fault::auth || fault == Fault::refused;
    case Faults::status_404: return fault == Fault::not_found || fault == Fault::unsupported || fault == Fault::protocol;
    case Faults::status_409: return fault == Fault::conflict;
    case Faults::status_422: return fault == Fault::refused || fault == Fault::auth;
    case Faults::status_429_seconds:
    case Faults::status_429_date:
    case Faults::status_429_bare: return fault == Fault::rate_limited;
    case Faults::status_503_turned_away:
      return fault == (effects == Effects::yes ? Fault::unknown_outcome : Fault::rate_limited);
    case Faults::redirect: return fault == Fault::refused || fault == Fault::protocol;
    case Faults::after_timeout:
    case Faults::after_reset:
    case Faults::after_500:
    case Faults::after_502_html: return fault == Fault::network || fault == Fault::unknown_outcome;
    case Faults::after_503: return fault == Fault::rate_limited || fault == Fault::network || fault == Fault::unknown_outcome;
    case Faults::after_truncated_json:
    case Faults::after_html:
    case Faults::after_invalid_utf8:
    case Faults::after_empty:
    case Faults::after_giant:
    case Faults::after_endless:
    case Faults::after_deep_json:
      return fault == Fault::protocol || fault == Fault::network || fault == Fault::not_found ||
             fault == Fault::unknown_outcome || fault == Fault::refused;
  }
  return false;
}

/// Puts the "files" of account.json into the folder; "{folder}" in a setting is its path.
void prepare(const ScratchDir& folder, const Json& account, PlatformBench& bench) {
  for (const auto& [name, text] : account["files"].members()) folder.put(name, text.string_or());
  for (const auto& [name, value] : account["settings"].members()) {
    if (value.is_string()) bench.account.settings.set(name, replaced(value.string_or(), "{folder}", folder.path().string()));
  }
}

/// One fault at one request of one cassette. False when the cassette has fewer requests.
bool strike(const Platform& platform, Can ability, int at, Faults::Kind kind) {
  Cassette tape(cassette_of(platform, ability));
  tape.lenient();
  Faults faults(tape, {.at = at, .kind = kind});
  Watch watch(faults);
  PlatformBench bench(platform, watch);
  const Json account = cassette_account(platform.about().name);
  take_account(bench, account);
  Session session = bench.session();
  const auto result = use_ability(ability, session, platform, post_for(ability, bench, account), receipt_of(account), sent_at);
  if (!faults.struck()) return false;

  INFO("request " << at << ", fault " << static_cast<int>(kind));
  CHECK_MESSAGE(watch.leaks.empty(), (watch.leaks.empty() ? "" : watch.leaks.front()));
  const Effects effects = watch.effects[static_cast<std::size_t>(at) - 1];
  if (!result.ok()) {
    INFO(slug(result.error().fault) << ": " << result.error().message << " | " << result.error().detail);
    CHECK_FALSE(shows_secret(result.error()));
    CHECK_FALSE(result.error().message.empty());
    // A platform that went around the fault came to where the tape ends.
    if (result.error().message.find("not on the tape") == std::string::npos)
      CHECK(rightly_named(kind, effects, result.error().fault));
    if (kind == Faults::status_429_seconds || kind == Faults::status_429_date)
      CHECK(result.error().retry_after == std::chrono::seconds(120));
    // Surely not done is never called unknown, or nobody would dare to repeat it.
    if (!may_be_done(kind) && !ambiguous(kind)) CHECK(result.error().fault != Fault::unknown_outcome);
  }
  if (effects == Effects::yes && (may_be_done(kind) || ambiguous(kind))) {
    // After a lost answer nothing more is sent that changes something: not the same again, and not what would follow.
    const auto later = watch.effects.begin() + at;
    CHECK(std::none_of(later, watch.effects.end(), [](Effects e) { return e == Effects::yes; }));
  }
  return true;
}

}  // namespace

TEST_CASE("every platform describes itself truly") {
  for (const Platform* platform : platforms()) {
    const About& about = platform->about();
    CAPTURE(about.name);
    CHECK_FALSE(about.title.empty());
    CHECK_FALSE(about.limits.source.empty());
    CHECK(can(*platform, Can::publish) != about.can.empty());  // one that does not publish does nothing else either
    CHECK(can(*platform, Can::find) >= about.find_is_sure);
    CHECK((about.protection == Protection::key) == (about.window.count() > 0));
    CHECK(can(*platform, Can::schedule) == (about.schedule_ahead.count() > 0));
    CHECK(can(*platform, Can::media) >= can(*platform, Can::alt_text));
    CHECK(can(*platform, Can::media) >= can(*platform, Can::video));
    CHECK(can(*platform, Can::poll) >= (about.limits.poll_options > 0));
    CHECK(can(*platform, Can::act) == !about.acts.empty());
    for (const auto& needed : about.needs) {
      CHECK_FALSE(needed.key.empty());
      CHECK_FALSE(needed.title.empty());
      if (needed.secret) CHECK_FALSE(needed.hint.empty());
    }
    CHECK_MESSAGE(!cassette_account(about.name).is_null(), "tests/cassettes/", about.name, "/account.json is missing");
  }
}

TEST_CASE("every declared ability succeeds") {
  for (const Platform* platform : platforms()) {
    for (const Can ability : all_abilities()) {
      if (!can(*platform, ability) || works_in_folder(*platform)) continue;
      CAPTURE(platform->about().name);
      CAPTURE(slug(ability));
      REQUIRE_MESSAGE(has_cassette(*platform, ability), "tests/cassettes/", cassette_of(*platform, ability), " is missing");
      Cassette tape(cassette_of(*platform, ability));
      PlatformBench bench(*platform, tape);
      const Json account = cassette_account(platform->about().name);
      take_account(bench, account);
      Session session = bench.session();
      const auto result =
          use_ability(ability, session, *platform, post_for(ability, bench, account), receipt_of(account), sent_at);
      CHECK_MESSAGE(result.ok(), (result.ok() ? "" : result.error().message + " | " + result.error().detail));
    }
  }
}

TEST_CASE("every declared ability of a platform that works in a folder succeeds") {
  for (const Platform* platform : platforms()) {
    if (!works_in_folder(*platform)) continue;
    for (const Can ability : all_abilities()) {
      if (!can(*platform, ability) || ability == Can::act) continue;
      CAPTURE(platform->about().name);
      CAPTURE(slug(ability));
      const ScratchDir folder;
      const auto disk = posix_disk();
      const auto tape = Cassette::of("");
      PlatformBench bench(*platform, *tape);
      const Json account = cassette_account(platform->about().name);
      take_account(bench, account);
      prepare(folder, account, bench);
      bench.account.server = folder.path().string();
      bench.disk = disk.get();
      Session session = bench.session();
      const auto first = platform->publish(session, post_for(Can::publish, bench, account));
      REQUIRE_MESSAGE(first.ok(), (first.ok() ? "" : first.error().message));
      bench.key = "1cmtool0delivery";
      bench.notes.clear();
      const bool about_first =
          ability == Can::find || ability == Can::edit || ability == Can::remove || ability == Can::measure;
      Session second = bench.session();
      const auto result =
          use_ability(ability, about_first ? session : second, *platform, post_for(ability, bench, account), *first, sent_at);
      CHECK_MESSAGE(result.ok(), (result.ok() ? "" : result.error().message + " | " + result.error().detail));
    }
  }
}

TEST_CASE("what is not declared answers that it is not supported") {
  for (const Platform* platform : platforms()) {
    for (const Can ability : {Can::edit, Can::remove, Can::find, Can::schedule, Can::inbox, Can::act, Can::measure, Can::follow}) {
      if (can(*platform, ability)) continue;
      CAPTURE(platform->about().name);
      CAPTURE(slug(ability));
      const auto tape = Cassette::of("");
      PlatformBench bench(*platform, *tape);
      Session session = bench.session();
      const auto result = use_ability(ability, session, *platform, post_for(ability, bench, {}), {}, sent_at);
      REQUIRE_FALSE(result.ok());
      CHECK(result.error().fault == Fault::unsupported);
      CHECK(tape->requests() == 0);
    }
  }
}

TEST_CASE("an act that is not declared is refused before anything is asked, and says what could be done instead") {
  for (const Platform* platform : platforms()) {
    if (!can(*platform, Can::act)) continue;
    for (const Act act : all_acts) {
      if (platform->about().acts.contains(act)) continue;
      CAPTURE(platform->about().name);
      CAPTURE(slug(act));
      const auto tape = Cassette::of("");
      const Json account = cassette_account(platform->about().name);
      PlatformBench bench(*platform, *tape);
      take_account(bench, account);
      Session session = bench.session();
      const auto result = platform->act(session, item_of(account), act, "");
      REQUIRE_FALSE(result.ok());
      CHECK(result.error().fault == Fault::unsupported);
      CHECK_FALSE(result.error().hint.empty());
      CHECK(tape->requests() == 0);
    }
  }
}

TEST_CASE("no fault at any request crashes, is misnamed, is repeated blindly, or shows a secret") {
  int struck = 0;
  for (const Platform* platform : platforms()) {
    for (const Can ability : all_abilities()) {
      if (!can(*platform, ability) || works_in_folder(*platform) || !has_cassette(*platform, ability)) continue;
      CAPTURE(platform->about().name);
      CAPTURE(slug(ability));
      for (const Faults::Kind kind : Faults::all) {
        for (int at = 1; strike(*platform, ability, at, kind); ++at) ++struck;
      }
    }
  }
  CHECK(struck > 0);
}
