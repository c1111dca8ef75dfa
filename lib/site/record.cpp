// SPDX-License-Identifier: MIT
#include "site/record.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "base/hash.hpp"
#include "base/tr.hpp"
#include "markdown.hpp"
#include "text/facets.hpp"
#include "text/unicode.hpp"
#include "text/utf8.hpp"

namespace cmtool::site {
namespace {

constexpr std::size_t time_bytes = 19;  // "20261122T090000000Z"
constexpr std::size_t longest_slug = 50;

bool is_slug(std::string_view text) {
  return !text.empty() && text.size() <= 100 && text.front() != '-' &&
         std::ranges::all_of(text, [](char c) { return is_lower(c) || is_digit(c) || c == '-'; });
}

/// Cut at a hyphen where that leaves most of it.
std::string cut(std::string slug) {
  if (slug.size() <= longest_slug) return slug;
  const auto hyphen = slug.rfind('-', longest_slug);
  slug.resize(hyphen != std::string::npos && hyphen > longest_slug / 2 ? hyphen : longest_slug);
  return slug;
}

void add_tag(std::vector<Tag>& tags, std::string_view text) {
  if (text.starts_with('#')) text.remove_prefix(1);
  Tag tag{.text = std::string(trimmed(text)), .slug = slugged(text)};
  if (tag.slug.empty()) return;
  if (std::ranges::none_of(tags, [&](const Tag& known) { return known.slug == tag.slug; })) tags.push_back(std::move(tag));
}

void add_hashtags(std::vector<Tag>& tags, const std::string& text) {
  for (const Facet& facet : find_facets(text, Reading::mastodon)) {
    if (facet.kind == Facet::Kind::hashtag) add_tag(tags, facet.value);
  }
}

}  // namespace

std::string record_name(Instant at, std::string_view slug) {
  std::string name;
  for (const char c : iso_milliseconds(at)) {
    if (is_digit(c) || c == 'T' || c == 'Z') name += c;
  }
  return name + "-" + std::string(slug);
}

bool is_record_name(std::string_view name) {
  if (name.size() < time_bytes + 2 || name[8] != 'T' || name[18] != 'Z' || name[time_bytes] != '-') return false;
  const auto digits = [&](std::size_t from, std::size_t to) { return std::all_of(name.begin() + static_cast<long>(from), name.begin() + static_cast<long>(to), is_digit); };
  return digits(0, 8) && digits(9, 18) && is_slug(name.substr(time_bytes + 1));
}

std::string path_of(std::string_view name) {
  if (!is_record_name(name)) return {};
  return std::string(name.substr(0, 4)) + "/" + std::string(name.substr(4, 2)) + "/" + slug_of(name);
}

std::string slug_of(std::string_view name) { return is_record_name(name) ? std::string(name.substr(time_bytes + 1)) : std::string(); }

Instant time_of(std::string_view name) {
  if (!is_record_name(name)) return {};
  const auto piece = [&](std::size_t from, std::size_t count) { return std::string(name.substr(from, count)); };
  const auto at = parse_iso(piece(0, 4) + "-" + piece(4, 2) + "-" + piece(6, 2) + "T" + piece(9, 2) + ":" + piece(11, 2) + ":" + piece(13, 2) +
                            "." + piece(15, 3) + "Z");
  return at.ok() ? at.value() : Instant{};
}

bool is_public(const Post& post) { return post.status.empty() || post.status == "publish"; }

std::vector<Tag> tags_of(const Post& post) {
  std::vector<Tag> tags;
  for (const auto& tag : post.tags) add_tag(tags, tag);
  for (const auto& category : post.categories) add_tag(tags, category);
  add_hashtags(tags, post.text);
  for (const auto& part : post.thread) add_hashtags(tags, part);
  add_hashtags(tags, post.first_comment);
  return tags;
}

std::string slugged(std::string_view text) {
  std::string latin(text);
  if (!is_ascii(text)) {
    // Without the tables accents are lost, not the post.
    if (const auto tables = unicode(); tables.ok()) latin = tables.value()->latin_ascii(text);
  }
  std::string slug;
  for (const char c : latin) {
    if (is_letter_or_digit(c)) {
      slug += lower(c);
    } else if (c != '\'' && !slug.empty() && slug.back() != '-') {
      slug += '-';
    }
  }
  slug = cut(std::move(slug));
  while (slug.ends_with('-')) slug.pop_back();
  // A text without a single letter that ICU can spell still needs a name that is always the same.
  if (slug.empty() && !trimmed(text).empty() && !is_ascii(text)) slug = "t" + sha256_hex(text).substr(0, 10);
  return slug;
}

std::string slug_for(const Post& post) {
  // The first line's words, without a link's.
  std::string start = plain_from_markdown(post.text);
  start = start.substr(0, std::min(start.find('\n'), start.find("http")));
  for (const std::string& words : {post.slug, post.title, start.substr(0, 200)}) {
    if (std::string slug = slugged(valid_utf8(words)); !slug.empty()) return slug;
  }
  return post.id.empty() ? "post" : slugged(post.id);
}

std::string media_name(const Media& media) { return media.sha256.substr(0, 24) + "." + extension_of(media.type); }

std::vector<Media> media_of(const Post& post) {
  std::vector<Media> all = post.media;
  if (post.link && post.link->picture) all.push_back(*post.link->picture);
  return all;
}

Json to_json(const Record& record) {
  Json json{{"format", 1}, {"key", record.key}, {"at", iso_milliseconds(record.at)}};
  if (record.edited) json.set("edited", iso_milliseconds(*record.edited));
  json.set("post", cmtool::to_json(record.post));
  return json;
}

Result<Record> record_from_json(std::string name, const Json& json) {
  const auto at = parse_iso(json["at"].string_or());
  auto post = post_from_json(json["post"]);
  if (json["format"].integer_or(0) != 1 || !at.ok() || !post.ok()) {
    return Error{.fault = Fault::state,
                 .message = tr("the site's record {} cannot be read", name),
                 .hint = tr("put it back from a backup, or delete it and run the command again")};
  }
  Record record{.name = std::move(name), .key = json["key"].string_or(), .at = at.value(), .post = std::move(post).value()};
  if (const auto edited = parse_iso(json["edited"].string_or()); edited.ok()) record.edited = edited.value();
  return record;
}

}  // namespace cmtool::site
