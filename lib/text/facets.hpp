// SPDX-License-Identifier: MIT
// Where the links, mentions and hashtags of a text are.
//
// Used to count as a platform counts, to tell Bluesky where its facets are, to put no cut inside one, and to
// tag links. Networks disagree on what a hashtag or a link is, hence Reading. One pass: the time taken is
// linear in the text, whatever it holds. Offsets are bytes of the UTF-8 given, and never fall inside a code point.
#pragma once
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace cmtool {

/// Whose rules decide.
enum class Reading {
  /// @atproto/api's detectFacets (0.20, read 2026-11-22): also bare domains, hashtags go on to the next white space.
  bluesky,
  /// Mastodon's Tag::HASHTAG_RE, Account::MENTION_RE and twitter-text without bare domains (4.4, read 2026-11):
  /// hashtags are of letters, digits, "_" and "·".
  mastodon,
};

/// One stretch of a text that means something to a platform.
struct Facet {
  enum class Kind { link, mention, hashtag };
  Kind kind = Kind::link;
  std::size_t begin = 0, end = 0;  ///< bytes; the "@" and "#" are inside
  /// The URL ("https://" put before a bare domain); "user", "user@host" or "handle.example.org"; the tag without "#".
  std::string value{};
  bool operator==(const Facet&) const = default;
};

/// All of them, in order, none overlapping. Punctuation that ends a sentence and a parenthesis that was opened before
/// a link are left out of it.
std::vector<Facet> find_facets(std::string_view text, Reading = Reading::bluesky);

}  // namespace cmtool
