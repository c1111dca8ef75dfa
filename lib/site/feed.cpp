// SPDX-License-Identifier: MIT
#include "site/feed.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/hash.hpp"
#include "markdown.hpp"
#include "text/utf8.hpp"

namespace cmtool::site {
namespace {

/// A UUID (version 8, RFC 9562) that is the same for the same words.
std::string uuid(std::string_view words) {
  std::string digits = sha256_hex(words).substr(0, 32);
  digits[12] = '8';
  digits[16] = "89ab"[static_cast<unsigned char>(digits[16]) % 4];
  return fmt::format("urn:uuid:{}-{}-{}-{}-{}", digits.substr(0, 8), digits.substr(8, 4), digits.substr(12, 4), digits.substr(16, 4),
                     digits.substr(20));
}

std::string id_of(const Record& record) { return uuid(record.post.id + "\n" + record.name); }

/// Absolute where the site's address is known; else relative to the feed, which lies in the site's folder.
std::string root_of(const Look& look) { return look.url.empty() ? std::string() : look.url + "/"; }

Instant changed(const Record& record) { return std::max(record.at, record.edited.value_or(record.at)); }

std::string title_of(const Record& record, const Look& look) {
  if (!record.post.title.empty()) return record.post.title;
  const std::string words = summary(record.post, 80);
  return words.empty() ? headline(record, look) : words;
}

std::string language_of(const Record& record, const Look& look) { return record.post.language.empty() ? look.language : record.post.language; }

std::string atom_entry(const Record& record, const Look& look) {
  const std::string root = root_of(look);
  std::string xml = fmt::format(
      "<entry xml:lang=\"{}\">\n<id>{}</id>\n<title>{}</title>\n<link rel=\"alternate\" type=\"text/html\" href=\"{}\"/>\n"
      "<published>{}</published>\n<updated>{}</updated>\n",
      html_escaped(language_of(record, look)), id_of(record), html_escaped(valid_utf8(title_of(record, look))),
      html_escaped(folder_link(path_of(record.name), look, root)), iso(record.at), iso(changed(record)));
  for (const Tag& tag : tags_of(record.post)) xml += fmt::format("<category term=\"{}\"/>\n", html_escaped(valid_utf8(tag.text)));
  if (!record.post.excerpt.empty()) xml += fmt::format("<summary>{}</summary>\n", html_escaped(valid_utf8(record.post.excerpt)));
  return xml + fmt::format("<content type=\"html\">{}</content>\n</entry>\n", html_escaped(valid_utf8(content_html(record, look, root))));
}

Json attachment(const Media& media, const std::string& root) {
  Json json{{"url", root + "media/" + media_name(media)}, {"mime_type", media.type}};
  if (!media.alt.empty()) json.set("title", media.alt);
  json.set("size_in_bytes", static_cast<long long>(media.bytes));
  if (media.seconds > 0) json.set("duration_in_seconds", media.seconds);
  return json;
}

Json json_item(const Record& record, const Look& look) {
  const std::string root = root_of(look);
  Json item{{"id", id_of(record)}, {"url", folder_link(path_of(record.name), look, root)}};
  if (!record.post.title.empty()) item.set("title", record.post.title);
  item.set("content_html", content_html(record, look, root));
  item.set("summary", summary(record.post, 300));
  item.set("date_published", iso(record.at));
  if (record.edited) item.set("date_modified", iso(*record.edited));
  item.set("language", language_of(record, look));
  Json tags = Json::array();
  for (const Tag& tag : tags_of(record.post)) tags.push(tag.text);
  if (!tags.items().empty()) item.set("tags", std::move(tags));
  Json attachments = Json::array();
  for (const Media& media : record.post.media) attachments.push(attachment(media, root));
  if (!attachments.items().empty()) item.set("attachments", std::move(attachments));
  return item;
}

}  // namespace

std::string atom_feed(const std::vector<Record>& records, const Look& look) {
  const std::string root = root_of(look);
  Instant updated{};
  for (const Record& record : records) updated = std::max(updated, changed(record));
  std::string xml = fmt::format(
      "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"{lang}\">\n"
      "<id>{id}</id>\n<title>{title}</title>\n<updated>{updated}</updated>\n<author><name>{title}</name></author>\n"
      "<link rel=\"self\" type=\"application/atom+xml\" href=\"{root}feed.xml\"/>\n<link rel=\"alternate\" type=\"text/html\" href=\"{home}\"/>\n"
      "<generator>cmtool</generator>\n",
      fmt::arg("lang", html_escaped(look.language)), fmt::arg("id", uuid("site\n" + (look.url.empty() ? look.title : look.url))),
      fmt::arg("title", html_escaped(valid_utf8(look.title))), fmt::arg("updated", iso(updated)), fmt::arg("root", html_escaped(root)),
      fmt::arg("home", html_escaped(folder_link("", look, root))));
  for (const Record& record : records) xml += atom_entry(record, look);
  return xml + "</feed>\n";
}

std::string json_feed(const std::vector<Record>& records, const Look& look) {
  const std::string root = root_of(look);
  Json feed{{"version", "https://jsonfeed.org/version/1.1"}, {"title", look.title}};
  feed.set("home_page_url", folder_link("", look, root));
  feed.set("feed_url", root + "feed.json");
  feed.set("language", look.language);
  Json items = Json::array();
  for (const Record& record : records) items.push(json_item(record, look));
  feed.set("items", std::move(items));
  return feed.dump(2) + "\n";
}

}  // namespace cmtool::site
