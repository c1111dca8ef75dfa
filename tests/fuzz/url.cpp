// SPDX-License-Identifier: MIT
// Addresses from users, pages and redirects: what is accepted is written so that it is read the same, and never leads elsewhere.
#include "net/url.hpp"

#include "net/address.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "text/utf8.hpp"

namespace cmtool::fuzz {

void url(std::string_view bytes) {
  const auto sound = [](const Url& it) {
    const std::string text = text_of(it);
    const auto again = parse_url(text);
    must(again.ok());
    must(*again == it);
    for (const char c : it.path + it.query) must(static_cast<unsigned char>(c) > 0x20 && static_cast<unsigned char>(c) < 0x7F);
    must(is_valid_utf8(it.host));  // a name in other letters than ASCII's is libcurl's to turn into "xn--"
    must(text.starts_with(origin(it)));
  };
  const auto whole = parse_url(bytes);
  if (whole) sound(*whole);
  const auto base = parse_url("https://example.org/a/b?c=d");
  const auto there = resolve(*base, bytes);
  if (there) sound(*there);
  must(percent_decoded(percent_encoded(bytes)) == bytes);
  const Query query = parse_form(bytes);
  must(parse_form(form_text(query)) == query);
  is_public_address(bytes);
  is_loopback(bytes);
}

}  // namespace cmtool::fuzz
