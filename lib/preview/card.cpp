// SPDX-License-Identifier: MIT
#include "preview/card.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/ascii.hpp"
#include "markdown.hpp"
#include "text/facets.hpp"
#include "text/utf8.hpp"
#include "wordpress/article.hpp"

namespace cmtool::preview {
namespace {

constexpr std::size_t shown_of_link = 30;  // characters: Mastodon's TextFormatter (4.4), without the scheme and "www."

bool is_page(std::string_view platform) { return platform == "site" || platform == "wordpress"; }

/// A name that may become part of a class: letters, digits, hyphens.
std::string class_name(std::string_view text) {
  std::string name;
  for (const char c : text) name += is_letter_or_digit(c) || c == '-' ? c : '-';
  return name;
}

std::string first_characters(std::string_view text, std::size_t most) {
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size() && count < most; ++count) at += decode(text, at).bytes;
  return std::string(text.substr(0, at)) + (at < text.size() ? "…" : "");
}

std::string shown_link(std::string_view written, std::string_view platform) {
  if (platform != "mastodon") return std::string(written);
  for (const std::string_view scheme : {"https://", "http://"}) {
    if (written.starts_with(scheme)) {
      written.remove_prefix(scheme.size());
      break;
    }
  }
  if (written.starts_with("www.")) written.remove_prefix(4);
  return first_characters(written, shown_of_link);
}

/// Mastodon shows "@lea" of "@lea@example.org".
std::string_view shown_mention(std::string_view written, std::string_view platform) {
  return platform == "mastodon" ? written.substr(0, written.find('@', 1)) : written;
}

std::string link_html(std::string_view url, const std::string& inner, std::string_view name = "") {
  const std::string mark = name.empty() ? std::string() : fmt::format(" class=\"{}\"", name);
  if (!is_web_url(url)) return fmt::format("<span{}>{}</span>", mark, inner);
  return fmt::format("<a{} href=\"{}\" rel=\"noopener noreferrer\">{}</a>", mark, html_escaped(url), inner);
}

/// Markdown's pictures lie elsewhere, and this page fetches nothing: their description stands in their place.
std::string without_far_pictures(const std::string& html) {
  constexpr std::string_view begin = "<img src=\"", middle = "\" alt=\"";
  std::string result;
  std::size_t at = 0;
  for (auto found = html.find(begin); found != std::string::npos; found = html.find(begin, at)) {
    const auto alt = html.find(middle, found), end = alt == std::string::npos ? alt : html.find('"', alt + middle.size());
    const auto close = end == std::string::npos ? end : html.find('>', end);
    if (close == std::string::npos) break;
    result += html.substr(at, found - at) + "<em>[" + html.substr(alt + middle.size(), end - alt - middle.size()) + "]</em>";
    at = close + 1;
  }
  return result + html.substr(at);
}

/// The highest headings of a text become <h5>, as the account's name above it is an <h4>, all others <h6>; none comes before its higher one.
std::string settled_headings(std::string html) {
  constexpr std::size_t level_at = 2;  // "<h2>"
  const auto next = [&](std::size_t from) {
    for (auto at = html.find("<h", from); at != std::string::npos; at = html.find("<h", at + 1)) {
      if (at + 3 < html.size() && is_digit(html[at + level_at]) && html[at + 3] == '>') return at;
    }
    return std::string::npos;
  };
  char highest = '9';
  for (auto at = next(0); at != std::string::npos; at = next(at + 1)) highest = std::min(highest, html[at + level_at]);
  bool begun = false;
  for (auto at = next(0); at != std::string::npos; at = next(at + 1)) {
    const std::string was = std::string("</h") + html[at + level_at] + ">";
    const bool top = !begun || html[at + level_at] == highest;
    begun = true;
    html[at + level_at] = top ? '5' : '6';
    if (const auto end = html.find(was, at); end != std::string::npos) html[end + level_at + 1] = html[at + level_at];
  }
  return html;
}

std::string label(std::string_view name, std::string_view label, const std::string& inner) {
  return fmt::format("<p class=\"{}\"><strong>{}</strong> {}</p>\n", name, label, inner);
}

std::string isolated(std::string_view text) { return "<bdi>" + html_escaped(text) + "</bdi>"; }

/// A handle breaks where a reader would break it.
std::string breakable(std::string_view handle) {
  return replaced(replaced(html_escaped(handle), "@", "<wbr>@"), ".", "<wbr>.");
}

std::string duration(double seconds) {
  const auto whole = static_cast<long long>(std::clamp(seconds, 0.0, 1e6));
  return fmt::format("{}:{:02}", whole / 60, whole % 60);
}

std::string description(const Media& media, const Words& words) {
  if (media.alt.empty()) return fmt::format("<figcaption class=\"missing\">{}</figcaption>", words.no_alt);
  return fmt::format("<figcaption><b>{}</b> <span dir=\"auto\">{}</span></figcaption>", words.alt, html_escaped(media.alt));
}

std::string file_name(const Media& media) { return media.file.substr(media.file.rfind('/') + 1); }

std::string media_html(const Media& media, const Page& page, const Words& words) {
  const auto found = page.pictures.find(media.sha256);
  if (found != page.pictures.end() && !media.sha256.empty()) {
    const Embedded& picture = found->second;
    return fmt::format("<figure><img src=\"data:{};base64,{}\" alt=\"{}\" width=\"{}\" height=\"{}\">{}</figure>\n", picture.type, picture.base64,
                       html_escaped(media.alt), picture.width, picture.height, description(media, words));
  }
  std::string what = html_escaped(file_name(media));
  switch (media.kind) {
    case MediaKind::image: break;
    case MediaKind::animation: what = std::string(words.animation) + " · " + what; break;
    case MediaKind::video: what = std::string(words.video) + (media.seconds > 0 ? " · " + duration(media.seconds) : "") + " · " + what; break;
    case MediaKind::audio: what = std::string(words.audio) + (media.seconds > 0 ? " · " + duration(media.seconds) : "") + " · " + what; break;
  }
  return fmt::format("<figure><p class=\"absent\"><span>{}</span> <small>{}</small></p>{}</figure>\n", what, words.no_picture, description(media, words));
}

std::string all_media(const Post& post, const Page& page, const Words& words) {
  if (post.media.empty()) return {};
  std::string html = fmt::format("<div class=\"media{}\">\n", post.media.size() > 1 ? " many" : "");
  for (const auto& media : post.media) html += media_html(media, page, words);
  return html + "</div>\n";
}

std::string host_of(const std::string& url) {
  const auto start = url.find("://") + 3;
  return url.substr(start, url.find_first_of("/?#", start) - start);
}

std::string link_card(const Link& link, const Page& page) {
  if (!is_web_url(link.url)) return {};
  std::string inner;
  if (link.picture && !link.picture->sha256.empty()) {
    if (const auto found = page.pictures.find(link.picture->sha256); found != page.pictures.end()) {
      inner += fmt::format("<img src=\"data:{};base64,{}\" alt=\"\" width=\"{}\" height=\"{}\">", found->second.type, found->second.base64,
                           found->second.width, found->second.height);
    }
  }
  inner += fmt::format("<span class=\"host\">{}</span><strong>{}</strong>", html_escaped(host_of(link.url)), html_escaped(link.title.empty() ? link.url : link.title));
  if (!link.description.empty()) inner += fmt::format("<span class=\"about\">{}</span>", html_escaped(first_characters(link.description, 160)));
  return link_html(link.url, inner, "link") + "\n";
}

std::string poll_html(const Poll& poll, const Words& words) {
  std::string html = fmt::format("<ul class=\"poll{}\">\n", poll.multiple ? " several" : "");
  for (const auto& option : poll.options) html += fmt::format("<li dir=\"auto\">{}</li>\n", html_escaped(option));
  return html + fmt::format("</ul>\n<p class=\"fine\">{} · {} {}</p>\n", poll.multiple ? words.poll_many : words.poll_one, words.poll_ends,
                            how_long(poll.open_for, words));
}

std::string reference(std::string_view label_text, const std::string& to) { return label("fine", label_text, link_html(to, html_escaped(first_characters(to, 80)))); }

std::string body_of_page(const Card& card, const Page& page, const Words& words) {
  const Post& post = card.post;
  std::string title = post.title, html;
  if (card.platform == "wordpress") {
    auto article = wordpress::article_of(post, {});
    title = std::move(article.title);
    html = std::move(article.html);
  } else {
    html = html_from_markdown(post.text);
    for (const auto& part : post.thread) html += "<hr>\n" + html_from_markdown(part);
  }
  std::string result;
  if (!title.empty()) result += fmt::format("<p class=\"headline\" dir=\"auto\">{}</p>\n", html_escaped(title));
  if (!post.excerpt.empty()) result += label("fine", words.excerpt, isolated(post.excerpt));
  result += "<div class=\"article\" dir=\"auto\">\n" + without_far_pictures(settled_headings(std::move(html))) + "</div>\n" + all_media(post, page, words);
  if (post.link) result += link_card(*post.link, page);
  std::vector<std::string> tags = post.tags;
  tags.insert(tags.end(), post.categories.begin(), post.categories.end());
  if (!tags.empty()) result += label("fine", words.tags, isolated(joined(tags, ", ")));
  return result;
}

std::string body_of_note(const Card& card, const Page& page, const Words& words) {
  const Post& post = card.post;
  const auto text = [&](const std::string& it) { return "<div class=\"text\" dir=\"auto\">" + marked_text(it, card.platform) + "</div>\n"; };
  std::string html;
  if (!post.title.empty()) html += fmt::format("<p class=\"headline\" dir=\"auto\">{}</p>\n", html_escaped(post.title));
  if (!post.text.empty()) html += text(post.text);
  html += all_media(post, page, words);
  if (post.poll) html += poll_html(*post.poll, words);
  if (post.link && post.media.empty() && !post.poll) html += link_card(*post.link, page);  // platforms show one or the other
  std::size_t number = 1;
  for (const auto& part : post.thread) {
    html += fmt::format("<div class=\"part\"><p class=\"fine\">{}/{} · {}</p>\n{}</div>\n", ++number, post.thread.size() + 1, words.thread, text(part));
  }
  return html;
}

std::string_view seen_by(Visibility visibility, const Words& words) {
  switch (visibility) {
    case Visibility::everyone: return {};
    case Visibility::unlisted: return words.unlisted;
    case Visibility::followers: return words.followers;
    case Visibility::direct: return words.direct;
  }
  return {};
}

}  // namespace

