// SPDX-License-Identifier: MIT
#include "cli/present.hpp"

#include <doctest/doctest.h>

#include "base/secret.hpp"
#include "base/tr.hpp"

using namespace cmtool;

namespace {
const Table hostile{.columns = {{.key = "text", .title = "Text"}}, .rows = {{std::string("a\033[2J\u202Eb")}}};

std::string shown(const char* format, bool terminal) {
  const Globals globals{.format = format, .colour = Colour::never};
  Streams streams;
  streams.out_is_terminal = terminal;
  const auto text = rendered(hostile, globals, World{}, streams, {});
  REQUIRE(text.ok());
  return *text;
}
}  // namespace

TEST_CASE("nothing that reaches a terminal can command it, in any format") {
  for (const Format* format : formats()) {
    CAPTURE(format->name);
    if (format->bytes != nullptr) continue;
    const std::string text = shown(format->name.c_str(), true);
    CHECK(text.find('\033') == std::string::npos);
    CHECK(text.find("\u202E") == std::string::npos);
  }
}

TEST_CASE("bytes are refused on a terminal, with a hint where to send them") {
  for (const char* name : {"pdf", "xlsx"}) {
    Streams streams;
    streams.out_is_terminal = true;
    const auto bytes = rendered(hostile, Globals{.format = name, .colour = Colour::never}, World{}, streams, {});
    REQUIRE_FALSE(bytes.ok());
    CHECK(bytes.error().fault == Fault::usage);
    CHECK(bytes.error().hint.find(std::string("FILE.") + name) != std::string::npos);
  }
}

TEST_CASE("machine formats in a pipe keep every character, and stay valid JSON on a terminal") {
  CHECK(shown("csv", false) == "text\na\033[2J\u202Eb\n");
  for (const bool terminal : {false, true})
    CHECK((*parse_json(shown("json", terminal)))[0]["text"].string_or() == "a\033[2J\u202Eb");
}

TEST_CASE("an error tells where, what and what next, on lines of its own") {
  const Error error{.fault = Fault::refused,
                    .message = "the text has 312 characters",
                    .hint = "shorten it",
                    .where = "@atelier (Bluesky)",
                    .detail = "raw"};
  CHECK(error_text(error, {}, false) == "cmtool: @atelier (Bluesky): the text has 312 characters\nhint: shorten it\n");
  CHECK(error_text(error, {.verbose = 1}, false).ends_with("raw\n"));
}

TEST_CASE("in French the colon after the place has its no-break space, in the record nothing changes") {
  const Error error{.fault = Fault::refused, .message = "le texte est trop long", .where = "@atelier (Bluesky)"};
  const std::string record = error_record(error).dump();
  use_language("fr", CMTOOL_BUILD_DIR "/share/locale");
  CHECK(error_text(error, {}, false) == "cmtool: @atelier (Bluesky)\u00A0: le texte est trop long\n");
  CHECK(error_record(error).dump() == record);
  use_language("en", CMTOOL_BUILD_DIR "/share/locale");
  CHECK(error_text(error, {}, false) == "cmtool: @atelier (Bluesky): le texte est trop long\n");
}

TEST_CASE("an error can neither command the terminal nor look like another message") {
  const std::string text = error_text({.message = "x\033[0m\ncmtool: all is well", .where = "@a\nb"}, {}, false);
  CHECK(text == "cmtool: @a⏎b: x␛[0m⏎cmtool: all is well\n");
}

TEST_CASE("no secret is in an error, whatever a platform sends back") {
  guard_secret(Secret("s3cr3t-token-of-this-test"));
  const Error error{.message = "bad token s3cr3t-token-of-this-test",
                    .hint = "s3cr3t-token-of-this-test",
                    .detail = "s3cr3t-token-of-this-test"};
  CHECK(error_text(error, {.verbose = 2}, false).find("s3cr3t") == std::string::npos);
  CHECK(error_record(error).dump().find("s3cr3t") == std::string::npos);
}

TEST_CASE("the error record has every key, null where there is nothing") {
  CHECK(error_record(
            {.fault = Fault::rate_limited, .message = "later", .where = "@a (X)", .retry_after = std::chrono::seconds(30)})
            .dump() ==
        R"({"ok":false,"error":{"fault":"rate_limited","message":"later","hint":null,"account":"@a","retry_after":30}})");
  CHECK(error_record({.fault = Fault::usage, .message = "m", .hint = "h", .where = "settings.json"}).dump() ==
        R"({"ok":false,"error":{"fault":"usage","message":"m","hint":"h","account":null,"retry_after":null}})");
}

TEST_CASE("colour is for terminals, unless the user says otherwise") {
  struct Row {
    const char* name;
    Colour chosen;
    std::map<std::string, std::string> variables;
    bool terminal, wanted;
  };
  const Row rows[] = {
      {"terminal", Colour::automatic, {}, true, true},
      {"pipe", Colour::automatic, {}, false, false},
      {"NO_COLOR", Colour::automatic, {{"NO_COLOR", "1"}}, true, false},
      {"empty NO_COLOR", Colour::automatic, {{"NO_COLOR", ""}}, true, true},
      {"dumb", Colour::automatic, {{"TERM", "dumb"}}, true, false},
      {"CLICOLOR_FORCE", Colour::automatic, {{"CLICOLOR_FORCE", "1"}}, false, true},
      {"--color always", Colour::always, {{"NO_COLOR", "1"}}, false, true},
      {"--color never", Colour::never, {{"CLICOLOR_FORCE", "1"}}, true, false},
  };
  for (const Row& row : rows) {
    CAPTURE(row.name);
    CHECK(wants_colour({.colour = row.chosen}, {.variables = row.variables}, row.terminal) == row.wanted);
  }
}
