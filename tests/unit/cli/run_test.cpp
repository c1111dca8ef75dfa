// SPDX-License-Identifier: MIT
#include "cli/run.hpp"

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "cli/command.hpp"
#include "cli/help.hpp"
#include "tests/support/program/program.hpp"
#include "text/width.hpp"

using namespace cmtool;
using test::Program;

TEST_CASE("--version is the version alone") {
  Program cmtool;
  const auto ran = cmtool({"--version"});
  CHECK(ran.code == 0);
  CHECK(ran.out == "cmtool " CMTOOL_VERSION "\n");
  CHECK(ran.err.empty());
}

TEST_CASE("help is data: on stdout, exit 0, for the program, a group and every command, in both languages") {
  Program cmtool;
  for (const char* lang : {"en", "fr"}) {
    CHECK(cmtool({"--help", "--lang", lang}).code == 0);
    for (const Command* command : commands()) {
      CAPTURE(command->path);
      auto words = split(command->path, ' ');
      words.insert(words.end(), {"--help", "--lang", lang});
      const auto ran = cmtool(words);
      CHECK(ran.code == 0);
      CHECK(ran.err.empty());
      CHECK(ran.out.find("cmtool " + command->path) != std::string::npos);
      words.insert(words.begin(), "help");
      CHECK(cmtool(words).out == ran.out);
    }
  }
}

TEST_CASE("the help names each value by what it is, in the reader's language") {
  Program cmtool;
  const auto help = [&](const char* lang, std::vector<std::string> words) {
    words.insert(words.end(), {"--help", "--lang", lang});
    return cmtool(words).out;
  };
  for (const char* line : {"--to ACCOUNTS ", "--media FILE ", "--link URL ", "--poll-ends WHEN ", "--jobs NUMBER ", "[TEXT]"})
    CHECK_MESSAGE(help("en", {"post"}).find(line) != std::string::npos, line);
  for (const char* line : {"--to COMPTES ", "--media FICHIER ", "--link URL ", "--poll-ends QUAND ", "--jobs NOMBRE ", "[TEXTE]"})
    CHECK_MESSAGE(help("fr", {"post"}).find(line) != std::string::npos, line);
  CHECK(help("fr", {"account", "add"}).find("PLATEFORME NOM") != std::string::npos);
  CHECK(cmtool({"account", "add", "--lang", "fr"}).err.find("PLATEFORME") != std::string::npos);
}

TEST_CASE("the help fits the terminal") {
  for (const int columns : {60, 80, 100}) {
    for (const std::string& line : split(program_help(columns), '\n'))
      CHECK_MESSAGE(width(line) <= static_cast<std::size_t>(columns), line);
  }
}

TEST_CASE("a closed pipe ends quietly with 141, a full disk loudly with 1") {
  Program cmtool;
  cmtool.out_closed = true;
  CHECK(cmtool({"--help"}).code == 141);
  CHECK(cmtool({"--help"}).err.empty());
  CHECK(cmtool({"--version"}).code == 141);
  cmtool.out_closed = false;
  cmtool.out_fault = "No space left on device";
  for (const char* word : {"--help", "--version"}) {
    const auto ran = cmtool({word});
    CHECK(ran.code == 1);
    CHECK(ran.err.find("No space left") != std::string::npos);
  }
}

TEST_CASE("with --json a mistake is a record on stdout too") {
  Program cmtool;
  const auto ran = cmtool({"--json", "nonsense"});
  CHECK(ran.code == 2);
  const auto record = parse_json(ran.out);
  REQUIRE(record.ok());
  CHECK((*record)["ok"].bool_or(true) == false);
  CHECK((*record)["error"]["fault"].string_or() == "usage");
  CHECK(ran.err.find("nonsense") != std::string::npos);
}

TEST_CASE("a hostile word cannot command the terminal through a message") {
  Program cmtool;
  cmtool.err_is_terminal = true;
  cmtool.world.variables["NO_COLOR"] = "1";
  CHECK(cmtool({"no\033[2Jsense"}).err.find('\033') == std::string::npos);
}

TEST_CASE("no question is asked when nobody can answer") {
  Program cmtool;
  Env env(cmtool.world, {});
  const auto asked = env.confirm("remove @blog?", "--yes");
  REQUIRE_FALSE(asked.ok());
  CHECK(asked.error().fault == Fault::usage);
  CHECK(asked.error().hint.find("--yes") != std::string::npos);
}

TEST_CASE("a question takes yes and no in both languages, and no for Enter") {
  Program cmtool;
  const std::pair<const char*, bool> rows[] = {{"y", true}, {"Oui", true}, {"", false}, {"non", false}, {"n", false}};
  for (const auto& [answer, wanted] : rows) {
    const auto& shown = answer;  // clang 14 lets no lambda have a name of a structured binding
    CAPTURE(shown);
    Streams streams;
    streams.in_is_terminal = streams.err_is_terminal = true;
    streams.err = [](std::string_view) {};
    streams.line = [text = std::string(answer)] { return std::optional(text); };
    Env env(cmtool.world, streams);
    const auto asked = env.confirm("sure?", "--yes");
    REQUIRE(asked.ok());
    CHECK(*asked == wanted);
  }
}

TEST_CASE("an option whose value may be left out takes the next word only if it is one of its values") {
  Program cmtool;
  REQUIRE(cmtool.line("cmtool -q init --zone UTC").code == 0);
  REQUIRE(cmtool.line("cmtool schedule slots add @site \"daily 09:00\"").code == 0);
  for (const char* words : {"--slot Hello", "--slot next Hello", "--slot=next Hello", "Hello --slot"}) {
    CAPTURE(words);
    const auto ran = cmtool.line("cmtool schedule add --to @site --dry-run --json=text " + std::string(words));
    CHECK(ran.code == 0);
    CHECK(ran.out.find("\"Hello\"") != std::string::npos);
  }
  CHECK(cmtool.line("cmtool schedule add --to @site --slot=soon Hello").code == 2);
}
