// SPDX-License-Identifier: MIT
#include "net/url.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

namespace {
std::string read(std::string_view text) {
  const auto url = parse_url(text);
  return url.ok() ? text_of(url.value()) : "refused: " + url.error().hint;
}
std::string led(std::string_view base, std::string_view reference) {
  const auto url = resolve(parse_url(base).value(), reference);
  return url.ok() ? text_of(url.value()) : "refused";
}
}  // namespace

TEST_CASE("an address is brought into one form") {
  CHECK(read("https://Example.ORG") == "https://example.org/");
  CHECK(read("HTTPS://example.org:443/a b?q=é#part") == "https://example.org/a%20b?q=%C3%A9");
  CHECK(read("https://example.org:8443/%41") == "https://example.org:8443/%41");
  CHECK(read("http://127.0.0.1:3000/x") == "http://127.0.0.1:3000/x");
  CHECK(read("http://[::1]:3000") == "http://[::1]:3000/");
  CHECK(read("https://café.example/") == "https://café.example/");
}

TEST_CASE("an address that could fool somebody is refused") {
  for (const char* bad : {"", "example.org", "ftp://example.org/", "file:///etc/passwd", "http://example.org/", "http://127.0.0.1.example.org/",
                          "http://127.1/", "http://127.0.0.01/", "https://user@example.org/", "https://user:word@example.org/",
                          "https://good.example\\@evil.example/", "https://example.org/\r\nX: y", "https://exa mple.org/", "https:///path",
                          "https://example.org:0/", "https://example.org:99999/", "https://example.org:-1/", "https://[::1/", "javascript:alert(1)",
                          "https://example.org:+80/", "https://[fe80::1%25eth0]/"}) {
    CAPTURE(bad);
    CHECK(!parse_url(bad).ok());
  }
  CHECK(!parse_url("https://example.org/" + std::string(9000, 'a')).ok());
}

TEST_CASE("what is refused is not repeated with its secrets") {
  CHECK(parse_url("https://me:hunter2@example.org/").error().message.find("hunter2") == std::string::npos);
  CHECK(parse_url("http://example.org/?token=hunter2").error().message.find("hunter2") == std::string::npos);
}

TEST_CASE("a reference leads where a browser would go") {
  CHECK(led("https://a.example/b/c?d", "e") == "https://a.example/b/e");
  CHECK(led("https://a.example/b/c?d", "../e?f") == "https://a.example/e?f");
  CHECK(led("https://a.example/b/c?d", "/e/./g/..") == "https://a.example/e/");
  CHECK(led("https://a.example/b/c?d", "?x=1") == "https://a.example/b/c?x=1");
  CHECK(led("https://a.example/b/c?d", "//other.example/e") == "https://other.example/e");
  CHECK(led("https://a.example/b/c?d", "https://other.example") == "https://other.example/");
  CHECK(led("https://a.example/b/c", "../../../../etc/passwd") == "https://a.example/etc/passwd");
  CHECK(led("https://a.example/", "javascript:alert(1)") == "refused");
  CHECK(led("https://a.example/", "http://other.example/") == "refused");
}

TEST_CASE("addresses are the same server only with the same scheme, host and port") {
  const auto of = [](const char* text) { return origin(parse_url(text).value()); };
  CHECK(of("https://A.example/x") == of("https://a.example:443/y"));
  CHECK(of("https://a.example") != of("https://a.example:8443"));
  CHECK(of("http://localhost") != of("https://localhost"));
}

TEST_CASE("forms and queries survive the way there and back") {
  const Query fields{{"text", "café & co = 1+1"}, {"empty", ""}, {"a[]", "x\ny"}};
  CHECK(parse_form(form_text(fields)) == fields);
  CHECK(parse_form("a=1+2&b") == Query{{"a", "1 2"}, {"b", ""}});
  CHECK(percent_decoded("%zz%4") == "%zz%4");
  CHECK(with_query("https://a.example/?x=1", {{"y", "2"}}) == "https://a.example/?x=1&y=2");
  CHECK(joined_url("https://a.example/wp/", "/v1") == "https://a.example/wp/v1");
  CHECK(joined_url("https://a.example/wp", "v1") == "https://a.example/wp/v1");
}
