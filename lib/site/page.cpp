// SPDX-License-Identifier: MIT
#include "site/page.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "markdown.hpp"
#include "text/utf8.hpp"

namespace cmtool::site {
namespace {

constexpr std::size_t long_text = 1500;  // bytes; what is longer is only begun on a listing

std::string root_of(std::string_view path) {
  std::string root;
  if (path.empty()) return root;
  for (const char c : path) root += c == '/' ? "../" : "";
  return root + "../";
}

const std::string& language_of(const Post& post, const Look& look) { return post.language.empty() ? look.language : post.language; }

/// A language code that cannot break out of its attribute; "" for what is none.
std::string language_code(const std::string& language) {
  const bool good = !language.empty() && language.size() <= 35 && std::ranges::all_of(language, [](char c) { return is_letter_or_digit(c) || c == '-'; });
  return good ? language : std::string();
}

std::string time_tag(Instant at, const Look& look, std::string_view name) {
  return fmt::format(R"(<time class="{}" datetime="{}">{}</time>)", name, iso(at), day_in_words(at, words_in(look.language)));
}

std::string sizes(const Media& media) {
  if (media.width <= 0 || media.height <= 0) return {};
  return fmt::format(R"( width="{}" height="{}")", media.width, media.height);
}

std::string media_html(const Media& media, std::string_view root) {
  const std::string address = html_escaped(std::string(root) + "media/" + media_name(media));
  const std::string alt = html_escaped(media.alt);
  const std::string label = alt.empty() ? std::string() : fmt::format(R"( aria-label="{}")", alt);
  switch (media.kind) {
    case MediaKind::image:
    case MediaKind::animation:
      return fmt::format("<figure><img class=\"u-photo\" src=\"{}\" alt=\"{}\"{}></figure>\n", address, alt, sizes(media));
    case MediaKind::video:
      return fmt::format("<figure><video class=\"u-video\" src=\"{}\"{}{} controls preload=\"metadata\"></video></figure>\n", address, label,
                         sizes(media));
    case MediaKind::audio:
      return fmt::format("<figure><audio class=\"u-audio\" src=\"{}\"{} controls preload=\"metadata\"></audio></figure>\n", address, label);
  }
  return {};
}

std::string host_in(const std::string& url) {
  const auto start = url.find("://") + 3;
  return url.substr(start, url.find_first_of("/?#", start) - start);
}

std::string card_html(const Link& link, std::string_view root) {
  if (!is_web_url(link.url)) return {};
  std::string html = fmt::format("<p class=\"card\"><a href=\"{}\">", html_escaped(link.url));
  if (link.picture) html += fmt::format(R"(<img src="{}" alt=""{}>)", html_escaped(std::string(root) + "media/" + media_name(*link.picture)), sizes(*link.picture));
  html += fmt::format("<strong>{}</strong>", html_escaped(link.title.empty() ? link.url : link.title));
  if (!link.description.empty()) html += fmt::format("<span>{}</span>", html_escaped(link.description));
  return html + fmt::format("<small>{}</small></a></p>\n", html_escaped(host_in(link.url)));
}

std::string tags_html(const Post& post, const Look& look, std::string_view root) {
  const auto tags = tags_of(post);
  if (tags.empty()) return {};
  std::string html = fmt::format("<ul class=\"tags\" aria-label=\"{}\">", words_in(look.language).tags);
  for (const Tag& tag : tags) {
    html += fmt::format(R"(<li><a class="p-category" rel="tag" href="{}">#{}</a></li>)",
                        html_escaped(folder_link("tags/" + tag.slug, look, root)), html_escaped(tag.text));
  }
  return html + "</ul>\n";
}

/// The line below a title: when, and what else is to be known.
std::string byline(const Record& record, const Look& look, const std::string& link) {
  const Words& words = words_in(look.language);
  std::string day = time_tag(record.at, look, "dt-published");
  if (!link.empty()) day = fmt::format(R"(<a class="u-url" href="{}">{}</a>)", html_escaped(link), day);
  std::string html = "<p class=\"byline\">" + day;
  if (record.edited) html += fmt::format(" · {} {}", words.edited, time_tag(*record.edited, look, "dt-updated"));
  if (!record.post.sponsored.empty()) html += fmt::format(" · {} <strong>{}</strong>", words.sponsored, html_escaped(record.post.sponsored));
  return html + "</p>\n";
}

std::string entry_html(const Record& record, const Look& look, std::string_view root) {
  const Words& words = words_in(look.language);
  const std::string link = folder_link(path_of(record.name), look, root);
  const std::string language = language_code(language_of(record.post, look));
  std::string html = fmt::format("<article class=\"h-entry\"{}>\n", language.empty() || language == look.language ? "" : fmt::format(" lang=\"{}\"", language));
  if (!record.post.title.empty()) {
    html += fmt::format("<h2 class=\"p-name\"><a href=\"{}\">{}</a></h2>\n", html_escaped(link), html_escaped(record.post.title));
  }
  html += byline(record, look, link);
  if (record.post.text.size() > long_text || !record.post.thread.empty()) {
    html += fmt::format("<p class=\"p-summary\">{}</p>\n<p><a href=\"{}\" aria-label=\"{}: {}\">{}</a></p>\n", html_escaped(summary(record.post, 400)),
                        html_escaped(link), words.read_on, html_escaped(headline(record, look)), words.read_on);
  } else {
    html += "<div class=\"e-content\">\n" + content_html(record, look, root) + "</div>\n";
  }
  return html + tags_html(record.post, look, root) + "</article>\n";
}

/// What every page has in common, around its <main>.
std::string page(const Look& look, std::string_view root, const std::string& language, const std::string& title, const std::string& head,
                 const std::string& main) {
  const Words& words = words_in(look.language);
  const std::string home = html_escaped(folder_link("", look, root));
  return fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{lang}\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"script-src 'none'; object-src 'none'; base-uri 'none'; form-action 'none'\">\n"
      "<title>{title}</title>\n{head}"
      "<link rel=\"stylesheet\" href=\"{root}style.css\">\n"
      "<link rel=\"alternate\" type=\"application/atom+xml\" title=\"{site}\" href=\"{root}feed.xml\">\n"
      "<link rel=\"alternate\" type=\"application/feed+json\" title=\"{site}\" href=\"{root}feed.json\">\n"
      "</head>\n<body>\n<a class=\"skip\" href=\"#content\">{skip}</a>\n"
      "<header{site_lang}><p><a href=\"{home}\">{site}</a></p></header>\n<main id=\"content\">\n{main}</main>\n"
      "<footer{site_lang}><p>{feeds}: <a href=\"{root}feed.xml\">Atom</a> · <a href=\"{root}feed.json\">JSON</a></p></footer>\n</body>\n</html>\n",
      fmt::arg("lang", language), fmt::arg("title", html_escaped(title)), fmt::arg("head", head), fmt::arg("root", html_escaped(root)),
      fmt::arg("site", html_escaped(look.title)), fmt::arg("skip", words.skip), fmt::arg("home", home), fmt::arg("main", main),
      fmt::arg("feeds", words.feeds), fmt::arg("site_lang", language == look.language ? "" : fmt::format(" lang=\"{}\"", look.language)));
}

/// For search engines and for the cards of other networks.
std::string meta_tags(const Record& record, const Look& look) {
  const auto meta = [](std::string_view attribute, std::string_view name, std::string_view content) {
    return fmt::format("<meta {}=\"{}\" content=\"{}\">\n", attribute, name, html_escaped(content));
  };
  const std::string about = summary(record.post, 200);
  std::string head;
  if (!about.empty()) head += meta("name", "description", about) + meta("property", "og:description", about);
  head += meta("property", "og:title", headline(record, look)) + meta("property", "og:type", "article") + meta("property", "og:site_name", look.title);
  if (look.url.empty()) return head;
  const std::string own = folder_link(path_of(record.name), look, look.url + "/");
  head += fmt::format("<link rel=\"canonical\" href=\"{}\">\n", html_escaped(own)) + meta("property", "og:url", own);
  const auto picture = std::ranges::find(record.post.media, MediaKind::image, &Media::kind);
  // A picture behind a content warning must not stand on the card in front of it.
  if (picture == record.post.media.end() || !record.post.warning.empty()) return head;
  head += meta("property", "og:image", look.url + "/media/" + media_name(*picture));
  return picture->alt.empty() ? head : head + meta("property", "og:image:alt", picture->alt);
}

}  // namespace

