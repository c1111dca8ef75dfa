// SPDX-License-Identifier: MIT
// Texts of strangers and users: offsets stay inside, what was cut can be put together, what is shown is harmless.
#include "lint.hpp"
#include "markdown.hpp"
#include "tests/fuzz/fuzz.hpp"
#include "text/facets.hpp"
#include "text/harmless.hpp"
#include "text/html_text.hpp"
#include "text/length.hpp"
#include "text/placeholders.hpp"
#include "text/scan.hpp"
#include "text/slug.hpp"
#include "text/split.hpp"
#include "text/utf8.hpp"
#include "text/width.hpp"

namespace cmtool::fuzz {
namespace {

/// Is this offset in the middle of a code point?
bool is_inside(std::string_view text, std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U; }

}  // namespace

void text(std::string_view bytes) {
  for (const auto reading : {Reading::bluesky, Reading::mastodon}) {
    std::size_t end = 0;
    for (const auto& facet : find_facets(bytes, reading)) {
      must(facet.begin >= end && facet.end > facet.begin && facet.end <= bytes.size());
      if (is_valid_utf8(bytes)) must(!is_inside(bytes, facet.begin) && !is_inside(bytes, facet.end));
      end = facet.end;
    }
  }
  const std::string valid = valid_utf8(bytes);
  must(is_valid_utf8(valid));
  for (const auto unit : {Unit::code_points, Unit::utf16, Unit::bytes, Unit::graphemes, Unit::twitter}) must(length(bytes, unit, {.url = 23}) >= 0);

  const auto fits = [](std::string_view part) { return part.size() <= 120; };
  const auto parts = split_thread(bytes, fits, Numbering::yes);
  if (parts)
    for (const auto& part : *parts) must(fits(part));
  split_at(bytes, "---");

  must(is_valid_utf8(harmless(bytes, Lines::show)));
  for (const char c : harmless(bytes, Lines::show)) must(static_cast<unsigned char>(c) >= 0x20 && c != 0x7F);
  must(is_valid_utf8(text_from_html(bytes)) || !is_valid_utf8(bytes));
  same_words(bytes, valid, Rewriting::heavy);
  html_from_markdown(bytes);
  plain_from_markdown(bytes);
  const std::string escaped = html_escaped(bytes);
  must(escaped.find('<') == std::string::npos && escaped.find('"') == std::string::npos);
  must(url_slug(valid).size() <= 60);
  (void)placeholders_in(bytes);

  count_emoji(bytes);
  must(plain(bytes).size() <= 2 * bytes.size());
  for (const auto tag : hashtags(bytes)) must(!tag.empty());
  for (const auto& remark : remarks_on({.text = std::string(bytes)})) must(!remark.message.empty() && !remark.hint.empty());
}

}  // namespace cmtool::fuzz
