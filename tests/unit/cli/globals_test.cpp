// SPDX-License-Identifier: MIT
#include "cli/globals.hpp"

#include <doctest/doctest.h>

using namespace cmtool;
using Words = std::vector<std::string>;

namespace {
Globals globals(const Words& words, const std::map<std::string, std::string>& variables = {},
                const Json& settings = Json::object()) {
  Globals result;
  const World world{.variables = variables};
  CHECK(read_globals(read_line(words), world, settings, result).ok());
  return result;
}
std::string lang(const Words& words, const std::map<std::string, std::string>& variables,
                 const Json& settings = Json::object()) {
  return language_of(read_line(words), {.variables = variables}, settings);
}
std::string workspace(const Words& words, const std::map<std::string, std::string>& variables) {
  const auto result = workspace_of(read_line(words), {.variables = variables});
  return result.ok() ? *result : "error";
}
}  // namespace

TEST_CASE("global options are found before and after the command's words, and in every spelling") {
  for (const Words& words : {Words{"--format", "csv", "post", "list", "-q"}, Words{"post", "--format=csv", "list", "--quiet"},
                             Words{"post", "list", "-q", "--format", "csv"}}) {
    const Line line = read_line(words);
    CHECK(line.words == Words{"post", "list"});
    CHECK(line.given.at("format") == "csv");
    CHECK(line.given.contains("quiet"));
  }
  CHECK(read_line({"-C", "dir", "init"}).given.at("directory") == "dir");
  CHECK(read_line({"-Cdir", "init"}).given.at("directory") == "dir");
  CHECK(globals({"-vvq"}).verbose == 2);
  CHECK(globals({"-v", "post", "-v", "--verbose"}).verbose == 3);
  CHECK(read_line({"post", "-x"}).words == Words{"post", "-x"});
}

TEST_CASE("what stands after -- is no option of ours") {
  const Line line = read_line({"post", "--", "--json", "-q"});
  CHECK(line.words == Words{"post", "--", "--json", "-q"});
  CHECK(line.given.empty());
}

TEST_CASE("--json takes fields only with =, so that the next word stays a word") {
  CHECK(globals({"--json", "post"}).format == "json");
  CHECK(read_line({"--json", "post"}).words == Words{"post"});
  CHECK(globals({"--json=id,state"}).fields == Words{"id", "state"});
  CHECK(globals({"--json=help"}).fields_help);
}

TEST_CASE("the command line wins, then the environment, then settings.json") {
  const Json settings{{"format", "tsv"}, {"no_input", true}};
  CHECK(globals({}, {}, settings).format == "tsv");
  CHECK(globals({}, {}, settings).no_input);
  CHECK(globals({}, {{"CMTOOL_FORMAT", "csv"}}, settings).format == "csv");
  CHECK(globals({"--format", "ndjson"}, {{"CMTOOL_FORMAT", "csv"}}, settings).format == "ndjson");
  CHECK(globals({"--json"}, {{"CMTOOL_FORMAT", "csv"}}).format == "json");
  CHECK(globals({"--format", "csv"}, {{"CMTOOL_JSON", "1"}}).format == "csv");
  CHECK(globals({}, {{"CMTOOL_JSON", "id"}}).fields == Words{"id"});
  CHECK_FALSE(globals({}, {{"CMTOOL_DRY_RUN", "0"}}).dry_run);
  CHECK(globals({}, {{"CMTOOL_DRY_RUN", "yes"}}).dry_run);
}

TEST_CASE("a wrong value names where it stands") {
  Globals into;
  const auto wrong = read_globals(read_line({}), {.variables = {{"CMTOOL_COLOR", "pink"}}}, Json::object(), into);
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().fault == Fault::usage);
  CHECK(wrong.error().where == "CMTOOL_COLOR");
}

TEST_CASE("the workspace is found in the contract's order") {
  const std::map<std::string, std::string> home{{"HOME", "/home/lea"}};
  const std::map<std::string, std::string> xdg{{"HOME", "/home/lea"}, {"XDG_STATE_HOME", "/state"}};
  CHECK(workspace({}, home) == "/home/lea/.local/state/cmtool/default");
  CHECK(workspace({}, xdg) == "/state/cmtool/default");
  CHECK(workspace({}, {{"HOME", "/home/lea"}, {"XDG_STATE_HOME", "relative"}}) == "/home/lea/.local/state/cmtool/default");
  CHECK(workspace({"--workspace", "acme"}, xdg) == "/state/cmtool/acme");
  CHECK(workspace({"-C", "some/where", "--workspace", "acme"}, xdg) == "some/where");
  CHECK(workspace({}, {{"XDG_STATE_HOME", "/state"}, {"CMTOOL_WORKSPACE", "acme"}}) == "/state/cmtool/acme");
  CHECK(workspace({}, {{"CMTOOL_WORKSPACE", "./acme"}}) == "./acme");
  CHECK(workspace({}, {{"CMTOOL_WORKSPACE", "postgresql://db/acme"}}) == "postgresql://db/acme");
  CHECK(workspace({"--workspace", "other"}, {{"XDG_STATE_HOME", "/state"}, {"CMTOOL_WORKSPACE", "acme"}}) ==
        "/state/cmtool/other");
  CHECK(workspace({"--workspace", "../x"}, xdg) == "error");
  CHECK(workspace({}, {}) == "error");
}

TEST_CASE("the language is chosen in the contract's order") {
  CHECK(lang({}, {}) == "en");
  CHECK(lang({}, {{"LANG", "fr_FR.UTF-8"}}) == "fr");
  CHECK(lang({}, {{"LC_ALL", "C"}, {"LANG", "fr_FR.UTF-8"}}) == "en");
  CHECK(lang({}, {{"LC_MESSAGES", "fr"}, {"LANG", "en_US"}}) == "fr");
  CHECK(lang({}, {{"LANGUAGE", "de:fr:en"}, {"LC_ALL", "en_US.UTF-8"}}) == "fr");
  CHECK(lang({}, {{"LANG", "frr_DE"}}) == "en");  // North Frisian is not French
  CHECK(lang({}, {{"LANG", "en_US"}}, Json{{"lang", "fr"}}) == "fr");
  CHECK(lang({}, {{"CMTOOL_LANG", "en"}}, Json{{"lang", "fr"}}) == "en");
  CHECK(lang({"--lang", "fr"}, {{"CMTOOL_LANG", "en"}}) == "fr");
}
