// SPDX-License-Identifier: MIT
#include "sys/browser.hpp"

#include <doctest/doctest.h>

using namespace cmtool;

TEST_CASE("without a desktop, or with something that is no web address, no browser is opened") {
  CHECK(open_browser("https://example.org/", {}).error().fault == Fault::unsupported);
  CHECK(open_browser("file:///etc/passwd", {{"DISPLAY", ":0"}}).error().fault == Fault::unsupported);
  CHECK(open_browser("--help", {{"DISPLAY", ":0"}}).error().fault == Fault::unsupported);
}
