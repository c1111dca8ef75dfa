// SPDX-License-Identifier: MIT
#include "markdown.hpp"

#include <cmark.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <vector>

#include "base/ascii.hpp"
#include "text/facets.hpp"
#include "text/utf8.hpp"

namespace cmtool {
namespace {

struct FreeNode {
  void operator()(cmark_node* node) const { cmark_node_free(node); }
};
using Document = std::unique_ptr<cmark_node, FreeNode>;

struct FreeIterator {
  void operator()(cmark_iter* iterator) const { cmark_iter_free(iterator); }
};

/// Calls `visit` with every node that is entered.
template <typename Visit>
void walk(cmark_node* root, Visit visit) {
  const std::unique_ptr<cmark_iter, FreeIterator> iterator(cmark_iter_new(root));
  for (auto event = cmark_iter_next(iterator.get()); event != CMARK_EVENT_DONE; event = cmark_iter_next(iterator.get())) {
    visit(cmark_iter_get_node(iterator.get()), event);
  }
}

Document parsed(std::string_view text) {
  Document document(cmark_parse_document(text.data(), text.size(), CMARK_OPT_VALIDATE_UTF8));
  cmark_consolidate_text_nodes(document.get());
  return document;
}

std::string literal(cmark_node* node) {
  const char* const text = cmark_node_get_literal(node);
  return text == nullptr ? std::string() : std::string(text);
}

/// A stretch of a text: what it links to, or "" for plain text.
struct Stretch {
  std::string_view text{};
  std::string url{};
};

std::vector<Stretch> stretches(std::string_view text, const MarkdownLook& look) {
  std::vector<Stretch> found;
  std::size_t plain = 0;
  for (const Facet& facet : find_facets(text, Reading::mastodon)) {
    std::string url;
    if (facet.kind == Facet::Kind::link && is_web_url(facet.value)) url = facet.value;
    if (facet.kind == Facet::Kind::hashtag && look.tag_url) url = look.tag_url(facet.value);
    if (url.empty()) continue;
    if (facet.begin > plain) found.push_back({text.substr(plain, facet.begin - plain), ""});
    found.push_back({text.substr(facet.begin, facet.end - facet.begin), std::move(url)});
    plain = facet.end;
  }
  if (plain < text.size()) found.push_back({text.substr(plain), ""});
  return found;
}

cmark_node* text_node(std::string_view text) {
  cmark_node* const node = cmark_node_new(CMARK_NODE_TEXT);
  cmark_node_set_literal(node, std::string(text).c_str());
  return node;
}

/// Puts links where bare URLs and hashtags stand in a text node.
void link_up(cmark_node* node, const MarkdownLook& look) {
  const std::string text = literal(node);
  const auto parts = stretches(text, look);
  if (std::ranges::none_of(parts, [](const Stretch& part) { return !part.url.empty(); })) return;
  for (const Stretch& part : parts) {
    cmark_node* piece = text_node(part.text);
    if (!part.url.empty()) {
      cmark_node* const link = cmark_node_new(CMARK_NODE_LINK);
      cmark_node_set_url(link, part.url.c_str());
      cmark_node_append_child(link, piece);
      piece = link;
    }
    cmark_node_insert_before(node, piece);
  }
  cmark_node_unlink(node);
  cmark_node_free(node);
}

/// The text nodes that are not in a link, found before any is changed: the iterator must not see its tree change.
std::vector<cmark_node*> free_text_nodes(cmark_node* root) {
  std::vector<cmark_node*> found;
  int links = 0;
  walk(root, [&](cmark_node* node, cmark_event_type event) {
    const auto type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE) links += event == CMARK_EVENT_ENTER ? 1 : -1;
    if (type == CMARK_NODE_TEXT && links == 0) found.push_back(node);
  });
  return found;
}

}  // namespace

bool is_web_url(std::string_view url) {
  const std::string start = lower(url.substr(0, 8));
  const std::size_t host = start.starts_with("https://") ? 8 : start.starts_with("http://") ? 7 : 0;
  return host > 0 && url.size() > host && (is_letter_or_digit(url[host]) || url[host] == '[' || static_cast<unsigned char>(url[host]) >= 0x80);
}

std::string html_escaped(std::string_view raw) {
  const std::string text = valid_utf8(raw);
  std::string html;
  html.reserve(text.size() + text.size() / 8);
  for (const char c : text) {
    switch (c) {
      case '&': html += "&amp;"; break;
      case '<': html += "&lt;"; break;
      case '>': html += "&gt;"; break;
      case '"': html += "&quot;"; break;
      case '\'': html += "&#39;"; break;
      case '\t':
      case '\n': html += c; break;
      default:
        if (static_cast<unsigned char>(c) >= ' ' && c != '\x7f') html += c;
    }
  }
  return html;
}

std::string html_from_markdown(std::string_view text, const MarkdownLook& look) {
  const Document document = parsed(text);
  for (cmark_node* const node : free_text_nodes(document.get())) link_up(node, look);
  walk(document.get(), [&](cmark_node* node, cmark_event_type event) {
    if (event == CMARK_EVENT_ENTER && cmark_node_get_type(node) == CMARK_NODE_HEADING) {
      cmark_node_set_heading_level(node, std::clamp(cmark_node_get_heading_level(node) + look.heading_shift, 1, 6));
    }
  });
  const int options = CMARK_OPT_SAFE | (look.breaks == LineBreaks::kept ? CMARK_OPT_HARDBREAKS : 0);
  const std::unique_ptr<char, decltype(&std::free)> html(cmark_render_html(document.get(), options), &std::free);
  return html == nullptr ? std::string() : std::string(html.get());
}

std::string plain_from_markdown(std::string_view text) {
  const Document document = parsed(text);
  std::string plain;
  walk(document.get(), [&](cmark_node* node, cmark_event_type event) {
    switch (cmark_node_get_type(node)) {
      case CMARK_NODE_TEXT:
      case CMARK_NODE_CODE:
      case CMARK_NODE_CODE_BLOCK: plain += literal(node); break;
      case CMARK_NODE_SOFTBREAK:
      case CMARK_NODE_LINEBREAK: plain += '\n'; break;
      case CMARK_NODE_PARAGRAPH:
      case CMARK_NODE_HEADING:
        if (event == CMARK_EVENT_EXIT) plain += '\n';
        break;
      default: break;  // of cmark's twenty kinds only these carry words
    }
  });
  while (!plain.empty() && is_space(plain.back())) plain.pop_back();
  return plain;
}

}  // namespace cmtool
