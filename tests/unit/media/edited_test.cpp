// SPDX-License-Identifier: MIT
#include "media/edited.hpp"

#include <doctest/doctest.h>

#include "base/hash.hpp"

using namespace cmtool;

TEST_CASE("edits on a stream give what edits in memory give, whatever the size of the reads") {
  const std::string text = "0123456789abcdef";
  const std::vector<std::vector<Edit>> cases = {
      {}, {{.at = 0, .drop = 3}}, {{.at = 13, .drop = 3}}, {{.at = 4, .drop = 0, .put = "++"}}, {{.at = 2, .drop = 2, .put = "x"}, {.at = 4, .drop = 4, .put = "long one"}},
      {{.at = 16, .drop = 0, .put = "end"}}, {{.at = 0, .drop = 16}}};
  for (const auto& edits : cases)
    for (std::size_t step = 1; step < 20; ++step) {
      const auto source = edited(as_source(text), edits);
      CHECK(source->size() == edited(text, edits).size());
      std::string read;
      for (;;) {
        std::string piece(step, '\0');
        const auto got = source->read(piece.data(), step);
        REQUIRE(got.ok());
        if (*got == 0) break;
        read.append(piece, 0, *got);
      }
      CHECK(read == edited(text, edits));
      CHECK(read_all(*source, 100).ok());
    }
}

TEST_CASE("edits that overlap or lie beyond the end are left out") {
  CHECK(in_order({{.at = 4, .drop = 4}, {.at = 6, .drop = 4}, {.at = 1, .drop = 1}}) == std::vector<Edit>{{.at = 1, .drop = 1}, {.at = 4, .drop = 4}});
  const auto source = edited(as_source("abc"), {{.at = 2, .drop = 5}, {.at = ~0ull, .drop = ~0ull}});
  CHECK(*read_all(*source, 100) == "abc");
}

TEST_CASE("a file that changes between checking and copying is noticed") {
  CHECK(read_all(*verified(as_source("abc"), sha256_hex("abc")), 100).ok());
  const auto changed = read_all(*verified(as_source("abd"), sha256_hex("abc")), 100);
  REQUIRE_FALSE(changed.ok());
  CHECK(changed.error().fault == Fault::conflict);
}

TEST_CASE("no more than the limit is read") {
  CHECK(read_all(*as_source("abcd"), 4).ok());
  CHECK(read_all(*as_source("abcde"), 4).error().fault == Fault::refused);
}
