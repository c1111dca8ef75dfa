// SPDX-License-Identifier: MIT
#include "cli/complete.hpp"

#include <doctest/doctest.h>

#include "base/ascii.hpp"
#include "cli/command.hpp"
#include "tests/support/program/program.hpp"

using namespace cmtool;
using test::Program;

namespace {
std::vector<std::string> complete(Program& cmtool, std::vector<std::string> words) {
  words.insert(words.begin(), {"__complete", "--"});
  const auto ran = cmtool(words);
  CHECK(ran.code == 0);
  CHECK(ran.err.empty());
  std::vector<std::string> values;
  for (const std::string& line : split(ran.out, '\n')) {
    if (!line.empty()) values.push_back(line.substr(0, line.find('\t')));
  }
  return values;
}
bool has(const std::vector<std::string>& all, const std::string& one) {
  return std::find(all.begin(), all.end(), one) != all.end();
}
}  // namespace

TEST_CASE("commands, options and values are offered where they may stand") {
  Program cmtool;
  CHECK(has(complete(cmtool, {""}), "init"));
  CHECK(complete(cmtool, {"ini"}) == std::vector<std::string>{"init"});
  CHECK(complete(cmtool, {"completion", ""}) == std::vector<std::string>{"bash", "zsh", "fish"});
  CHECK(complete(cmtool, {"init", "--zo"}) == std::vector<std::string>{"--zone"});
  CHECK(has(complete(cmtool, {"init", "--"}), "--workspace"));
  CHECK(complete(cmtool, {"--format", "n"}) == std::vector<std::string>{"ndjson"});
  CHECK(complete(cmtool, {"--format=n"}) == std::vector<std::string>{"--format=ndjson"});
  CHECK(complete(cmtool, {"--lang", ""}) == std::vector<std::string>{"en", "fr"});
  CHECK(complete(cmtool, {"-C", ""}) == std::vector<std::string>{":folders"});
}

TEST_CASE("JSON fields are offered one after the other") {
  Program cmtool;
  CHECK(complete(cmtool, {"init", "--json=wo"}) == std::vector<std::string>{"--json=workspace"});
  CHECK(complete(cmtool, {"init", "--json=workspace,si"}) == std::vector<std::string>{"--json=workspace,site"});
  CHECK(has(complete(cmtool, {"init", "--json="}), "--json=help"));
}

TEST_CASE("the other workspaces are offered by name") {
  Program cmtool;
  std::filesystem::create_directories(cmtool.folder / "state/cmtool/acme");
  CHECK(complete(cmtool, {"--workspace", "a"}) == std::vector<std::string>{"acme"});
}

TEST_CASE("a broken line offers nothing and says nothing") {
  Program cmtool;
  CHECK(complete(cmtool, {"nonsense", "--what", ""}).empty());
  CHECK(complete(cmtool, {"completion", "bash", "x"}).empty());
}

TEST_CASE("what a shell shows of an option is in the user's language") {
  Program cmtool;
  cmtool.world.variables["LANG"] = "fr_FR.UTF-8";
  CHECK(cmtool({"__complete", "--", "--no-i"}).out == "--no-input\tne jamais poser de question\n");
}

TEST_CASE("the installed completion scripts are those that the command prints") {
  Program cmtool;
  for (const auto& [shell, file] : {std::pair{"bash", "cmtool.bash"}, {"zsh", "_cmtool"}, {"fish", "cmtool.fish"}}) {
    std::ifstream stream(std::string(CMTOOL_SOURCE_DIR "/completions/") + file);
    CHECK(cmtool({"completion", shell}).out == std::string(std::istreambuf_iterator<char>(stream), {}));
  }
}
