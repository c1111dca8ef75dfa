// SPDX-License-Identifier: MIT
#include "cli/defaults.hpp"

#include <doctest/doctest.h>
#include <CLI/CLI.hpp>

using namespace cmtool;
using Words = std::vector<std::string>;

namespace {
struct Options {
  std::string to{}, text{};
  std::vector<std::string> media{};
  bool strict = false;
  int limit = 0;
};

/// The options of "post", after parsing with these defaults.
Options parsed(Words words, const std::map<std::string, std::string>& variables, const Json& settings,
               const std::string& path = "post") {
  Options options;
  CLI::App app;
  app.add_option("--to", options.to)->required();
  app.add_option("TEXT", options.text);
  app.add_option("--media", options.media)->allow_extra_args(false);
  app.add_option("--limit", options.limit);
  app.add_flag("--strict", options.strict);
  Sources sources;
  words = with_defaults(app, path, words, {.variables = variables}, settings, sources);
  std::reverse(words.begin(), words.end());
  app.parse(words);
  return options;
}
}  // namespace

TEST_CASE("an option that is not typed comes from the environment, else from settings.json") {
  const Json settings{{"post", Json{{"to", "@settings"}, {"limit", 7}, {"strict", true}}}};
  CHECK(parsed({"hi"}, {}, settings).to == "@settings");
  CHECK(parsed({"hi"}, {}, settings).limit == 7);
  CHECK(parsed({"hi"}, {}, settings).strict);
  CHECK(parsed({"hi"}, {{"CMTOOL_POST_TO", "@env"}}, settings).to == "@env");
  CHECK(parsed({"hi", "--to", "@typed"}, {{"CMTOOL_POST_TO", "@env"}}, settings).to == "@typed");
  CHECK(parsed({"hi", "--to=@typed"}, {{"CMTOOL_POST_TO", "@env"}}, settings).to == "@typed");
  CHECK(parsed({"hi"}, {{"CMTOOL_POST_TO", ""}}, settings).to == "@settings");
  CHECK(parsed({"hi"}, {}, settings).text == "hi");
}

TEST_CASE("a required option may come from the environment") {
  CHECK(parsed({}, {{"CMTOOL_POST_TO", "@env"}}, Json::object()).to == "@env");
}

TEST_CASE("a flag can be switched off again") {
  const Json settings{{"post", Json{{"to", "@a"}, {"strict", true}}}};
  CHECK_FALSE(parsed({}, {{"CMTOOL_POST_STRICT", "0"}}, settings).strict);
}

TEST_CASE("longer commands are written flat or nested") {
  CHECK(parsed({}, {}, Json{{"account add", Json{{"to", "@flat"}}}}, "account add").to == "@flat");
  CHECK(parsed({}, {}, Json{{"account", Json{{"add", Json{{"to", "@nested"}}}}}}, "account add").to == "@nested");
  CHECK(parsed({}, {{"CMTOOL_ACCOUNT_ADD_TO", "@env"}}, Json::object(), "account add").to == "@env");
}

TEST_CASE("a list becomes repeated options, or one with commas") {
  const Json settings{{"post", Json{{"to", Json::strings({"@a", "@b"})}, {"media", Json::strings({"1.jpg", "2.jpg"})}}}};
  CHECK(parsed({}, {}, settings).to == "@a,@b");
  CHECK(parsed({}, {}, settings).media == Words{"1.jpg", "2.jpg"});
}

TEST_CASE("settings that are no options are named, those of longer commands are not") {
  CLI::App app;
  std::string to;
  app.add_option("--to", to);
  const Json settings{{"post", Json{{"to", "@a"}, {"tp", "@a"}, {"list", Json{{"state", "sent"}}}}}};
  CHECK(unknown_settings(app, "post", settings) == Words{"tp"});
}
