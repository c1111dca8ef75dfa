// SPDX-License-Identifier: MIT
#include "net/form.hpp"

#include <doctest/doctest.h>

#include "tests/support/platform_bench.hpp"

using namespace cmtool;

namespace {
std::string all_of(BodyStream& stream) {
  std::string text;
  char buffer[7];  // small, so that pieces are cut everywhere
  for (;;) {
    const auto got = stream.read(buffer, sizeof buffer);
    REQUIRE(got.ok());
    if (got.value() == 0) return text;
    text.append(buffer, got.value());
  }
}
}  // namespace

TEST_CASE("a multipart body is as long as it says, and the same after going back") {
  const Body body{.parts = {{.name = "status", .bytes = "Bonjour"},
                            {.name = "file", .filename = "a\"b\r\n.png", .type = "image/png", .file = std::make_shared<MemorySource>("PNG bytes")}}};
  BodyStream stream(body);
  const std::string text = all_of(stream);
  CHECK(text.size() == stream.size());
  CHECK(text.find("name=\"status\"\r\n\r\nBonjour\r\n") != std::string::npos);
  CHECK(text.find("filename=\"a%22b%0D%0A.png\"\r\nContent-Type: image/png\r\n\r\nPNG bytes\r\n--") != std::string::npos);
  CHECK(stream.type().starts_with("multipart/form-data; boundary="));
  REQUIRE(stream.rewind().ok());
  CHECK(all_of(stream) == text);
}

TEST_CASE("a request without a body has none, and an empty body is one") {
  CHECK(BodyStream(Body{}).empty());
  CHECK(!BodyStream(Body{.type = "application/json"}).empty());
}

TEST_CASE("an upload's name is harmless and ends as its true type does") {
  const auto name = [](const char* file) { return upload_name(Media{.file = file, .type = "image/jpeg"}); };
  CHECK(name("/home/me/Photo d'été.PNG") == "Photo-d-t.jpg");
  CHECK(name("../../etc/passwd") == "passwd.jpg");
  CHECK(name("\"\r\n\x1b[31m.png") == "31m.jpg");
  CHECK(name("") == "media.jpg");
  CHECK(name(".hidden") == "hidden.jpg");
}