std::string folder_link(const std::string& path, const Look& look, std::string_view root) {
  std::string link(root);
  if (!path.empty()) link += path + "/";
  if (look.url.empty()) return link + "index.html";
  return link.empty() ? "./" : link;
}

std::string summary(const Post& post, std::size_t limit) {
  std::string text = !post.excerpt.empty() ? post.excerpt : !post.warning.empty() ? post.warning : plain_from_markdown(post.text);
  text = valid_utf8(text);
  for (char& c : text) c = is_space(c) ? ' ' : c;
  std::size_t count = 0, at = 0, word = 0;
  while (at < text.size() && count < limit) {
    if (text[at] == ' ') word = at;
    at += decode(text, at).bytes;
    ++count;
  }
  if (at >= text.size()) return std::string(trimmed(text));
  return std::string(trimmed(text.substr(0, word > at / 2 ? word : at))) + "…";
}

std::string headline(const Record& record, const Look& look) {
  return record.post.title.empty() ? day_in_words(record.at, words_in(look.language)) : record.post.title;
}

std::string content_html(const Record& record, const Look& look, std::string_view root) {
  const Post& post = record.post;
  const MarkdownLook markdown{.heading_shift = 2, .tag_url = [&](std::string_view tag) {
                                const std::string slug = slugged(tag);
                                return slug.empty() ? std::string() : folder_link("tags/" + slug, look, root);
                              }};
  std::string html = html_from_markdown(post.text, markdown);
  for (const Media& media : post.media) html += media_html(media, root);
  if (post.link) html += card_html(*post.link, root);
  for (const auto& part : post.thread) html += "<hr>\n" + html_from_markdown(part, markdown);
  if (!post.first_comment.empty()) html += "<aside>\n" + html_from_markdown(post.first_comment, markdown) + "</aside>\n";
  if (post.warning.empty()) return html;
  return fmt::format("<details>\n<summary>{} {}</summary>\n{}</details>\n", words_in(look.language).warning, html_escaped(post.warning), html);
}

