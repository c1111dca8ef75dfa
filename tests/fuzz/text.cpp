// SPDX-License-Identifier: MIT
// Any bytes as an author's text: its facets lie inside it, its thread is the whole of it, its HTML is escaped.
#include "promise.hpp"

#include <string>

#include "markdown.hpp"
#include "text/facets.hpp"
#include "text/harmless.hpp"
#include "text/html_text.hpp"
#include "text/placeholders.hpp"
#include "text/slug.hpp"
#include "text/split.hpp"
#include "text/utf8.hpp"

namespace {

using namespace cmtool;

bool is_continuation(char c) { return (static_cast<unsigned char>(c) & 0xC0U) == 0x80U; }

void check_facets(std::string_view text, Reading reading) {
  std::size_t end = 0;
  for (const Facet& facet : find_facets(text, reading)) {
    promise(facet.begin >= end && facet.begin < facet.end && facet.end <= text.size());
    promise(!is_continuation(text[facet.begin]) && (facet.end == text.size() || !is_continuation(text[facet.end])));
    end = facet.end;
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = valid_utf8(text_of(data, size));
  check_facets(text, Reading::bluesky);
  check_facets(text, Reading::mastodon);
  const auto pieces = split_thread(text, [](std::string_view piece) { return piece.size() <= 60; }, Numbering::yes);
  if (pieces.ok())
    for (const std::string& piece : *pieces) promise(piece.size() <= 60);
  split_at(text, "---");
  html_from_markdown(text);
  plain_from_markdown(text);
  const std::string escaped = html_escaped(text);
  promise(escaped.find('<') == std::string::npos && escaped.find('"') == std::string::npos);
  text_from_html(text);
  promise(url_slug(text).size() <= 60);
  (void)placeholders_in(text);
  promise(harmless(text, Lines::show).find('\x1b') == std::string::npos);
  return 0;
}
