// SPDX-License-Identifier: MIT
#include "text/placeholders.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

namespace {

std::string filled(std::string_view text, const std::map<std::string, std::string>& values) {
  auto result = fill(text, values);
  REQUIRE(result.ok());
  return *result;
}

}  // namespace

TEST_CASE("each place is filled with its value, and values are text") {
  CHECK(filled("Bonjour {{name}}, {{ name }} !", {{"name", "Léa"}}) == "Bonjour Léa, Léa !");
  CHECK(filled("{{a}}{{b}}", {{"a", "{{b}}"}, {"b", "\\{{x}}"}}) == "{{b}}\\{{x}}");
  CHECK(filled("{{prénom}} {x} }} {", {{"prénom", "Zoé"}}) == "Zoé {x} }} {");
  CHECK(filled("\\{{name}} {{name}}", {{"name", "Léa"}}) == "{{name}} Léa");
  CHECK(filled("", {}).empty());
}

TEST_CASE("places without a value are named with line and column, and unused values in the hint") {
  const auto result = fill("Été\nà {{nom}} {{lieu}}", {{"nmo", "Léa"}, {"lieu", "Lyon"}});
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().fault == Fault::usage);
  CHECK(result.error().message.find("{{nom}} (line 2, column 3)") != std::string::npos);
  CHECK(result.error().message.find("lieu") == std::string::npos);
  CHECK(result.error().hint.find("nmo") != std::string::npos);
  CHECK(result.error().hint.find("lieu") == std::string::npos);
}

TEST_CASE("broken braces are refused where they stand") {
  for (const auto* const text : {"a\n b {{", "a\n b {{}}", "a\n b {{x y}}", "a\n b {{x\n}}", "a\n b {{{x}}}"}) {
    CAPTURE(std::string(text));
    const auto result = fill(text, {{"x", ""}});
    REQUIRE_FALSE(result.ok());
    CHECK(result.error().fault == Fault::usage);
    CHECK(result.error().message.find("line 2, column 4") != std::string::npos);
  }
}

TEST_CASE("very many places without a value give a message of bounded length") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "{{a}}\xFF";
  const auto result = fill(text, {});
  REQUIRE_FALSE(result.ok());
  CHECK(result.error().message.size() < 1000);
}