std::string post_page(const Record& record, const Look& look) {
  const std::string root = root_of(path_of(record.name));
  const bool titled = !record.post.title.empty();
  std::string main = "<article class=\"h-entry\">\n";
  main += fmt::format("<h1{}>{}</h1>\n", titled ? " class=\"p-name\"" : "", html_escaped(headline(record, look)));
  main += titled || record.edited || !record.post.sponsored.empty() ? byline(record, look, "") : "";
  main += "<div class=\"e-content\">\n" + content_html(record, look, root) + "</div>\n" + tags_html(record.post, look, root) + "</article>\n";
  const std::string language = language_code(language_of(record.post, look));
  const std::string title = titled ? record.post.title : summary(record.post, 60);
  return page(look, root, language.empty() ? look.language : language, title.empty() ? look.title : title + " – " + look.title, meta_tags(record, look), main);
}

std::string listing_page(const Listing& listing, const Look& look) {
  const Words& words = words_in(look.language);
  const std::string root = root_of(listing.path);
  const std::string& heading = listing.heading.empty() ? look.title : listing.heading;
  std::string main = fmt::format("<h1{}>{}</h1>\n", listing.path.empty() ? " class=\"quiet\"" : "", html_escaped(heading));
  if (listing.records.empty()) main += fmt::format("<p>{}</p>\n", words.empty);
  for (const Record& record : listing.records) main += entry_html(record, look, root);
  if (listing.has_newer || listing.has_older) {
    main += fmt::format("<nav class=\"pages\" aria-label=\"{}\">", words.pages);
    if (listing.has_newer) main += fmt::format(R"(<a rel="prev" href="{}">← {}</a> )", html_escaped(folder_link(listing.newer, look, root)), words.newer);
    if (listing.has_older) main += fmt::format(R"(<a rel="next" href="{}">{} →</a>)", html_escaped(folder_link(listing.older, look, root)), words.older);
    main += "</nav>\n";
  }
  return page(look, root, look.language, listing.heading.empty() ? look.title : heading + " – " + look.title, "", main);
}

}  // namespace cmtool::site
