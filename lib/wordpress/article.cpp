// SPDX-License-Identifier: MIT
#include "wordpress/article.hpp"

#include <algorithm>

#include "base/ascii.hpp"
#include "markdown.hpp"

namespace cmtool::wordpress {
namespace {

constexpr std::size_t longest_title = 80;  // bytes; what search engines and lists show of a title

/// Not longer than a title may be: ends between words, never within a character.
std::string shortened(std::string text) {
  if (text.size() <= longest_title) return text;
  auto end = text.rfind(' ', longest_title);
  if (end == std::string::npos || end == 0) {
    end = longest_title;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  }
  text.resize(end);
  return text + "…";
}

/// Up to the first end of a sentence: a full stop, exclamation or question mark before white space.
std::string first_sentence(const std::string& line) {
  for (std::size_t i = 0; i + 1 < line.size(); ++i) {
    const bool ends = line[i] == '.' || line[i] == '!' || line[i] == '?';
    if (ends && is_space(line[i + 1])) return line.substr(0, line[i] == '.' ? i : i + 1);
  }
  return line.ends_with('.') && !line.ends_with("..") ? line.substr(0, line.size() - 1) : line;
}

std::string first_line(std::string_view text) { return std::string(text.substr(0, text.find('\n'))); }

/// The heading "# …" that a text begins with, cut out of it.
std::string take_heading(std::string& text) {
  const auto start = text.find_first_not_of(" \r\n");
  if (start == std::string::npos || !std::string_view(text).substr(start).starts_with("# ")) return {};
  const auto end = text.find('\n', start);
  const std::string heading =
      plain_from_markdown(std::string_view(text).substr(start, end == std::string::npos ? end : end - start));
  text.erase(0, end == std::string::npos ? text.size() : end + 1);
  return std::string(trimmed(heading));
}

std::string title_of(const Post& post, std::string& text) {
  if (!trimmed(post.title).empty()) return std::string(trimmed(post.title));
  if (std::string heading = take_heading(text); !heading.empty()) return heading;
  const std::string line(trimmed(first_line(trimmed(plain_from_markdown(text)))));
  if (!line.empty()) return shortened(first_sentence(line));
  for (const Media& medium : post.media) {
    if (!medium.alt.empty()) return shortened(medium.alt);
  }
  if (post.media.empty()) return {};
  std::string name = post.media.front().file.substr(post.media.front().file.rfind('/') + 1);
  return name.substr(0, name.rfind('.'));
}

std::string figure(const Media& medium, const Upload& upload) {
  const std::string url = html_escaped(upload.url), alt = html_escaped(medium.alt);
  switch (medium.kind) {
    case MediaKind::image:
    case MediaKind::animation:
      return "<figure class=\"wp-block-image\"><img src=\"" + url + "\" alt=\"" + alt + "\" class=\"wp-image-" + upload.id +
             "\" /></figure>\n";
    case MediaKind::video: return "<figure class=\"wp-block-video\"><video controls src=\"" + url + "\"></video></figure>\n";
    case MediaKind::audio: return "<figure class=\"wp-block-audio\"><audio controls src=\"" + url + "\"></audio></figure>\n";
  }
  return {};
}

}  // namespace

std::optional<std::size_t> featured(const Post& post) {
  for (std::size_t i = 0; i < post.media.size(); ++i) {
    if (post.media[i].kind == MediaKind::image || post.media[i].kind == MediaKind::animation) return i;
  }
  return std::nullopt;
}

Article article_of(const Post& post, const std::vector<Upload>& uploads) {
  std::string text = post.text;
  for (const auto& more : post.thread) text += "\n\n" + more;
  Article article{.title = title_of(post, text)};
  article.html = html_from_markdown(text);
  const auto first = featured(post);
  for (std::size_t i = 0; i < std::min(post.media.size(), uploads.size()); ++i) {
    if (i != first) article.html += figure(post.media[i], uploads[i]);
  }
  return article;
}

}  // namespace cmtool::wordpress
