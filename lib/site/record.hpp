// SPDX-License-Identifier: MIT
// What the site platform keeps of a post: one JSON file each, from which every page and feed is made.
//
// A record is named by the time at which it was published and by its slug, "20261122T090000000Z-bonjour", so that a
// folder's listing is the site's order, and both the permalink and the question whether a slug is taken are answered
// without opening a file.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/time.hpp"
#include "model/post.hpp"

namespace cmtool::site {

struct Record {
  std::string name{};  ///< of its file, without ".json"
  std::string key{};   ///< of the delivery that published it
  Instant at{};        ///< when it was published; never changes
  std::optional<Instant> edited{};
  Post post{};
};

/// The name of a record published at `at`.
std::string record_name(Instant at, std::string_view slug);
/// Is this the name of a record, and harmless in a path?
bool is_record_name(std::string_view);
/// "2026/11/bonjour": where the record's page is, below the site's folder. "" for what is no record's name.
std::string path_of(std::string_view name);
/// When a record of that name was published; the epoch for what is no record's name.
Instant time_of(std::string_view name);
/// The slug at the end of a record's name.
std::string slug_of(std::string_view name);

/// May visitors see it? Only where the post's status is "publish" or nothing; not a draft, pending or private one.
bool is_public(const Post&);

/// A tag as it is written, and the name of its folder under tags/.
struct Tag {
  std::string text{}, slug{};
};
/// The post's tags, categories and hashtags, each slug once.
std::vector<Tag> tags_of(const Post&);

/// Letters, digits and hyphens, in lower case, of at most 50 bytes and whole words where possible; "" if nothing is left.
std::string slugged(std::string_view text);
/// A post's own wish, or its title, or its first words; never empty.
std::string slug_for(const Post&);

/// "1f…e9.jpg": what a medium is called under media/.
std::string media_name(const Media&);
/// Everything of the post that lies under media/, also a link's picture.
std::vector<Media> media_of(const Post&);

Json to_json(const Record&);
/// Fault::state for what is no record.
Result<Record> record_from_json(std::string name, const Json&);

}  // namespace cmtool::site