std::string lang_attribute(const std::string& language, const Words& words) {
  const bool good = !language.empty() && language.size() <= 35 && std::ranges::all_of(language, [](char c) { return is_letter_or_digit(c) || c == '-'; });
  return good && language != words.language ? " lang=\"" + language + "\"" : std::string();
}

std::string marked_text(std::string_view text, std::string_view platform) {
  const std::string valid = valid_utf8(text);
  std::string html;
  std::size_t at = 0;
  for (const Facet& facet : find_facets(valid, platform == "bluesky" ? Reading::bluesky : Reading::mastodon)) {
    html += html_escaped(valid.substr(at, facet.begin - at));
    const std::string written = valid.substr(facet.begin, facet.end - facet.begin);
    switch (facet.kind) {
      case Facet::Kind::link: html += link_html(facet.value, html_escaped(shown_link(written, platform))); break;
      case Facet::Kind::mention: html += "<span class=\"mark\">" + html_escaped(shown_mention(written, platform)) + "</span>"; break;
      case Facet::Kind::hashtag: html += "<span class=\"mark\">" + html_escaped(written) + "</span>"; break;
    }
    at = facet.end;
  }
  return html + html_escaped(valid.substr(at));
}

std::string card_html(const Card& card, const Page& page, const Words& words) {
  const Post& post = card.post;
  const std::string letter = card.account.empty() ? std::string("@") : first_characters(card.account, 1).substr(0, decode(card.account, 0).bytes);
  std::string html = fmt::format("<div class=\"card on-{}\">\n<div class=\"who\"><span class=\"avatar\" aria-hidden=\"true\">{}</span>"
                                 "<h4><bdi>{}</bdi> <span>{}</span></h4></div>\n",
                                 class_name(card.platform), html_escaped(letter), breakable(card.handle.empty() ? "@" + card.account : card.handle),
                                 html_escaped(card.platform_title));
  std::vector<std::string> notes;
  if (const auto who = seen_by(post.visibility, words); !who.empty()) notes.emplace_back(who);
  if (card.paused) notes.emplace_back(words.paused);
  if (!notes.empty()) html += "<p class=\"fine\">" + joined(notes, " · ") + "</p>\n";
  if (!post.reply_to.empty()) html += reference(words.reply, post.reply_to);
  if (!post.sponsored.empty()) html += label("fine", words.sponsored, isolated(post.sponsored));
  html += fmt::format("<div class=\"said\"{}>\n", lang_attribute(post.language, words));
  if (!post.warning.empty()) {
    html += fmt::format("<p class=\"warning\"><strong>{}</strong> <bdi>{}</bdi><br><small>{}</small></p>\n", words.warning, html_escaped(post.warning), words.hidden);
  }
  html += is_page(card.platform) ? body_of_page(card, page, words) : body_of_note(card, page, words);
  if (!post.first_comment.empty()) {
    html += fmt::format("<div class=\"part\"><p class=\"fine\">{}</p>\n<div class=\"text\" dir=\"auto\">{}</div></div>\n", words.first_comment,
                        marked_text(post.first_comment, card.platform));
  }
  html += "</div>\n";
  if (!post.quote.empty()) html += reference(words.quote, post.quote);
  return html + "</div>\n";
}

}  // namespace cmtool::preview
