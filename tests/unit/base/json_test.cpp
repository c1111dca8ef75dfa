// SPDX-License-Identifier: MIT
#include "base/json.hpp"

#include <doctest/doctest.h>

#include "base/json_object.hpp"

using namespace cmtool;

TEST_CASE("what was parsed is printed in the same order") {
  const auto json = parse_json(R"({"b":1,"a":[true,null,"é"],"c":{"x":1.5,"y":-9223372036854775808}})");
  REQUIRE(json.ok());
  CHECK(json->dump() == R"({"b":1,"a":[true,null,"é"],"c":{"x":1.5,"y":-9223372036854775808}})");
}

TEST_CASE("what is missing reads as nothing, at any depth") {
  const Json json{{"a", Json{{"b", 1}}}};
  CHECK(json["a"]["b"].integer_or(0) == 1);
  CHECK(json["x"]["y"]["z"].is_null());
  CHECK(json["a"][std::size_t{7}].is_null());
}

TEST_CASE("of a repeated key the last value counts") {
  const auto json = parse_json(R"({"a":1,"b":2,"a":3})");
  REQUIRE(json.ok());
  CHECK(json->dump() == R"({"a":3,"b":2})");
}

TEST_CASE("a million brackets are refused and not a stack overflow") {
  const auto deep = parse_json(std::string(1'000'000, '['));
  REQUIRE_FALSE(deep.ok());
  CHECK(deep.error().fault == Fault::protocol);
  CHECK(parse_json(std::string(64, '[') + std::string(64, ']')).ok());
  CHECK_FALSE(parse_json(std::string(65, '[') + std::string(65, ']')).ok());
}

TEST_CASE("a mistake is named with its line and column") {
  const auto wrong = parse_json("{\n  \"a\": 1,\n  oops\n}");
  REQUIRE_FALSE(wrong.ok());
  CHECK(wrong.error().message.find("line 3, column 3") != std::string::npos);
}

TEST_CASE("invalid UTF-8 is printed as a replacement and not an exception") {
  CHECK(Json(std::string("a\xff"
                         "b"))
            .dump() == "\"a\xEF\xBF\xBD"
                       "b\"");
}

TEST_CASE("an object of ten thousand members keeps them all, in order") {
  Json::Object members;
  for (int i = 0; i < 10'000; ++i) members.emplace_back("key " + std::to_string(i), i);
  const Json made = json_object(members);
  CHECK(made.members() == members);
  CHECK(parse_json(made.dump()).value() == made);
}

TEST_CASE("a demanded member that is missing is named") {
  const Json json{{"id", 5}};
  const auto text = json.text("id");
  REQUIRE_FALSE(text.ok());
  CHECK(text.error().fault == Fault::protocol);
  CHECK(text.error().message.find("id") != std::string::npos);
}
